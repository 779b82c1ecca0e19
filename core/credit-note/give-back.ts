import type { Scope } from '../act.ts'
import { allocate } from '../allocation/allocate.ts'
import { takeBack } from '../allocation/take-back.ts'
import { byCard } from '../payment/card-step.ts'
import { refundPayment } from '../payment/refund.ts'

type Note = {
	id: string
	number: string
	customerId: string
	contractId: string | null
	currency: string
	leftMinor: bigint
}
type Paid = { paymentId: string; invoiceId: string; contractId: string | null; amountMinor: bigint }

/**
 * What is left of credit notes goes back to the cards that paid the contract, the newest payment first: the credit takes
 * the money's place on the paid invoice, and the money leaves as a refund. What no card paid stays the customer's.
 */
export async function giveBackByCard(scope: Scope, noteIds: readonly string[]): Promise<void> {
	if (noteIds.length === 0) return
	const notes = await scope.sql<Note[]>`
		select id, number, customer_id as "customerId", contract_id as "contractId", currency,
			-total_minor - settled_minor as "leftMinor"
		from invoice where id = any(${noteIds as string[]}::uuid[]) and kind = 'credit_note' and state = 'issued'
			and settled_minor < -total_minor
		order by id for update`
	for (const note of notes) {
		let { leftMinor } = note
		for (const paid of await paidByCard(scope, note)) {
			const amountMinor = byCard(leftMinor < paid.amountMinor ? leftMinor : paid.amountMinor, note.currency)
			if (amountMinor <= 0n) break
			leftMinor -= amountMinor
			await exchange(scope, note, paid, amountMinor)
		}
	}
}

/** What cards paid on the contract's invoices and still stands there, newest first. */
async function paidByCard({ sql }: Scope, note: Note): Promise<Paid[]> {
	return await sql<Paid[]>`
		select payment.id as "paymentId", invoice.id as "invoiceId", invoice.contract_id as "contractId",
			sum(allocation.amount_minor)::bigint as "amountMinor"
		from payment join allocation on allocation.payment_id = payment.id join invoice on invoice.id = allocation.invoice_id
		where payment.customer_id = ${note.customerId} and payment.currency = ${note.currency} and payment.source = 'card'
			and payment.state = 'succeeded' and invoice.contract_id is not distinct from ${note.contractId}
			and not exists (select from dispute where dispute.payment_id = payment.id)
		group by payment.id, invoice.id having sum(allocation.amount_minor) > 0
		order by payment.received_on desc, payment.id desc, invoice.id desc`
}

async function exchange(scope: Scope, note: Note, paid: Paid, amountMinor: bigint): Promise<void> {
	const { paymentId, invoiceId, contractId } = paid
	await scope.sql`select from payment where id = ${paymentId} for update`
	await takeBack(scope, { paymentId, amountMinor, invoiceId })
	const { customerId, currency } = note
	await allocate(scope, [{ invoiceId, contractId, customerId, currency, amountMinor, creditNoteId: note.id }])
	// The company's rule gives it back, whoever made the change.
	const product = { kind: 'system' as const, name: 'credit' }
	await refundPayment({ ...scope, actor: product }, { paymentId, amountMinor, reason: note.number })
}
