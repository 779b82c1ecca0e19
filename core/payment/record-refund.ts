import type { Scope } from '../act.ts'
import { restore } from '../allocation/restore.ts'
import { settleByCredit } from '../allocation/settle-by-credit.ts'
import { takeBack } from '../allocation/take-back.ts'
import { emit } from '../event.ts'
import { refundEntry, refundFailedEntry } from '../journal/entries.ts'
import { post } from '../journal/post.ts'
import { overtakeSettlements } from '../machine-request/overtake-settlements.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { lockPayment } from './lock.ts'
import type { Payment } from './payment.ts'

export type RefundState = 'started' | 'succeeded' | 'failed' | 'canceled'

export type Refund = {
	id: string
	paymentId: string
	amountMinor: bigint
	state: RefundState
	processorRefundId: string | null
	reason: string
	/** How it went back, where that was said. */
	reference: string
	createdAt: Temporal.Instant
	settledOn: Temporal.PlainDate | null
}

export type RecordRefund = {
	/** Ours, when we asked for it; a refund made at the processor itself has none. */
	refundId?: string | undefined
	paymentId: string
	processorRefundId: string
	amountMinor: bigint
	state: RefundState
	reason: string
}

export function refundColumns({ sql }: Pick<Scope, 'sql'>) {
	return sql`refund.id, refund.payment_id as "paymentId", refund.amount_minor as "amountMinor", refund.state,
		refund.processor_refund_id as "processorRefundId", refund.reason, refund.reference, refund.created_at as "createdAt",
		refund.settled_on as "settledOn"`
}

/**
 * What the processor says of a refund. It only moves forward, whatever the order of the messages: started, succeeded,
 * and, rarely, failed after that, when the bank sent the money back. Refuses not_found, payment.not_succeeded.
 */
export async function recordRefund(scope: Scope, input: RecordRefund): Promise<Refund> {
	permit(scope, 'payment.confirm')
	const payment = await lockPayment(scope, input.paymentId)
	if (payment.state !== 'succeeded') refuse('payment.not_succeeded', { state: payment.state })
	const refund = await findOrWrite(scope, payment, input)
	if (refund.state === 'started' && input.state === 'succeeded') return await settleRefund(scope, payment, refund)
	if (input.state === 'failed' || input.state === 'canceled')
		return await endRefund(scope, payment, refund, input.state)
	return refund
}

async function findOrWrite(scope: Scope, payment: Payment, input: RecordRefund): Promise<Refund> {
	const { sql } = scope
	const [known] = await sql<Refund[]>`
		update refund set processor_refund_id = ${input.processorRefundId}
		where payment_id = ${payment.id} and (processor_refund_id = ${input.processorRefundId}
			or (processor_refund_id is null and id = ${input.refundId ?? null}::uuid))
		returning ${refundColumns(scope)}`
	if (known) return known
	const [written] = await sql<Refund[]>`
		insert into refund (payment_id, amount_minor, state, processor_refund_id, reason, created_at)
		values (${payment.id}, ${input.amountMinor}, 'started', ${input.processorRefundId}, ${input.reason}, ${scope.now})
		returning ${refundColumns(scope)}`
	if (!written) throw new Error('The refund was not written')
	return written
}

/**
 * The money has gone: it no longer settles anything. What a credit note stands for is settled by that instead. It went on
 * `on`, where it settled nothing then; otherwise today.
 */
export async function settleRefund(scope: Scope, payment: Payment, refund: Refund, on?: string): Promise<Refund> {
	const freeMinor = payment.amountMinor - payment.allocatedMinor - payment.returnedMinor
	const taken = await takeBack(scope, { paymentId: payment.id, amountMinor: refund.amountMinor - freeMinor })
	const day = refund.amountMinor <= freeMinor && on !== undefined ? on : scope.today.toString()
	const settled = await setState(scope, refund.id, 'succeeded', day)
	await post(scope, [refundEntry({ ...payment, id: refund.id, amountMinor: refund.amountMinor, on: day })])
	await settleByCredit(scope, { invoiceIds: taken.map((one) => one.invoiceId) })
	await overtakeSettlements(scope, [payment.customerId])
	await tell(scope, payment, refund, 'payment.refunded')
	await queueEffect(scope, {
		kind: 'mail',
		key: `payment-refunded:${refund.id}`,
		payload: { letter: 'payment-refunded', refundId: refund.id },
	})
	return settled
}

async function endRefund(
	scope: Scope,
	payment: Payment,
	refund: Refund,
	state: 'failed' | 'canceled',
): Promise<Refund> {
	if (refund.state === 'failed' || refund.state === 'canceled') return refund
	const ended = await setState(scope, refund.id, state, scope.today.toString())
	if (refund.state === 'succeeded') {
		await post(scope, [refundFailedEntry({ ...payment, id: refund.id, amountMinor: refund.amountMinor })])
		await restore(scope, payment, refund.amountMinor)
	}
	await tell(scope, payment, refund, 'payment.refund_failed')
	return ended
}

async function setState(scope: Scope, id: string, state: RefundState, on: string): Promise<Refund> {
	const [refund] = await scope.sql<Refund[]>`
		update refund set state = ${state}, settled_on = ${on} where id = ${id} returning ${refundColumns(scope)}`
	if (!refund) throw new Error('The refund has gone')
	return refund
}

async function tell(
	scope: Scope,
	payment: Payment,
	refund: Refund,
	kind: 'payment.refunded' | 'payment.refund_failed',
): Promise<void> {
	await emit(scope, {
		kind,
		subject: { kind: 'payment', id: payment.id },
		customerId: payment.customerId,
		facts: { refundId: refund.id, amountMinor: String(refund.amountMinor), currency: payment.currency },
	})
}
