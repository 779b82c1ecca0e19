import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { lockPayment } from './lock.ts'
import { type Payment, paymentColumns } from './payment.ts'

/**
 * The payer has done their part and the processor is still at it: nobody may start another attempt meanwhile.
 * Changes nothing once the attempt has ended. Refuses not_found.
 */
export async function awaitSettlement(
	scope: Scope,
	input: { paymentId: string; intentId: string | null },
): Promise<Payment> {
	permit(scope, 'payment.confirm')
	const payment = await lockPayment(scope, input.paymentId)
	if (payment.state !== 'started' && payment.state !== 'action_required') return payment
	const [waiting] = await scope.sql<Payment[]>`
		update payment set state = 'processing', processor_intent_id = coalesce(processor_intent_id, ${input.intentId})
		where id = ${payment.id} returning ${paymentColumns(scope)}`
	await emit(scope, {
		kind: 'payment.processing',
		subject: { kind: 'payment', id: payment.id },
		customerId: payment.customerId,
		facts: { amountMinor: String(payment.amountMinor), currency: payment.currency },
	})
	return waiting ?? payment
}
