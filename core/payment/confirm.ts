import type { Scope } from '../act.ts'
import { spread, type Want } from '../allocation/spread.ts'
import { takeNumber } from '../company/take-number.ts'
import { emit } from '../event.ts'
import { paymentEntry } from '../journal/entries.ts'
import { post } from '../journal/post.ts'
import { overtakeSettlements } from '../machine-request/overtake-settlements.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { type Card, keepCard } from './keep-card.ts'
import { lockPayment, lockPaymentOfIntent } from './lock.ts'
import { type Payment, paymentColumns } from './payment.ts'

/** What the card processor says has come in. */
export type ConfirmPayment = {
	paymentId: string
	intentId: string
	receivedMinor: bigint
	currency: string
	/** Which card it was, when the processor says so. */
	card?: { brand: string; last4: string }
	/** Kept for later charges because the payer allowed it. */
	savedCard?: Card
}

/**
 * The money is there: the processor has said so in a signed message or when asked. Order and repetition do not matter;
 * an attempt that had failed or was given up has succeeded after all. Settles the chosen invoices, then the oldest;
 * what fits nowhere stays unallocated. An amount or a second intent that the attempt did not ask for is recorded as it
 * came, as a payment of its own. Refuses not_found.
 */
export async function confirmPayment(scope: Scope, input: ConfirmPayment): Promise<Payment> {
	permit(scope, 'payment.confirm')
	const asked = (await lockPaymentOfIntent(scope, input.intentId)) ?? (await lockPayment(scope, input.paymentId))
	if (asked.state === 'succeeded' && asked.intentId === input.intentId) return await addCard(scope, asked, input)
	const payment = isAsAsked(asked, input) ? asked : await recordAsReceived(scope, asked, input)
	const paymentMethodId = input.savedCard
		? await keepCard(scope, { ...input.savedCard, customerId: payment.customerId })
		: payment.paymentMethodId
	await scope.sql`
		update payment set state = 'succeeded', processor_intent_id = ${input.intentId}, received_on = ${scope.today},
			settled_at = ${scope.now}, failure_code = '', payment_method_id = ${paymentMethodId},
			method_brand = ${input.card?.brand ?? payment.methodBrand}, method_last4 = ${input.card?.last4 ?? payment.methodLast4}
		where id = ${payment.id}`
	await post(scope, [paymentEntry(payment)])
	const wanted = await readWanted(scope, asked.id)
	const leftMinor = await spread(
		scope,
		{ ...payment, paymentId: payment.id, leftMinor: payment.amountMinor },
		payment.currency === asked.currency ? wanted : [],
	)
	return await finish(scope, payment.id, leftMinor, wanted)
}

/** The card may be told in a later message than the money. */
async function addCard(scope: Scope, payment: Payment, { card, savedCard }: ConfirmPayment): Promise<Payment> {
	if (payment.methodLast4 || !card) return payment
	const paymentMethodId = savedCard ? await keepCard(scope, { ...savedCard, customerId: payment.customerId }) : null
	const [known] = await scope.sql<Payment[]>`
		update payment set method_brand = ${card.brand}, method_last4 = ${card.last4},
			payment_method_id = coalesce(payment_method_id, ${paymentMethodId})
		where id = ${payment.id} returning ${paymentColumns(scope)}`
	return known ?? payment
}

function isAsAsked(payment: Payment, input: ConfirmPayment): boolean {
	return (
		payment.state !== 'succeeded' && payment.amountMinor === input.receivedMinor && payment.currency === input.currency
	)
}

/** What came instead of what was asked for. The attempt itself ends, unless it had brought its own money before. */
async function recordAsReceived(scope: Scope, asked: Payment, input: ConfirmPayment): Promise<Payment> {
	const { sql } = scope
	if (asked.state !== 'succeeded')
		await sql`update payment set state = 'canceled', processor_intent_id = null where id = ${asked.id}`
	const [payment] = await sql<Payment[]>`
		insert into payment (customer_id, currency, amount_minor, source, state, initiated_by, contact_id, created_at, reference)
		values (${asked.customerId}, ${input.currency}, ${input.receivedMinor}, 'card', 'started', ${asked.initiatedBy},
			${asked.contactId}, ${scope.now}, ${asked.id})
		returning ${paymentColumns(scope)}`
	if (!payment) throw new Error('The payment was not written')
	return payment
}

async function readWanted({ sql }: Scope, paymentId: string): Promise<(Want & { contractId: string | null })[]> {
	return await sql<(Want & { contractId: string | null })[]>`
		select invoice_id as "invoiceId", payment_invoice.amount_minor as "amountMinor", invoice.contract_id as "contractId"
		from payment_invoice join invoice on invoice.id = invoice_id where payment_id = ${paymentId}`
}

// The receipt's number comes last: its series is locked until the transaction ends.
async function finish(
	scope: Scope,
	id: string,
	leftMinor: bigint,
	wanted: { contractId: string | null }[],
): Promise<Payment> {
	const { sql } = scope
	await queueEffect(scope, {
		kind: 'mail',
		key: `payment-received:${id}`,
		payload: { letter: 'payment-received', paymentId: id },
	})
	const receiptNumber = await takeNumber(scope, 'receipt')
	const [payment] = await sql<Payment[]>`
		update payment set receipt_number = ${receiptNumber} where id = ${id} returning ${paymentColumns(scope)}`
	if (!payment) throw new Error('The payment has gone')
	await overtakeSettlements(scope, [payment.customerId])
	const contracts = new Set(wanted.map((want) => want.contractId))
	const [contractId] = contracts
	await emit(scope, {
		kind: 'payment.succeeded',
		subject: { kind: 'payment', id },
		customerId: payment.customerId,
		contractId: contracts.size === 1 ? (contractId ?? null) : null,
		facts: {
			amountMinor: String(payment.amountMinor),
			currency: payment.currency,
			unallocatedMinor: String(leftMinor),
			receiptNumber,
			brand: payment.methodBrand,
			last4: payment.methodLast4,
		},
	})
	return payment
}
