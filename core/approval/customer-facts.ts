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
	/** Why it is that: of `overdue` and `long_overdue` the count is days, of all others how many. */
	reasons: RiskReason[]
}

export type RiskReason = {
	code:
		| 'disputed'
		| 'long_overdue'
		| 'overdue'
		| 'charges_failed'
		| 'promises_broken'
		| 'pays_late'
		| 'pays_on_time'
		| 'nothing_known'
	count: number
}

/** Overdue longer than this many days is a high risk by itself. */
const longOverdue = 60
/** Failed charges are looked at so many days back, and how they paid a year. */
const [watchedDays, paidDays] = [180, 365]
/** Of fewer paid invoices nothing is said. */
const fewest = 3

const nobody: CustomerFacts = {
	overdueDays: 0,
	overdueMinor: 0n,
	overdueCurrency: null,
	openMinor: 0n,
	mrrMinor: 0n,
	risk: null,
	reasons: [],
}

type Paying = { failed: number; disputed: number; broken: number; late: number; paid: number; paidLate: number }

/**
 * How a customer stands, in one currency, for those who decide and for conditions. Risk is read from how they pay, and says
 * why: high with an open dispute or something overdue for over 60 days; medium with anything overdue, a charge that failed
 * in the last 180 days, a promise to pay broken in the last year, or most invoices of it paid late; else low.
 */
export async function readCustomerFacts(
	{ sql, today, now }: Scope,
	customerId: string | null,
	currency: string | null,
): Promise<CustomerFacts> {
	if (customerId === null) return nobody
	const since = today.subtract({ days: paidDays })
	const [found] = await sql<(CustomerFacts & Paying)[]>`
		with money as (
			select coalesce(${currency}, currency) as currency from customer where id = ${customerId}
		), owed as (
			select total_minor - settled_minor as minor, due_on, currency from invoice
			where customer_id = ${customerId} and kind = 'invoice' and state = 'issued' and settled_minor < total_minor
		), paid as (
			select max(allocated_on) > invoice.due_on as late from invoice join allocation on allocation.invoice_id = invoice.id
			where invoice.customer_id = ${customerId} and kind = 'invoice' and settled_minor >= total_minor and payment_id is not null
				and reverses_id is null and not exists (select from allocation as back where back.reverses_id = allocation.id)
			group by invoice.id, invoice.due_on having max(allocated_on) > ${since}
		)
		select coalesce(sum(owed.minor), 0)::bigint as "openMinor",
			coalesce(sum(owed.minor) filter (where due_on < ${today}), 0)::bigint as "overdueMinor", money.currency as "overdueCurrency",
			coalesce(max(${today}::date - due_on) filter (where due_on < ${today}), 0)::int as "overdueDays",
			coalesce((select max(${today}::date - due_on) from owed where due_on < ${today}), 0)::int as late,
			coalesce((select sum(amount_minor) from mrr_movement
				where mrr_movement.customer_id = ${customerId} and moved_on <= ${today} and mrr_movement.currency = money.currency), 0)::bigint as "mrrMinor",
			(select count(*)::int from payment where customer_id = ${customerId} and state = 'failed'
				and created_at > ${now.subtract({ hours: 24 * watchedDays })}) as failed,
			(select count(*)::int from dispute join payment on payment.id = dispute.payment_id
				where payment.customer_id = ${customerId} and dispute.state = 'open') as disputed,
			(select count(*)::int from payment_promise where customer_id = ${customerId} and state = 'broken' and settled_on > ${since}) as broken,
			(select count(*)::int from paid) as paid, (select count(*)::int from paid where paid.late) as "paidLate"
		from money left join owed on owed.currency = money.currency group by money.currency`
	if (!found) return nobody
	const { failed, disputed, broken, late, paid, paidLate, ...facts } = found
	return { ...facts, ...riskOf({ failed, disputed, broken, late, paid, paidLate }) }
}

/** Pure. */
export function riskOf(paying: Paying): Pick<CustomerFacts, 'risk' | 'reasons'> {
	const { failed, disputed, broken, late, paid, paidLate } = paying
	const high: RiskReason[] = [
		{ code: 'disputed', count: disputed },
		{ code: 'long_overdue', count: late > longOverdue ? late : 0 },
	]
	const medium: RiskReason[] = [
		{ code: 'overdue', count: late > longOverdue ? 0 : late },
		{ code: 'charges_failed', count: failed },
		{ code: 'promises_broken', count: broken },
		{ code: 'pays_late', count: paid >= fewest && paidLate * 2 > paid ? paidLate : 0 },
	]
	const reasons = [...high, ...medium].filter(({ count }) => count > 0)
	if (reasons.length === 0)
		return { risk: 'low', reasons: [{ code: paid - paidLate > 0 ? 'pays_on_time' : 'nothing_known', count: paid }] }
	return { risk: high.some(({ count }) => count > 0) ? 'high' : 'medium', reasons }
}
