import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import type { Account } from './entries.ts'
import type { JournalPeriod } from './read-lines.ts'

/** What happened on an account in a period; debit positive, minor units of `currency`. Closing is opening and debit less credit. */
export type TrialBalance = {
	account: Account
	currency: string
	openingMinor: bigint
	debitMinor: bigint
	creditMinor: bigint
	closingMinor: bigint
}

/** Each account that moved or stands at something in the period. By currency; each sums to zero in every column but two equal ones. */
export async function findTrialBalance(scope: Scope, { from, to }: JournalPeriod): Promise<TrialBalance[]> {
	permit(scope, 'journal.read')
	return await scope.sql<TrialBalance[]>`
		select account, line.currency,
			coalesce(sum(amount_minor) filter (where posted_on < ${from}::date), 0)::bigint as "openingMinor",
			coalesce(sum(amount_minor) filter (where posted_on >= ${from}::date and amount_minor > 0), 0)::bigint as "debitMinor",
			coalesce(-sum(amount_minor) filter (where posted_on >= ${from}::date and amount_minor < 0), 0)::bigint as "creditMinor",
			sum(amount_minor)::bigint as "closingMinor"
		from journal_entry as entry join journal_line as line on line.entry_id = entry.id
		where posted_on <= ${to}::date and ${reach(scope).customer('entry.customer_id')}
		group by account, line.currency
		having bool_or(posted_on >= ${from}::date) or sum(amount_minor) <> 0
		order by line.currency, account`
}
