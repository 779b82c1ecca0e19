import type { Day } from '../calendar.ts'
import { exponent } from '../money.ts'
import { boundaryAt, indexOf } from './grid.ts'
import { instalmentsOn } from './instalments.ts'
import { dayAfter, endKnownOn, knownOn, type Segment, segmentsKnownOn } from './known.ts'
import { type Ledger, record } from './ledger.ts'
import { BEFORE_ALL_DAYS, type LinePosition, NEVER, nextDay, positionOf } from './position.ts'
import { taxed, taxedOn } from './price.ts'
import { type Difference, reconcile, reversals } from './reconcile.ts'
import type { DueKind, DueLine, Schedule, Terms } from './terms.ts'

/**
 * How far a contract is billed. `through`: everything that fell due on or before that day is billed; null: nothing is.
 * A change recorded later moves it back to the day before the change is known, if that is earlier.
 * `charged`: what stands charged, at least as far back as `chargesNeededFrom` says; may be left out where it says null.
 */
export type Billed = { readonly through: Day | null; readonly charged?: Ledger }

export const NOTHING_BILLED: Billed = { through: null }

/** The days ahead of a schedule, one after the other. */
export type Walk = { readonly terms: Terms; readonly exponent: number; readonly positions: readonly LinePosition[] }

/**
 * The lines that fall due on or before `through` and are not billed yet, by day, in the order of the schedule's lines,
 * credits before charges; and the first later day on which something may fall due (null: never again). That day is exact
 * unless a change planned for it turns out to change nothing.
 */
export function due(schedule: Schedule, billed: Billed, through: Day): { lines: DueLine[]; nextOn: Day | null } {
	if (!billed.charged && chargesNeededFrom(schedule, billed.through, through) !== null) {
		throw new Error('a change touches what was billed before: what stands charged is needed')
	}
	const walk = walkFrom(schedule, billed)
	const lines: DueLine[] = []
	let day = nextOf(walk)
	while (day <= through) {
		for (const line of step(walk, day)) lines.push(line)
		day = nextOf(walk)
	}
	return { lines, nextOn: day === NEVER ? null : day }
}

/** The first day on which something not billed yet may fall due, or null. */
export function nextDueOn(schedule: Schedule, billed: Billed): Day | null {
	const day = nextOf(walkFrom(schedule, billed))
	return day === NEVER ? null : day
}

/**
 * The day from which what stands charged must be known to bill through a day: of every line, all billed periods whose
 * `boundaryTo` is after it. null where nothing that was billed can be touched, which is the usual case.
 */
export function chargesNeededFrom(schedule: Schedule, billedThrough: Day | null, through: Day): Day | null {
	if (billedThrough === null) return null
	const { terms, lines } = schedule
	const isNews = (day: Day) => day > billedThrough && day <= through
	const ends = terms.endChanges ?? []
	const changes = lines.flatMap((line) => line.changes)
	const news = changes.filter((change) => isNews(knownOn(change)))
	const endNews = news.some(({ set }) => set.end !== undefined) || ends.some((change) => isNews(change.knownOn))
	const everEnded = ends.length > 0 || changes.some(({ set }) => set.end !== undefined)
	const added = lines.filter((line) => isNews(line.knownOn ?? BEFORE_ALL_DAYS))
	if (!endNews && news.length === 0 && added.length === 0) {
		return terms.timing === 'arrears' && everEnded ? billedThrough : null
	}
	const touched = [...news.map((change) => change.on), ...added.map((line) => line.start)]
	if (endNews)
		for (const { end } of [terms, ...ends, ...lines, ...changes.map(({ set }) => set)]) touched.push(dayAfter(end))
	return Math.min(billedThrough, ...touched.map((day) => day - 1))
}

export function walkFrom(schedule: Schedule, billed: Billed): Walk {
	const { terms } = schedule
	const through = billed.through ?? BEFORE_ALL_DAYS
	const positions = schedule.lines.map((line, order) =>
		positionOf(terms, line, order, through, billed.charged?.get(line.key)),
	)
	return { terms, exponent: exponent(terms.currency), positions }
}

/** The next day on which something may fall due; NEVER when there is none. */
export function nextOf(walk: Walk): Day {
	let next = NEVER
	for (const position of walk.positions) if (position.next < next) next = position.next
	return next
}

/** The lines due on the next day; the walk stands behind it afterwards. */
export function step(walk: Walk, day: Day): DueLine[] {
	const lines: DueLine[] = []
	for (const position of walk.positions) {
		if (position.next !== day) continue
		for (const line of linesOn(walk, position, day)) lines.push(line)
		position.next = nextDay(walk.terms, position, day)
	}
	return lines
}

function linesOn(walk: Walk, position: LinePosition, day: Day): DueLine[] {
	const { line, grid, inAdvance } = position
	if (line.instalments) return instalmentsOn(line, day)
	const last = indexOf(grid, inAdvance ? day : day - 1)
	const first = position.newsDays.includes(day) ? indexOf(grid, firstTouched(walk.terms, position, day)) : last
	const lines: DueLine[] = []
	const start = indexOf(grid, line.start)
	for (let k = Math.max(first, start); k <= (line.interval ? last : start); k++) {
		for (const dueLine of linesOfPeriod(walk, position, k, day)) lines.push(dueLine)
	}
	return lines.sort((one, two) => Number(two.kind === 'credit') - Number(one.kind === 'credit') || one.from - two.from)
}

function linesOfPeriod(walk: Walk, position: LinePosition, k: number, day: Day): DueLine[] {
	const { line, grid, inAdvance, changes } = position
	const boundaryFrom = boundaryAt(grid, k)
	const boundaryTo = boundaryAt(grid, k + 1)
	const charged = position.periods.get(boundaryFrom)
	// A period billed with what was known later, met again because an invoice was voided, does not go back to older news.
	const asOf = Math.max(day, charged?.asOf ?? day)
	const from = Math.max(boundaryFrom, line.start)
	const to = Math.min(boundaryTo, endKnownOn(walk.terms, line, changes, asOf))
	const isDue = to <= from ? charged !== undefined : (inAdvance ? from : to) <= day
	if (!isDue) return []
	const segments = to > from ? wantedSegments(walk.terms, position, from, to, asOf) : []
	const isFirst = line.carried && line.start >= boundaryFrom && line.start < boundaryTo
	const carried = isFirst ? { carried: { ...line.carried, from: line.start, price: line.price } } : {}
	const wanted = { boundaryFrom, boundaryTo, segments, prorate: walk.terms.prorate, ...carried }
	return [reversals(charged), reconcile(wanted, charged, walk.exponent)].flatMap((differences) =>
		recorded(position, differences, boundaryFrom, boundaryTo, day),
	)
}

/** The lines of differences that fall due together; what stands charged has them from now on. */
function recorded(
	position: LinePosition,
	differences: readonly Difference[],
	boundaryFrom: Day,
	boundaryTo: Day,
	on: Day,
): DueLine[] {
	const { line, periods } = position
	const before = periods.get(boundaryFrom)
	const revision = before ? before.revision + 1 : 0
	const first: DueKind = line.interval ? 'period' : 'one_off'
	return differences.map(({ credit, from, to, amount: priced, price: agreed, basis }) => {
		const kind = credit ? 'credit' : before ? 'charge' : first
		// What is given back is taxed as it was charged.
		const price = credit ? agreed : taxedOn(agreed, line, on)
		const { amount, tax } = taxed(priced, price)
		const of = { lineKey: line.key, kind, on, from, to, boundaryFrom, boundaryTo, revision } as const
		const dueLine: DueLine = { ...of, amount, tax, price, basis }
		periods.set(boundaryFrom, record(periods.get(boundaryFrom), dueLine))
		return dueLine
	})
}

/** Paused days are not charged. Without proration the state of the first day counts for the whole period. */
function wantedSegments(terms: Terms, position: LinePosition, from: Day, to: Day, day: Day): Segment[] {
	const { line, changes } = position
	const segments = segmentsKnownOn(line, changes, from, terms.prorate ? to : from + 1, day)
	const charged = segments.filter(({ price }) => !price.reduction?.paused)
	return terms.prorate ? charged : charged.map((segment) => ({ ...segment, to }))
}

/** The first day for which what is new on a day may want other money than before. */
function firstTouched(terms: Terms, { line, changes, inAdvance }: LinePosition, day: Day): Day {
	if (line.knownOn === day) return line.start
	const touched = [inAdvance ? day : day - 1]
	for (const change of changes) {
		if (knownOn(change) === day) touched.push(change.on, dayAfter(change.set.end))
	}
	for (const change of terms.endChanges ?? []) if (change.knownOn === day) touched.push(dayAfter(change.end))
	const before = endKnownOn(terms, line, changes, day - 1)
	const after = endKnownOn(terms, line, changes, day)
	if (before !== after) touched.push(before, after)
	return Math.max(line.start, Math.min(...touched))
}
