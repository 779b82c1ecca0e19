import type { Scope } from '../act.ts'
import { compare, parseDecimal } from '../decimal.ts'
import type { DatedLineState } from './line-states.ts'

/**
 * One thing that an amendment has planned for a day to come, and how it was before. Days are ISO dates. `on` is the first
 * day on which it would be different; `byCustomer`: the customer's side planned it.
 */
export type PlannedItem = { sequence: number; on: string; byCustomer: boolean } & (
	| { kind: 'step'; before: DatedLineState; after: DatedLineState }
	| { kind: 'line'; state: DatedLineState }
	| { kind: 'line_end'; lineId: string; endsOn: string; before: string | null }
	| { kind: 'discount'; id: string; startsOn: string }
	| { kind: 'discount_ends'; id: string; endsOn: string; before: string | null }
	| { kind: 'pause'; id: string; startsOn: string }
	| { kind: 'pause_ends'; id: string; endsOn: string; before: string | null }
)

type Kind = { kind: 'discount' | 'pause' }
type FactRow = Kind & { id: string; sequence: number; startsOn: string; endsOn: string | null }

/** Everything that is planned for a contract, the earliest first. */
export async function readPlannedItems(scope: Scope, contractId: string): Promise<PlannedItem[]> {
	const { sql } = scope
	const today = scope.today.toString()
	const [states, facts, theirs] = await Promise.all([
		sql<DatedLineState[]>`
			select contract_line_id as "lineId", line.position, state.sequence, state.effective_on::text as "effectiveOn",
				state.in_use_on::text as "inUseOn", state.starts_on::text as "startsOn", state.ends_on::text as "endsOn",
				state.quantity, state.unit_price as "unitPrice", state.discount_percent as "discountPercent"
			from contract_line as line join contract_line_state as state on state.contract_line_id = line.id
			where line.contract_id = ${contractId} order by line.position, state.sequence, state.effective_on`,
		sql<FactRow[]>`
			select 'discount' as kind, id, sequence, starts_on::text as "startsOn", ends_on::text as "endsOn"
			from contract_discount where contract_id = ${contractId}
			union all select 'pause', id, sequence, starts_on::text, ends_on::text
			from contract_pause where contract_id = ${contractId} order by sequence`,
		sql<{ sequence: number }[]>`
			select sequence from amendment where contract_id = ${contractId} and (recorded_by like 'contact:%' or recorded_by like 'link:%'
				or exists (select from approval_request as request where request.contract_id = amendment.contract_id
					and request.state = 'approved' and request.decided_at = amendment.recorded_at))`,
	])
	const customers = new Set(theirs.map(({ sequence }) => sequence))
	const items = [
		...[...Map.groupBy(states, ({ lineId }) => lineId).values()].flatMap((rows) => plannedOfLine(rows, today)),
		...[...Map.groupBy(facts, ({ kind, id }) => `${kind} ${id}`).values()].flatMap((rows) =>
			plannedOfFact(rows, today),
		),
	]
	return items
		.map((item): PlannedItem => ({ ...item, byCustomer: customers.has(item.sequence) }))
		.sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}

type Planned = PlannedItem extends infer Item ? (Item extends PlannedItem ? Omit<Item, 'byCustomer'> : never) : never

/** Of all states ever recorded of a line, in the order of recording. */
function plannedOfLine(rows: readonly DatedLineState[], today: string): Planned[] {
	const [first] = rows
	const timeline = timelineOf(rows)
	const last = timeline.at(-1)
	if (!first || !last) return []
	// Taken back whole, or over.
	if (last.endsOn !== null && (last.endsOn < last.startsOn || last.endsOn < today)) return []
	if (first.sequence > 1 && first.startsOn > today)
		return [{ kind: 'line', sequence: first.sequence, on: first.startsOn, state: timeline[0] ?? first }]
	const steps = timeline.flatMap((after, index): Planned[] => {
		const before = timeline[index - 1]
		if (!before || after.effectiveOn <= today || isSame(before, after)) return []
		return [{ kind: 'step', sequence: after.sequence, on: after.effectiveOn, before, after }]
	})
	return [...steps, ...endOf(rows, today)]
}

/** An end that cut the line shorter than it was before. */
function endOf(rows: readonly DatedLineState[], today: string): Planned[] {
	const ends: { sequence: number; end: string | null }[] = []
	for (const sequence of new Set(rows.map((row) => row.sequence))) {
		const end = timelineOf(rows.filter((row) => row.sequence <= sequence)).at(-1)?.endsOn ?? null
		if (ends.length === 0 || ends.at(-1)?.end !== end) ends.push({ sequence, end })
	}
	const [before, now] = ends.slice(-2)
	if (!before || !now?.end || now.end < today || !isCut(before.end, now.end)) return []
	const on = Temporal.PlainDate.from(now.end).add({ days: 1 }).toString()
	const [{ lineId }] = rows as [DatedLineState]
	return [{ kind: 'line_end', sequence: now.sequence, on, lineId, endsOn: now.end, before: before.end }]
}

/** Of all that was ever recorded of a discount or a pause. */
function plannedOfFact(rows: readonly FactRow[], today: string): Planned[] {
	const [first, now, before] = [rows[0], rows.at(-1), rows.at(-2)]
	if (!first || !now || (now.endsOn !== null && (now.endsOn < now.startsOn || now.endsOn < today))) return []
	const { kind, id, startsOn } = now
	if (startsOn > today)
		return first.sequence > 1 ? [{ kind, sequence: first.sequence, on: startsOn, id, startsOn }] : []
	if (!before || now.endsOn === null || !isCut(before.endsOn, now.endsOn)) return []
	const on = Temporal.PlainDate.from(now.endsOn).add({ days: 1 }).toString()
	return [{ kind: `${kind}_ends`, sequence: now.sequence, on, id, endsOn: now.endsOn, before: before.endsOn }]
}

/** The states that count, by their days: of one day the one that was recorded last. */
function timelineOf(rows: readonly DatedLineState[]): DatedLineState[] {
	const byDay = new Map<string, DatedLineState>()
	for (const row of rows) byDay.set(row.effectiveOn, row)
	return [...byDay.values()].sort((one, other) => (one.effectiveOn < other.effectiveOn ? -1 : 1))
}

const isCut = (before: string | null, end: string) => before === null || end < before

function isSame(one: DatedLineState, other: DatedLineState): boolean {
	const fields = ['quantity', 'unitPrice', 'discountPercent'] as const
	return fields.every((field) => compare(parseDecimal(one[field]), parseDecimal(other[field])) === 0)
}
