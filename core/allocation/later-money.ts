import type { Scope } from '../act.ts'
import type { FreeMoney } from './put-in-order.ts'

/** Money that was put in order: all of it, and what it settles now, by invoice. Minor units. */
export type LaterMoney = FreeMoney & { standing: ReadonlyMap<string, bigint> }

type Row = Omit<LaterMoney, 'standing'> & { standing: Record<string, string> }

/**
 * The money of the same customer and currency that came after a payment, or on the same day and was typed after it, as far
 * as the company's order says what it settles; held, in the order in which it came. What went back in part is left alone.
 */
export async function lockLater(
	{ sql }: Scope,
	{ paymentId, customerId, currency }: Pick<FreeMoney, 'paymentId' | 'customerId' | 'currency'>,
): Promise<LaterMoney[]> {
	const rows = await sql<Row[]>`
		select later.id as "paymentId", later.customer_id as "customerId", later.currency, later.amount_minor as "leftMinor",
			later.for_contract_id as "contractId", coalesce((
				select jsonb_object_agg(part.invoice_id, part.minor::text) from (
					select allocation.invoice_id, sum(amount_minor) as minor from allocation
					where allocation.payment_id = later.id group by 1 having sum(amount_minor) > 0
				) as part
			), '{}') as standing
		from payment as later join payment as one on one.id = ${paymentId}
		where later.customer_id = ${customerId} and later.currency = ${currency} and later.in_order and later.state = 'succeeded'
			and later.returned_minor = 0 and not exists (select from refund where payment_id = later.id)
			and (later.received_on, later.created_at, later.id) > (one.received_on, one.created_at, one.id)
		order by later.received_on, later.created_at, later.id for update of later`
	return rows.map((row) => ({
		...row,
		standing: new Map(Object.entries(row.standing).map(([invoiceId, minor]) => [invoiceId, BigInt(minor)])),
	}))
}
