import { z } from 'zod'
import { look } from '#core/act.ts'
import { dayInput } from '#core/day-input.ts'
import { findFilterNames } from '#core/report/filter-names.ts'
import { dimensions, type Period, type Question, question } from '#core/report/question.ts'
import type { LoadContext } from '../../../load-context.ts'
import { notFound } from '../../../problem.ts'
import type { StaffMember } from '../../../sign-in/actor.ts'
import { type Asked, compareNames, periodNames } from './address.ts'
import type { OnlyOf } from './only.tsx'

const id = z.uuid().optional().catch(undefined)
const day = dayInput.optional().catch(undefined)
const address = z.object({
	period: z.enum(periodNames).catch('month'),
	from: day,
	to: day,
	than_from: day,
	than_to: day,
	compare: z.enum(compareNames).catch('before'),
	group: id,
	person: id,
	currency: z
		.string()
		.regex(/^[A-Z]{3}$/)
		.optional()
		.catch(undefined),
	by: z.enum(dimensions).optional().catch(undefined),
	key: z.string().max(500).optional().catch(undefined),
	only: z.string().max(30_000).optional().catch(undefined),
})

/** Several of a kind, limits and orders come from chat, where they can be said: the same question as there, but for its days. */
const only = question.pick({ filters: true, where: true, order: true, limit: true }).extend({
	/** More than one are shown beside each other. */
	measures: question.shape.measures.optional(),
})
type OnlyAsked = z.output<typeof only>

export function readAsked(request: Request): Asked {
	const asked = address.parse(Object.fromEntries(new URL(request.url).searchParams))
	return readOnly(asked) ? asked : { ...asked, only: undefined }
}

/** Null where the address says nothing more than its form, or what cannot be read. */
export function readOnly({ only: text }: Asked): OnlyAsked | null {
	if (!text) return null
	const decoded = z
		.string()
		.transform((json, context) => {
			try {
				return JSON.parse(json) as unknown
			} catch {
				context.addIssue({ code: 'custom', message: 'no JSON' })
				return z.NEVER
			}
		})
		.pipe(only)
		.safeParse(text)
	return decoded.data ?? null
}

/** Which of the rows are shown, and in what order. */
export function rowsOf(asked: Asked): Pick<Question, 'where' | 'order' | 'limit'> {
	const { where, order, limit } = readOnly(asked) ?? {}
	return { ...(where && { where }), ...(order && { order }), ...(limit && { limit }) }
}

/** What is said of it beside the form. */
export async function onlyOf({ books }: LoadContext, { actor }: StaffMember, asked: Asked): Promise<OnlyOf | null> {
	const read = readOnly(asked)
	if (!read) return null
	const { filters, where, limit } = read
	const names = await look(books, actor, findFilterNames, { filters })
	if (!names.ok) throw notFound()
	return { names: names.value, over: where?.over, under: where?.under, limit }
}

/** The days meant, as of a day; days of one's own that are none are the month to date. */
export function periodOf({ period, from, to }: Asked, today: Temporal.PlainDate): Period {
	const tomorrow = today.add({ days: 1 })
	const month = today.with({ day: 1 })
	const quarter = month.subtract({ months: (month.month - 1) % 3 })
	const year = month.with({ month: 1 })
	const said = (first: Temporal.PlainDate, end: Temporal.PlainDate) => ({ from: first.toString(), to: end.toString() })
	switch (period) {
		case 'quarter':
			return said(quarter, tomorrow)
		case 'year':
			return said(year, tomorrow)
		case 'last_month':
			return said(month.subtract({ months: 1 }), month)
		case 'last_quarter':
			return said(quarter.subtract({ months: 3 }), quarter)
		case 'last_year':
			return said(year.subtract({ years: 1 }), year)
		case 'twelve':
			return said(month.subtract({ months: 11 }), tomorrow)
		case 'own':
			if (from && to && from <= to) return { from, to: Temporal.PlainDate.from(to).add({ days: 1 }).toString() }
			return said(month, tomorrow)
		default:
			return said(month, tomorrow)
	}
}

/** The months up to the end of a period, for what is shown over time: a year of them, or as many as the period has. */
export function monthsUpTo({ from, to }: Period): Period {
	const last = Temporal.PlainDate.from(to).subtract({ days: 1 }).with({ day: 1 })
	const year = last.subtract({ months: 11 }).toString()
	const first = Temporal.PlainDate.from(from).with({ day: 1 }).toString()
	return { from: first < year ? first : year, to }
}

export function filtersOf(asked: Asked): Question['filters'] {
	const { group, person, currency } = asked
	return {
		...readOnly(asked)?.filters,
		...(group && { group: [group] }),
		...(person && { person: [person] }),
		...(currency && { currency: [currency] }),
	}
}

/** Days of another period that are none are the period before. */
export function compareOf({ compare, than_from: from, than_to: to }: Asked): Question['compare'] {
	if (compare === 'nothing') return undefined
	if (compare !== 'own') return compare
	return from && to && from <= to ? { from, to: Temporal.PlainDate.from(to).add({ days: 1 }).toString() } : 'before'
}
