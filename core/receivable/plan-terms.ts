import { addMonths, type Day } from '../calendar.ts'
import { type Decimal, powerOfTen } from '../decimal.ts'
import { split } from '../money.ts'

/** An instalment to be agreed; minor units. */
export type PlannedInstalment = { dueOn: Day; amountMinor: bigint; label: string; downPayment: boolean }

/** How a sum is to be paid. Per cents are of all of it, exact; amounts are minor units. */
export type PlanTerms =
	/** A down payment, if any, then `count` equal instalments every so many months from a day on. */
	| {
			kind: 'equal'
			downPayment: { dueOn: Day; amountMinor: bigint } | null
			count: number
			everyMonths: number
			firstDueOn: Day
	  }
	| { kind: 'percents'; rows: readonly { dueOn: Day; percent: Decimal; label: string }[] }
	| { kind: 'amounts'; rows: readonly { dueOn: Day; amountMinor: bigint; label: string }[] }

export type TermsWrong =
	| { problem: 'none' }
	| { problem: 'too_many' }
	/** Less than a minor unit each. */
	| { problem: 'too_small' }
	| { problem: 'not_hundred' }
	/** They come to so much, and not to what is to be paid. */
	| { problem: 'not_total'; sumMinor: bigint }

export const mostInstalments = 600

/**
 * The instalments of a sum, by the day they are due; together exactly that sum. Equal ones and per cents are divided by the
 * largest remainder, the earlier first. The k-th day is counted from the first, not from the one before, so that one on the
 * 31st stays on the last day of each month.
 */
export function instalmentsOf(terms: PlanTerms, totalMinor: bigint): PlannedInstalment[] | TermsWrong {
	const made = madeOf(terms, totalMinor)
	if ('problem' in made) return made
	if (made.length === 0) return { problem: 'none' }
	if (made.length > mostInstalments) return { problem: 'too_many' }
	if (made.some(({ amountMinor }) => amountMinor <= 0n)) return { problem: 'too_small' }
	const sumMinor = made.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
	if (sumMinor !== totalMinor) return { problem: 'not_total', sumMinor }
	return made
		.map((one, index) => ({ one, index }))
		.sort(byDay)
		.map(({ one }) => one)
}

const byDay = (
	{ one, index }: { one: PlannedInstalment; index: number },
	other: { one: PlannedInstalment; index: number },
) => one.dueOn - other.one.dueOn || index - other.index

function madeOf(terms: PlanTerms, totalMinor: bigint): PlannedInstalment[] | TermsWrong {
	switch (terms.kind) {
		case 'equal':
			return equalOnes(terms, totalMinor)
		case 'percents': {
			if (terms.rows.length === 0) return { problem: 'none' }
			const scale = Math.max(...terms.rows.map(({ percent }) => percent.scale))
			const weights = terms.rows.map(({ percent }) => percent.digits * powerOfTen(scale - percent.scale))
			if (weights.reduce((sum, weight) => sum + weight, 0n) !== 100n * powerOfTen(scale))
				return { problem: 'not_hundred' }
			if (weights.some((weight) => weight <= 0n)) return { problem: 'too_small' }
			const amounts = split(totalMinor, weights)
			return terms.rows.map(({ dueOn, label }, index) => row(dueOn, amounts[index] ?? 0n, label))
		}
		case 'amounts':
			return terms.rows.map(({ dueOn, amountMinor, label }) => row(dueOn, amountMinor, label))
	}
}

type Equal = Extract<PlanTerms, { kind: 'equal' }>

function equalOnes({ downPayment, count, everyMonths, firstDueOn }: Equal, totalMinor: bigint) {
	if (count < 1) return { problem: 'none' } as const
	if (count > mostInstalments) return { problem: 'too_many' } as const
	const restMinor = totalMinor - (downPayment?.amountMinor ?? 0n)
	if (restMinor < BigInt(count)) return { problem: 'too_small' } as const
	const amounts = split(
		restMinor,
		Array.from({ length: count }, () => 1n),
	)
	const own = amounts.map((amountMinor, index) => row(addMonths(firstDueOn, index * everyMonths), amountMinor, ''))
	return downPayment ? [{ ...row(downPayment.dueOn, downPayment.amountMinor, ''), downPayment: true }, ...own] : own
}

function row(dueOn: Day, amountMinor: bigint, label: string): PlannedInstalment {
	return { dueOn, amountMinor, label, downPayment: false }
}
