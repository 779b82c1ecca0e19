import type { Day } from '../calendar.ts'
import { boundaryAt, type Grid, gridOf, indexOf } from './grid.ts'
import { endKnownOn, inEffectOrder, knownOn } from './known.ts'
import type { ChargedPeriod } from './ledger.ts'
import type { LineChange, ScheduledLine, Terms } from './terms.ts'

export const NEVER = Number.POSITIVE_INFINITY
export const BEFORE_ALL_DAYS = Number.NEGATIVE_INFINITY

/** A line on its way through the days: what is billed of it, and the next day on which something happens to it. */
export type LinePosition = {
	readonly line: ScheduledLine
	readonly order: number
	readonly grid: Grid
	readonly inAdvance: boolean
	readonly changes: readonly LineChange[]
	/** Days on which something new is known of the line, in order. */
	readonly newsDays: readonly Day[]
	readonly periods: Map<Day, ChargedPeriod>
	next: Day
}

export function positionOf(
	terms: Terms,
	line: ScheduledLine,
	order: number,
	through: Day,
	periods: ReadonlyMap<Day, ChargedPeriod> | undefined,
): LinePosition {
	const position: LinePosition = {
		line,
		order,
		grid: gridOf(terms, line),
		inAdvance: terms.timing === 'advance' || line.interval === null,
		changes: inEffectOrder(line.changes),
		newsDays: newsDaysOf(terms, line),
		periods: new Map(periods),
		next: NEVER,
	}
	position.next = nextDay(terms, position, through)
	return position
}

/** The first day after `day` on which a period falls due or something new is known. */
export function nextDay(terms: Terms, position: LinePosition, day: Day): Day {
	const { instalments } = position.line
	if (instalments) return Math.min(...instalments.map(({ on }) => (on > day ? on : NEVER)))
	const news = position.newsDays.find((newsDay) => newsDay > day) ?? NEVER
	const { knownOn: addedOn = BEFORE_ALL_DAYS } = position.line
	return addedOn > day ? news : Math.min(news, nextPeriodDay(terms, position, day))
}

/** The first day after `day` on which a period falls due, by what is known on `day`. */
function nextPeriodDay(terms: Terms, position: LinePosition, day: Day): Day {
	const { line, grid, inAdvance, changes } = position
	const end = endKnownOn(terms, line, changes, day)
	if (end <= line.start || day >= end) return NEVER
	if (day < line.start && inAdvance) return line.start
	const boundary = boundaryAt(grid, indexOf(grid, Math.max(day, line.start)) + 1)
	if (inAdvance) return boundary < end ? boundary : NEVER
	return Math.min(boundary, end)
}

function newsDaysOf(terms: Terms, line: ScheduledLine): readonly Day[] {
	if (line.instalments) return []
	const { changes, knownOn: addedOn = BEFORE_ALL_DAYS } = line
	if (changes.length === 0 && addedOn === BEFORE_ALL_DAYS && !terms.endChanges) return []
	const days = [addedOn, ...changes.map(knownOn), ...(terms.endChanges ?? []).map((change) => change.knownOn)]
	return [...new Set(days)].filter((day) => day >= addedOn && day !== BEFORE_ALL_DAYS).sort((one, two) => one - two)
}
