import { randomUUIDv7 } from 'node:crypto'
import { arrayOf } from '#db/insert-many.ts'
import { openSheet } from '#db/sheet.ts'
import type { Scope } from '../act.ts'
import type { Entry } from './entries.ts'

/**
 * Writes entries with their lines in two statements, however many there are, dated the company's day where they are for no other. Lines of zero are
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
	// Lines come first: to an entry that is there the database lets none be added, not even within a savepoint.
	// Sent together: neither waits for the answer to the other.
	const writing = scope.sql`
		insert into journal_line (entry_id, position, account, currency, amount_minor)
		select * from unnest(
			${arrayOf('uuid', lines, (line) => line.entryId)}::uuid[],
			${arrayOf('smallint', lines, (line) => line.position)}::smallint[],
			${arrayOf('text', lines, (line) => line.account)}::text[],
			${arrayOf('text', lines, (line) => line.currency)}::text[],
			${arrayOf('bigint', lines, (line) => line.amountMinor)}::bigint[]
		)`
	const entering = scope.sql`
		insert into journal_entry (id, kind, subject_id, customer_id, contract_id, currency, posted_on, posted_at)
		select id, kind, subject_id, customer_id, contract_id, currency, posted_on, ${scope.now}
		from unnest(
			${arrayOf('uuid', filled, (entry) => entry.id)}::uuid[],
			${arrayOf('text', filled, (entry) => entry.kind)}::text[],
			${arrayOf('uuid', filled, (entry) => entry.subjectId)}::uuid[],
			${arrayOf('uuid', filled, (entry) => entry.customerId)}::uuid[],
			${arrayOf('uuid', filled, (entry) => entry.contractId)}::uuid[],
			${arrayOf('text', filled, (entry) => entry.currency)}::text[],
			${arrayOf('date', filled, (entry) => entry.on ?? scope.today)}::date[]
		) as entry (id, kind, subject_id, customer_id, contract_id, currency, posted_on)`
	await Promise.all([writing, entering])
}

/** Entries to be written when all are known, however many: the same as `post`, without keeping them until then. */
export type Posting = { add(entry: Entry): void; write(): Promise<void> }

export function openPosting(scope: Scope): Posting {
	const lines = openSheet('journal_line', {
		entry_id: 'uuid',
		position: 'smallint',
		account: 'text',
		currency: 'text',
		amount_minor: 'bigint',
	})
	const entries = openSheet('journal_entry', {
		id: 'uuid',
		kind: 'text',
		subject_id: 'uuid',
		customer_id: 'uuid',
		contract_id: 'uuid',
		currency: 'text',
		posted_on: 'date',
		posted_at: 'timestamptz',
	})
	return {
		add({ kind, subjectId, customerId, contractId, currency, lines: all, on }) {
			const id = randomUUIDv7()
			let position = 0
			for (const { account, amountMinor } of all) {
				if (amountMinor === 0n) continue
				lines.add({ entry_id: id, position: position++, account, currency, amount_minor: amountMinor })
			}
			if (position === 0) return
			const about = { kind, subject_id: subjectId, customer_id: customerId, contract_id: contractId, currency }
			entries.add({ id, ...about, posted_on: on ?? scope.today, posted_at: scope.now })
		},
		async write() {
			await lines.write(scope.sql)
			await entries.write(scope.sql)
			// Now and not at the commit, when others already wait for the numbers; a verb may write a second time after this.
			await scope.sql.unsafe(
				'set constraints journal_line_entry immediate; set constraints journal_line_entry deferred',
			)
		},
	}
}
