import { randomUUIDv7 } from 'node:crypto'
import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { formatMajor, parseMajor, readMajor } from '../money.ts'
import { refuse } from '../refusal.ts'
import type { CheckedDiscount } from './input.ts'

type Agreed = { contractId: string; currency: string; startsOn: string; discounts: readonly CheckedDiscount[] }

/**
 * Refuses `discount.nothing_off`, `discount.percent_or_amount`, `input.invalid` for a discount of zero or of more digits than
 * the currency has, `discount.two_ends`, and `discount.ends_before_start`. `startsOn` null: not known yet.
 */
export function checkDiscount(
	{ percent, amount, months, until }: CheckedDiscount,
	currency: string,
	startsOn: string | null,
): void {
	const wrong = (field: string, problem: string) => refuse('input.invalid', { field: `discounts.${field}`, problem })
	if (percent === undefined && amount === undefined) refuse('discount.nothing_off', {})
	if (percent !== undefined && amount !== undefined) refuse('discount.percent_or_amount', {})
	if (Number(percent ?? amount) === 0) wrong(percent === undefined ? 'amount' : 'percent', 'zero')
	if (amount !== undefined && typeof readMajor(amount, currency) === 'string') wrong('amount', 'too_many_digits')
	if (months && until) refuse('discount.two_ends', {})
	if (until && startsOn && until < startsOn) refuse('discount.ends_before_start', { endsOn: until, startsOn })
}

/** Writes what was agreed at first, from the first day of each contract. Set-based. */
export async function writeAgreedDiscounts(scope: Scope, agreed: readonly Agreed[]): Promise<void> {
	const rows = agreed.flatMap(({ contractId, currency, startsOn, discounts }) =>
		discounts.map(({ percent, amount, ...holds }) => ({
			id: randomUUIDv7(),
			contract_id: contractId,
			sequence: 1,
			starts_on: startsOn,
			ends_on: lastDayOfDiscount(holds, startsOn),
			percent: percent ?? null,
			month_minor: amount === undefined ? null : parseMajor(amount, currency),
		})),
	)
	if (rows.length === 0) return
	const days = { starts_on: 'date', ends_on: 'date' } as const
	const columns = { id: 'uuid', contract_id: 'uuid', sequence: 'integer', ...days, percent: 'numeric' } as const
	await insertMany(scope.sql, 'contract_discount', { ...columns, month_minor: 'bigint' }, rows)
}

/** Those of a draft as they were given. */
export async function readAgreedDiscounts(scope: Scope, contractId: string): Promise<CheckedDiscount[]> {
	const rows = await scope.sql<
		{ startsOn: string; endsOn: string | null; percent: string | null; minor: bigint | null; currency: string }[]
	>`
		select discount.starts_on::text as "startsOn", discount.ends_on::text as "endsOn", percent::text as percent,
			month_minor as minor, contract.currency
		from contract_discount as discount join contract on contract.id = discount.contract_id
		where discount.contract_id = ${contractId} and sequence = 1 order by discount.id`
	return rows.map(({ startsOn, endsOn, percent, minor, currency }) => ({
		...(percent === null ? { amount: formatMajor(minor ?? 0n, currency) } : { percent }),
		...holdsOf(startsOn, endsOn),
	}))
}

/** How long a discount of everything holds: so many months from its first day, or to a last day. ISO dates. */
type Holds = { months?: number | null | undefined; until?: string | null | undefined }

/** The last day of a discount that begins on a day; null for good. */
export function lastDayOfDiscount({ months, until }: Holds, startsOn: string): string | null {
	return until ?? (months ? monthsLater(startsOn, months) : null)
}

function monthsLater(startsOn: string, months: number): string {
	return Temporal.PlainDate.from(startsOn).add({ months }).subtract({ days: 1 }).toString()
}

/** Whole months where it ends with one, so that they move with the first day; else the day itself. */
function holdsOf(startsOn: string, endsOn: string | null): Holds {
	if (endsOn === null) return { months: null }
	let months = 1
	while (monthsLater(startsOn, months) < endsOn) months += 1
	return monthsLater(startsOn, months) === endsOn ? { months } : { months: null, until: endsOn }
}
