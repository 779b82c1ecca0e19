import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { seesCase } from './case.ts'
import { overdueDebts } from './debt.ts'
import { type CaseReason, reasons, standingOf } from './standing.ts'

/** A case in a list. Minor units of `currency`; days are ISO dates. */
export type ListedCase = {
	id: string
	customer: { id: string; number: string; name: string }
	currency: string
	overdueMinor: bigint
	daysPastDue: number
	invoices: number
	collector: { id: string; name: string } | null
	/** Since when they have it. */
	since: Temporal.Instant | null
	reason: CaseReason
	nextOn: string | null
	nextStep: string
	/** The latest promise, and what became of it. */
	promisedOn: string | null
	promisedMinor: bigint | null
	promiseState: 'open' | 'kept' | 'broken' | 'lapsed' | null
	lastOn: string | null
	closedAt: Temporal.Instant | null
}

export type ListCases = {
	/** The actor's own; all that are open; those that nobody has; those that are closed. */
	show: 'mine' | 'open' | 'nobody' | 'over'
	collectorId?: string | undefined
	customerId?: string | undefined
	limit: number
}

/** Cases that the actor sees: what is to be done today first, then the longest past due; of those closed the latest first. */
export async function listCases(
	scope: Scope,
	input: ListCases,
): Promise<{ cases: ListedCase[]; total: number; due: number }> {
	permit(scope, 'collection.read')
	const { sql, actor } = scope
	const { show, collectorId, customerId, limit } = input
	const own = actor.kind === 'staff' ? actor.userId : null
	const wanted = {
		mine: sql`closed_at is null and collector_id = ${own}::uuid`,
		open: sql`closed_at is null`,
		nobody: sql`closed_at is null and (collector_id is null or collector.left_at is not null)`,
		over: sql`closed_at is not null`,
	}[show]
	const rows = await sql<(ListedCase & { total: number; due: number })[]>`
		select of.id, jsonb_build_object('id', customer.id, 'number', customer.number, 'name', customer.name) as customer, of.currency,
			overdue_minor as "overdueMinor", days_past_due as "daysPastDue", invoices,
			case when collector.id is not null then jsonb_build_object('id', collector.id, 'name', collector.name) end as collector,
			dispatched_at as since, reason, next_on::text as "nextOn", coalesce(next_step, '') as "nextStep", promised_on::text as "promisedOn",
			promised_minor as "promisedMinor", promise_state as "promiseState", last_on::text as "lastOn", closed_at as "closedAt",
			count(*) over ()::int as total, count(*) filter (where reason <> 'later') over ()::int as due
		from (select * from collection_case where ${seesCase(scope)}) as of join customer on customer.id = of.customer_id
			cross join ${standingOf(scope)} left join staff_user as collector on collector.id = collector_id
		where ${wanted} ${collectorId ? sql`and collector_id = ${collectorId}` : sql``}
			${customerId ? sql`and of.customer_id = ${customerId}` : sql``}
		order by closed_at desc, array_position(${[...reasons]}::text[], reason), least(next_on, promised_on), days_past_due desc, of.id
		limit ${limit}`
	const [first] = rows
	return {
		cases: rows.map(({ total: _, due: __, ...one }) => one),
		...{ total: first?.total ?? 0, due: first?.due ?? 0 },
	}
}

/** How many cases of somebody are to be looked at today. For verbs that have asked. */
export async function countDueCases(scope: Pick<Scope, 'sql' | 'today'>, collectorId: string): Promise<number> {
	const { sql } = scope
	const [row] = await sql<{ count: number }[]>`
		select count(*)::int as count from (
			select collection_case.* from collection_case join collection_dispatch on case_id = collection_case.id
			where closed_at is null and ended is null and collection_dispatch.collector_id = ${collectorId}
		) as of cross join ${standingOf(scope)} where reason <> 'later'`
	return row?.count ?? 0
}

/** A debt past its day, with who has it. Minor units of `currency`. */
export type ListedDebt = {
	customer: { id: string; number: string; name: string }
	currency: string
	overdueMinor: bigint
	daysPastDue: number
	invoices: number
	caseId: string | null
	collector: { id: string; name: string } | null
	since: Temporal.Instant | null
}

export type ListDebts = {
	/** Only what nobody has. */
	loose?: boolean
	customerId?: string | undefined
	/** At least so many days past due. */
	days?: number
	limit: number
}

/** What is past its day by customer and currency, the longest first, to be given out. */
export async function listDebts(
	scope: Scope,
	{ loose = false, customerId, days = 1, limit }: ListDebts,
): Promise<{ debts: ListedDebt[]; total: number }> {
	permit(scope, 'collection.dispatch')
	const { sql } = scope
	const rows = await sql<(ListedDebt & { total: number })[]>`
		select jsonb_build_object('id', customer.id, 'number', customer.number, 'name', customer.name) as customer, debt.currency,
			overdue_minor as "overdueMinor", days_past_due as "daysPastDue", invoices, open.id as "caseId",
			case when collector.id is not null then jsonb_build_object('id', collector.id, 'name', collector.name) end as collector,
			dispatched_at as since, count(*) over ()::int as total
		from ${overdueDebts(scope)} as debt join customer on customer.id = debt.customer_id
			left join collection_case as open on open.customer_id = debt.customer_id and open.currency = debt.currency and closed_at is null
			left join collection_dispatch as current on case_id = open.id and ended is null
			left join staff_user as collector on collector.id = collector_id
		where ${reach(scope).customer()} and days_past_due >= ${days}
			${loose ? sql`and (collector.id is null or collector.left_at is not null)` : sql``}
			${customerId ? sql`and customer.id = ${customerId}` : sql``}
		order by days_past_due desc, overdue_minor desc, customer.id, debt.currency limit ${limit}`
	return { debts: rows.map(({ total: _, ...one }) => one), total: rows[0]?.total ?? 0 }
}
