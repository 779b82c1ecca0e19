import { lastDayOfDiscount } from '../contract/discounts.ts'
import type { CheckedDiscount } from '../contract/input.ts'
import { formatMajor } from '../money.ts'
import type { Quote, QuoteDiscount } from './read.ts'

/** A discount of everything as it holds when it is accepted: the last day ISO, null for good. */
export type AgreedDiscount = {
	percent: string | null
	monthMinor: bigint | null
	startsOn: string
	endsOn: string | null
}

/** The discounts of everything of a quote whose agreement begins on a day, without those that are over by then. */
export function agreedDiscounts(
	{ discounts }: Pick<Quote, 'discounts'>,
	startsOn: Temporal.PlainDate,
): AgreedDiscount[] {
	const first = startsOn.toString()
	return discounts
		.map(({ percent, monthMinor, ...holds }) => ({
			...{ percent, monthMinor },
			startsOn: first,
			endsOn: lastDayOfDiscount(holds, first),
		}))
		.filter(({ endsOn }) => endsOn === null || endsOn >= first)
}

/** As a form or a program gives it. */
export function discountInputOf(
	{ percent, monthMinor, months, until }: QuoteDiscount,
	currency: string,
): CheckedDiscount {
	return {
		...(percent === null ? { amount: formatMajor(monthMinor ?? 0n, currency) } : { percent }),
		months,
		until,
	}
}
