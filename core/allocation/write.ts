import { randomUUIDv7 } from 'node:crypto'
import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { allocationEntry, roundingEntry } from '../journal/entries.ts'
import { post } from '../journal/post.ts'

/** A part of money in, or of a credit note, put to an invoice of the same customer and currency. More than zero. */
export type NewAllocation = {
	invoiceId: string
	contractId: string | null
	customerId: string
	currency: string
	amountMinor: bigint
} & (
	| { paymentId: string; creditNoteId?: undefined; rounding?: undefined }
	| { creditNoteId: string; paymentId?: undefined; rounding?: undefined }
	/** Less than a card can carry, given up where a card has paid the rest. */
	| { rounding: true; paymentId?: undefined; creditNoteId?: undefined }
)

/** `on`: the day from which it counts; today where there is none. */
export type Row = NewAllocation & { reversesId: string | null; on?: string | undefined }

/** The rows with their postings and events; a reversal is of less than zero. */
export async function write(scope: Scope, rows: readonly Row[]): Promise<void> {
	if (rows.length === 0) return
	const written = rows.map((row) => ({ ...row, id: randomUUIDv7() }))
	await scope.sql`
		insert into allocation (id, invoice_id, payment_id, credit_note_id, customer_id, currency, amount_minor, allocated_on,
			reverses_id, created_at, rounding)
		select id, invoice_id, payment_id, credit_note_id, customer_id, currency, amount_minor, allocated_on, reverses_id, ${scope.now}, rounding = 1
		from unnest(
			${written.map((row) => row.id)}::uuid[],
			${written.map((row) => row.invoiceId)}::uuid[],
			${written.map((row) => row.paymentId ?? null)}::uuid[],
			${written.map((row) => row.creditNoteId ?? null)}::uuid[],
			${written.map((row) => row.customerId)}::uuid[],
			${written.map((row) => row.currency)}::text[],
			${written.map((row) => String(row.amountMinor))}::bigint[],
			${written.map((row) => row.reversesId)}::uuid[],
			${written.map((row) => (row.rounding ? 1 : 0))}::integer[],
			${written.map((row) => row.on ?? scope.today.toString())}::date[]
		) as added (id, invoice_id, payment_id, credit_note_id, customer_id, currency, amount_minor, reverses_id, rounding, allocated_on)`
	await post(
		scope,
		written.map((row) => (row.rounding ? roundingEntry(row) : allocationEntry(row))),
	)
	await emit(
		scope,
		...written.map((row) => ({
			kind: row.reversesId ? ('allocation.taken_back' as const) : ('allocation.made' as const),
			subject: { kind: 'invoice', id: row.invoiceId },
			customerId: row.customerId,
			contractId: row.contractId,
			facts: {
				amountMinor: String(row.amountMinor < 0n ? -row.amountMinor : row.amountMinor),
				currency: row.currency,
				...(row.paymentId ? { paymentId: row.paymentId } : {}),
				...(row.creditNoteId ? { creditNoteId: row.creditNoteId } : {}),
				...(row.rounding ? { rounding: true } : {}),
			},
		})),
	)
}
