import { randomUUIDv7 } from 'node:crypto'
import type { Scope } from '../act.ts'
import type { Entry } from './entries.ts'

/**
 * Writes entries with their lines in one statement, however many there are, dated the company's day. Lines of zero are
 * left out, and an entry that has no other is not written. Each kind is posted once per subject and balances: the
 * database refuses anything else, so a mistake here is an error and not a refusal.
 */
export async function post(scope: Scope, entries: readonly Entry[]): Promise<void> {
	const filled = entries
		.map((entry) => ({ ...entry, id: randomUUIDv7(), lines: entry.lines.filter((line) => line.amountMinor !== 0n) }))
		.filter((entry) => entry.lines.length > 0)
	if (filled.length === 0) return
	const lines = filled.flatMap((entry) =>
		entry.lines.map((line, position) => ({ entryId: entry.id, position, currency: entry.currency, ...line })),
	)
	await scope.sql`
		with line as (
			insert into journal_line (entry_id, position, account, currency, amount_minor)
			select * from unnest(
				${lines.map((line) => line.entryId)}::uuid[],
				${lines.map((line) => line.position)}::smallint[],
				${lines.map((line) => line.account)}::text[],
				${lines.map((line) => line.currency)}::text[],
				${lines.map((line) => String(line.amountMinor))}::bigint[]
			)
		)
		insert into journal_entry (id, kind, subject_id, customer_id, contract_id, currency, posted_on, posted_at)
		select id, kind, subject_id, customer_id, contract_id, currency, ${scope.today}, ${scope.now}
		from unnest(
			${filled.map((entry) => entry.id)}::uuid[],
			${filled.map((entry) => entry.kind)}::text[],
			${filled.map((entry) => entry.subjectId)}::uuid[],
			${filled.map((entry) => entry.customerId)}::uuid[],
			${filled.map((entry) => entry.contractId)}::uuid[],
			${filled.map((entry) => entry.currency)}::text[]
		) as entry (id, kind, subject_id, customer_id, contract_id, currency)`
}
