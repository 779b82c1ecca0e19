import { randomUUIDv7 } from 'node:crypto'
import type { Scope } from '../act.ts'
import { followMoney } from '../dunning/service-state.ts'
import { emit } from '../event.ts'
import { restoreWrittenOff } from '../invoice/restore-written-off.ts'
import { allocationEntry } from '../journal/entries.ts'
import { post } from '../journal/post.ts'

/** A part of money in, or of a credit note, put to an invoice of the same customer and currency. More than zero. */
export type NewAllocation = {
	invoiceId: string
	contractId: string | null
	customerId: string
	currency: string
	amountMinor: bigint
} & ({ paymentId: string; creditNoteId?: undefined } | { creditNoteId: string; paymentId?: undefined })

/**
 * Writes allocations with their postings and events, in a few statements however many there are; for verbs that have
 * locked the invoices and the money and have asked for permission. The database keeps what is settled and refuses more
 * than is open or left: that is an error here.
 */
export async function allocate(scope: Scope, allocations: readonly NewAllocation[]): Promise<void> {
	await restoreWrittenOff(
		scope,
		allocations.map((allocation) => allocation.invoiceId),
	)
	await write(
		scope,
		allocations.map((allocation) => ({ ...allocation, reversesId: null })),
	)
	// Not where an allocation is taken back: another often takes its place at once.
	if (allocations.length > 0)
		await followMoney(
			scope,
			allocations.map((allocation) => allocation.invoiceId),
		)
}

export type Row = NewAllocation & { reversesId: string | null }

export async function write(scope: Scope, rows: readonly Row[]): Promise<void> {
	if (rows.length === 0) return
	const written = rows.map((row) => ({ ...row, id: randomUUIDv7() }))
	await scope.sql`
		insert into allocation (id, invoice_id, payment_id, credit_note_id, customer_id, currency, amount_minor, allocated_on,
			reverses_id, created_at)
		select id, invoice_id, payment_id, credit_note_id, customer_id, currency, amount_minor, ${scope.today}, reverses_id, ${scope.now}
		from unnest(
			${written.map((row) => row.id)}::uuid[],
			${written.map((row) => row.invoiceId)}::uuid[],
			${written.map((row) => row.paymentId ?? null)}::uuid[],
			${written.map((row) => row.creditNoteId ?? null)}::uuid[],
			${written.map((row) => row.customerId)}::uuid[],
			${written.map((row) => row.currency)}::text[],
			${written.map((row) => String(row.amountMinor))}::bigint[],
			${written.map((row) => row.reversesId)}::uuid[]
		) as added (id, invoice_id, payment_id, credit_note_id, customer_id, currency, amount_minor, reverses_id)`
	await post(scope, written.map(allocationEntry))
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
				...(row.paymentId ? { paymentId: row.paymentId } : { creditNoteId: row.creditNoteId }),
			},
		})),
	)
}
