import type { Scope } from '../act.ts'
import type { Risk } from './workflow.ts'

export type CustomerFacts = {
	overdueDays: number
	overdueMinor: bigint
	overdueCurrency: string | null
	/** All that is open, overdue or not. */
	openMinor: bigint
	mrrMinor: bigint
	risk: Risk | null
}

/** Overdue longer than this many days is a high risk by itself. */
const longOverdue = 60
const watchedDays = 180

const nobody: CustomerFacts = {
	overdueDays: 0,
	overdueMinor: 0n,
	overdueCurrency: null,
	openMinor: 0n,
	mrrMinor: 0n,
	risk: null,
}

/**
 * How a customer stands, in one currency, for those who decide and for conditions. Risk is read from how they pay: high
 * with an open dispute or something overdue for over 60 days; medium with anything overdue, or a charge that failed in the
 * last 180 days; else low.
 */
export async function readCustomerFacts(
	{ sql, today, now }: Scope,
	customerId: string | null,
	currency: string | null,
): Promise<CustomerFacts> {
	if (customerId === null) return nobody
	const [found] = await sql<(CustomerFacts & { failed: boolean; disputed: boolean; late: number })[]>`
		with money as (
			select coalesce(${currency}, currency) as currency from customer where id = ${customerId}
		), owed as (
			select total_minor - settled_minor as minor, due_on, currency from invoice
			where customer_id = ${customerId} and kind = 'invoice' and state = 'issued' and settled_minor < total_minor
		)
		select coalesce(sum(owed.minor), 0)::bigint as "openMinor",
			coalesce(sum(owed.minor) filter (where due_on < ${today}), 0)::bigint as "overdueMinor", money.currency as "overdueCurrency",
			coalesce(max(${today}::date - due_on) filter (where due_on < ${today}), 0)::int as "overdueDays",
			coalesce((select max(${today}::date - due_on) from owed where due_on < ${today}), 0)::int as late,
			coalesce((select sum(amount_minor) from mrr_movement
				where mrr_movement.customer_id = ${customerId} and moved_on <= ${today} and mrr_movement.currency = money.currency), 0)::bigint as "mrrMinor",
			exists (select from payment where customer_id = ${customerId} and state = 'failed'
				and created_at > ${now.subtract({ hours: 24 * watchedDays })}) as failed,
			exists (select from dispute join payment on payment.id = dispute.payment_id
				where payment.customer_id = ${customerId} and dispute.state = 'open') as disputed
		from money left join owed on owed.currency = money.currency group by money.currency`
	if (!found) return nobody
	const { failed, disputed, late, ...facts } = found
	const risk = disputed || late > longOverdue ? 'high' : late > 0 || failed ? 'medium' : 'low'
	return { ...facts, risk }
}
