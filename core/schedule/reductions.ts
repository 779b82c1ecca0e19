import type { Day } from '../calendar.ts'
import { type Decimal, ZERO } from '../decimal.ts'
import { exponent, split } from '../money.ts'
import { monthlyPrice, periodOfMonth } from '../movement/rate.ts'
import { dayAfter, endKnownOn, inEffectOrder, knownOn, segmentsKnownOn } from './known.ts'
import { BEFORE_ALL_DAYS } from './position.ts'
import { joinPercents, NO_REDUCTION } from './price.ts'
import type { LineChange, Price, Reduction, Schedule, ScheduledLine } from './terms.ts'

/** A discount or pause as one amendment has it. Of several facts of one id the one recorded last counts. */
type Fact = {
	readonly id: string
	/** Left out where it was agreed from the beginning. */
	readonly knownOn?: Day
	readonly start: Day
	/** The last day; null: open; the day before the start: taken back whole. */
	readonly end: Day | null
}
export type PauseFact = Fact
/** One of the two: a share, or an amount a month in minor units. */
export type DiscountFact = Fact & { readonly percent: Decimal | null; readonly month: bigint | null }

/** In the order they were recorded. */
export type ContractFacts = { readonly discounts: readonly DiscountFact[]; readonly pauses: readonly PauseFact[] }

/**
 * The schedule with the discounts and pauses of its contract as changes of its lines, known from the day they are: after
 * that the rules for changes of lines are all there is.
 * An amount a month is spread over the recurring lines of each day by what they bring a month, largest remainder first.
 * Several discounts of one day apply one after the other, amounts last. One-off lines know shares only.
 */
export function withReductions(schedule: Schedule, facts: ContractFacts): Schedule {
	if (facts.discounts.length === 0 && facts.pauses.length === 0) return schedule
	const taken = schedule.lines.map(() => ({
		timeline: [] as Timeline,
		stated: new Set<Day>(),
		changes: [] as LineChange[],
	}))
	for (const asOf of newsDays(schedule, facts)) {
		const timelines = timelinesAt(schedule, facts, asOf)
		const touched = firstTouched(schedule, facts, asOf)
		for (const [index, line] of taken.entries()) {
			const timeline = timelines[index] ?? []
			line.changes.push(...restated(line.timeline, timeline, asOf, line.stated, touched))
			line.timeline = timeline
		}
	}
	const lines = schedule.lines.map((line, index) => {
		const changes = taken[index]?.changes ?? []
		return changes.length > 0 ? { ...line, changes: [...line.changes, ...changes] } : line
	})
	return { ...schedule, lines }
}

/** What is taken off a line from a day on; nothing before the first. */
type Timeline = readonly { readonly on: Day; readonly reduction: Reduction }[]

/** The days on which something new is known that decides what is taken off. */
function newsDays({ terms, lines }: Schedule, { discounts, pauses }: ContractFacts): Day[] {
	const days = [...discounts, ...pauses].map((fact) => fact.knownOn ?? BEFORE_ALL_DAYS)
	if (discounts.some(({ month }) => month !== null)) {
		for (const line of lines) days.push(line.knownOn ?? BEFORE_ALL_DAYS, ...line.changes.map(knownOn))
		for (const change of terms.endChanges ?? []) days.push(change.knownOn)
	}
	return [...new Set(days)].sort((one, two) => (one < two ? -1 : one > two ? 1 : 0))
}

function timelinesAt(schedule: Schedule, facts: ContractFacts, asOf: Day): Timeline[] {
	const discounts = latest(facts.discounts, asOf)
	const pauses = latest(facts.pauses, asOf)
	const weighed = discounts.some(({ month }) => month !== null) ? schedule.lines : []
	const days = [...discounts, ...pauses].flatMap(({ start, end }) => [start, dayAfter(end)])
	for (const line of weighed) {
		const changes = line.changes.filter((change) => knownOn(change) <= asOf).map(({ on }) => on)
		days.push(line.start, endKnownOn(schedule.terms, line, inEffectOrder(line.changes), asOf), ...changes)
	}
	const breaks = [...new Set(days)].filter(Number.isFinite).sort((one, two) => one - two)
	const timelines = schedule.lines.map(() => [] as { on: Day; reduction: Reduction }[])
	for (const on of breaks) {
		for (const [index, reduction] of reductionsOn(schedule, discounts, pauses, on, asOf).entries()) {
			const timeline = timelines[index]
			if (timeline && !isSame(timeline.at(-1)?.reduction ?? NO_REDUCTION, reduction)) timeline.push({ on, reduction })
		}
	}
	return timelines
}

function latest<Of extends Fact>(facts: readonly Of[], asOf: Day): Of[] {
	const byId = new Map<string, Of>()
	for (const fact of facts) if ((fact.knownOn ?? BEFORE_ALL_DAYS) <= asOf) byId.set(fact.id, fact)
	return [...byId.values()]
}

const covers = ({ start, end }: Fact, day: Day) => start <= day && day < dayAfter(end)

/** What is taken off each line on a day, by what is known on another. */
function reductionsOn(
	schedule: Schedule,
	discounts: readonly DiscountFact[],
	pauses: readonly PauseFact[],
	day: Day,
	asOf: Day,
): Reduction[] {
	const here = discounts.filter((discount) => covers(discount, day))
	const percent = here.reduce((joined, { percent: one }) => (one ? joinPercents(joined, one) : joined), ZERO)
	const month = here.reduce((sum, discount) => sum + (discount.month ?? 0n), 0n)
	const shares = month === 0n ? [] : sharesOn(schedule, percent, month, day, asOf)
	const paused = pauses.some((pause) => covers(pause, day))
	const scale = exponent(schedule.terms.currency)
	return schedule.lines.map((line, index) => {
		if (!line.interval) return { ...NO_REDUCTION, percent }
		const share = shares[index] ?? 0n
		const amountOff = share === 0n ? ZERO : { digits: periodOfMonth(share, line.interval), scale }
		return { percent, amountOff, paused }
	})
}

/** The lines' parts of an amount a month, no more than they bring. */
function sharesOn(schedule: Schedule, percent: Decimal, month: bigint, day: Day, asOf: Day): bigint[] {
	const rates = schedule.lines.map((line) => {
		const price = stateOn(schedule, line, day, asOf)
		const reduction = { ...NO_REDUCTION, percent }
		return price ? monthlyPrice({ ...price, reduction }, line.interval, schedule.terms.currency) : 0n
	})
	const whole = rates.reduce((sum, rate) => sum + rate, 0n)
	if (whole === 0n) return []
	return split(month < whole ? month : whole, rates)
}

/** The state of a line on a day, or undefined where it is not charged then. */
function stateOn({ terms }: Schedule, line: ScheduledLine, day: Day, asOf: Day): Price | undefined {
	if ((line.knownOn ?? BEFORE_ALL_DAYS) > asOf || day < line.start) return undefined
	const changes = inEffectOrder(line.changes)
	if (day >= endKnownOn(terms, line, changes, asOf)) return undefined
	return segmentsKnownOn(line, changes, day, day + 1, asOf)[0]?.price
}

/**
 * The changes that make one timeline of another, from the first day on which they differ or that what is new touches: it
 * may have been billed otherwise earlier on its day. What was stated of a day is stated anew.
 */
function restated(before: Timeline, after: Timeline, asOf: Day, stated: Set<Day>, touched: Day): LineChange[] {
	const at = (timeline: Timeline, day: Day) => timeline.findLast(({ on }) => on <= day)?.reduction ?? NO_REDUCTION
	for (const { on } of after) stated.add(on)
	if (Number.isFinite(touched)) stated.add(touched)
	const days = [...stated].sort((one, two) => one - two)
	const first = days.findIndex((day) => day >= touched || !isSame(at(before, day), at(after, day)))
	if (first < 0) return []
	return days.slice(first).map((on) => {
		const recorded = asOf > on ? { recordedOn: asOf } : {}
		return { on, ...recorded, set: { reduction: at(after, on) } }
	})
}

/** The first day that what is known since a day may concern; never for what was agreed from the beginning. */
function firstTouched({ terms, lines }: Schedule, { discounts, pauses }: ContractFacts, asOf: Day): Day {
	if (asOf === BEFORE_ALL_DAYS) return Number.POSITIVE_INFINITY
	const all = [...discounts, ...pauses]
	const news = new Set(all.filter((fact) => fact.knownOn === asOf).map(({ id }) => id))
	const days = all.filter(({ id }) => news.has(id)).map(({ start }) => start)
	if (discounts.some(({ month }) => month !== null)) {
		for (const line of lines) {
			if (line.knownOn === asOf) days.push(line.start)
			for (const change of line.changes) {
				if (knownOn(change) === asOf) days.push(change.on, dayAfter(change.set.end), dayAfter(line.end))
			}
		}
		const ends = terms.endChanges ?? []
		if (ends.some((change) => change.knownOn === asOf)) for (const { end } of [terms, ...ends]) days.push(dayAfter(end))
	}
	return Math.min(...days)
}

function isSame(one: Reduction, two: Reduction): boolean {
	return one.paused === two.paused && isEqual(one.percent, two.percent) && isEqual(one.amountOff, two.amountOff)
}

function isEqual(one: Decimal, two: Decimal): boolean {
	return one === two || (one.digits === two.digits && one.scale === two.scale)
}
