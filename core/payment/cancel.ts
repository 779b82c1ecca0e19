import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { lockPayment } from './lock.ts'
import { isOpen, type Payment, paymentColumns } from './payment.ts'

/**
 * The attempt can no longer bring money: its page has expired, was closed for another, or was never opened.
 * Changes nothing once it has ended in any way. Refuses not_found.
 */
export async function cancelPayment(
	scope: Scope,
	input: { paymentId: string; reason: 'expired' | 'superseded' | 'not_opened' },
): Promise<Payment> {
	permit(scope, 'payment.confirm')
	const payment = await lockPayment(scope, input.paymentId)
	if (!isOpen(payment)) return payment
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
