import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import type { Account } from './entries.ts'

export type AccountBalance = { account: Account; currency: string; amountMinor: bigint }

/**
 * What stands on each account, debit positive, through a day (that day included) or to date; of one customer when
 * named. Every currency by itself sums to zero.
 */
export async function findBalances(
	scope: Scope,
	input: { customerId?: string; through?: Temporal.PlainDate },
): Promise<AccountBalance[]> {
	permit(scope, input.customerId ? 'customer.read' : 'report.read')
	const { sql } = scope
	return await sql<AccountBalance[]>`
		select account, journal_line.currency, sum(amount_minor)::bigint as "amountMinor"
		from journal_line join journal_entry on journal_entry.id = entry_id
		where ${reach(scope).customer('journal_entry.customer_id')}
			${input.customerId ? sql`and customer_id = ${input.customerId}` : sql``}
			${input.through ? sql`and posted_on <= ${input.through}` : sql``}
		group by 1, 2 order by 2, 1`
}

export type Imbalance = { currency: string; differenceMinor: bigint }

/** Currencies whose journal does not sum to zero. Empty, or something is badly wrong: for `doctor` and tests. */
export async function findImbalances(scope: Scope): Promise<Imbalance[]> {
	permit(scope, 'report.read')
	return await scope.sql<Imbalance[]>`
		select currency, sum(amount_minor)::bigint as "differenceMinor"
		from journal_line group by currency having sum(amount_minor) <> 0`
}
