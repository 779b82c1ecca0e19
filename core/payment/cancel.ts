import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { lockPayment } from './lock.ts'
import { isOpen, type Payment, paymentColumns } from './payment.ts'

/**
 * The attempt can no longer bring money: its page has expired, was closed for another, or was never opened.
 * Changes nothing once it has ended in any way, nor when it has come to hold another page or charge than the caller has
 * closed (`closed`): that one could still bring money. Refuses not_found.
 */
export async function cancelPayment(
	scope: Scope,
	input: {
		paymentId: string
		reason: 'expired' | 'superseded' | 'not_opened'
		closed?: Pick<Payment, 'sessionId' | 'intentId'>
	},
): Promise<Payment> {
	permit(scope, 'payment.confirm')
	const payment = await lockPayment(scope, input.paymentId)
	if (!isOpen(payment)) return payment
	if (input.closed && !holdsSame(payment, input.closed)) return payment
	const [canceled] = await scope.sql<Payment[]>`
		update payment set state = 'canceled' where id = ${payment.id} returning ${paymentColumns(scope)}`
	await emit(scope, {
		kind: 'payment.canceled',
		subject: { kind: 'payment', id: payment.id },
		customerId: payment.customerId,
		facts: { reason: input.reason, amountMinor: String(payment.amountMinor), currency: payment.currency },
	})
	return canceled ?? payment
}

/** Whether an attempt holds the same page and charge as when it was read before. */
export function holdsSame(one: Pick<Payment, 'sessionId' | 'intentId'>, other: typeof one): boolean {
	return one.sessionId === other.sessionId && one.intentId === other.intentId
}
