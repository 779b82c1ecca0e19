import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type PriceRule, priceRule } from './rule.ts'
import type { Excluded } from './starts.ts'

export type PriceUpdateState = 'draft' | 'planning' | 'planned' | 'taking_back' | 'taken_back'

export type ListedPriceUpdate = {
	id: string
	name: string
	state: PriceUpdateState
	madeBy: string
	madeAt: Temporal.Instant
	lines: number
	excluded: number
	/** Lines whose new price is planned and has not been taken back. */
	standing: number
}

/** Of one currency: how many contracts and customers it is for, and what they bring a month before and after. */
export type PriceUpdateTotal = {
	currency: string
	contracts: number
	customers: number
	beforeMinor: bigint
	afterMinor: bigint
}

export type FoundPriceUpdate = ListedPriceUpdate & {
	rule: PriceRule
	totals: PriceUpdateTotal[]
	reasons: { reason: Excluded; lines: number }[]
	firstOn: string | null
	lastOn: string | null
	/** Lines whose day has not come: what can be taken back. */
	undoable: number
	accepted: number
}

/** All updates, newest first. */
export async function listPriceUpdates(scope: Scope): Promise<ListedPriceUpdate[]> {
	permit(scope, 'product.write')
	return await scope.sql<ListedPriceUpdate[]>`${heads(scope)} order by price_update.id desc limit 200`
}

/** One update with its figures. Refuses `not_found`. */
export async function findPriceUpdate(scope: Scope, { id }: { id: string }): Promise<FoundPriceUpdate> {
	permit(scope, 'product.write')
	const { sql } = scope
	const [head] = await sql<(ListedPriceUpdate & { rule: unknown })[]>`${heads(scope)} where price_update.id = ${id}`
	if (!head) refuse('not_found', { noun: 'price_update' })
	const [totals, reasons, [days]] = await Promise.all([
		sql<PriceUpdateTotal[]>`
			select contract.currency, count(distinct contract.id)::int as contracts, count(distinct customer_id)::int as customers,
				sum(month_before_minor)::bigint as "beforeMinor", sum(month_after_minor)::bigint as "afterMinor"
			from price_update_line as line join contract on contract.id = line.contract_id
			where price_update_id = ${id} and excluded is null group by 1 order by 1`,
		sql<FoundPriceUpdate['reasons']>`
			select excluded as reason, count(*)::int as lines from price_update_line
			where price_update_id = ${id} and excluded is not null group by 1 order by 2 desc, 1`,
		sql<Pick<FoundPriceUpdate, 'firstOn' | 'lastOn' | 'undoable' | 'accepted'>[]>`
			select min(effective_on)::text as "firstOn", max(effective_on)::text as "lastOn",
				count(*) filter (where sequence is not null and taken_back_by is null and effective_on > ${scope.today})::int as undoable,
				count(*) filter (where answer = 'accepted')::int as accepted
			from price_update_line where price_update_id = ${id} and excluded is null`,
	])
	const none = { firstOn: null, lastOn: null, undoable: 0, accepted: 0 }
	return { ...head, rule: priceRule.parse(head.rule), totals: [...totals], reasons: [...reasons], ...(days ?? none) }
}

function heads({ sql }: Scope) {
	return sql`
		select price_update.id, name, price_update.state, made_by as "madeBy", made_at as "madeAt", rule, counted.*
		from price_update cross join lateral (
			select count(*)::int as lines, count(excluded)::int as excluded,
				count(*) filter (where sequence is not null and taken_back_by is null)::int as standing
			from price_update_line where price_update_id = price_update.id
		) as counted`
}

export type PriceUpdateLine = {
	lineId: string
	contractId: string
	contractNumber: string
	customerId: string
	customerName: string
	description: string
	currency: string
	unitPriceBefore: string
	unitPriceAfter: string | null
	monthBeforeMinor: bigint
	monthAfterMinor: bigint | null
	effectiveOn: string | null
	excluded: Excluded | null
	standing: boolean
	accepted: boolean
}

type List = { id: string; show: 'changed' | 'excluded'; after?: string; limit: number }

/** Its lines in the order of their contracts' ids, from behind one: those that change, or those that are left out. */
export async function listPriceUpdateLines(scope: Scope, { id, show, after, limit }: List): Promise<PriceUpdateLine[]> {
	permit(scope, 'product.write')
	const { sql } = scope
	return await sql<PriceUpdateLine[]>`
		select contract_line_id as "lineId", contract.id as "contractId", contract.number as "contractNumber", customer.id as "customerId",
			customer.name as "customerName", contract_line.description, contract.currency,
			trim_scale(unit_price_before)::text as "unitPriceBefore", trim_scale(unit_price_after)::text as "unitPriceAfter",
			month_before_minor as "monthBeforeMinor", month_after_minor as "monthAfterMinor", effective_on::text as "effectiveOn",
			excluded, sequence is not null and taken_back_by is null as standing, answer is not null as accepted
		from price_update_line as line join contract on contract.id = line.contract_id
			join contract_line on contract_line.id = line.contract_line_id join customer on customer.id = contract.customer_id
		where price_update_id = ${id} and ${reach(scope).contract()}
			and ${show === 'changed' ? sql`excluded is null` : sql`excluded is not null`}
			${after ? sql`and contract_line_id > ${after}::uuid` : sql``}
		order by contract_line_id limit ${limit}`
}
