import { type Day, dateOf } from '../calendar.ts'
import type { Billable } from '../invoice/billable.ts'
import { boundaryAt, type Grid, gridOf, indexOf } from '../schedule/grid.ts'
import type { EndChange, Schedule, ScheduledLine } from '../schedule/terms.ts'
import { endAfter, termMonthsOf } from './term.ts'

/** How a contract goes on; days as whole numbers. */
export type RenewalTerms = {
	state: string
	startsOn: Day
	endsOn: Day | null
	renewal: 'none' | 'tacit' | 'quote'
	termMonths: number | null
	noticeDays: number
}

/** A renewal that comes by itself: it is agreed on `knownOn`, for a term from `from` to `until`, the last day. */
export type ForeseenRenewal = { knownOn: Day; from: Day; until: Day }

/** One that has not begun is foreseen as if it began as it says. */
const renewing: readonly string[] = ['draft', 'sent', 'signed', 'active', 'paused']

/** Whether it goes on after its end when nobody acts. */
export function goesOn(terms: RenewalTerms): boolean {
	return renewing.includes(terms.state) && terms.renewal === 'tacit' && monthsOf(terms) !== null
}

/**
 * The renewals that renewTerms will make when nobody acts, of those that are agreed on or before a day, and at least as
 * many that the last term ends after it.
 */
export function foreseenRenewals(terms: RenewalTerms, today: Day, through: Day): ForeseenRenewal[] {
	const months = monthsOf(terms)
	const renewals: ForeseenRenewal[] = []
	if (terms.endsOn === null || months === null || !goesOn(terms)) return renewals
	for (let end = terms.endsOn; end <= through || end - terms.noticeDays < through; ) {
		const until = endAfter(terms.startsOn, end, months, 1)
		renewals.push({ knownOn: Math.max(today, end - terms.noticeDays + 1), from: end + 1, until })
		end = until
	}
	return renewals
}

/** The term as it will be known on a day, and how long it is; null where no renewal is agreed until then. */
export function termForeseen(
	terms: RenewalTerms,
	today: Day,
	day: Day,
): { endsOn: Day; termMonths: number | null } | null {
	const last = foreseenRenewals(terms, today, day).findLast(({ knownOn }) => knownOn <= day)
	return last ? { endsOn: last.until, termMonths: monthsOf(terms) } : null
}

/**
 * How the contract will be billed when it goes on by itself. A renewal that is agreed before anything is billed across the
 * old end touches no money that is there, so that its term is only joined to the one before; any other is news of its day.
 */
export function withRenewals(billable: Billable, renewals: readonly ForeseenRenewal[], until: Day): Billable {
	if (renewals.length === 0) return billable
	const { terms, lines } = billable.schedule
	const cuts = cutsOf(billable.schedule)
	const changes: EndChange[] = [...(terms.endChanges ?? [])]
	let first = terms.end
	for (const { knownOn, from, until: end } of renewals) {
		const last = changes.at(-1)
		if (knownOn <= until && cuts.some((cut) => isCut(cut, from, knownOn))) changes.push({ knownOn, end })
		else if (last) changes[changes.length - 1] = { ...last, end }
		else first = end
	}
	const known = changes.length > 0 ? { endChanges: changes } : {}
	return { ...billable, schedule: { terms: { ...terms, end: first, ...known }, lines } }
}

function monthsOf({ startsOn, endsOn, termMonths }: RenewalTerms): number | null {
	if (endsOn === null) return null
	return termMonthsOf({ startsOn: dateOf(startsOn), endsOn: dateOf(endsOn), termMonths })
}

type Cut = { grid: Grid; start: Day; end: Day; inAdvance: boolean }

/** Where periods may be cut off by the contract's end: of many lines alike once. */
function cutsOf({ terms, lines }: Schedule): Cut[] {
	const inAdvance = terms.timing === 'advance'
	const cuts = new Map<string, Cut>()
	for (const line of lines) {
		if (!line.interval) continue
		const grid = gridOf(terms, line)
		const cut = { grid, start: line.start, end: lastDay(line), inAdvance }
		cuts.set(Object.values({ ...grid, ...cut, grid: '' }).join(), cut)
	}
	return [...cuts.values()]
}

function lastDay({ end, changes }: ScheduledLine): Day {
	return end === null || changes.some(({ set }) => set.end !== undefined) ? Number.POSITIVE_INFINITY : end
}

/** Whether a period across the last day before a new term is billed before that is agreed. */
function isCut({ grid, start, end, inAdvance }: Cut, from: Day, knownOn: Day): boolean {
	if (start >= from || end < from) return false
	const boundary = boundaryAt(grid, indexOf(grid, from - 1))
	const billedOn = inAdvance ? Math.max(boundary, start) : from
	return boundaryAt(grid, indexOf(grid, from - 1) + 1) > from && billedOn < knownOn
}
