import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { type Day, formatDay } from '../calendar.ts'
import { parseDecimal, ZERO } from '../decimal.ts'
import { factsOf } from '../invoice/billable.ts'
import { factRows } from '../invoice/billable-rows.ts'
import type { ContractFacts } from '../schedule/reductions.ts'
import type { Price, ScheduledLine } from '../schedule/terms.ts'
import { classify, type Movement } from './classify.ts'
import { type LevelChange, levelChanges } from './level.ts'

type StateRow = {
	customerId: string
	contractId: string
	currency: string
	lineId: string
	intervalUnit: 'day' | 'week' | 'month' | 'year'
	intervalCount: number
	effectiveOn: Day
	startsOn: Day
	endsOn: Day | null
	quantity: string
	unitPrice: string
	discountPercent: string
	taxWithin: string | null
}

/**
 * Brings the movements of these customers in line with their contracts: what is already there stays, what a change
 * makes new is added, and a kind that an earlier contract turns from new into expansion is written anew. Set-based.
 */
export async function recordMovements(scope: Scope, customerIds: readonly string[]): Promise<void> {
	const { sql } = scope
	if (customerIds.length === 0) return
	await sql`select from customer where id = any(${customerIds as string[]}::uuid[]) order by id for no key update`
	const wanted = await movementsOf(scope, customerIds)
	const present = await sql<{ id: string; key: string }[]>`
		select id, contract_id || ' ' || (moved_on - date '1970-01-01') || ' ' || kind || ' ' || amount_minor || ' ' ||
			(cohort_on - date '1970-01-01') || ' ' || customers || ' ' || coalesce(line_ids::text || line_minors::text, '') as key
		from mrr_movement where customer_id = any(${customerIds as string[]}::uuid[])`
	const missing = new Map(wanted.map((movement) => [keyOf(movement), movement]))
	const wrong = present.filter((row) => !missing.delete(row.key)).map((row) => row.id)
	if (wrong.length > 0) await sql`delete from mrr_movement where id = any(${wrong}::uuid[])`
	await insertMany(sql, 'mrr_movement', columns, [...missing.values()].map(rowOf))
}

const columns = {
	customer_id: 'uuid',
	contract_id: 'uuid',
	currency: 'text',
	moved_on: 'date',
	kind: 'text',
	amount_minor: 'bigint',
	cohort_on: 'date',
	customers: 'smallint',
	line_ids: 'uuid[]',
	line_minors: 'bigint[]',
} as const

function rowOf(movement: CustomerMovement) {
	const [ids, amounts] = partsOf(movement)
	return {
		customer_id: movement.customerId,
		contract_id: movement.contractId,
		currency: movement.currency,
		moved_on: formatDay(movement.on),
		kind: movement.kind,
		amount_minor: movement.amount,
		cohort_on: formatDay(movement.cohort),
		customers: movement.customers,
		line_ids: ids,
		line_minors: amounts,
	}
}

/** The lines that move, and by how much each, as the database writes arrays. */
function partsOf({ lines }: Movement): [ids: string, amounts: string] {
	const moved = [...lines].filter(([, amount]) => amount !== 0n)
	return [`{${moved.map(([id]) => id)}}`, `{${moved.map(([, amount]) => amount)}}`]
}

type CustomerMovement = Movement & { customerId: string; currency: string }

async function movementsOf(scope: Scope, customerIds: readonly string[]): Promise<CustomerMovement[]> {
	const rows = await scope.sql<StateRow[]>`
		select contract.customer_id as "customerId", contract.id as "contractId", contract.currency, line.id as "lineId",
			line.interval_unit as "intervalUnit", line.interval_count as "intervalCount",
			state.effective_on - date '1970-01-01' as "effectiveOn",
			state.starts_on + line.free_days - date '1970-01-01' as "startsOn",
			least(state.ends_on, contract.ends_on) - date '1970-01-01' as "endsOn",
			state.quantity, state.unit_price as "unitPrice", state.discount_percent as "discountPercent",
			line.tax_within::text as "taxWithin"
		from contract join contract_line as line on line.contract_id = contract.id
			join contract_line_state as state on state.contract_line_id = line.id
		where contract.customer_id = any(${customerIds as string[]}::uuid[]) and contract.activated_at is not null and contract.state <> 'void'
			and line.interval_unit is not null
		order by contract.id, line.position, state.effective_on, state.sequence`
	const facts = await readFacts(scope, customerIds)
	const byCustomer = new Map<string, { customerId: string; currency: string; levels: Map<string, Level> }>()
	for (const [contractId, states] of Map.groupBy(rows, (row) => row.contractId)) {
		const [{ customerId, currency } = { customerId: '', currency: '' }] = states
		const key = `${customerId} ${currency}`
		const group = byCustomer.get(key) ?? { customerId, currency, levels: new Map() }
		byCustomer.set(key, group)
		const lines = [...Map.groupBy(states, (row) => row.lineId).values()].flatMap(lineOf)
		for (const change of levelChanges(currency, lines, facts.get(contractId)))
			addChange(group.levels, contractId, change)
	}
	return [...byCustomer.values()].flatMap(({ customerId, currency, levels }) =>
		classify([...levels.values()]).map((movement) => ({ ...movement, customerId, currency })),
	)
}

async function readFacts(scope: Scope, customerIds: readonly string[]): Promise<Map<string, ContractFacts>> {
	const ids = scope.sql`array(select id from contract where customer_id = any(${customerIds as string[]}::uuid[]))`
	const facts = Map.groupBy(await factRows(scope, ids), (row) => row.contractId)
	return new Map([...facts].map(([contractId, rows]) => [contractId, factsOf(rows)]))
}

/** A state counts from its day to the next one's. The end known last holds for the whole line, whenever it became known. */
function lineOf(states: readonly StateRow[]): ScheduledLine[] {
	const [first] = states
	if (!first) return []
	const interval = { unit: first.intervalUnit, count: first.intervalCount }
	const changes = states.slice(1).map((state) => ({ on: state.effectiveOn, set: priceOf(state) }))
	const end = states.at(-1)?.endsOn ?? null
	return [{ key: first.lineId, interval, start: first.startsOn, end, price: priceOf(first), changes }]
}

function priceOf(state: StateRow): Price {
	return {
		unitPrice: parseDecimal(state.unitPrice),
		quantity: parseDecimal(state.quantity),
		discountPercent: parseDecimal(state.discountPercent),
		taxPercent: ZERO,
		...(state.taxWithin !== null && { taxWithin: parseDecimal(state.taxWithin) }),
	}
}

/** What changes of a contract on a day, line by line. */
type Level = { contractId: string; on: Day; amount: bigint; lines: Map<string, bigint> }

function addChange(levels: Map<string, Level>, contractId: string, { lineId, on, amount }: LevelChange): void {
	const key = `${contractId} ${on}`
	const level = levels.get(key) ?? { contractId, on, amount: 0n, lines: new Map() }
	level.amount += amount
	level.lines.set(lineId, (level.lines.get(lineId) ?? 0n) + amount)
	levels.set(key, level)
}

function keyOf(movement: Movement): string {
	const { contractId, on, kind, amount, cohort, customers } = movement
	return `${contractId} ${on} ${kind} ${amount} ${cohort} ${customers} ${partsOf(movement).join('')}`
}
