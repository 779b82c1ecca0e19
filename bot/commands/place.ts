import { z } from 'zod'
import { addPlace, removePlace } from '#core/chat/place.ts'
import { refuse } from '#core/refusal.ts'
import { findAskableNames } from '#core/report/find-names.ts'
import { defineCommand, type Visit } from '../command.ts'

const hears = { approvals: 'approvals', alerts: 'alerts' } as const

/** Lets the group in which it is said hear of approvals or alerts, or no more; of one team, which ties the place to it. */
export const place = defineCommand({
	name: 'place',
	says: {
		en: ['hear *', 'hear * here', 'hear * of *', 'stop *', 'stop * here'],
		ru: ['слушать *', 'слушать * группы *', 'не слушать *'],
		zh: ['订阅 *', '订阅*', '订阅 * 团队 *', '取消订阅 *', '取消订阅*'],
		vi: ['nghe *', 'nghe * của *', 'thôi nghe *'],
	},
	input: z.object({
		hears: z.enum(['approvals', 'alerts']),
		off: z.boolean().default(false),
		of: z.string().max(100).optional(),
	}),
	read: ([said = '', of], form) => {
		const names = {
			...hears,
			согласования: 'approvals',
			оповещения: 'alerts',
			审批: 'approvals',
			提醒: 'alerts',
		} as const
		const all: Record<string, 'approvals' | 'alerts'> = { ...names, 'phê duyệt': 'approvals', 'cảnh báo': 'alerts' }
		const word = said.toLowerCase()
		const heard = Object.hasOwn(all, word) ? all[word] : undefined
		return heard && { hears: heard, off: /^(stop|не|取消|thôi)/.test(form), ...(of ? { of } : {}) }
	},
	run: async (visit, { hears: heard, off, of }) => {
		const { words, place: here } = visit
		if (!here) return { title: words.place.onlyGroups, tone: 'bad' }
		if (off) {
			await visit.note(removePlace, { ...here, hears: heard })
			return { title: words.place.off[heard], tone: 'good' }
		}
		const group = of ? await groupNamed(visit, of) : undefined
		await visit.note(addPlace, { ...here, hears: heard, ...(group ? { groupId: group.id } : {}) })
		if (!group) return { title: words.place.on[heard], tone: 'good' }
		return { title: words.place.onOf[heard](group.name), tone: 'good', text: words.place.only(group.name) }
	},
})

/** A team by its name in full. Throws Refused. */
async function groupNamed({ look }: Visit, name: string): Promise<{ id: string; name: string }> {
	const { group } = await look(findAskableNames, { words: [] })
	const said = name.trim().toLowerCase()
	return group.find((one) => one.name.toLowerCase() === said) ?? refuse('not_found', { noun: 'group' })
}
