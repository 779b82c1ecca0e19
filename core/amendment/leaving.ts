import { noticeOn } from '../contract/notice.ts'
import { refuse } from '../refusal.ts'
import { dayBefore, later } from './ground.ts'
import type { PlannedAmendment, PlannedLine } from './planned.ts'
import { type ContractStanding, lineEnd, type StandingLine } from './standing.ts'
import { touchLines } from './touched-lines.ts'

/** The last day of what has none. */
const always = '9999-12-31'

/** What notice is reckoned from; once it is given, from the end that the contract had before. */
export function noticeTerms(standing: ContractStanding) {
	const endsOn = standing.state === 'ending' ? standing.endBefore : standing.endsOn
	return {
		startsOn: Temporal.PlainDate.from(standing.startsOn),
		endsOn: endsOn === null ? null : Temporal.PlainDate.from(endsOn),
		renewal: standing.renewal,
		termMonths: standing.termMonths,
		noticeDays: standing.noticeDays,
		untoldUntil: standing.untoldUntil === null ? null : Temporal.PlainDate.from(standing.untoldUntil),
	}
}

/** The day with which it is over as things stand; null for one that goes on until somebody gives notice. */
export function settledEnd({ endsOn, renewal, state }: ContractStanding): string | null {
	return renewal === 'tacit' && state !== 'ending' ? null : endsOn
}

/** The last day on which something that recurs is on a contract that is over with `end`. */
function recursUntil(lines: readonly StandingLine[], added: readonly PlannedLine[], end: string | null): string {
	const whole = end ?? always
	const last = (one: string | null, other: string) => (one !== null && one < other ? one : other)
	const usedUntil = (states: readonly { effectiveOn: string; quantity: string }[], end: string | null) => {
		const used = states.findLastIndex(({ quantity }) => !isNone(quantity))
		if (used < 0) return ''
		const none = states[used + 1]
		return last(end, none ? last(dayBefore(none.effectiveOn), whole) : whole)
	}
	const days = lines.map((line) => {
		if (!line.interval) return ''
		const until = usedUntil(line.states, lineEnd(line))
		return until < (line.states[0]?.startsOn ?? '') ? '' : until
	})
	const come = added.map((line) => (line.interval ? usedUntil([line, ...(line.later ?? [])], line.endsOn) : ''))
	return [...days, ...come].reduce(later, '')
}

const isNone = (quantity: string) => /^0(\.0*)?$/.test(quantity)

/**
 * The last day of all that recurs on a contract, where a change puts it before the one it has: who takes off everything, or
 * sets the contract a nearer end, or pauses it for as long as it has to go, is leaving, by whatever name.
 */
export function leavesOn(standing: ContractStanding, planned: PlannedAmendment): string | null {
	const { endsOn } = planned.contract
	if (endsOn !== undefined) return endsOn !== null && (standing.endsOn ?? always) > endsOn ? endsOn : null
	const end = settledEnd(standing)
	const pause = planned.direction === 'less' ? planned.pauses.find((one) => neverEnds(one, end)) : undefined
	if (pause) return later(dayBefore(pause.startsOn), dayBefore(standing.startsOn))
	const lines = touchLines(standing)
	for (const [id, states] of Map.groupBy(planned.states, ({ lineId }) => lineId)) {
		const line = lines.get(id)
		if (line) lines.set(line, states)
	}
	const after = recursUntil(lines.all(), planned.added, end)
	return after < recursUntil(standing.lines, [], end) ? later(after, dayBefore(standing.startsOn)) : null
}

const neverEnds = (pause: { endsOn: string | null }, end: string | null) =>
	pause.endsOn === null || (end !== null && pause.endsOn >= end)

/** Leaving goes by notice, at once or line by line. */
export function refuseBeforeNotice(standing: ContractStanding, today: string, endsOn: string): void {
	const earliestOn = noticeOn(noticeTerms(standing), Temporal.PlainDate.from(today)).endsOn.toString()
	if (endsOn < earliestOn) refuse('change.before_notice', { earliestOn })
}

/** A customer who takes off all that recurs is leaving: that is done by notice, not line by line. `on`: when it is done. */
export function refuseLeaving(
	standing: ContractStanding,
	today: string,
	lines: readonly StandingLine[],
	added: readonly PlannedLine[],
	on: string,
): void {
	const end = settledEnd(standing)
	const after = recursUntil(lines, added, end)
	if (after >= recursUntil(standing.lines, [], end)) return
	if (after < on) refuse('change.not_allowed', { access: standing.access })
	refuseBeforeNotice(standing, today, after)
}

/** The company's notice is neither taken back nor put off by its customer. */
export function refusePuttingOff(
	{ state, noticeByCustomer, endsOn: now }: ContractStanding,
	endsOn: string | null,
): void {
	if (state !== 'ending' || noticeByCustomer || (now !== null && endsOn !== null && endsOn <= now)) return
	refuse('change.ended_by_us', {})
}

/** What would begin only when the contract, or its line, is over would do nothing, until somebody takes the end back. */
export function refuseAfterEnd(
	standing: ContractStanding,
	effectiveOn: string,
	lineEndsOn: string | null = null,
): void {
	const ends = [settledEnd(standing), lineEndsOn].flatMap((end) => end ?? []).sort()
	if (ends[0] !== undefined && effectiveOn > ends[0]) refuse('change.after_end', { effectiveOn, endsOn: ends[0] })
}

/**
 * A customer pauses by themselves only what no term and no notice binds them to: whoever may not leave yet would leave for
 * as long as the pause lasts. What the company offers goes by its offer.
 */
export function refuseBoundPause(
	standing: ContractStanding,
	today: string,
	startsOn: string,
	until: string | null,
): void {
	if (until === null) refuse('change.pause_until', {})
	const terms = noticeTerms(standing)
	const now = noticeOn(terms, Temporal.PlainDate.from(today))
	// Of terms the one that the pause begins in binds.
	const bound = now.kind === 'open' ? now : noticeOn(terms, Temporal.PlainDate.from(startsOn))
	const through = bound.endsOn.toString()
	if (startsOn < through) refuse('change.pause_bound', { through })
}
