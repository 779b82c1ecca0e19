import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { byCard } from './card-step.ts'
import { lockPayable, type Payable } from './payable.ts'
import { payingCard } from './paying-card.ts'
import { openStates, type Payment, paymentColumns } from './payment.ts'
import { writeParts } from './start.ts'

/** What there is to do about an invoice that pays itself. */
export type Charge =
	| { kind: 'charge'; payment: Payment; processorMethodId: string; number: string }
	/** Paid, voided, no card: nothing is charged. */
	| { kind: 'nothing' }
	/** The customer is paying it themselves just now. */
	| { kind: 'waits'; attempt: Payment }

/**
 * Begins to charge what is open of an invoice to the card its contracts name, without the customer. The attempt is
 * written before the processor is asked. `number` says which charge of the invoice it is, from 1: asking again gives
 * the same attempt, and nothing once that has ended, so that an effect which comes twice charges once.
 * Refuses not_found, invoice.not_issued.
 */
export async function startCharge(scope: Scope, input: { invoiceId: string; number: number }): Promise<Charge> {
	permit(scope, 'payment.confirm')
	const [invoice] = await lockPayable(scope, [input.invoiceId])
	if (!invoice || byCard(invoice.openMinor, invoice.currency) === 0n) return { kind: 'nothing' }
	const same = await findCharge(scope, input)
	if (same && same.state !== 'started') return { kind: 'nothing' }
	const attempt = same ?? (await findAttempt(scope, invoice.id))
	if (attempt && attempt !== same) return { kind: 'waits', attempt }
	// Asked again, it is the same card: the processor knows a repetition by its being the same in everything.
	const card = attempt ? await readCard(scope, attempt) : await findCard(scope, invoice)
	if (!card) return { kind: 'nothing' }
	const payment = attempt ?? (await insert(scope, invoice, card.id, input.number))
	return { kind: 'charge', payment, processorMethodId: card.processorMethodId, number: invoice.number }
}

async function findCharge(
	{ sql }: Scope,
	{ invoiceId, number }: { invoiceId: string; number: number },
): Promise<Payment | undefined> {
	const [charge] = await sql<Payment[]>`
		select ${paymentColumns({ sql })} from payment where charged_invoice_id = ${invoiceId} and charge_number = ${number}`
	return charge
}

async function findAttempt(scope: Scope, invoiceId: string): Promise<Payment | undefined> {
	const [attempt] = await scope.sql<Payment[]>`
		select ${paymentColumns(scope)} from payment
		where state = any(${openStates}) and id in (select payment_id from payment_invoice where invoice_id = ${invoiceId})
		order by id limit 1`
	return attempt
}

type Card = { id: string; processorMethodId: string }

async function findCard(scope: Scope, invoice: Payable): Promise<Card | undefined> {
	const [card] = await scope.sql<Card[]>`
		select payment_method.id, processor_method_id as "processorMethodId"
		from invoice join payment_method on payment_method.id = ${payingCard(scope)} where invoice.id = ${invoice.id}`
	return card
}

async function readCard({ sql }: Scope, attempt: Payment): Promise<Card | undefined> {
	const [card] = await sql<Card[]>`
		select id, processor_method_id as "processorMethodId" from payment_method where id = ${attempt.paymentMethodId}`
	return card
}

async function insert(scope: Scope, invoice: Payable, paymentMethodId: string, number: number): Promise<Payment> {
	const { id, customerId, currency } = invoice
	const amountMinor = byCard(invoice.openMinor, currency)
	const [payment] = await scope.sql<Payment[]>`
		insert into payment (customer_id, currency, amount_minor, source, state, initiated_by, payment_method_id,
			method_brand, method_last4, created_at, charged_invoice_id, charge_number)
		select ${customerId}, ${currency}, ${amountMinor}, 'card', 'started', 'company', id, brand, last4, ${scope.now},
			${id}, ${number}
		from payment_method where id = ${paymentMethodId}
		returning ${paymentColumns(scope)}`
	if (!payment) throw new Error('The payment was not written')
	await writeParts(scope, payment, [{ id, amountMinor }])
	await emit(scope, {
		kind: 'payment.started',
		subject: { kind: 'payment', id: payment.id },
		customerId,
		contractId: invoice.contractId,
		facts: { amountMinor: String(amountMinor), currency, brand: payment.methodBrand, last4: payment.methodLast4 },
	})
	return payment
}
