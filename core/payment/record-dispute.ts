import type { Scope } from '../act.ts'
import { restore } from '../allocation/restore.ts'
import { takeBack } from '../allocation/take-back.ts'
import { emit } from '../event.ts'
import { disputeEntry, disputeWonEntry } from '../journal/entries.ts'
import { post } from '../journal/post.ts'
import { overtakeSettlements } from '../machine-request/overtake-settlements.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { lockPayment } from './lock.ts'
import type { Payment } from './payment.ts'

/** An inquiry is a question of the card's bank: no money has moved, and none may. */
export type DisputeState = 'inquiry' | 'open' | 'won' | 'lost'

export type RecordDispute = {
	paymentId: string
	processorDisputeId: string
	amountMinor: bigint
	state: DisputeState
	reason: string
	/** Until when the processor takes evidence. */
	answerBy: Temporal.Instant | null
}

type Dispute = { id: string; amountMinor: bigint; state: 'open' | 'won' | 'lost' }

/**
 * What the processor says of a dispute. Opened, the money has gone and settles nothing; won, it is back and settles
 * what it did before. Messages may come in any order and any number of times.
 * Refuses not_found, payment.not_succeeded.
 */
export async function recordDispute(scope: Scope, input: RecordDispute): Promise<void> {
	permit(scope, 'payment.confirm')
	const payment = await lockPayment(scope, input.paymentId)
	if (payment.state !== 'succeeded') refuse('payment.not_succeeded', { state: payment.state })
	if (!(await isTold(scope, input))) await tellOpened(scope, payment, input)
	if (input.state === 'inquiry') return
	const present = await findDispute(scope, input.processorDisputeId)
	const dispute = present ?? (await open(scope, payment, input))
	if (dispute?.state === 'open' && input.state !== 'open') await close(scope, payment, dispute, input.state)
}

async function findDispute({ sql }: Scope, processorDisputeId: string): Promise<Dispute | undefined> {
	const [dispute] = await sql<Dispute[]>`
		select id, amount_minor as "amountMinor", state from dispute where processor_dispute_id = ${processorDisputeId}`
	return dispute
}

async function open(scope: Scope, payment: Payment, input: RecordDispute): Promise<Dispute | undefined> {
	// No more than is still ours of the payment: what was refunded before cannot be taken again from its invoices.
	const leftMinor = payment.amountMinor - payment.returnedMinor
	const amountMinor = input.amountMinor < leftMinor ? input.amountMinor : leftMinor
	if (amountMinor <= 0n) return undefined
	await takeBack(scope, { paymentId: payment.id, amountMinor: amountMinor - (leftMinor - payment.allocatedMinor) })
	const [dispute] = await scope.sql<Dispute[]>`
		insert into dispute (payment_id, processor_dispute_id, amount_minor, state, reason, opened_on)
		values (${payment.id}, ${input.processorDisputeId}, ${amountMinor}, 'open', ${input.reason}, ${scope.today})
		returning id, amount_minor as "amountMinor", state`
	if (!dispute) throw new Error('The dispute was not written')
	await post(scope, [disputeEntry({ ...payment, id: dispute.id, amountMinor })])
	await overtakeSettlements(scope, [payment.customerId])
	return dispute
}

async function close(scope: Scope, payment: Payment, dispute: Dispute, state: 'won' | 'lost'): Promise<void> {
	await scope.sql`update dispute set state = ${state}, closed_on = ${scope.today} where id = ${dispute.id}`
	if (state === 'won') {
		const { amountMinor } = dispute
		await post(scope, [disputeWonEntry({ ...payment, id: dispute.id, amountMinor })])
		await restore(scope, payment, amountMinor)
	}
	await emit(scope, {
		kind: 'payment.dispute_closed',
		subject: { kind: 'payment', id: payment.id },
		customerId: payment.customerId,
		facts: { outcome: state, amountMinor: String(dispute.amountMinor), currency: payment.currency },
	})
}

async function isTold({ sql }: Scope, input: RecordDispute): Promise<boolean> {
	const told = await sql`
		select from event where subject_id = ${input.paymentId} and kind = 'payment.disputed'
			and facts ->> 'processorDisputeId' = ${input.processorDisputeId}
			and (${input.state === 'inquiry'} or not (facts ->> 'inquiry')::boolean)`
	return told.length > 0
}

async function tellOpened(scope: Scope, payment: Payment, input: RecordDispute): Promise<void> {
	const inquiry = input.state === 'inquiry'
	await emit(scope, {
		kind: 'payment.disputed',
		subject: { kind: 'payment', id: payment.id },
		customerId: payment.customerId,
		facts: {
			processorDisputeId: input.processorDisputeId,
			amountMinor: String(input.amountMinor),
			currency: payment.currency,
			reason: input.reason,
			answerBy: input.answerBy?.toString() ?? null,
			inquiry,
		},
	})
	await queueEffect(scope, {
		kind: 'mail',
		key: `dispute-opened:${input.processorDisputeId}${inquiry ? ':inquiry' : ''}`,
		payload: {
			letter: 'dispute-opened',
			paymentId: payment.id,
			amountMinor: String(input.amountMinor),
			reason: input.reason,
			answerBy: input.answerBy?.toString() ?? null,
			inquiry,
		},
	})
}
