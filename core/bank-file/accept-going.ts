import type { Scope } from '../act.ts'
import { nameActor } from '../event.ts'
import { returnOverpayment } from '../payment/return-overpayment.ts'
import { takeBackReceipt } from '../payment/take-back-receipt.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type LockedEntry, lockOpenEntry, referenceOf } from './lock-entry.ts'
import type { GoingKind } from './suggest-goings.ts'

export type AcceptGoing = {
	entryId: string
	kind: GoingKind
	/** Of the refund, or of the receipt. */
	id: string
	/** Of what is paid out: what the person saw that settles nothing. */
	freeMinor?: bigint | undefined
}

/**
 * Says what money is that went out: a refund that was recorded, a receipt that came back, which is taken back, or a part of a
 * customer's own, which is recorded as returned or asked for. Refuses `not_found`, `bank_entry.settled`,
 * `bank_entry.other_money`, and what taking back and returning refuse.
 */
export async function acceptGoing(scope: Scope, input: AcceptGoing): Promise<{ done: 'linked' | 'asked' }> {
	permit(scope, 'payment.record')
	const entry = await lockOpenEntry(scope, input.entryId)
	if (entry.amountMinor > 0n) refuse('bank_entry.other_money', {})
	if (input.kind === 'refund') return await linkRefund(scope, entry, input.id)
	if (input.kind === 'receipt_returned') return await takeItBack(scope, entry, input.id)
	const proposed = await returnOverpayment(scope, {
		...{ paymentId: input.id, amountMinor: -entry.amountMinor, returnedOn: entry.valueOn },
		...{ reference: referenceOf(entry), reason: referenceOf(entry), freeMinor: input.freeMinor ?? -1n },
	})
	// Once it is agreed to, the refund fits the entry by itself.
	if (proposed.kind === 'asked') return { done: 'asked' }
	return await linkRefund(scope, entry, proposed.value.id)
}

async function linkRefund(scope: Scope, entry: LockedEntry, refundId: string): Promise<{ done: 'linked' }> {
	const { sql } = scope
	const [refund] = await sql<{ fits: boolean }[]>`
		select refund.amount_minor = ${-entry.amountMinor} and payment.currency = ${entry.currency} and payment.source = 'recorded'
			and refund.state = 'succeeded' and not exists (select from bank_entry where refund_id = refund.id) as fits
		from refund join payment on payment.id = payment_id
		where refund.id = ${refundId} and ${reach(scope).customer('payment.customer_id')} for update of refund`
	if (!refund) refuse('not_found', { noun: 'refund' })
	if (!refund.fits) refuse('bank_entry.other_money', {})
	await sql`update bank_entry set refund_id = ${refundId} where id = ${entry.id}`
	return { done: 'linked' }
}

/** The receipt never was money that stayed; the entry that told of it is put aside with the same reason. */
async function takeItBack(scope: Scope, entry: LockedEntry, paymentId: string): Promise<{ done: 'linked' }> {
	const { sql } = scope
	const [receipt] = await sql<{ fits: boolean; cameIn: string | null }[]>`
		select amount_minor = ${-entry.amountMinor} and currency = ${entry.currency} as fits,
			(select id from bank_entry where payment_id = payment.id) as "cameIn"
		from payment where id = ${paymentId} and ${reach(scope).customer('payment.customer_id')}`
	if (!receipt) refuse('not_found', { noun: 'payment' })
	if (!receipt.fits) refuse('bank_entry.other_money', {})
	const reason = ['Returned by the bank', entry.valueOn, referenceOf(entry)].filter(Boolean).join(' · ').slice(0, 300)
	await takeBackReceipt(scope, { paymentId, reason })
	await sql`update bank_entry set returned_payment_id = ${paymentId} where id = ${entry.id}`
	if (receipt.cameIn)
		await sql`
			update bank_entry set ignored_reason = ${reason}, ignored_by = ${nameActor(scope.actor)}, ignored_at = ${scope.now},
				returned_by_id = ${entry.id}
			where id = ${receipt.cameIn}`
	return { done: 'linked' }
}
