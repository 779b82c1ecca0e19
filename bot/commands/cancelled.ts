import { z } from 'zod'
import { findNoticeReasons } from '#core/contract/notice-reason.ts'
import { day } from '#emails/words/format.ts'
import { defineCommand, type Visit } from '../command.ts'
import { listed } from '../desk/listed.ts'
import type { Reply } from '../reply.ts'
import { answerWords } from '../understand/say.ts'

const most = 20
const ids = z.array(z.uuid()).max(20).optional()
const input = z.object({
	/** Half open, in ISO days. */
	period: z.object({ from: z.iso.date(), to: z.iso.date() }),
	assumed: z.boolean(),
	filters: z.object({ group: ids, person: ids, customer: ids }),
	said: z.string().max(1000),
})
type Asked = z.output<typeof input>

const nothing = { en: [], ru: [], zh: [], vi: [] }

/** Contracts of which notice was given in a period, with why and when each ends. */
export const cancelled = defineCommand({
	name: 'cancelled',
	says: nothing,
	input,
	read: () => undefined,
	run: async (visit, asked) => await answer(visit, asked, 'cancelled'),
})

/** Contracts whose last day was in a period, by notice or by their term. */
export const ended = defineCommand({
	name: 'ended',
	says: nothing,
	input,
	read: () => undefined,
	run: async (visit, asked) => await answer(visit, asked, 'ended'),
})

async function answer(visit: Visit, asked: Asked, how: 'cancelled' | 'ended'): Promise<Reply> {
	const { words, language, look } = visit
	const { period, filters } = asked
	const last = Temporal.PlainDate.from(period.to).subtract({ days: 1 })
	const field = how === 'cancelled' ? 'noticed' : 'ends'
	const of = (name: string, all: string[] | undefined) => (all ?? []).map((id) => [name, id] as const)
	const { rows, total, query } = await listed(
		visit,
		'contracts',
		[
			...(how === 'ended' ? ['closed', 'filed'] : []).map((state) => ['state', state] as const),
			...[[`${field}.from`, period.from] as const, [`${field}.to`, last.toString()] as const],
			...[...of('group', filters.group), ...of('owner', filters.person), ...of('customerId', filters.customer)],
			['sort', field],
			...['number', 'customer', 'noticed', 'ends', 'owner'].map((column) => ['column', column] as const),
		],
		most,
	)
	const reasons = await look(findNoticeReasons, { ids: rows.map(({ id }) => id), language })
	const said = [Temporal.PlainDate.from(period.from), last].map((one) => day(one, language)) as [string, string]
	const link = { label: words.open, path: `/staff/contracts?${query}` }
	const note = answerWords(language).understood(asked.said)
	if (rows.length === 0) return { title: words.over[how].none(...said), link, note }
	const short = (on: string | null | undefined) => (on ? day(Temporal.PlainDate.from(on), language, 'medium') : '–')
	return {
		title: words.over[how].title(total, ...said),
		table: {
			columns: [
				...[{ title: words.found.contract }, { title: words.found.customer }, { title: words.over.noticed }],
				...[{ title: words.found.ends }, { title: words.over.reason }, { title: words.found.owner }],
			],
			rows: rows.map(({ id, cells }) => [
				...[cells.number ?? '', cells.customer ?? '', short(cells.noticed), short(cells.ends)],
				...[reasons.get(id) ?? '–', cells.owner ?? words.found.none],
			]),
			total,
		},
		link,
		note,
	}
}
