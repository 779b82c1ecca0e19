import { z } from 'zod'
import { addPlace, removePlace } from '#core/chat/place.ts'
import { defineCommand } from '../command.ts'

const hears = { approvals: 'approvals', alerts: 'alerts' } as const

/** Lets the group in which it is said hear of approvals or alerts, or no more. */
export const place = defineCommand({
	name: 'place',
	says: {
		en: ['hear *', 'hear * here', 'stop *', 'stop * here'],
		ru: ['слушать *', 'не слушать *'],
		zh: ['订阅 *', '订阅*', '取消订阅 *', '取消订阅*'],
		vi: ['nghe *', 'thôi nghe *'],
	},
	input: z.object({ hears: z.enum(['approvals', 'alerts']), off: z.boolean().default(false) }),
	read: ([said = ''], form) => {
		const names = {
			...hears,
			согласования: 'approvals',
			оповещения: 'alerts',
			审批: 'approvals',
			提醒: 'alerts',
		} as const
		const all: Record<string, 'approvals' | 'alerts'> = { ...names, 'phê duyệt': 'approvals', 'cảnh báo': 'alerts' }
		const heard = all[said.toLowerCase()]
		return heard && { hears: heard, off: /^(stop|не|取消|thôi)/.test(form) }
	},
	run: async (visit, { hears: heard, off }) => {
		const { words, place: here } = visit
		if (!here) return { title: words.place.onlyGroups, tone: 'bad' }
		await visit.note(off ? removePlace : addPlace, { ...here, hears: heard })
		return { title: off ? words.place.off[heard] : words.place.on[heard], tone: 'good' }
	},
})
