import type { Scope } from '../act.ts'
import { freeSince } from '../allocation/day.ts'
import { reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { lockPayment } from './lock.ts'
import type { Payment } from './payment.ts'

export type LockedReceipt = Payment & {
	/** Settles nothing and is neither gone nor on its way back; minor units. */
	freeMinor: bigint
	/** Is on its way back; minor units. */
	goingMinor: bigint
	/** The day since which that is so, ISO: no money goes back before it. */
	freeSince: string
}

/** Money that came, held until the transaction ends. Refuses `not_found`, `payment.not_succeeded`. */
export async function lockReceipt(scope: Scope, paymentId: string): Promise<LockedReceipt> {
	const { sql } = scope
	const [reached] = await sql`
		select from payment where id = ${paymentId} and ${reach(scope).customer('payment.customer_id')}`
	if (!reached) refuse('not_found', { noun: 'payment' })
	const payment = await lockPayment(scope, paymentId)
	if (payment.state !== 'succeeded') refuse('payment.not_succeeded', { state: payment.state })
	const [going] = await sql<{ minor: bigint }[]>`
		select coalesce(sum(amount_minor), 0)::bigint as minor from refund where payment_id = ${paymentId} and state = 'started'`
	const goingMinor = going?.minor ?? 0n
	const left = payment.amountMinor - payment.allocatedMinor - payment.returnedMinor - goingMinor
	return { ...payment, goingMinor, freeSince: await freeSince(scope, paymentId), freeMinor: left > 0n ? left : 0n }
}
