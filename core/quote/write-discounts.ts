import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { parseMajor } from '../money.ts'
import type { CheckedQuote } from './input.ts'

/** What is taken off everything on a draft. */
export async function writeQuoteDiscounts(
	scope: Scope,
	quoteId: string,
	{ discounts, currency }: CheckedQuote,
): Promise<void> {
	if (discounts.length === 0) return
	const ends = { months: 'integer', until: 'date' } as const
	await insertMany(
		scope.sql,
		'quote_discount',
		{ quote_id: 'uuid', position: 'integer', percent: 'numeric', month_minor: 'bigint', ...ends },
		discounts.map(({ percent, amount, months, until }, index) => ({
			quote_id: quoteId,
			position: index + 1,
			percent: percent ?? null,
			month_minor: amount === undefined ? null : parseMajor(amount, currency),
			months: months ?? null,
			until: until ?? null,
		})),
	)
}
