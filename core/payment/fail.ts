import type { Scope } from '../act.ts'
import { planRetry } from '../dunning/plan.ts'
import { emit } from '../event.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { lockPayment } from './lock.ts'
import { type FailureReason, isOpen, type Payment, paymentColumns } from './payment.ts'

export type FailPayment = {
	paymentId: string
	intentId: string | null
	reason: FailureReason
	/** Names this try at the processor, so that hearing of it twice tells it once. */
	tryId: string
	/** Whether the attempt is over. On the processor's page the payer may try another card, and it is not. */
	final: boolean
	/** The processor says that the same card will not do, whenever it is tried. */
	never?: boolean
	card?: { brand: string; last4: string }
}

/**
 * The card was not charged. On the page the payer has seen it; a charge without them sends a letter, and what follows
 * is planned. One that the bank wants confirmed stays open for its holder to confirm. Changes nothing once the money
 * has come or the attempt has ended. Refuses not_found.
 */
export async function failPayment(scope: Scope, input: FailPayment): Promise<Payment> {
	permit(scope, 'payment.confirm')
	const payment = await lockPayment(scope, input.paymentId)
	const intentId = payment.intentId ?? input.intentId
	const waits = payment.initiatedBy === 'company' && input.reason === 'authentication_required' && intentId !== null
	const final = input.final && !waits
	if (!isOpen(payment) || (!final && (await isTold(scope, input)))) return payment
	const [failed] = await scope.sql<Payment[]>`
		update payment set state = case when ${final} then 'failed' when ${waits} then 'action_required' else state end,
			failure_code = ${input.reason}, processor_intent_id = ${intentId},
			method_brand = ${input.card?.brand ?? payment.methodBrand}, method_last4 = ${input.card?.last4 ?? payment.methodLast4}
		where id = ${payment.id} returning ${paymentColumns(scope)}`
	if (!failed) throw new Error('The payment has gone')
	if (!(await isTold(scope, input))) await tell(scope, failed, { ...input, final })
	if (failed.initiatedBy === 'company' && (final || waits)) await followUp(scope, failed, input)
	return failed
}

async function followUp(scope: Scope, failed: Payment, { reason, never }: FailPayment): Promise<void> {
	await planRetry(scope, failed, { reason, never: never ?? false })
	const letter = failed.state === 'action_required' ? 'payment-to-confirm' : 'payment-failed'
	await queueEffect(scope, {
		kind: 'mail',
		key: `${letter}:${failed.id}`,
		payload: { letter, paymentId: failed.id },
	})
}

async function isTold({ sql }: Scope, input: FailPayment): Promise<boolean> {
	const told = await sql`
		select from event where subject_id = ${input.paymentId} and kind in ('payment.failed', 'payment.action_required')
			and facts ->> 'tryId' = ${input.tryId}`
	return told.length > 0
}

async function tell(scope: Scope, payment: Payment, input: FailPayment): Promise<void> {
	const [contract] = await scope.sql<{ id: string | null }[]>`
		select case when count(distinct coalesce(contract_id::text, '')) = 1 then (array_agg(contract_id))[1] end as id
		from payment_invoice join invoice on invoice.id = invoice_id where payment_id = ${payment.id}`
	await emit(scope, {
		kind: input.reason === 'authentication_required' ? 'payment.action_required' : 'payment.failed',
		subject: { kind: 'payment', id: payment.id },
		customerId: payment.customerId,
		contractId: contract?.id ?? null,
		facts: {
			amountMinor: String(payment.amountMinor),
			currency: payment.currency,
			reason: input.reason,
			tryId: input.tryId,
			final: input.final,
		},
	})
}
