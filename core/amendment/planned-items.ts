import type { Scope } from '../act.ts'
import { compare, parseDecimal } from '../decimal.ts'
import { byCustomer } from './by-customer.ts'
import type { DatedLineState } from './line-states.ts'
import { earlierEnd, type PlannedEnd, plannedOfEnds, readEnds, undoneEnds } from './planned-end.ts'

/**
 * One thing that an amendment has planned for a day to come, and how it was before. Days are ISO dates. `on` is the first
 * day on which it would be different; `byCustomer`: the customer's side planned it.
 */
export type PlannedItem = { sequence: number; on: string; byCustomer: boolean } & (
	| { kind: 'step'; fields: Field[]; before: DatedLineState; after: DatedLineState }
	| { kind: 'line'; state: DatedLineState }
	| { kind: 'line_end'; lineId: string; endsOn: string | null; before: string | null }
	| PlannedEnd
	| { kind: 'discount'; id: string; startsOn: string; endsOn: string | null }
	| { kind: 'discount_ends'; id: string; endsOn: string; before: string | null }
	| { kind: 'pause'; id: string; startsOn: string; endsOn: string | null }
	| { kind: 'pause_ends'; id: string; endsOn: string; before: string | null }
)

type Kind = { kind: 'discount' | 'pause' }
type FactRow = Kind & { id: string; sequence: number; startsOn: string; endsOn: string | null }

/** Everything that is planned for a contract, the earliest first; on a past day what was planned then, by the amendments of then. */
export async function readPlannedItems(scope: Scope, contractId: string, past?: string): Promise<PlannedItem[]> {
	const { sql } = scope
	const today = past ?? scope.today.toString()
	const [allStates, allFacts, allEnds, amendments] = await Promise.all([
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
		readEnds(scope, contractId),
		sql<{ sequence: number; theirs: boolean; known: boolean }[]>`
			select sequence, ${byCustomer(scope)} as theirs, recorded_on <= ${today} as known
			from amendment where contract_id = ${contractId}`,
	])
	const customers = new Set(amendments.flatMap(({ sequence, theirs }) => (theirs ? [sequence] : [])))
	const unknown = new Set(amendments.flatMap(({ sequence, known }) => (known ? [] : [sequence])))
	const known = <Row extends { sequence: number }>(rows: readonly Row[]) =>
		past ? rows.filter(({ sequence }) => !unknown.has(sequence)) : rows
	const [states, facts, ends] = [known(allStates), known(allFacts), known(allEnds)]
	const end = plannedOfEnds(ends, today)
	const undone = undoneEnds(ends)
	const items = [
		...[...Map.groupBy(states, ({ lineId }) => lineId).values()].flatMap((rows) => {
			const own = plannedOfLine(rows, today, undone)
			const isTold = own.some(({ kind, sequence }) => kind === 'line_end' && sequence === end?.sequence)
			return end && !isTold ? [...own, ...freedWith(end, rows, today)] : own
		}),
		...[...Map.groupBy(facts, ({ kind, id }) => `${kind} ${id}`).values()].flatMap((rows) =>
			plannedOfFact(rows, today),
		),
		...(end ? [end] : []),
	]
	return items
		.map((item): PlannedItem => ({ ...item, byCustomer: customers.has(item.sequence) }))
		.sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}

type Planned = PlannedItem extends infer Item ? (Item extends PlannedItem ? Omit<Item, 'byCustomer'> : never) : never

/** Of all states ever recorded of a line, in the order of recording. */
function plannedOfLine(rows: readonly DatedLineState[], today: string, undone: Set<number>): Planned[] {
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
		if (!before || after.effectiveOn <= today) return []
		const changed = fields.filter((field) => !isEqual(before[field], after[field]))
		const planners = Map.groupBy(changed, (field) => plannerOf(rows, after.effectiveOn, field))
		// What the contract was agreed with is nothing that was planned later.
		planners.delete(1)
		return [...planners].map(([sequence, own]) => ({
			...{ kind: 'step' as const, sequence, on: after.effectiveOn, fields: own, before, after },
		}))
	})
	const standing = rows.filter(({ sequence }) => !undone.has(sequence))
	return [...steps, ...endOf(standing, today)]
}

/** A line whose own end fell away when the whole contract got one: it comes back with that. */
function freedWith(
	{ sequence, on }: PlannedEnd & { sequence: number; on: string },
	rows: readonly DatedLineState[],
	today: string,
): Planned[] {
	const endAt = (last: number) => timelineOf(rows.filter((row) => row.sequence <= last)).at(-1)?.endsOn ?? null
	const [before, [first]] = [endAt(sequence - 1), rows]
	if (!first || before === null || before < today || first.sequence >= sequence) return []
	if (endAt(sequence) !== null || endAt(Number.POSITIVE_INFINITY) !== null) return []
	return [{ kind: 'line_end', sequence, on, lineId: first.lineId, endsOn: null, before }]
}

/** The amendment since which a value changes on a day. One that came later only carried the step on. */
function plannerOf(rows: readonly DatedLineState[], on: string, field: Field): number {
	let planner = 1
	for (const sequence of [...new Set(rows.map((row) => row.sequence))].sort((one, other) => other - one)) {
		const timeline = timelineOf(rows.filter((row) => row.sequence <= sequence))
		const index = timeline.findIndex(({ effectiveOn }) => effectiveOn === on)
		const [before, after] = [timeline[index - 1], timeline[index]]
		if (!before || !after || isEqual(before[field], after[field])) break
		planner = sequence
	}
	return planner
}

/** An end that makes the line shorter, or longer, than it was before, from a day to come. */
function endOf(rows: readonly DatedLineState[], today: string): Planned[] {
	const ends: { sequence: number; end: string | null }[] = []
	for (const sequence of new Set(rows.map((row) => row.sequence))) {
		const end = timelineOf(rows.filter((row) => row.sequence <= sequence)).at(-1)?.endsOn ?? null
		if (ends.at(-2)?.end === end) ends.pop()
		else if (ends.length === 0 || ends.at(-1)?.end !== end) ends.push({ sequence, end })
	}
	const [before, now] = ends.slice(-2)
	const last = before && now && earlierEnd(before.end, now.end)
	if (!last || last < today) return []
	const on = Temporal.PlainDate.from(last).add({ days: 1 }).toString()
	const [{ lineId }] = rows as [DatedLineState]
	return [{ kind: 'line_end', sequence: now.sequence, on, lineId, endsOn: now.end, before: before.end }]
}

/** Of all that was ever recorded of a discount or a pause. */
function plannedOfFact(rows: readonly FactRow[], today: string): Planned[] {
	const [first, now, before] = [rows[0], rows.at(-1), rows.at(-2)]
	if (!first || !now || (now.endsOn !== null && (now.endsOn < now.startsOn || now.endsOn < today))) return []
	const { kind, id, startsOn } = now
	if (startsOn > today)
		return first.sequence > 1
			? [{ kind, sequence: first.sequence, on: startsOn, id, startsOn, endsOn: now.endsOn }]
			: []
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

const fields = ['quantity', 'unitPrice', 'discountPercent'] as const
type Field = (typeof fields)[number]

const isEqual = (one: string, other: string) => compare(parseDecimal(one), parseDecimal(other)) === 0
