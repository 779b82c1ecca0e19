import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'

/** A refund that the processor never began: it is over, and its amount may be asked for again. */
export async function endUnsentRefund(scope: Scope, input: { refundId: string }): Promise<void> {
	permit(scope, 'payment.confirm')
	const [ended] = await scope.sql<{ paymentId: string; amountMinor: bigint; customerId: string; currency: string }[]>`
		update refund set state = 'failed', settled_on = ${scope.today} from payment
		where refund.id = ${input.refundId} and refund.state = 'started' and processor_refund_id is null
			and payment.id = refund.payment_id
		returning payment.id as "paymentId", refund.amount_minor as "amountMinor", payment.customer_id as "customerId",
			payment.currency`
	if (!ended) return
	await emit(scope, {
		kind: 'payment.refund_failed',
		subject: { kind: 'payment', id: ended.paymentId },
		customerId: ended.customerId,
		facts: { refundId: input.refundId, amountMinor: String(ended.amountMinor), currency: ended.currency },
	})
}
