import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'
import { type Payment, paymentColumns } from './payment.ts'

/** The payment, held until the transaction ends. A payment is locked before the invoices it settles. Refuses not_found. */
export async function lockPayment(scope: Scope, id: string): Promise<Payment> {
	const [payment] = await scope.sql<Payment[]>`
		select ${paymentColumns(scope)} from payment where id = ${id} for update`
	return payment ?? refuse('not_found', { noun: 'payment' })
}

/** The payment that holds the processor's intent, locked; undefined when none does. */
export async function lockPaymentOfIntent(scope: Scope, intentId: string): Promise<Payment | undefined> {
	const [payment] = await scope.sql<Payment[]>`
		select ${paymentColumns(scope)} from payment where processor_intent_id = ${intentId} for update`
	return payment
}
