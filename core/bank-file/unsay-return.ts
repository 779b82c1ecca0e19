import type { Scope } from '../act.ts'
import { emit, nameActor } from '../event.ts'
import { recordAgain } from '../payment/record-again.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { importKeyOf } from './lock-entry.ts'

type Returned = {
	paymentId: string
	customerId: string
	amountMinor: bigint
	currency: string
	receiptNumber: string
	cameIn: string | null
}

/**
 * Unsays that an entry that went out returned a receipt: the entry waits again, and the receipt stands again under a number of its own, settling
 * what it had settled. Refuses `not_found`, `input.invalid` without a reason, `bank_entry.settled` where it is not said to be one, and `bank_entry.money_moved`
 * where what it had settled is not open any more.
 */
export async function unsayReturn(
	scope: Scope,
	input: { entryId: string; reason: string },
): Promise<{ paymentId: string }> {
	permit(scope, 'payment.record')
	const { sql } = scope
	const { entryId } = input
	const reason = input.reason.trim()
	if (reason === '') refuse('input.invalid', { field: 'reason', problem: 'too_small' })
	if (reason.length > 300) refuse('input.invalid', { field: 'reason', problem: 'too_big' })
	const [held] = await sql<{ paymentId: string | null }[]>`
		select returned_payment_id as "paymentId" from bank_entry where id = ${entryId} for update`
	if (!held) refuse('not_found', { noun: 'bank_entry' })
	const [was] = await sql<Returned[]>`
		select payment.id as "paymentId", customer_id as "customerId", payment.amount_minor as "amountMinor", payment.currency,
			coalesce(receipt_number, '') as "receiptNumber", (select id from bank_entry where returned_by_id = ${entryId}) as "cameIn"
		from payment where id = ${held.paymentId} and ${reach(scope).customer('payment.customer_id')}`
	if (!was) return refuse('bank_entry.settled', {})
	const { cameIn, customerId } = was
	const importKey = cameIn === null ? null : importKeyOf(cameIn)
	const paymentId = await recordAgain(scope, { paymentId: was.paymentId, importKey })
	await sql`
		insert into bank_return_unsaid (entry_id, taken_back_id, stands_as_id, reason, unsaid_by, unsaid_at)
		values (${entryId}, ${was.paymentId}, ${paymentId}, ${reason}, ${nameActor(scope.actor)}, ${scope.now})`
	await sql`update bank_entry set returned_payment_id = null where id = ${entryId}`
	if (cameIn)
		await sql`
			update bank_entry set ignored_reason = '', ignored_by = null, ignored_at = null, returned_by_id = null, payment_id = ${paymentId}
			where id = ${cameIn}`
	await emit(scope, {
		kind: 'payment.return_unsaid',
		subject: { kind: 'payment', id: was.paymentId },
		...{ customerId, contractId: null },
		facts: {
			...{ amountMinor: String(was.amountMinor), currency: was.currency, receiptNumber: was.receiptNumber },
			...{ standsAsId: paymentId, reason },
		},
	})
	return { paymentId }
}
