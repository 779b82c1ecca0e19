import { z } from 'zod'
import { dayInput } from '#core/day-input.ts'
import { dimensions, type Period, type Question } from '#core/report/question.ts'
import { type Asked, compareNames, periodNames } from './address.ts'

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
})

export function readAsked(request: Request): Asked {
	return address.parse(Object.fromEntries(new URL(request.url).searchParams))
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

export function filtersOf({ group, person, currency }: Asked): Question['filters'] {
	return {
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
