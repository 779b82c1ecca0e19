import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { type Day, formatDay } from '../calendar.ts'
import { parseDecimal } from '../decimal.ts'
import { type Change, classify, type Movement } from './classify.ts'
import { monthlyRate } from './rate.ts'

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
		select id, contract_id || ' ' || (moved_on - date '1970-01-01') || ' ' || kind || ' ' || amount_minor as key
		from mrr_movement where customer_id = any(${customerIds as string[]}::uuid[])`
	const missing = new Map(wanted.map((movement) => [keyOf(movement), movement]))
	const wrong = present.filter((row) => !missing.delete(row.key)).map((row) => row.id)
	if (wrong.length > 0) await sql`delete from mrr_movement where id = any(${wrong}::uuid[])`
	await insertMany(
		sql,
		'mrr_movement',
		{
			customer_id: 'uuid',
			contract_id: 'uuid',
			currency: 'text',
			moved_on: 'date',
			kind: 'text',
			amount_minor: 'bigint',
		},
		[...missing.values()].map((movement) => ({
			customer_id: movement.customerId,
			contract_id: movement.contractId,
			currency: movement.currency,
			moved_on: formatDay(movement.on),
			kind: movement.kind,
			amount_minor: movement.amount,
		})),
	)
}

type CustomerMovement = Movement & { customerId: string; currency: string }

async function movementsOf(scope: Scope, customerIds: readonly string[]): Promise<CustomerMovement[]> {
	const rows = await scope.sql<StateRow[]>`
		select contract.customer_id as "customerId", contract.id as "contractId", contract.currency, line.id as "lineId",
			line.interval_unit as "intervalUnit", line.interval_count as "intervalCount",
			state.effective_on - date '1970-01-01' as "effectiveOn", state.starts_on - date '1970-01-01' as "startsOn",
			least(state.ends_on, contract.ends_on) - date '1970-01-01' as "endsOn",
			state.quantity, state.unit_price as "unitPrice", state.discount_percent as "discountPercent"
		from contract join contract_line as line on line.contract_id = contract.id
			join contract_line_state as state on state.contract_line_id = line.id
		where contract.customer_id = any(${customerIds as string[]}::uuid[]) and contract.activated_at is not null
			and line.interval_unit is not null
		order by line.id, state.effective_on, state.sequence`
	// The end known last holds for the whole line, whenever it became known.
	const ends = new Map(rows.map((row) => [row.lineId, row.endsOn]))
	const byCustomer = new Map<string, { customerId: string; currency: string; levels: Map<string, Change> }>()
	for (const [index, row] of rows.entries()) {
		const key = `${row.customerId} ${row.currency}`
		const group = byCustomer.get(key) ?? { customerId: row.customerId, currency: row.currency, levels: new Map() }
		byCustomer.set(key, group)
		addChanges(group.levels, row, rows[index + 1], ends.get(row.lineId) ?? null)
	}
	return [...byCustomer.values()].flatMap(({ customerId, currency, levels }) =>
		classify([...levels.values()]).map((movement) => ({ ...movement, customerId, currency })),
	)
}

/** A state counts from its day to the next state's, within the days of its line. */
function addChanges(levels: Map<string, Change>, row: StateRow, next: StateRow | undefined, end: Day | null): void {
	const until = next?.lineId === row.lineId ? next.effectiveOn : Number.POSITIVE_INFINITY
	const from = Math.max(row.startsOn, row.effectiveOn)
	const to = Math.min(until, end === null ? Number.POSITIVE_INFINITY : end + 1)
	if (to <= from) return
	const rate = monthlyRate(
		{
			unitPrice: parseDecimal(row.unitPrice),
			quantity: parseDecimal(row.quantity),
			discountPercent: parseDecimal(row.discountPercent),
		},
		{ unit: row.intervalUnit, count: row.intervalCount },
		row.currency,
	)
	addChange(levels, row.contractId, from, rate)
	if (to !== Number.POSITIVE_INFINITY) addChange(levels, row.contractId, to, -rate)
}

function addChange(levels: Map<string, Change>, contractId: string, on: Day, amount: bigint): void {
	const key = `${contractId} ${on}`
	const change = levels.get(key) ?? { contractId, on, amount: 0n }
	change.amount += amount
	levels.set(key, change)
}

function keyOf(movement: Movement): string {
	return `${movement.contractId} ${movement.on} ${movement.kind} ${movement.amount}`
}
