import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type DeedKind, type LeftOut, type RestructuringDeed, restructuringDeed } from './deed.ts'
import type { Sums } from './reckon.ts'
import type { KeptWhy } from './undo.ts'
import type { ShownLine } from './worked.ts'

export type RestructuringState = 'reckoning' | 'draft' | 'applying' | 'applied' | 'undoing' | 'undone'

export type ListedRestructuring = {
	id: string
	name: string
	state: RestructuringState
	kind: DeedKind
	effectiveOn: string
	madeAt: Temporal.Instant
	lines: number
	excluded: number
}

/** Of one currency, or of one customer in it. Minor units. */
export type RestructuringTotal = Sums & { currency: string; contracts: number; customers: number }
export type CustomerTotal = Sums & { customerId: string; customerName: string; currency: string; contracts: number }

export type FoundRestructuring = ListedRestructuring & {
	deed: RestructuringDeed
	/** The contract that lines move to, or the plan that they have then. */
	target: { id: string; number: string } | null
	planName: string | null
	/** How many contracts it is for, how far it is, and how many amendments of it stand. */
	contracts: number
	reckoned: number
	done: number
	standing: number
	totals: RestructuringTotal[]
	reasons: { reason: LeftOut; lines: number }[]
	/** Contracts that could not be taken back. */
	kept: { contractId: string; number: string; why: KeptWhy }[]
	/** Contracts that a split began. */
	begun: { contractId: string; number: string }[]
}

const columns = ({ sql }: Scope) => sql`
	restructuring.id, restructuring.name, restructuring.state, deed ->> 'kind' as kind, effective_on::text as "effectiveOn",
	made_at as "madeAt", (select count(*)::int from restructuring_line where restructuring_id = restructuring.id) as lines,
	(select count(excluded)::int from restructuring_line where restructuring_id = restructuring.id) as excluded`

/** All of them, newest first. */
export async function listRestructurings(scope: Scope): Promise<ListedRestructuring[]> {
	permit(scope, 'contract.amend')
	return await scope.sql<ListedRestructuring[]>`
		select ${columns(scope)} from restructuring order by restructuring.id desc limit 200`
}

/** One with its figures. Refuses `not_found`. */
export async function findRestructuring(scope: Scope, { id }: { id: string }): Promise<FoundRestructuring> {
	permit(scope, 'contract.amend')
	const { sql } = scope
	type Head = Omit<FoundRestructuring, 'deed' | 'totals' | 'reasons' | 'kept' | 'begun'> & { deed: unknown }
	const [head] = await sql<Head[]>`
		select ${columns(scope)}, deed, counted.*, product.name || ' · ' || plan.name as "planName", case when target.id is not null then
			jsonb_build_object('id', target.id, 'number', target.number) end as target
		from restructuring cross join lateral (
				select count(*) filter (where exists (select from restructuring_line as line where line.restructuring_id = own.restructuring_id
						and line.contract_id = own.contract_id and excluded is null))::int as contracts,
					count(*) filter (where reckoned)::int as reckoned, count(sequence)::int as done,
					count(*) filter (where sequence is not null and undone_by is null)::int as standing
				from restructuring_contract as own where restructuring_id = restructuring.id
			) as counted
			left join contract as target on target.id = (deed ->> 'contractId')::uuid
			left join plan on plan.id = (deed ->> 'planId')::uuid
			left join product on product.id = plan.product_id
		where restructuring.id = ${id}`
	if (!head) refuse('not_found', { noun: 'restructuring' })
	const [totals, reasons, kept, begun] = await Promise.all([
		sql<RestructuringTotal[]>`
			select contract.currency, count(*)::int as contracts, count(distinct customer_id)::int as customers, ${sumsOf(scope)}
			from restructuring_contract as own join contract on contract.id = own.contract_id
			where restructuring_id = ${id} and ${isMeant(scope)} group by 1 order by 1`,
		sql<FoundRestructuring['reasons']>`
			select excluded as reason, count(*)::int as lines from restructuring_line
			where restructuring_id = ${id} and excluded is not null group by 1 order by 2 desc, 1`,
		sql<FoundRestructuring['kept']>`
			select contract_id as "contractId", number, kept as why from restructuring_contract
				join contract on contract.id = contract_id
			where restructuring_id = ${id} and kept is not null and ${reach(scope).contract()} order by number limit 200`,
		sql<FoundRestructuring['begun']>`
			select contract_id as "contractId", number from restructuring_contract join contract on contract.id = contract_id
			where restructuring_id = ${id} and sequence = 1 and ${reach(scope).contract()} order by number limit 200`,
	])
	const deed = restructuringDeed.parse(head.deed)
	return { ...head, deed, totals: [...totals], reasons: [...reasons], kept: [...kept], begun: [...begun] }
}

const sumsOf = ({ sql }: Scope) => sql`
	sum(own.net_minor)::bigint as "netMinor", sum(own.tax_minor)::bigint as "taxMinor",
	sum(own.month_before_minor)::bigint as "monthBeforeMinor", sum(own.month_after_minor)::bigint as "monthAfterMinor"`

/** A contract with a line that is not left out, or one that takes lines. */
const isMeant = ({ sql }: Scope) => sql`(
	exists (select from restructuring_line as line where line.restructuring_id = own.restructuring_id
		and line.contract_id = own.contract_id and excluded is null)
	or not exists (select from restructuring_line as line where line.restructuring_id = own.restructuring_id
		and line.contract_id = own.contract_id) and exists (select from restructuring_line as line
		where line.restructuring_id = own.restructuring_id and excluded is null))`

/** What each customer has of it, the largest differences a month first, behind so many of them. */
export async function listCustomerTotals(
	scope: Scope,
	{ id, limit, offset = 0 }: { id: string; limit: number; offset?: number },
): Promise<CustomerTotal[]> {
	permit(scope, 'contract.amend')
	const { sql } = scope
	return await sql<CustomerTotal[]>`
		select customer.id as "customerId", customer.name as "customerName", contract.currency, count(*)::int as contracts,
			${sumsOf(scope)}
		from restructuring_contract as own join contract on contract.id = own.contract_id
			join customer on customer.id = contract.customer_id
		where restructuring_id = ${id} and ${reach(scope).contract()} and ${isMeant(scope)}
		group by customer.id, contract.currency
		order by abs(sum(own.month_after_minor - own.month_before_minor)) desc, abs(sum(own.net_minor)) desc, customer.id, contract.currency
		limit ${limit} offset ${offset}`
}

export type RestructuringLine = Sums & {
	lineId: string
	contractId: string
	contractNumber: string
	customerName: string
	currency: string
	before: ShownLine | null
	after: ShownLine | null
	excluded: LeftOut | null
	refusal: Refusal | null
}

type List = { id: string; show: 'changed' | 'excluded'; after?: string; limit: number }

/** Its lines in the order of their ids, from behind one: those that change, or those that are left out. */
export async function listRestructuringLines(
	scope: Scope,
	{ id, show, after, limit }: List,
): Promise<RestructuringLine[]> {
	permit(scope, 'contract.amend')
	const { sql } = scope
	return await sql<RestructuringLine[]>`
		select line.contract_line_id as "lineId", contract.id as "contractId", contract.number as "contractNumber",
			customer.name as "customerName", contract.currency, line.before, line.after, line.excluded, own.refusal,
			line.net_minor as "netMinor", line.tax_minor as "taxMinor", line.month_before_minor as "monthBeforeMinor",
			line.month_after_minor as "monthAfterMinor"
		from restructuring_line as line join restructuring_contract as own using (restructuring_id, contract_id)
			join contract on contract.id = line.contract_id join customer on customer.id = contract.customer_id
		where line.restructuring_id = ${id} and ${reach(scope).contract()} and line.before is not null
			and ${show === 'changed' ? sql`excluded is null` : sql`excluded is not null`}
			${after ? sql`and line.contract_line_id > ${after}::uuid` : sql``}
		order by line.contract_line_id limit ${limit}`
}
