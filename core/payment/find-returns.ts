import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { lockPayment } from './lock.ts'
import { type Refund, refundColumns } from './record-refund.ts'

export type FoundDispute = {
	id: string
	amountMinor: bigint
	state: 'open' | 'won' | 'lost'
	reason: string
	openedOn: Temporal.PlainDate
	closedOn: Temporal.PlainDate | null
}

export type Returns = { customerName: string; refunds: Refund[]; disputes: FoundDispute[] }

/**
 * Whose a payment is, what was given back of it or is on its way, and what the payer's bank took back; the oldest first.
 * Refuses not_found.
 */
export async function findReturns(scope: Scope, { paymentId }: { paymentId: string }): Promise<Returns> {
	permit(scope, 'invoice.read')
	const { sql } = scope
	const [payment] = await sql<{ name: string }[]>`
		select customer.name from payment join customer on customer.id = customer_id
		where payment.id = ${paymentId} and ${reach(scope).customer('payment.customer_id')}`
	if (!payment) refuse('not_found', { noun: 'payment' })
	const [refunds, disputes] = await Promise.all([
		sql<Refund[]>`select ${refundColumns(scope)} from refund where payment_id = ${paymentId} order by id`,
		sql<FoundDispute[]>`
			select id, amount_minor as "amountMinor", state, reason, opened_on as "openedOn", closed_on as "closedOn"
			from dispute where payment_id = ${paymentId} order by id`,
	])
	return { customerName: payment.name, refunds, disputes }
}

/** What can still be given back of a payment, in minor units; the payment is held until the transaction ends. */
export async function lockRefundable(scope: Scope, paymentId: string) {
	permit(scope, 'payment.refund')
	const payment = await lockPayment(scope, paymentId)
	const [waiting] = await scope.sql<{ minor: bigint }[]>`
		select coalesce(sum(amount_minor), 0)::bigint as minor from refund where payment_id = ${paymentId} and state = 'started'`
	const leftMinor =
		payment.state === 'succeeded' ? payment.amountMinor - payment.returnedMinor - (waiting?.minor ?? 0n) : 0n
	return { payment, leftMinor }
}
