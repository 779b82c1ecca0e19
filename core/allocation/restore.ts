import type { Scope } from '../act.ts'
import type { Payment } from '../payment/payment.ts'
import { spread, type Want } from './spread.ts'

/**
 * Money of a payment that had gone is back: it settles what it settled before, as far as that is open, then the oldest.
 * The payment must be locked.
 */
export async function restore(scope: Scope, payment: Payment, amountMinor: bigint): Promise<void> {
	const before = await scope.sql<Want[]>`
		select invoice_id as "invoiceId", -sum(amount_minor)::bigint as "amountMinor"
		from allocation where payment_id = ${payment.id} and reverses_id is not null group by 1`
	await spread(scope, { ...payment, paymentId: payment.id, leftMinor: amountMinor }, before, scope.today)
}
