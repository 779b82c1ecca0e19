import { ofLine, type Source } from './fact.ts'
import { partOf, weightsOf } from './spread.ts'

/**
 * Money as the journal's cash has it: payments on the day they came, less refunds and what disputes took, plus what came
 * back of these. It belongs to the contracts of the invoices it was put to; what was put to none, to the customer.
 */
export const collected: Source = {
	subject: 'payment',
	dimensions: ofLine,
	facts: (scope, { from, to, lines }) => {
		const { sql } = scope
		const paid = sql`select invoice_id from allocation where payment_id in (select payment_id from moved)`
		const amount = sql`moved.amount`
		return sql`
			with moved as (
				select entry.id, entry.posted_on, entry.currency, entry.customer_id, line.amount_minor as amount,
					coalesce(refund.payment_id, dispute.payment_id, entry.subject_id) as payment_id
				from journal_entry as entry
					join journal_line as line on line.entry_id = entry.id and line.account = 'cash'
					left join refund on entry.kind in ('refund', 'refund_failed') and refund.id = entry.subject_id
					left join dispute on entry.kind in ('dispute', 'dispute_won') and dispute.id = entry.subject_id
				where entry.kind in ('payment', 'payment_back', 'refund', 'refund_failed', 'dispute', 'dispute_won')
					and entry.posted_on >= ${from} and entry.posted_on < ${to}
			), put as (
				-- What is taken back in part is put there anew for the rest: the most that was put to an invoice counts.
				select payment_id, invoice_id, max(amount_minor) as amount from allocation
				where payment_id in (select payment_id from moved) and reverses_id is null group by 1, 2
			), share as (
				select put.payment_id, weighed.contract_id, weighed.line_id, weighed.weight::numeric * put.amount / invoice.total_minor as weight,
					weighed.place
				from put join invoice on invoice.id = put.invoice_id
					join (${weightsOf(scope, paid, lines)}) as weighed on weighed.invoice_id = invoice.id
				union all
				select id, null, null, greatest(0, payment.amount_minor - coalesce((
					select sum(amount) from put where put.payment_id = payment.id), 0)), id
				from payment where id in (select payment_id from moved)
			)
			select moved.payment_id as subject_id, moved.posted_on as on_day, moved.currency,
				${partOf(scope, amount, sql`moved.id`, sql`share.weight`, sql`share.place`)} as amount, 'cash' as part,
				share.contract_id, moved.customer_id, share.line_id, null as reason
			from moved join share using (payment_id)`
	},
}
