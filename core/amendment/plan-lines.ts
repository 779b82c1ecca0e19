import { parseDay } from '../calendar.ts'
import { compare, parseDecimal } from '../decimal.ts'
import { monthlyRate } from '../movement/rate.ts'
import { priceAt } from '../price/decide.ts'
import { refuse } from '../refusal.ts'
import { soldIn } from '../unit/sold-in.ts'
import type { Direction, LineItemChange } from './change.ts'
import { dayAfter, dayBefore, type Ground, isBound, later, lineOf, nextPeriodOf, periodFrom } from './ground.ts'
import { refuseAfterEnd, refuseLeaving } from './leaving.ts'
import type { DatedLineState } from './line-states.ts'
import { newLine, optionOn, plusDays, refuseOutside, refuseParts, type Step } from './plan-option.ts'
import { type PlannedAmendment, plannedFor } from './planned.ts'
import { plannedQuantity } from './planned-quantity.ts'
import { type ChangeRule, ruleFor } from './rule.ts'
import { endOn, setFrom } from './set-from.ts'
import { lineEnd, type StandingLine, stateInUse } from './standing.ts'
import { type TouchedLines, touchLines } from './touched-lines.ts'

/** Works changes of lines out as one amendment. Refuses what cannot be, and for customers what is not offered. */
export function planLines(ground: Ground, changes: readonly LineItemChange[]): PlannedAmendment {
	const { standing, on } = ground
	const planned = plannedFor(standing.id, 'change', on)
	const lines = touchLines(standing)
	const days: string[] = []
	for (const change of changes) {
		const step = planOne(ground, change, lines)
		// A last day says itself when.
		if (change.kind !== 'line_end') refuseAfterEnd(standing, step.effectiveOn, step.line && lineEnd(step.line))
		if (step.line) lines.set(step.line, step.states)
		planned.added.push(...step.added)
		planned.rules.push(step.rule)
		planned.direction = joined(planned.direction, step.direction)
		days.push(step.effectiveOn)
		planned.countsFrom = later(planned.countsFrom, step.countsFrom)
	}
	const last = days.toSorted().at(-1) ?? on
	if (isBound(ground)) refuseLeaving(standing, ground.today, lines.all(), planned.added, last)
	planned.effectiveOn = days.sort()[0] ?? on
	planned.states = lines.states()
	const first = planned.states.map((state) => state.effectiveOn).sort()[0] ?? planned.effectiveOn
	planned.knownFrom = first < planned.effectiveOn ? first : planned.effectiveOn
	return planned
}

function planOne(ground: Ground, change: LineItemChange, lines: TouchedLines): Step {
	if (change.kind === 'option_on') return optionOn(ground, change)
	const line = lines.get(change.lineId)
	const scheduled = line && lineOf(ground.schedule, line.id)
	const state = line && (stateInUse(line, ground.on) ?? line.states[0])
	if (!line || !scheduled || !state || hasEnded(line, ground.on))
		refuse('contract.line_unknown', { line: line?.description ?? change.lineId })
	switch (change.kind) {
		case 'quantity': {
			const comes = comingQuantity(ground, line.id) ?? state.quantity
			// What is there already takes back what was planned, which is the more or less that is left out.
			const isKept = compare(parseDecimal(change.quantity), parseDecimal(state.quantity)) === 0
			const from = parseDecimal(isKept ? comes : state.quantity)
			const direction = sideOf(compare(parseDecimal(change.quantity), from))
			const { rule, effectiveOn, inUseOn } = timed(ground, line, direction === 'same' ? 'more' : direction)
			if (ground.byRules && !line.interval) refuse('change.not_allowed', { access: ground.standing.access })
			refuseOutside(ground, change.quantity, line.productId, line.planId)
			if (direction !== 'same') refuseParts(line, line.description, change.quantity)
			const states = setFrom(line, effectiveOn, inUseOn, { quantity: change.quantity })
			return { line, states, added: [], rule, direction, effectiveOn, countsFrom: effectiveOn }
		}
		case 'price': {
			const { rule, effectiveOn } = timed(ground, line, 'more')
			const { unitPrice, discountPercent } = change
			const states = setFrom(line, effectiveOn, null, {
				...(unitPrice !== undefined && { unitPrice }),
				...(discountPercent !== undefined && { discountPercent }),
			})
			return { line, states, added: [], rule, direction: 'same', effectiveOn, countsFrom: effectiveOn }
		}
		case 'option_off': {
			const { rule, effectiveOn } = timed(ground, line, 'less')
			const states = endOn(line, knownFrom(ground), dayBefore(effectiveOn))
			return { line, states, added: [], rule, direction: 'less', effectiveOn, countsFrom: effectiveOn }
		}
		case 'line_end': {
			if (ground.byRules) refuse('change.not_allowed', { access: ground.standing.access })
			return lastDay(ground, line, change.endsOn)
		}
		case 'plan':
			return exchange(ground, change, line, state)
	}
}

/** A last day of the line's own, or none. The day before its start takes the line back whole. */
function lastDay(ground: Ground, line: StandingLine, endsOn: string | null): Step {
	const { standing } = ground
	const startsOn = line.states[0]?.startsOn ?? ground.on
	if (endsOn !== null && endsOn < dayBefore(startsOn)) refuse('contract.ends_before_start', { startsOn, endsOn })
	if (endsOn !== null && standing.endsOn !== null && endsOn > standing.endsOn)
		refuse('contract.line_outside', {
			line: line.description,
			startsOn: standing.startsOn,
			endsOn: standing.endsOn,
		})
	const states = setFrom(line, later(knownFrom(ground), startsOn), null, { endsOn })
	const before = lineEnd(line)
	const isCut = endsOn !== null && (before === null || endsOn < before)
	const direction = isCut ? 'less' : 'more'
	const changesOn = dayAfter((isCut ? endsOn : before) ?? ground.on)
	return {
		...{ line, states, added: [], direction, effectiveOn: changesOn, countsFrom: changesOn },
		rule: ruleFor(standing.rules, line.planId, direction),
	}
}

/** The day from which an end set now is known: today, or the day it is said for where that has passed. */
function knownFrom({ on, today }: Ground): string {
	return on < today ? on : today
}

/** When a change counts: the rule's day for customers, and what staff say for staff. */
function timed(
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
function comingQuantity(ground: Ground, lineId: string): string | undefined {
	const { quantity, companysOn } = plannedQuantity(ground.standing, ground.planned, lineId, ground.today)
	if (isBound(ground) && companysOn) refuse('change.planned_otherwise', { on: companysOn })
	return quantity
}

function exchange(
	ground: Ground,
	change: Extract<LineItemChange, { kind: 'plan' }>,
	line: StandingLine,
	state: DatedLineState,
): Step {
	const { standing } = ground
	const product = ground.prices.find((price) => price.planId === change.planId)
	const sold = product && soldIn(product, line.ownUnit ? null : line.unit)
	comingQuantity(ground, line.id)
	const unitPrice = change.unitPrice ?? priceAt(sold?.tiers ?? [], state.quantity)?.unitPrice ?? null
	if (!product || !sold || unitPrice === null) refuse('change.not_offered', {})
	if (isBound(ground)) {
		if (change.unitPrice !== undefined) refuse('change.not_allowed', { access: standing.access })
		if (product.productId !== line.productId || !line.interval) refuse('change.not_offered', {})
	}
	if (product.productId !== line.productId) refuseParts(sold, product.name, state.quantity)
	const before = rateOf(state.unitPrice, state, line.interval, standing.currency)
	const after = rateOf(unitPrice, state, product.interval, standing.currency)
	const direction = sideOf(after > before ? 1 : after < before ? -1 : 0)
	const { rule, effectiveOn } = timed(ground, line, direction === 'less' ? 'less' : 'more')
	const charged = lineOf(ground.schedule, line.id)?.start ?? 0
	// What is left of a trial goes with the line.
	const freeDays = Math.max(0, charged - parseDay(effectiveOn))
	const added = newLine(product, sold, { quantity: state.quantity, unitPrice, startsOn: effectiveOn, freeDays })
	const { model, serialNumber, factoryNumber } = line
	Object.assign(added, { model, serialNumber, factoryNumber, discountPercent: state.discountPercent })
	added.endsOn = lineEnd(line)
	return {
		line,
		states: endOn(line, knownFrom(ground), dayBefore(effectiveOn)),
		added: [added],
		rule,
		direction,
		effectiveOn,
		countsFrom: plusDays(effectiveOn, freeDays),
	}
}

function hasEnded(line: StandingLine, on: string): boolean {
	const end = lineEnd(line)
	return end !== null && end < on
}

function rateOf(
	unitPrice: string,
	state: DatedLineState,
	interval: StandingLine['interval'],
	currency: string,
): bigint {
	const price = {
		unitPrice: parseDecimal(unitPrice),
		quantity: parseDecimal(state.quantity),
		discountPercent: parseDecimal(state.discountPercent),
	}
	return monthlyRate(price, interval, currency)
}

function sideOf(sign: number): Direction {
	return sign > 0 ? 'more' : sign < 0 ? 'less' : 'same'
}

function joined(one: Direction, other: Direction): Direction {
	return one === 'less' || other === 'less' ? 'less' : one === 'more' ? one : other
}
