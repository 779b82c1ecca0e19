import { randomUUIDv7 } from 'node:crypto'
import { formatDay, parseDay } from '../calendar.ts'
import { canEndOn, noticeOn } from '../contract/notice.ts'
import { termEnd } from '../contract/term.ts'
import { parseMajor, readMajor } from '../money.ts'
import { refuse } from '../refusal.ts'
import { boundaryAt, gridOf, indexOf } from '../schedule/grid.ts'
import type { ContractChange } from './change.ts'
import {
	dayAfter,
	dayBefore,
	type Ground,
	isBound,
	later,
	lineOf,
	mainLine,
	nextPeriodOf,
	periodFrom,
} from './ground.ts'
import {
	leavesOn,
	noticeTerms,
	refuseAfterEnd,
	refuseBeforeNotice,
	refuseBoundPause,
	refusePuttingOff,
	settledEnd,
} from './leaving.ts'
import { type PlannedAmendment, plannedFor } from './planned.ts'
import { refuseAccess } from './refuse-access.ts'
import { ruleFor } from './rule.ts'
import { setFrom } from './set-from.ts'
import { lineEnd } from './standing.ts'

type Of<Kind extends ContractChange['kind']> = Extract<ContractChange, { kind: Kind }>

/** A discount of the contract: from the day, or for whole periods from the next that begins. */
export function planDiscount(ground: Ground, change: Of<'discount'>): PlannedAmendment {
	const { standing, schedule, on } = ground
	const { percent, amount, periods, until } = change
	if ((percent === undefined) === (amount === undefined))
		refuse('input.invalid', { field: 'percent', problem: 'percent_or_amount' })
	if (percent !== undefined && Number(percent) === 0) refuse('input.invalid', { field: 'percent', problem: 'zero' })
	if (until !== undefined && periods !== undefined) refuse('input.invalid', { field: 'until', problem: 'or_periods' })
	if (amount !== undefined && typeof readMajor(amount, standing.currency) === 'string')
		refuse('input.invalid', { field: 'amount', problem: 'too_many_digits' })
	const monthMinor = amount === undefined ? null : parseMajor(amount, standing.currency)
	if (monthMinor === 0n) refuse('input.invalid', { field: 'amount', problem: 'zero' })
	const main = mainLine(schedule, on)
	const whole = periods !== undefined || ground.timing === 'period_end' || ground.prorate === false
	const startsOn = whole && main ? periodFrom(schedule, main, on) : on
	const endsOn = periods !== undefined && main ? periodsFrom(ground, startsOn, periods) : (until ?? null)
	if (endsOn !== null && endsOn < startsOn) refuse('contract.ends_before_start', { startsOn, endsOn })
	refuseAfterEnd(standing, startsOn)
	const planned = plannedFor(standing.id, 'discount', startsOn)
	planned.discounts = [{ id: randomUUIDv7(), startsOn, endsOn, percent: percent ?? null, monthMinor }]
	return planned
}

/** The last day of so many whole periods that begin on a day. */
function periodsFrom({ schedule }: Ground, startsOn: string, periods: number): string | null {
	const main = mainLine(schedule, startsOn)
	if (!main) return null
	const grid = gridOf(schedule.terms, main)
	return formatDay(boundaryAt(grid, indexOf(grid, parseDay(startsOn)) + periods) - 1)
}

export function planDiscountEnd(ground: Ground, change: Of<'discount_end'>): PlannedAmendment {
	const { standing, on } = ground
	const discount = standing.discounts.find(({ id }) => id === change.discountId)
	if (!discount || (discount.endsOn !== null && (discount.endsOn < on || discount.endsOn < discount.startsOn)))
		refuse('not_found', { noun: 'discount' })
	const endsOn = later(dayBefore(on), dayBefore(discount.startsOn))
	const planned = plannedFor(standing.id, 'discount', later(on, discount.startsOn))
	planned.discounts = [{ ...discount, endsOn }]
	planned.knownFrom = on
	return planned
}

export function planPause(ground: Ground, change: Of<'pause'>): PlannedAmendment {
	const { standing, schedule, on, today } = ground
	const rule = ruleFor(standing.rules, null, 'less')
	const timing = ground.byRules && !ground.granted ? rule.timing : (ground.timing ?? 'now')
	const main = mainLine(schedule, on)
	const startsOn = timing === 'period_end' && main ? nextPeriodOf(schedule, main, on) : on
	const endsOn = change.until ?? null
	if (endsOn !== null && endsOn < startsOn) refuse('contract.ends_before_start', { startsOn, endsOn })
	refuseAfterEnd(standing, startsOn)
	if (isBound(ground)) {
		refuseAccess(standing.access, change, 'less')
		refuseBoundPause(standing, today, startsOn, endsOn)
	}
	// One pause at a time: one that stands or comes is resumed first.
	const stands = ({ startsOn: from, endsOn: to }: (typeof standing.pauses)[number]) =>
		to === null || (to >= from && to >= startsOn)
	if (standing.pauses.some(stands))
		refuse('contract.not_allowed_in_state', {
			number: standing.number,
			state: 'paused',
			action: 'pause',
			possible: 'resume',
		})
	const planned = plannedFor(standing.id, 'pause', startsOn)
	planned.pauses = [{ id: randomUUIDv7(), startsOn, endsOn }]
	planned.direction = 'less'
	planned.rules = [rule]
	if (startsOn <= today && (endsOn === null || endsOn >= today)) planned.contract.state = 'paused'
	return planned
}

/** Ends the pause that stands or comes: the day is the first one charged again. */
export function planResume(ground: Ground): PlannedAmendment {
	const { standing, on, today } = ground
	const pause = standing.pauses.find(({ startsOn, endsOn }) => endsOn === null || (endsOn >= startsOn && endsOn >= on))
	if (!pause)
		refuse('contract.not_allowed_in_state', {
			number: standing.number,
			state: standing.state,
			action: 'resume',
			possible: '',
		})
	const planned = plannedFor(standing.id, 'pause', later(on, pause.startsOn))
	planned.pauses = [{ ...pause, endsOn: later(dayBefore(on), dayBefore(pause.startsOn)) }]
	planned.knownFrom = on
	planned.direction = 'more'
	if (standing.state === 'paused' && on <= today) planned.contract.state = 'active'
	return planned
}

/** Ends the contract; what was billed beyond its last day is given back at once. */
export function planCancel(ground: Ground, change: Of<'cancel'>, reason: string): PlannedAmendment {
	const { standing, on, today, byRules } = ground
	// Staff may note notice that was given before today; it counts from then.
	const given = !byRules && on < today ? on : today
	const [terms, day] = [noticeTerms(standing), Temporal.PlainDate.from(given)]
	const earliest = noticeOn(terms, day).endsOn.toString()
	const endsOn = change.endsOn ?? earliest
	if (byRules && !canEndOn(terms, day, Temporal.PlainDate.from(endsOn)))
		refuse('change.before_notice', { earliestOn: earliest })
	if (isBound(ground)) refusePuttingOff(standing, endsOn)
	const first = dayBefore(standing.startsOn)
	if (endsOn < first) refuse('contract.ends_before_start', { startsOn: standing.startsOn, endsOn })
	const planned = plannedFor(standing.id, 'end', dayAfter(endsOn))
	if (standing.state === 'ending' && standing.endsOn === endsOn) return planned
	planned.knownFrom = today
	planned.terms = { endsOn: [standing.endsOn, endsOn], ending: [standing.state === 'ending', true] }
	planned.contract = { state: 'ending', endsOn, cancelReason: reason }
	planned.direction = 'less'
	return planned
}

export function planUndoCancel(ground: Ground): PlannedAmendment {
	const { standing, today } = ground
	if (isBound(ground)) refusePuttingOff(standing, null)
	const planned = plannedFor(standing.id, 'end', today)
	planned.terms = { endsOn: [standing.endsOn, standing.endBefore], ending: [true, false] }
	planned.contract = { state: isPaused(ground) ? 'paused' : 'active', endsOn: standing.endBefore, cancelReason: '' }
	planned.direction = 'more'
	planned.countsFrom = standing.endsOn ? dayAfter(standing.endsOn) : today
	return planned
}

/**
 * A new last day; notice that was given is gone. Customers agree to another term by accepting its quote. A nearer end is
 * a cancellation, which is another thing to ask and to agree to.
 */
export function planRenew(ground: Ground, change: Of<'renew'>): PlannedAmendment {
	const { standing, today } = ground
	if (isBound(ground)) refuse('change.not_allowed', { access: standing.access })
	const months = change.termMonths ?? standing.termMonths
	const end = standing.endsOn
	if (change.endsOn === undefined && (months === null || end === null))
		refuse('input.invalid', { field: 'endsOn', problem: 'missing' })
	const endsOn = change.endsOn ?? termAfter(standing.startsOn, end ?? today, months ?? 1)
	const firstDay = dayBefore(standing.startsOn)
	if (endsOn < firstDay) refuse('contract.ends_before_start', { startsOn: standing.startsOn, endsOn })
	const term = end ?? agreedTerm(ground)
	if (term !== null && endsOn < term) refuse('change.ends_earlier', { endsOn, before: term })
	const planned = plannedFor(
		standing.id,
		'renewal',
		end !== null ? dayAfter(end < endsOn ? end : endsOn) : dayAfter(endsOn),
	)
	if (end === endsOn && standing.state !== 'ending') return planned
	planned.knownFrom = today
	planned.terms = { endsOn: [end, endsOn] }
	if (change.termMonths !== undefined && change.termMonths !== standing.termMonths) {
		planned.terms.termMonths = [standing.termMonths, change.termMonths]
		planned.contract.termMonths = change.termMonths
	}
	const state = isPaused(ground) ? ('paused' as const) : ('active' as const)
	planned.contract = { ...planned.contract, state, endsOn, cancelReason: '' }
	planned.direction = end === null || end > endsOn ? 'less' : 'more'
	return planned
}

/**
 * Named lines, or the contract with all its lines, end on one day. What is cut short is less, what is only prolonged is
 * more. A customer cuts no contract shorter than notice would, and no line shorter than its end by their rules.
 */
export function planEndTogether(
	ground: Ground,
	endsOn: string,
	lineIds: readonly string[] | undefined,
): PlannedAmendment {
	const { standing, today } = ground
	const planned = plannedFor(standing.id, 'change', dayAfter(endsOn))
	if (endsOn < today) refuse('contract.ends_before_start', { startsOn: today, endsOn })
	planned.knownFrom = today
	const named = standing.lines.filter((line) => lineIds === undefined || lineIds.includes(line.id))
	if (lineIds && named.length !== new Set(lineIds).size)
		refuse('contract.line_unknown', { line: lineIds.find((id) => !named.some((line) => line.id === id)) ?? '' })
	if (lineIds && standing.endsOn && endsOn > standing.endsOn)
		refuse('contract.line_outside', {
			line: named[0]?.description ?? '',
			startsOn: standing.startsOn,
			endsOn: standing.endsOn,
		})
	if (!lineIds && isBound(ground)) refusePuttingOff(standing, endsOn)
	const cut = lineIds
		? named.some((line) => isCut(lineEnd(line) ?? settledEnd(standing), endsOn))
		: isCut(standing.endsOn ?? (standing.renewal === 'tacit' ? agreedTerm(ground) : null), endsOn)
	planned.direction = cut ? 'less' : 'more'
	const ends = named.flatMap((line) => lineEnd(line) ?? standing.endsOn ?? []).sort()
	if (!cut && ends[0]) planned.countsFrom = dayAfter(ends[0])
	planned.rules = [...new Set(named.map((line) => ruleFor(standing.rules, line.planId, cut ? 'less' : 'more')))]
	if (cut && isBound(ground)) refuseTooEarly(ground, endsOn, lineIds ? named : undefined)
	for (const line of named) {
		const end = lineEnd(line)
		const startsOn = line.states[0]?.startsOn ?? today
		// One that is over, or was taken back before it began, does not come back with the others.
		if (!line.interval || (end !== null && (end < today || end < startsOn))) continue
		if (endsOn < dayBefore(startsOn)) refuse('contract.ends_before_start', { startsOn, endsOn })
		// With its contract a line ends when that does; by itself it has a last day of its own.
		const own = lineIds ? endsOn : null
		if (end !== own) planned.states.push(...setFrom(line, later(today, startsOn), null, { endsOn: own }))
	}
	if (lineIds) {
		const leaves = isBound(ground) ? leavesOn(standing, planned) : null
		if (leaves) refuseBeforeNotice(standing, today, leaves)
		return planned
	}
	if (standing.endsOn !== endsOn) {
		planned.terms = { endsOn: [standing.endsOn, endsOn] }
		planned.contract.endsOn = endsOn
	}
	return planned
}

const isCut = (before: string | null, endsOn: string) => before === null || endsOn < before

/** Leaving goes by notice; a line ends when its own rule for less lets it. */
function refuseTooEarly(
	{ standing, schedule, today }: Ground,
	endsOn: string,
	lines: Ground['standing']['lines'] | undefined,
): void {
	if (!lines) {
		refuseBeforeNotice(standing, today, endsOn)
		return
	}
	const ends = lines.flatMap((line) => {
		const scheduled = lineOf(schedule, line.id)
		const atOnce = ruleFor(standing.rules, line.planId, 'less').timing === 'now'
		if (!scheduled?.interval || !isCut(lineEnd(line) ?? settledEnd(standing), endsOn)) return []
		return [atOnce ? today : dayBefore(nextPeriodOf(schedule, scheduled, today))]
	})
	const earliestOn = ends.sort().at(-1) ?? today
	if (endsOn < earliestOn) refuse('change.before_notice', { earliestOn })
}

/** Of a contract without a last day: the end of the term it is in. */
function agreedTerm({ standing, today }: Ground): string | null {
	const notice = noticeOn(noticeTerms(standing), Temporal.PlainDate.from(today))
	return notice.kind === 'open' ? null : notice.endsOn.toString()
}

function termAfter(startsOn: string, end: string, months: number): string {
	const [from, last] = [Temporal.PlainDate.from(startsOn), Temporal.PlainDate.from(end)]
	return termEnd({ startsOn: from, endsOn: last, months }, 1).toString()
}

function isPaused({ standing, today }: Ground): boolean {
	return standing.pauses.some(({ startsOn, endsOn }) => startsOn <= today && (endsOn === null || endsOn >= today))
}
