import { compare, isWhole, parseDecimal } from '../decimal.ts'
import { refuse } from '../refusal.ts'
import type { Direction, LineItemChange } from './change.ts'
import { exchange } from './exchange.ts'
import { dayAfter, dayBefore, type Ground, isBound, later, lineOf } from './ground.ts'
import { refuseAfterEnd, refuseLeaving } from './leaving.ts'
import { optionOn, refuseParts, type Step } from './plan-option.ts'
import { type PlannedAmendment, type PlannedLine, plannedFor } from './planned.ts'
import { refuseMore, refuseOutside } from './refuse-outside.ts'
import { ruleFor } from './rule.ts'
import { endOn, setFrom } from './set-from.ts'
import { lineEnd, type StandingLine, stateInUse } from './standing.ts'
import { comingQuantity, knownFrom, sideOf, timed } from './timing.ts'
import { type TouchedLines, touchLines } from './touched-lines.ts'

/** Works changes of lines out as one amendment. Refuses what cannot be, and for customers what is not offered. */
export function planLines(ground: Ground, changes: readonly LineItemChange[]): PlannedAmendment {
	const { standing, on } = ground
	const planned = plannedFor(standing.id, 'change', on)
	const lines = touchLines(standing)
	const days: string[] = []
	for (const change of inOrder(changes)) {
		const step = planOne(ground, change, lines, planned.added)
		// A last day says itself when.
		if (change.kind !== 'line_end') refuseAfterEnd(standing, step.effectiveOn, step.line && lineEnd(step.line))
		if (step.line) lines.set(step.line, step.states)
		planned.added.push(...step.added)
		planned.rules.push(...step.rules)
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

/** How many of a line comes before its other plan, in whatever order the two are said: the other line takes it over. */
function inOrder(changes: readonly LineItemChange[]): LineItemChange[] {
	const exchanged = changes.flatMap((change) => (change.kind === 'plan' ? [change.lineId] : []))
	const isFirst = (change: LineItemChange) => change.kind === 'quantity' && exchanged.includes(change.lineId)
	return [...changes.filter(isFirst), ...changes.filter((change) => !isFirst(change))]
}

function planOne(ground: Ground, change: LineItemChange, lines: TouchedLines, added: readonly PlannedLine[]): Step {
	if (change.kind === 'option_on') return optionOn(ground, change, { lines: lines.all(), added })
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
			const { productId, planId } = line
			refuseOutside(ground, { productId, planId, quantity: change.quantity })
			if (direction === 'more') {
				const there = { lines: lines.all().filter(({ id }) => id !== line.id), added }
				refuseMore(ground, { productId, planId, quantity: change.quantity, on: effectiveOn }, there)
			}
			if (direction !== 'same') refuseParts(counted(ground, line, state.quantity), line.description, change.quantity)
			const states = setFrom(line, effectiveOn, inUseOn, { quantity: change.quantity })
			return { line, states, added: [], rules: [rule], direction, effectiveOn, countsFrom: effectiveOn }
		}
		case 'price': {
			const { rule, effectiveOn } = timed(ground, line, 'more')
			const { unitPrice, discountPercent } = change
			const states = setFrom(line, effectiveOn, null, {
				...(unitPrice !== undefined && { unitPrice }),
				...(discountPercent !== undefined && { discountPercent }),
			})
			return { line, states, added: [], rules: [rule], direction: 'same', effectiveOn, countsFrom: effectiveOn }
		}
		case 'option_off': {
			const { rule, effectiveOn } = timed(ground, line, 'less')
			const states = endOn(line, knownFrom(ground), dayBefore(effectiveOn))
			return { line, states, added: [], rules: [rule], direction: 'less', effectiveOn, countsFrom: effectiveOn }
		}
		case 'line_end': {
			if (ground.byRules) refuse('change.not_allowed', { access: ground.standing.access })
			return lastDay(ground, line, change.endsOn)
		}
		case 'plan':
			return exchange(ground, change, line, { lines: lines.all().filter(({ id }) => id !== line.id), added })
	}
}

/** Of one machine, though no product says so, a customer has no hundredth: that would be leaving by another name. */
function counted({ byRules }: Ground, line: StandingLine, now: string): Pick<StandingLine, 'divisible'> {
	return byRules && line.productId === null && line.unit === 'piece' && isWhole(now) ? { divisible: false } : line
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
		rules: [ruleFor(standing.rules, line.planId, direction)],
	}
}

function hasEnded(line: StandingLine, on: string): boolean {
	const end = lineEnd(line)
	return end !== null && end < on
}

function joined(one: Direction, other: Direction): Direction {
	return one === 'less' || other === 'less' ? 'less' : one === 'more' ? one : other
}
