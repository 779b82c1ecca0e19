import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { queueEffects } from '../outbox/queue.ts'
import { lockPayable } from '../payment/payable.ts'
import { payingCard } from '../payment/paying-card.ts'
import { busyStates } from '../payment/payment.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { chargeEffect } from './retry.ts'

export type ChargeNow = { invoiceId: string; shownMinor: bigint; currency: string }

/**
 * Charges what is open of an invoice to the card its contracts are paid with, without waiting for the timetable, which goes
 * on as it was. Refuses `not_found`, `invoice.not_issued`, `invoice.already_settled`, `payment.amount_changed`,
 * `payment.no_card`, `payment.in_progress`.
 */
export async function chargeNow(scope: Scope, input: ChargeNow): Promise<{ number: string }> {
	permit(scope, 'payment.charge')
	const { sql } = scope
	const [invoice] = await lockPayable(scope, [input.invoiceId])
	if (!invoice) refuse('not_found', { noun: 'invoice' })
	const { id, number, customerId, contractId, currency, openMinor } = invoice
	if (openMinor <= 0n) refuse('invoice.already_settled', { number })
	if (openMinor !== input.shownMinor || currency !== input.currency)
		refuse('payment.amount_changed', { shownMinor: input.shownMinor, nowMinor: openMinor, currency })
	const [card] = await sql`
		select from invoice where id = ${id} and ${payingCard(scope)} is not null`
	if (!card) refuse('payment.no_card', { number })
	const [busy] = await sql`
		select from payment_invoice join payment on payment.id = payment_id
		where payment_invoice.invoice_id = ${id} and payment.state = any(${busyStates})`
	if (busy) refuse('payment.in_progress', { number })
	const [asked] = await sql<{ charges: number }[]>`
		insert into dunning (invoice_id, customer_id, currency, charges)
		select ${id}, ${customerId}, ${currency},
			1 + coalesce((select max(charge_number) from payment where charged_invoice_id = ${id}), 1)
		on conflict (invoice_id) do update set charges = dunning.charges + 1
		returning charges`
	const subject = { kind: 'invoice', id }
	await emit(scope, { kind: 'payment.retried', subject, customerId, contractId })
	await queueEffects(scope, [chargeEffect(id, asked?.charges ?? 1)])
	return { number }
}
