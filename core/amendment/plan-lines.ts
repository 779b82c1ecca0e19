import { randomUUIDv7 } from 'node:crypto'
import { parseDay } from '../calendar.ts'
import { compare, isWhole, parseDecimal, ZERO } from '../decimal.ts'
import { monthlyRate } from '../movement/rate.ts'
import { priceAt } from '../price/decide.ts'
import type { PricedPlan } from '../product/find-price.ts'
import { refuse } from '../refusal.ts'
import { boundaryAt, gridOf, indexOf } from '../schedule/grid.ts'
import { type SoldUnit, soldIn } from '../unit/sold-in.ts'
import type { Direction, LineItemChange } from './change.ts'
import { dayAfter, dayBefore, type Ground, later, lineOf, mainLine, nextPeriodOf, periodFrom } from './ground.ts'
import type { DatedLineState } from './line-states.ts'
import { type PlannedAmendment, type PlannedLine, plannedFor } from './planned.ts'
import { boundsOf, type ChangeRule, isWithin, ruleFor } from './rule.ts'
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
		if (step.line) lines.set(step.line, step.states)
		planned.added.push(...step.added)
		planned.rules.push(step.rule)
		planned.direction = joined(planned.direction, step.direction)
		days.push(step.effectiveOn)
		planned.countsFrom = later(planned.countsFrom, step.countsFrom)
	}
	const last = days.toSorted().at(-1) ?? on
	if (ground.byRules && !ground.granted && planned.direction !== 'more') refuseLeaving(ground, planned, lines, last)
	planned.effectiveOn = days.sort()[0] ?? on
	planned.states = lines.states()
	const first = planned.states.map((state) => state.effectiveOn).sort()[0] ?? planned.effectiveOn
	planned.knownFrom = first < planned.effectiveOn ? first : planned.effectiveOn
	return planned
}

/** A customer who takes off all that recurs is leaving: that is done by notice, not line by line. */
function refuseLeaving({ standing }: Ground, planned: PlannedAmendment, lines: TouchedLines, on: string): void {
	const stays = (line: StandingLine) =>
		line.interval !== null && !hasEnded(line, on) && !/^0(\.0*)?$/.test(stateInUse(line, on)?.quantity ?? '0')
	if (planned.added.some((line) => line.interval) || lines.all().some(stays)) return
	refuse('change.not_allowed', { access: standing.access })
}

type Step = {
	line?: StandingLine
	states: DatedLineState[]
	added: PlannedLine[]
	rule: ChangeRule
	direction: Direction
	effectiveOn: string
	countsFrom: string
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
			const direction = sideOf(compare(parseDecimal(change.quantity), parseDecimal(state.quantity)))
			// A planned change of the other kind is taken back by saying what is there already.
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

function optionOn(ground: Ground, change: Extract<LineItemChange, { kind: 'option_on' }>): Step {
	const { standing, schedule, on } = ground
	const planId = change.planId ?? null
	const product = ground.prices.find((price) => price.productId === change.productId && price.planId === planId)
	if (!product) refuse('change.not_offered', {})
	const sold = soldIn(product, change.unit)
	if (!sold) refuse('unit.not_sold', { line: product.name, unit: change.unit ?? '' })
	const unitPrice = change.unitPrice ?? priceAt(sold.tiers, change.quantity)?.unitPrice ?? null
	if (unitPrice === null) refuse('change.not_offered', {})
	if (ground.byRules && !ground.granted) {
		if (change.unitPrice !== undefined || change.discountPercent !== undefined)
			refuse('change.not_allowed', { access: standing.access })
		if (!ground.offers.some((offer) => offer.productId === product.productId && offer.planId === planId))
			refuse('change.not_offered', {})
	}
	refuseOutside(ground, change.quantity, change.productId, planId, true)
	refuseParts(sold, product.name, change.quantity)
	const rule = ruleFor(standing.rules, planId, 'more')
	const timing = ground.byRules ? rule.timing : (ground.timing ?? 'now')
	const prorate = ground.byRules ? rule.prorate : (ground.prorate ?? true)
	const main = mainLine(schedule, on)
	const startsOn = timing === 'period_end' && main ? nextPeriodOf(schedule, main, on) : later(on, standing.startsOn)
	if (standing.endsOn && startsOn > standing.endsOn)
		refuse('contract.line_outside', { line: product.name, startsOn: standing.startsOn, endsOn: standing.endsOn })
	const freeDays = prorate ? product.trialDays : Math.max(product.trialDays, daysToBoundary(ground, product, startsOn))
	const line = newLine(product, sold, { quantity: change.quantity, unitPrice, startsOn, freeDays })
	line.discountPercent = change.discountPercent ?? '0'
	const countsFrom = product.interval ? plusDays(startsOn, freeDays) : startsOn
	return { states: [], added: [line], rule, direction: 'more', effectiveOn: startsOn, countsFrom }
}

/** Days that a line begun on a day has before its first whole period. */
function daysToBoundary({ schedule }: Ground, product: PricedPlan, startsOn: string): number {
	if (!product.interval) return 0
	const start = parseDay(startsOn)
	const price = { unitPrice: ZERO, quantity: ZERO, discountPercent: ZERO, taxPercent: ZERO }
	const grid = gridOf(schedule.terms, { key: '', interval: product.interval, start, end: null, price, changes: [] })
	return boundaryAt(grid, indexOf(grid, start - 1) + 1) - start
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
	const unitPrice = change.unitPrice ?? priceAt(sold?.tiers ?? [], state.quantity)?.unitPrice ?? null
	if (!product || !sold || unitPrice === null) refuse('change.not_offered', {})
	if (ground.byRules && !ground.granted) {
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

function newLine(
	product: PricedPlan,
	{ name: unit }: SoldUnit,
	given: { quantity: string; unitPrice: string; startsOn: string; freeDays: number },
): PlannedLine {
	return {
		key: randomUUIDv7(),
		unit,
		description: product.name,
		productId: product.productId,
		planId: product.planId,
		model: '',
		serialNumber: '',
		factoryNumber: '',
		interval: product.interval,
		quantity: given.quantity,
		unitPrice: given.unitPrice,
		discountPercent: '0',
		taxClass: product.taxClass,
		freeDays: product.interval ? given.freeDays : 0,
		effectiveOn: given.startsOn,
		startsOn: given.startsOn,
		endsOn: null,
	}
}

function refuseOutside(
	ground: Ground,
	quantity: string,
	productId: string | null,
	planId: string | null,
	isNew = false,
): void {
	if (!ground.byRules) return
	const offer = ground.offers.find((one) => one.productId === productId && one.planId === planId)
	const { smallest, largest } = boundsOf(ground.standing.rules, planId, offer)
	if (!isWithin(quantity, { smallest, largest }) || (isNew && Number(quantity) === 0))
		refuse('change.quantity_out_of_range', { smallest: smallest ?? (isNew ? '1' : '0'), largest })
}

function refuseParts({ divisible }: { divisible: boolean }, line: string, quantity: string): void {
	if (!divisible && !isWhole(quantity)) refuse('line.not_whole', { line, quantity })
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

function plusDays(on: string, days: number): string {
	return Temporal.PlainDate.from(on).add({ days }).toString()
}
