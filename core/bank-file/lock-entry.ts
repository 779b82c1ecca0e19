import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'
import type { EntryToMatch } from './find-payers.ts'

export type LockedEntry = EntryToMatch & { valueOn: string; isSettled: boolean }

/** Entries of a file, or one, held until the transaction ends, in the order of the file. */
export async function lockEntries(
	{ sql }: Scope,
	of: { entryId: string } | { fileId: string },
): Promise<LockedEntry[]> {
	return await sql<LockedEntry[]>`
		select id, currency, amount_minor as "amountMinor", counterparty, counterparty_account as "counterpartyAccount", reference,
			description, value_on::text as "valueOn", reverses,
			num_nonnulls(payment_id, ignored_at, refund_id, returned_payment_id) > 0 as "isSettled"
		from bank_entry
		where ${'entryId' in of ? sql`id = ${of.entryId}` : sql`file_id = ${of.fileId} and payment_id is null and ignored_at is null and amount_minor > 0`}
		order by line, id for update`
}

/** One that nobody has dealt with. Refuses `not_found`, `bank_entry.settled`. */
export async function lockOpenEntry(scope: Scope, entryId: string): Promise<LockedEntry> {
	const [entry] = await lockEntries(scope, { entryId })
	if (!entry) return refuse('not_found', { noun: 'bank_entry' })
	if (entry.isSettled) refuse('bank_entry.settled', {})
	return entry
}

/** What a receipt says of where it came from. */
export function referenceOf({ reference, description, counterparty }: EntryToMatch): string {
	return [description || reference, counterparty].filter(Boolean).join(' · ').slice(0, 200)
}

/** By what the money of an entry is known, so that it never counts twice. */
export const importKeyOf = (entryId: string) => `bank:${entryId}`

/** Entries are told by these receipts from now on. */
export async function noteReceipts(
	{ sql }: Scope,
	pairs: readonly { entryId: string; paymentId: string }[],
): Promise<void> {
	await sql`
		update bank_entry set payment_id = given.payment_id
		from unnest(${pairs.map(({ entryId }) => entryId)}::uuid[], ${pairs.map(({ paymentId }) => paymentId)}::uuid[])
			as given (entry_id, payment_id) where bank_entry.id = given.entry_id`
}
