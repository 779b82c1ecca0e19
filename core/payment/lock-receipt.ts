import type { Scope } from '../act.ts'
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
	const [found] = await sql<{ goingMinor: bigint; freeSince: string }[]>`
		select
			(select coalesce(sum(amount_minor), 0)::bigint from refund where payment_id = payment.id and state = 'started') as "goingMinor",
			greatest(received_on, (
				select max(posted_on) from journal_entry where kind = 'payment' and subject_id = payment.id
			), (
				select max(back.allocated_on) from allocation as back join allocation as made on made.id = back.reverses_id
				where back.payment_id = payment.id and back.allocated_on > made.allocated_on
			))::text as "freeSince"
		from payment where id = ${paymentId}`
	if (!found) throw new Error('The payment has gone')
	const { goingMinor, freeSince } = found
	const left = payment.amountMinor - payment.allocatedMinor - payment.returnedMinor - goingMinor
	return { ...payment, goingMinor, freeSince, freeMinor: left > 0n ? left : 0n }
}
