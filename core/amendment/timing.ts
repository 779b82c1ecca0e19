import { refuse } from '../refusal.ts'
import type { Direction } from './change.ts'
import { type Ground, isBound, later, lineOf, nextPeriodOf, periodFrom } from './ground.ts'
import { plannedQuantity } from './planned-quantity.ts'
import { type ChangeRule, ruleFor } from './rule.ts'
import type { StandingLine } from './standing.ts'

/** The day from which an end set now is known: today, or the day it is said for where that has passed. */
export function knownFrom({ on, today }: Ground): string {
	return on < today ? on : today
}

/** When a change counts: the rule's day for customers, and what staff say for staff. */
export function timed(
	ground: Ground,
	line: StandingLine,
	direction: 'more' | 'less',
): { rule: ChangeRule; effectiveOn: string; inUseOn: string | null } {
	const rule = ruleFor(ground.standing.rules, line.planId, direction)
	const timing = ground.byRules ? rule.timing : (ground.timing ?? 'now')
	const prorate = ground.byRules ? rule.prorate : (ground.prorate ?? true)
	const scheduled = lineOf(ground.schedule, line.id)
	const startsOn = line.states[0]?.startsOn ?? ground.on
	const on = later(ground.on, startsOn)
	if (!scheduled?.interval) return { rule, effectiveOn: on, inUseOn: null }
	if (timing === 'period_end') return { rule, effectiveOn: nextPeriodOf(ground.schedule, scheduled, on), inUseOn: null }
	const charged = prorate ? on : periodFrom(ground.schedule, scheduled, on)
	return { rule, effectiveOn: charged, inUseOn: charged > on ? on : null }
}

/** How many there will be in the end. What the company has planned or agreed is not its customer's to change. */
export function comingQuantity(ground: Ground, lineId: string): string | undefined {
	const { quantity, companysOn } = plannedQuantity(ground.standing, ground.planned, lineId, ground.today)
	if (isBound(ground) && companysOn) refuse('change.planned_otherwise', { on: companysOn })
	return quantity
}

export function sideOf(sign: number): Direction {
	return sign > 0 ? 'more' : sign < 0 ? 'less' : 'same'
}
