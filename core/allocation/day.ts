import type { Scope } from '../act.ts'
import type { NewAllocation } from './write.ts'

/** The last day on which money of a payment came back that had gone: a refund failed, a dispute was won. */
const cameBack = ({ sql }: Pick<Scope, 'sql'>) => sql`(
	select max(posted_on) from journal_entry
	where (kind = 'refund_failed' and subject_id in (select id from refund where refund.payment_id = payment.id))
		or (kind = 'dispute_won' and subject_id in (select id from dispute where dispute.payment_id = payment.id)))`

/**
 * Each with the day from which it counts: the one on which the money came, whenever it is put there, but not before there
 * was something to pay, nor before the money was free again where it had settled something until it was given back, or came back to us. Of
 * credit notes and rounding differences it is today.
 */
export async function withDays<Given extends NewAllocation>(
	{ sql, today }: Scope,
	allocations: readonly Given[],
): Promise<(Given & { on: string })[]> {
	const paid = allocations.filter(({ paymentId }) => paymentId)
	const rows =
		paid.length === 0
			? []
			: await sql<{ invoiceId: string; paymentId: string; on: string }[]>`
		select distinct invoice.id as "invoiceId", payment.id as "paymentId",
			greatest(payment.received_on, came.on, invoice.issued_on, owed.on, freed.on, unpaid.on, ${cameBack({ sql })})::text as on
		from unnest(${paid.map((one) => one.invoiceId)}::uuid[], ${paid.map((one) => one.paymentId ?? null)}::uuid[]) as given (invoice_id, payment_id)
			join invoice on invoice.id = given.invoice_id join payment on payment.id = given.payment_id
			cross join lateral (
				select max(posted_on) as on from journal_entry where kind = 'payment' and subject_id = payment.id
			) as came
			cross join lateral (
				select max(posted_on) as on from journal_entry where kind in ('invoice', 'opening') and subject_id = invoice.id
			) as owed
			cross join lateral (
				select max(back.allocated_on) as on from allocation as back join allocation as made on made.id = back.reverses_id
				where back.payment_id = payment.id and back.allocated_on > made.allocated_on
			) as freed
			cross join lateral (
				select max(back.paid_on) as on from penalty_payment as back join penalty_payment as made on made.id = back.reverses_id
				where back.payment_id = payment.id and back.paid_on > made.paid_on
			) as unpaid`
	const days = new Map(rows.map(({ invoiceId, paymentId, on }) => [`${invoiceId} ${paymentId}`, on]))
	return allocations.map((one) => ({
		...one,
		on: days.get(`${one.invoiceId} ${one.paymentId ?? ''}`) ?? today.toString(),
	}))
}

/** The day since which what is free of a payment has been so, ISO: nothing is put anywhere or goes back before it. */
export async function freeSince({ sql }: Scope, paymentId: string): Promise<string> {
	const [found] = await sql<{ on: string }[]>`
		select greatest(received_on, (
				select max(posted_on) from journal_entry where kind = 'payment' and subject_id = payment.id
			), (
				select max(back.allocated_on) from allocation as back join allocation as made on made.id = back.reverses_id
				where back.payment_id = payment.id and back.allocated_on > made.allocated_on
			), (
				select max(back.paid_on) from penalty_payment as back join penalty_payment as made on made.id = back.reverses_id
				where back.payment_id = payment.id and back.paid_on > made.paid_on
			), ${cameBack({ sql })})::text as on
		from payment where id = ${paymentId}`
	if (!found) throw new Error('The payment has gone')
	return found.on
}
