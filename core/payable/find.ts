import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { dues } from './dues.ts'

/** A part of a contract's plan. Days are ISO dates. */
export type Payable = {
	id: string
	description: string
	amountMinor: bigint
	currency: string
	intervalUnit: 'week' | 'month' | 'year' | null
	intervalCount: number | null
	firstDueOn: string
	lastDueOn: string | null
	arrears: boolean
	/** Whether something of it was paid. */
	paid: boolean
}

/** The plan of a contract, in the order in which its parts begin. */
export async function findPayables(scope: Scope, { contractId }: { contractId: string }): Promise<Payable[]> {
	permit(scope, 'payable.read')
	return await readPayables(scope, contractId)
}

/** For verbs that have asked already. */
export async function readPayables(scope: Scope, contractId: string): Promise<Payable[]> {
	return await scope.sql<Payable[]>`
		select payable.id, description, amount_minor as "amountMinor", payable.currency, interval_unit as "intervalUnit",
			interval_count as "intervalCount", first_due_on::text as "firstDueOn", last_due_on::text as "lastDueOn", arrears,
			exists (select from payable_payment where payable_id = payable.id and undone_at is null) as paid
		from payable where contract_id = ${contractId} and removed_at is null
			and ${reach(scope).contract('payable.contract_id', 'payable.customer_id')}
		order by first_due_on, payable.id`
}

/** One payment of a plan. */
export type Due = {
	payableId: string
	dueOn: string
	/** Days past its day while it is not paid; 0 while there is time. */
	lateDays: number
	description: string
	plannedMinor: bigint
	currency: string
	contractId: string
	contractNumber: string
	contractTitle: string
	customerId: string
	customerName: string
	/** Whoever looks after the contract. */
	ownerId: string | null
	ownerName: string | null
	paid: { id: string; paidOn: string; amountMinor: bigint; note: string } | null
}

export type ListDues = {
	/** First and last day, ISO, both included; without a first one from the beginning. */
	from?: string | undefined
	to: string
	contractId?: string | undefined
	customerId?: string | undefined
	ownerId?: string | undefined
	/** Only what is not paid yet, or only what is. */
	state?: 'open' | 'paid' | undefined
	/** Also of contracts that are not agreed yet: for the page of one of them. */
	alsoDrafts?: boolean
	/** The last one seen. */
	after?: Pick<Due, 'dueOn' | 'payableId'> | undefined
	limit: number
}

type Row = Omit<Due, 'paid' | 'plannedMinor'> & {
	plannedMinor: string
	paid: { id: string; paidOn: string; amountMinor: string; note: string } | null
}

/** What falls due between two days, the earliest first; one more than `limit` where there are more. */
export async function listDues(scope: Scope, input: ListDues): Promise<Due[]> {
	permit(scope, 'payable.read')
	const { sql, today } = scope
	const { from, to, contractId, customerId, ownerId, state, alsoDrafts = false, after, limit } = input
	const of = sql`${reach(scope).contract('payable.contract_id', 'payable.customer_id')}
		${contractId ? sql`and payable.contract_id = ${contractId}` : sql``}
		${customerId ? sql`and payable.customer_id = ${customerId}` : sql``}`
	const rows = await sql<Row[]>`
		select payable.id as "payableId", due.due_on::text as "dueOn",
			case when paid.id is null then greatest(0, ${today}::date - due.due_on) else 0 end as "lateDays", payable.description,
			coalesce(paid.planned_minor, payable.amount_minor)::text as "plannedMinor", payable.currency,
			contract.id as "contractId", contract.number as "contractNumber", contract.title as "contractTitle",
			customer.id as "customerId", customer.name as "customerName",
			owner.id as "ownerId", owner.name as "ownerName",
			case when paid.id is not null then jsonb_build_object('id', paid.id, 'paidOn', paid.paid_on,
				'amountMinor', paid.amount_minor::text, 'note', paid.note) end as paid
		from (${dues(scope, { from, to, of, alsoDrafts })}) as due join payable on payable.id = due.payable_id
			join contract on contract.id = payable.contract_id join customer on customer.id = payable.customer_id
			left join staff_user as owner on owner.id = coalesce(contract.owner_id, customer.owner_id)
			left join payable_payment as paid on paid.id = due.payment_id
		where ${ownerId ? sql`coalesce(contract.owner_id, customer.owner_id) = ${ownerId}` : sql`true`}
			and ${state === 'open' ? sql`paid.id is null` : state === 'paid' ? sql`paid.id is not null` : sql`true`}
			${after ? sql`and (due.due_on, payable.id) > (${after.dueOn}::date, ${after.payableId}::uuid)` : sql``}
		order by due.due_on, payable.id limit ${limit + 1}`
	return rows.map(({ plannedMinor, paid, ...row }) => ({
		...row,
		plannedMinor: BigInt(plannedMinor),
		paid: paid && { ...paid, amountMinor: BigInt(paid.amountMinor) },
	}))
}

/** A month, ISO `YYYY-MM`: what is planned in it, and what of that is paid and open. Of what was paid the amount paid counts. */
export type DuesOfMonth = {
	month: string
	currency: string
	plannedMinor: bigint
	paidMinor: bigint
	openMinor: bigint
	count: number
}

/** Sums by month and currency of what falls due between two days. */
export async function sumDues(
	scope: Scope,
	{ from, to, contractId, customerId }: Pick<ListDues, 'from' | 'to' | 'contractId' | 'customerId'>,
): Promise<DuesOfMonth[]> {
	permit(scope, 'payable.read')
	const { sql } = scope
	const of = sql`${reach(scope).contract('payable.contract_id', 'payable.customer_id')}
		${contractId ? sql`and payable.contract_id = ${contractId}` : sql``}
		${customerId ? sql`and payable.customer_id = ${customerId}` : sql``}`
	return await sql<DuesOfMonth[]>`
		select to_char(due.due_on, 'YYYY-MM') as month, payable.currency,
			sum(coalesce(paid.planned_minor, payable.amount_minor))::bigint as "plannedMinor",
			coalesce(sum(paid.amount_minor), 0)::bigint as "paidMinor",
			coalesce(sum(payable.amount_minor) filter (where paid.id is null), 0)::bigint as "openMinor", count(*)::int as count
		from (${dues(scope, { from, to, of })}) as due join payable on payable.id = due.payable_id
			left join payable_payment as paid on paid.id = due.payment_id
		group by 1, 2 order by 1, 2`
}

/** What was to be paid before today and is not marked as paid, by currency. */
export async function sumLate(scope: Scope): Promise<{ currency: string; minor: bigint; count: number }[]> {
	permit(scope, 'payable.read')
	const { sql, today } = scope
	const of = reach(scope).contract('payable.contract_id', 'payable.customer_id')
	return await sql<{ currency: string; minor: bigint; count: number }[]>`
		select payable.currency, sum(payable.amount_minor)::bigint as minor, count(*)::int as count
		from (${dues(scope, { to: today.subtract({ days: 1 }).toString(), of })}) as due join payable on payable.id = due.payable_id
		where due.payment_id is null group by 1 order by 1`
}
