import type { Scope } from '../act.ts'

/**
 * SQL over a row of `payment_promise`: what has come since it was given and until its day, in minor units, never below
 * zero. Of an invoice what money was allocated to it, of a customer all money in; what went back does not count.
 */
export function receivedSince({ sql }: Pick<Scope, 'sql'>) {
	return sql`greatest(0, case when payment_promise.invoice_id is not null then (
			select coalesce(sum(allocation.amount_minor), 0) from allocation
			where allocation.invoice_id = payment_promise.invoice_id and payment_id is not null
				and allocation.created_at > payment_promise.made_at and allocated_on <= payment_promise.promised_on
		) else (
			select coalesce(sum(payment.amount_minor - payment.returned_minor), 0) from payment
			where payment.customer_id = payment_promise.customer_id and payment.currency = payment_promise.currency
				and payment.state = 'succeeded' and payment.settled_at > payment_promise.made_at
				and received_on between payment_promise.made_on and payment_promise.promised_on
		) end)::bigint`
}
