import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { type InOne, sumInOne } from './in-one.ts'

/** What waits for staff today. Amounts in minor units by currency. */
export type Today = {
	money: { currency: string; openMinor: bigint; overdueMinor: bigint; mrrMinor: bigint; contracts: number }[]
	/** Several currencies in the company's reporting currency. */
	inOne: { mrr: InOne | null; open: InOne | null; overdue: InOne | null }
	drafts: { id: string; number: string; title: string; customerName: string; startsOn: Temporal.PlainDate }[]
	late: {
		id: string
		number: string
		customerId: string
		customerName: string
		currency: string
		openMinor: bigint
		days: number
	}[]
	failed: {
		id: string
		customerId: string
		customerName: string
		currency: string
		amountMinor: bigint
		failureCode: string
		on: string
	}[]
	/** Contracts due by today and not billed. */
	due: number
}

export async function findToday(scope: Scope): Promise<Today> {
	permit(scope, 'invoice.read')
	const { sql, today, now } = scope
	const [money, drafts, late, failed, [due]] = await Promise.all([
		sql<Today['money']>`
			with owed as (
				select currency, sum(total_minor - settled_minor) as open, sum(total_minor - settled_minor) filter (where due_on < ${today}) as overdue
				from invoice where kind = 'invoice' and state = 'issued' and settled_minor < total_minor group by 1
			), recurring as (
				select currency, sum(amount_minor) as mrr from mrr_movement where moved_on <= ${today} group by 1
			), running as (
				select currency, count(*)::int as contracts from contract where state in ('active', 'paused', 'ending') and direction = 'receivable' group by 1
			)
			select currency, coalesce(open, 0)::bigint as "openMinor", coalesce(overdue, 0)::bigint as "overdueMinor",
				coalesce(mrr, 0)::bigint as "mrrMinor", coalesce(contracts, 0) as contracts
			from owed full join recurring using (currency) full join running using (currency)
			order by contracts desc nulls last, currency`,
		sql<Today['drafts']>`
			select contract.id, contract.number, contract.title, customer.name as "customerName", starts_on as "startsOn"
			from contract join customer on customer.id = customer_id where state = 'draft' order by starts_on, contract.id limit 6`,
		sql<Today['late']>`
			select invoice.id, invoice.number, customer_id as "customerId", customer.name as "customerName", invoice.currency,
				total_minor - settled_minor as "openMinor", ${today}::date - due_on as days
			from invoice join customer on customer.id = customer_id
			where state = 'issued' and kind = 'invoice' and settled_minor < total_minor and due_on < ${today}
			order by due_on, invoice.id limit 8`,
		sql<Today['failed']>`
			select payment.id, customer_id as "customerId", customer.name as "customerName", payment.currency,
				amount_minor as "amountMinor", failure_code as "failureCode",
				(payment.created_at at time zone ${scope.company.timeZone})::date::text as on
			from payment join customer on customer.id = customer_id
			where payment.state = 'failed' and payment.created_at > ${now.subtract({ hours: 24 * 30 })}
			order by payment.created_at desc limit 6`,
		sql<{ count: number }[]>`select count(*)::int as count from contract_billing where next_due_on <= ${today}`,
	])
	const [mrr, open, overdue] = await Promise.all(
		(['mrrMinor', 'openMinor', 'overdueMinor'] as const).map((sum) =>
			sumInOne(
				scope,
				money.map((one) => ({ currency: one.currency, minor: one[sum] })),
				today.toString(),
			),
		),
	)
	const inOne = { mrr: mrr ?? null, open: open ?? null, overdue: overdue ?? null }
	return { money: [...money], inOne, drafts: [...drafts], late: [...late], failed: [...failed], due: due?.count ?? 0 }
}
