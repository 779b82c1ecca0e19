import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { byCard } from './card-step.ts'
import { lockPayable } from './payable.ts'
import { type Payment, paymentColumns } from './payment.ts'

/** A charge that its card's bank wants confirmed by the holder, as the processor knows it. */
export type Confirmable = { payment: Payment; intentId: string; processorMethodId: string }

/**
 * What the customer is about to confirm at their bank, if it is still exactly what is open: under the invoice's lock, so
 * that nothing else is started for it meanwhile. `gone` says that the invoice is settled or its amount has changed.
 * Refuses not_found, payment.not_to_confirm.
 */
export async function findConfirmable(scope: Scope, input: { paymentId: string }): Promise<Confirmable | 'gone'> {
	permit(scope, 'payment.start')
	const { sql } = scope
	const [payment] = await sql<Payment[]>`
		select ${paymentColumns(scope)} from payment join invoice on invoice.id = charged_invoice_id
		where payment.id = ${input.paymentId} and ${reach(scope).invoice()}`
	if (!payment?.chargedInvoiceId) return refuse('not_found', { noun: 'payment' })
	const [invoice] = await lockPayable(scope, [payment.chargedInvoiceId])
	const [now] = await sql<{ state: string; processorMethodId: string }[]>`
		select state, processor_method_id as "processorMethodId"
		from payment join payment_method on payment_method.id = payment_method_id where payment.id = ${payment.id}`
	if (now?.state !== 'action_required' || !payment.intentId) return refuse('payment.not_to_confirm', {})
	if (!invoice || byCard(invoice.openMinor, invoice.currency) !== payment.amountMinor) return 'gone'
	return { payment, intentId: payment.intentId, processorMethodId: now.processorMethodId }
}
