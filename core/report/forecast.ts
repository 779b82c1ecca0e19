import { z } from 'zod'
import type { Scope } from '../act.ts'
import { addMonths, dayOf, firstOfMonth, formatDay, monthIndex } from '../calendar.ts'
import { isCurrency } from '../money.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { Figure } from './answer.ts'
import { extrapolate } from './extrapolate.ts'
import { findFigures } from './figure.ts'
import { question } from './question.ts'

const pastMonths = 12

export const forecastQuestion = z.object({
	/** So many months are told. */
	months: z.number().int().min(1).max(24).default(6),
	/** Of MRR the company's own when left out; of contracts every one. */
	currency: z.string().refine(isCurrency).optional(),
	filters: question.shape.filters,
})
export type ForecastQuestion = z.input<typeof forecastQuestion>

/** `month` is its first day; the values are at its end. `agreed` is what contracts have of that day by now. */
export type ForecastMonth = { month: string; value: bigint; low: bigint; high: bigint; agreed: bigint }

/** Minor units, or a number of contracts. */
export type Forecast = {
	of: 'mrr' | 'contracts'
	currency: string | null
	/** The months before that it is told from, and the one that they go on from. */
	past: { month: string; value: bigint }[]
	/** Empty where the past is too short: fewer than three changes. */
	months: ForecastMonth[]
	meanChange: bigint
	spread: bigint
}

/**
 * MRR and the number of contracts at the ends of the months to come, with the band that they lie in four times of five, if
 * months go on as the last twelve did: see extrapolate.ts. A forecast is an estimate, so it is computed in floating point
 * and rounded to whole units. Nothing is below zero. Refuses `input.invalid`.
 */
export async function findForecast(scope: Scope, input: ForecastQuestion): Promise<Forecast[]> {
	permit(scope, 'report.read')
	const read = forecastQuestion.safeParse(input)
	if (!read.success)
		return refuse('input.invalid', { field: String(read.error.issues[0]?.path[0] ?? ''), problem: 'invalid' })
	const { months, currency = scope.company.currency, filters } = read.data
	const running = firstOfMonth(monthIndex(dayOf(scope.today)))
	const days = (back: number, ahead: number) => ({
		from: formatDay(addMonths(running, -back)),
		to: formatDay(addMonths(running, ahead)),
	})
	const narrow = { mrr: [currency], contracts: read.data.currency ? [currency] : undefined }
	return await Promise.all(
		(['mrr', 'contracts'] as const).map(async (of) => {
			const own = { ...filters, ...(narrow[of] && { currency: narrow[of] }) }
			const asked = { filters: own, groupBy: 'month' as const, measures: [of] }
			const [[past], [agreed]] = await Promise.all([
				findFigures(scope, { ...asked, period: days(pastMonths + 1, 0) }),
				findFigures(scope, { ...asked, period: days(0, months) }),
			])
			return told(of, of === 'mrr' ? currency : null, past, agreed, months)
		}),
	)
}

function told(
	of: Forecast['of'],
	currency: string | null,
	past: Figure | undefined,
	agreed: Figure | undefined,
	months: number,
): Forecast {
	const all = (past?.rows ?? []).map(({ key, value }) => ({ month: key, value: value ?? 0n }))
	// A company that has just begun has no changes from before: they start with its first month that has something.
	const begun = all.slice(
		Math.max(
			0,
			all.findIndex(({ value }) => value !== 0n),
		),
	)
	const found = extrapolate(
		begun.map(({ value }) => Number(value)),
		months,
	)
	const known = new Map(agreed?.rows.map(({ key, value }) => [key, value ?? 0n]))
	const first = monthAfter(all.at(-1)?.month ?? '1970-01-01', 1)
	return {
		of,
		currency,
		past: begun,
		months: (found?.expected ?? []).map(({ value, low, high }, index) => {
			const month = monthAfter(first, index)
			return { month, value: whole(value), low: whole(low), high: whole(high), agreed: known.get(month) ?? 0n }
		}),
		meanChange: BigInt(Math.round(found?.mean ?? 0)),
		spread: BigInt(Math.round(found?.spread ?? 0)),
	}
}

const whole = (value: number) => BigInt(Math.max(0, Math.round(value)))
const monthAfter = (month: string, count: number) => Temporal.PlainDate.from(month).add({ months: count }).toString()
