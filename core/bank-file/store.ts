import { randomUUIDv7 } from 'node:crypto'
import { arrayOf, insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { refuseBoundless } from './bounds.ts'
import { keysOf } from './entry-key.ts'
import type { ReadEntry, ReadStatement } from './statement.ts'

/**
 * Keeps what a file says. An entry that an earlier file told is left where it is. Answers how many are new; for verbs that
 * hold the file. Refuses `bank_file.unclear` for what no bank tells.
 */
export async function storeStatements(
	{ sql, today }: Scope,
	fileId: string,
	statements: readonly ReadStatement[],
): Promise<{ added: number; known: number }> {
	refuseBoundless(statements, today)
	const kept = statements.map((statement, place) => ({ ...statement, place, id: randomUUIDv7() as string }))
	await insertMany(
		sql,
		'bank_statement',
		{
			...{ id: 'uuid', file_id: 'uuid', place: 'integer', account: 'text', currency: 'text', number: 'text' },
			...{ opening_minor: 'bigint', closing_minor: 'bigint' },
		},
		kept.map(({ id, place, account, currency, number, openingMinor, closingMinor }) => ({
			...{ id, file_id: fileId, place, account, currency, number },
			...{ opening_minor: openingMinor, closing_minor: closingMinor },
		})),
	)
	const entries = kept.flatMap(({ id, account, entries: told }) =>
		told.map((entry) => ({ ...entry, statementId: id, account })),
	)
	const keys = keysByAccount(entries)
	const texts = (field: keyof ReadEntry) => arrayOf('text', entries, (entry) => entry[field])
	const of = (field: 'statementId' | 'account') => arrayOf('text', entries, (entry) => entry[field])
	const added = await sql`
		insert into bank_entry (id, statement_id, file_id, account, currency, key, line, booked_on, value_on, amount_minor,
			counterparty, counterparty_account, reference, description, bank_reference, reverses)
		select id, statement_id, ${fileId}, account, currency, key, line, booked_on, value_on, amount_minor,
			counterparty, counterparty_account, reference, description, bank_reference, reverses
		from unnest(${arrayOf('uuid', entries, () => randomUUIDv7())}::uuid[], ${of('statementId')}::uuid[],
			${of('account')}::text[], ${texts('currency')}::text[], ${keys}::text[],
			${arrayOf('integer', entries, ({ line }) => line)}::integer[], ${texts('bookedOn')}::date[], ${texts('valueOn')}::date[],
			${arrayOf('bigint', entries, ({ amountMinor }) => amountMinor)}::bigint[], ${texts('counterparty')}::text[],
			${texts('counterpartyAccount')}::text[], ${texts('reference')}::text[], ${texts('description')}::text[],
			${texts('bankReference')}::text[], ${arrayOf('text', entries, ({ reverses = false }) => String(reverses))}::text[]::boolean[])
			as given (id, statement_id, account, currency, key, line, booked_on, value_on, amount_minor, counterparty,
				counterparty_account, reference, description, bank_reference, reverses)
		on conflict (account, key) do nothing`
	return { added: added.count, known: entries.length - added.count }
}

/** One account may have several statements in a file: of entries alike in them each counts. */
function keysByAccount(entries: readonly (ReadEntry & { account: string })[]): string[] {
	const keys = new Array<string>(entries.length)
	const accounts = Map.groupBy(
		entries.map((entry, place) => ({ entry, place })),
		({ entry }) => entry.account,
	)
	for (const of of accounts.values()) {
		const made = keysOf(of.map(({ entry }) => entry))
		for (const [index, { place }] of of.entries()) keys[place] = made[index] ?? ''
	}
	return keys
}
