import type { Scope } from '../act.ts'
import { allocate } from '../allocation/allocate.ts'
import { roundOff } from '../allocation/round-off.ts'
import { takeBack } from '../allocation/take-back.ts'
import { byCard } from '../payment/card-step.ts'
import { refundPayment } from '../payment/refund.ts'
import { correctedByNote } from './find-corrected.ts'

type Note = {
	id: string
	number: string
	customerId: string
	creditsInvoiceId: string | null
	currency: string
	leftMinor: bigint
}
type Paid = { paymentId: string; invoiceId: string; contractId: string | null; amountMinor: bigint }

/**
 * What is left of credit notes goes back to the cards that paid: the invoice that a note was issued against; else those
 * whose periods it gives back, then those of its contracts, the newest payment first. The credit takes the money's place on
 * the paid invoice, and the money leaves as a refund. What no card paid stays the customer's.
 */
export async function giveBackByCard(scope: Scope, noteIds: readonly string[]): Promise<void> {
	if (noteIds.length === 0) return
	const notes = await scope.sql<Note[]>`
		select id, number, customer_id as "customerId", credits_invoice_id as "creditsInvoiceId", currency,
			-total_minor - settled_minor as "leftMinor"
		from invoice where id = any(${noteIds as string[]}::uuid[]) and kind = 'credit_note' and state = 'issued'
			and settled_minor < -total_minor
		order by issued_at, number for update`
	for (const note of notes) {
		let { leftMinor } = note
		for (const paid of await paidByCard(scope, note)) {
			const wanted = leftMinor < paid.amountMinor ? leftMinor : paid.amountMinor
			const mostMinor = await lockLeft(scope, paid.paymentId)
			const amountMinor = byCard(wanted < mostMinor ? wanted : mostMinor, note.currency)
			if (amountMinor <= 0n) continue
			leftMinor -= amountMinor
			await exchange(scope, note, paid, amountMinor)
		}
	}
}

/** What cards paid and still stands there: first on what the note corrects, then on its contracts, each newest first. */
async function paidByCard(scope: Scope, note: Note): Promise<Paid[]> {
	const { sql } = scope
	// Of contracts that end together there is one note, and they are named on its lines alone.
	const contracts = sql`
		select invoice_line.contract_id from invoice_line where invoice_line.invoice_id = note.id
		union select note.contract_id`
	const ofContracts = sql`(
		invoice.contract_id in (${contracts})
		or (invoice.contract_id is null and exists (
			select from invoice_line as line where line.invoice_id = invoice.id and line.contract_id in (${contracts})))
		or (invoice.contract_id is null and note.contract_id is null and not exists (
			select from invoice_line as line where line.invoice_id = note.id and line.contract_id is not null)))`
	const corrected = sql`invoice.id in (${correctedByNote(scope)})`
	const fits = note.creditsInvoiceId ? corrected : sql`(${corrected} or ${ofContracts})`
	return await sql<Paid[]>`
		select payment.id as "paymentId", invoice.id as "invoiceId", invoice.contract_id as "contractId",
			sum(allocation.amount_minor)::bigint as "amountMinor"
		from invoice as note, payment join allocation on allocation.payment_id = payment.id
			join invoice on invoice.id = allocation.invoice_id
		where note.id = ${note.id} and payment.customer_id = ${note.customerId} and payment.currency = ${note.currency}
			and payment.source = 'card' and payment.state = 'succeeded' and ${fits}
			and not exists (select from dispute where dispute.payment_id = payment.id)
		group by payment.id, invoice.id, note.id having sum(allocation.amount_minor) > 0
		order by ${corrected} desc, payment.received_on desc, payment.settled_at desc nulls last, payment.id desc,
			invoice.issued_at desc, invoice.number desc`
}

/** What of a payment is neither gone nor on its way back; the payment is held. */
async function lockLeft({ sql }: Scope, paymentId: string): Promise<bigint> {
	const [left] = await sql<{ minor: bigint }[]>`
		select amount_minor - returned_minor - coalesce((
			select sum(amount_minor) from refund where payment_id = payment.id and state = 'started'
		), 0)::bigint as minor from payment where id = ${paymentId} for update`
	return left?.minor ?? 0n
}

async function exchange(scope: Scope, note: Note, paid: Paid, amountMinor: bigint): Promise<void> {
	const { paymentId, invoiceId, contractId } = paid
	await takeBack(scope, { paymentId, amountMinor, invoiceId })
	const { customerId, currency } = note
	const put = { invoiceId, contractId, customerId, currency, amountMinor }
	await allocate(scope, [{ ...put, creditNoteId: note.id }])
	// What the card could not carry when it paid is still not asked for.
	await roundOff(scope, [{ ...put, paymentId }])
	// The company's rule gives it back, whoever made the change.
	const product = { kind: 'system' as const, name: 'credit' }
	await refundPayment(
		{ ...scope, actor: product },
		{
			...{ paymentId, amountMinor, reason: note.number, creditNoteId: note.id },
		},
	)
}
