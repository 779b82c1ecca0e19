import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { discountInputOf } from './discount.ts'
import type { QuoteInput } from './input.ts'
import { readQuote } from './read.ts'
import { writeQuote } from './write.ts'

/** How many days a copy is valid at first. */
const validDays = 30

/**
 * A draft like the quote. As a new version (`replace`) it withdraws the quote when it is sent; one quote has one new
 * version, so a second asking answers the first's. Refuses `not_found` and what `writeQuote` does.
 */
export async function duplicateQuote(
	scope: Scope,
	{ id, replace }: { id: string; replace: boolean },
): Promise<{ id: string }> {
	permit(scope, 'quote.write')
	const quote = await readQuote(scope, id, { lock: replace })
	if (replace) {
		const [present] = await scope.sql<{ id: string }[]>`select id from quote where replaces_id = ${id}`
		if (present) return present
	}
	const copy = await writeQuote(scope, inputOf(quote, scope.today.add({ days: validDays }).toString(), scope.today))
	if (replace) await scope.sql`update quote set replaces_id = ${id} where id = ${copy.id}`
	return { id: copy.id }
}

type Read = Awaited<ReturnType<typeof readQuote>>

function inputOf(quote: Read, validUntil: string, today: Temporal.PlainDate): QuoteInput {
	const { startsOn, endsOn, lines, discounts, validUntil: _, ...terms } = quote
	const past = quote.purpose !== 'renewal' && startsOn !== null && Temporal.PlainDate.compare(startsOn, today) < 0
	const first = (past || startsOn === null ? today : startsOn).toString()
	// A discount that would be over before the copy begins is not offered again.
	const isOver = (until: string | null) => until !== null && until < first
	return {
		...terms,
		validUntil,
		startsOn: past ? null : (startsOn?.toString() ?? null),
		endsOn: endsOn?.toString() ?? null,
		discounts: discounts
			.filter(({ until }) => !isOver(until))
			.map((discount) => discountInputOf(discount, quote.currency)),
		lines: lines.map(({ intervalUnit, intervalCount, ...line }) => ({
			...line,
			...(isOver(line.discountUntil) && { discountPercent: '0', discountUntil: null }),
			interval: intervalUnit && intervalCount ? { unit: intervalUnit, count: intervalCount } : null,
		})),
	}
}
