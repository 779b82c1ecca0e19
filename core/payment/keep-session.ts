import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { lockPayment } from './lock.ts'
import { type Payment, paymentColumns } from './payment.ts'

/**
 * Keeps the page that the card processor opened for an attempt. Answers the payment as it is now: the caller closes
 * the page again when the attempt was canceled meanwhile or holds another page.
 */
export async function keepSession(
	scope: Scope,
	input: { paymentId: string; sessionId: string; url: string },
): Promise<Payment> {
	permit(scope, 'payment.confirm')
	const payment = await lockPayment(scope, input.paymentId)
	if (payment.state !== 'started' || payment.sessionId) return payment
	const [kept] = await scope.sql<Payment[]>`
		update payment set processor_session_id = ${input.sessionId}, processor_session_url = ${input.url}
		where id = ${payment.id} returning ${paymentColumns(scope)}`
	return kept ?? payment
}
