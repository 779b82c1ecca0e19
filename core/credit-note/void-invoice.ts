import type { Scope } from '../act.ts'
import { allocate } from '../allocation/allocate.ts'
import { roundBack } from '../allocation/round-off.ts'
import { takeBack } from '../allocation/take-back.ts'
import { write } from '../allocation/write.ts'
import { emit } from '../event.ts'
import { issueInvoices } from '../invoice/issue.ts'
import type { NewInvoiceLine } from '../invoice/write-lines.ts'
import { queueEffect } from '../outbox/queue.ts'
import { busyStates } from '../payment/payment.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { applyCredits } from './apply.ts'

/** `again`: what it billed becomes due anew; without it the periods stay billed and given back. */
export type VoidInvoice = { id: string; reason: string; again?: boolean }

type Locked = {
	id: string
	kind: string
	number: string
	state: string
	customerId: string
	contractId: string | null
	currency: string
	language: string
	buyerId: string
	purchaseOrder: string
	note: string
	billedFor: Temporal.PlainDate | null
}

/**
 * Takes an issued invoice back by a credit note over all that earlier credit notes have left of it. Money and credits
 * allocated to it are freed and go to the customer's other open invoices or stay theirs.
 * Refuses `not_found`, `invoice.not_issued`, `payment.in_progress`.
 */
export async function voidInvoice(
	scope: Scope,
	input: VoidInvoice,
): Promise<{ id: string; creditNoteId: string; creditNoteNumber: string }> {
	permit(scope, 'invoice.void')
	const { sql } = scope
	const invoice = await lockInvoice(scope, input.id)
	const lines = await readLinesLeft(scope, invoice.id)
	await freePayments(scope, invoice.id)
	await freeCredits(scope, invoice)
	await roundBack(scope, [invoice.id])
	const [note] = await issueInvoices(scope, [
		{
			kind: 'credit_note',
			customerId: invoice.customerId,
			contractId: invoice.contractId,
			currency: invoice.currency,
			billedFor: null,
			paymentTermDays: 0,
			language: invoice.language,
			buyerId: invoice.buyerId,
			purchaseOrder: invoice.purchaseOrder,
			note: invoice.note,
			creditsInvoiceId: invoice.id,
			reason: input.reason,
			lines,
		},
	])
	if (!note) throw new Error('The credit note was not issued')
	if (note.totalMinor < 0n)
		await allocate(scope, [
			{
				invoiceId: invoice.id,
				contractId: invoice.contractId,
				customerId: invoice.customerId,
				currency: invoice.currency,
				amountMinor: -note.totalMinor,
				creditNoteId: note.id,
			},
		])
	await sql`update invoice set state = 'void' where id = ${invoice.id}`
	if (input.again) await releasePeriods(scope, invoice)
	await emit(scope, {
		kind: 'invoice.voided',
		subject: { kind: 'invoice', id: invoice.id },
		customerId: invoice.customerId,
		contractId: invoice.contractId,
		facts: { reason: input.reason, creditNoteId: note.id },
	})
	await queueEffect(scope, {
		kind: 'mail',
		key: `letter:credit_note:${note.id}`,
		payload: { letter: 'credit-note-issued', invoiceId: note.id },
	})
	await applyCredits(scope, [invoice.customerId])
	return { id: invoice.id, creditNoteId: note.id, creditNoteNumber: note.number }
}

async function lockInvoice(scope: Scope, id: string): Promise<Locked> {
	const [invoice] = await scope.sql<Locked[]>`
		select id, kind, number, state, customer_id as "customerId", contract_id as "contractId", currency, language,
			buyer_id as "buyerId", purchase_order as "purchaseOrder", note, billed_for as "billedFor"
		from invoice where id = ${id} and ${reach(scope).invoice()} for update`
	if (!invoice) refuse('not_found', { noun: 'invoice' })
	if (invoice.kind !== 'invoice' || !['issued', 'uncollectible'].includes(invoice.state))
		refuse('invoice.not_issued', { number: invoice.number ?? '', state: invoice.state })
	const [paying] = await scope.sql`
		select from payment_invoice join payment on payment.id = payment_id
		where invoice_id = ${id} and payment.state = any(${busyStates})`
	if (paying) refuse('payment.in_progress', { number: invoice.number })
	return invoice
}

/** Every line as its own opposite, less what earlier credit notes took of it: the last one takes the remainder. */
async function readLinesLeft(scope: Scope, invoiceId: string): Promise<NewInvoiceLine[]> {
	const lines = await scope.sql<(NewInvoiceLine & { id: string })[]>`
		select line.id, line.contract_id as "contractId", line.contract_line_id as "contractLineId", 'credit_note' as kind,
			line.description, line.period_from as "periodFrom", line.period_to as "periodTo",
			line.boundary_from as "boundaryFrom", line.boundary_to as "boundaryTo", line.quantity, line.unit,
			line.unit_price as "unitPrice", line.discount_percent as "discountPercent", line.amount_off as "amountOff", line.tax_percent as "taxPercent",
			line.tax_label as "taxLabel", line.why, line.id as "creditsLineId",
			-line.net_minor - coalesce(taken.net, 0)::bigint as "netMinor", -line.tax_minor - coalesce(taken.tax, 0)::bigint as "taxMinor"
		from invoice_line as line left join lateral (
			select sum(net_minor) as net, sum(tax_minor) as tax from invoice_line where credits_line_id = line.id
		) as taken on true
		where line.invoice_id = ${invoiceId} order by line.position`
	return lines.map(({ id: _, ...line }) => line)
}

async function freePayments(scope: Scope, invoiceId: string): Promise<void> {
	const payments = await scope.sql<{ id: string; amountMinor: bigint }[]>`
		select payment.id, part.amount as "amountMinor" from payment join (
			select payment_id, sum(amount_minor)::bigint as amount from allocation
			where invoice_id = ${invoiceId} and payment_id is not null group by 1
		) as part on part.payment_id = payment.id
		where part.amount > 0 order by payment.id for update of payment`
	for (const payment of payments)
		await takeBack(scope, { paymentId: payment.id, amountMinor: payment.amountMinor, invoiceId })
}

/** What other credits of the customer have settled of it is theirs again; those against this very invoice stay. */
async function freeCredits(scope: Scope, { id, contractId, customerId, currency }: Locked): Promise<void> {
	const { sql } = scope
	await sql`
		select from invoice where id in (select credit_note_id from allocation where invoice_id = ${id})
		order by id for update`
	const standing = await sql<{ id: string; creditNoteId: string; amountMinor: bigint }[]>`
		select allocation.id, credit_note_id as "creditNoteId", amount_minor as "amountMinor"
		from allocation join invoice as note on note.id = credit_note_id
		where invoice_id = ${id} and reverses_id is null and note.credits_invoice_id is distinct from ${id}
			and not exists (select from allocation as reversal where reversal.reverses_id = allocation.id)`
	await write(
		scope,
		standing.map(({ id: reversesId, creditNoteId, amountMinor }) => ({
			...{ invoiceId: id, contractId, customerId, currency, creditNoteId, reversesId },
			amountMinor: -amountMinor,
		})),
	)
}

async function releasePeriods(scope: Scope, invoice: Locked): Promise<void> {
	await scope.sql`update invoice_line set released = true where invoice_id = ${invoice.id}`
	if (!invoice.billedFor) return
	// One invoice may be of several contracts. Changes and billing of one contract never overlap.
	const contracts = await scope.sql<{ id: string }[]>`
		select id from contract where id in (select contract_id from invoice_line where invoice_id = ${invoice.id})
		order by id for update`
	const ids = contracts.map((contract) => contract.id)
	await scope.sql`
		update contract_billing set next_due_on = least(next_due_on, ${invoice.billedFor}),
			billed_through = least(billed_through, ${invoice.billedFor}::date - 1),
			bill_again_from = least(bill_again_from, ${invoice.billedFor})
		where contract_id = any(${ids}::uuid[])`
}
