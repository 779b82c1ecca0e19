import { parseDay } from '../calendar.ts'
import { compare, parseDecimal } from '../decimal.ts'
import { monthlyRate } from '../movement/rate.ts'
import { priceAt } from '../price/decide.ts'
import { refuse } from '../refusal.ts'
import { soldIn } from '../unit/sold-in.ts'
import type { LineItemChange } from './change.ts'
import { dayBefore, type Ground, isBound, lineOf } from './ground.ts'
import type { DatedLineState } from './line-states.ts'
import { newLine, plusDays, refuseParts, type Step } from './plan-option.ts'
import type { PlannedLine } from './planned.ts'
import { type Beside, refuseMore, refuseOutside } from './refuse-outside.ts'
import { ruleFor } from './rule.ts'
import { endOn } from './set-from.ts'
import { lineEnd, type StandingLine, stateInUse } from './standing.ts'
import { comingQuantity, knownFrom, sideOf, timed } from './timing.ts'

/**
 * The line ends, and one with the other plan begins in its place, as many as there are then; what is planned for days to
 * come goes along. The day is that of the rule for the plan it had; bounds and limits are also those of the plan it gets.
 */
export function exchange(
	ground: Ground,
	change: Extract<LineItemChange, { kind: 'plan' }>,
	line: StandingLine,
	beside: Beside,
): Step {
	const { standing } = ground
	const product = ground.prices.find((price) => price.planId === change.planId)
	const sold = product && soldIn(product, line.ownUnit ? null : line.unit)
	const state = stateInUse(line, ground.on) ?? line.states[0]
	comingQuantity(ground, line.id)
	const priceOf = ({ quantity }: DatedLineState) =>
		change.unitPrice ?? priceAt(sold?.tiers ?? [], quantity)?.unitPrice ?? refuse('change.not_offered', {})
	if (!product || !sold || !state) refuse('change.not_offered', {})
	if (isBound(ground)) {
		if (change.unitPrice !== undefined) refuse('change.not_allowed', { access: standing.access })
		if (product.productId !== line.productId || !line.interval) refuse('change.not_offered', {})
	}
	const before = rateOf(state.unitPrice, state, line.interval, standing.currency)
	const after = rateOf(priceOf(state), state, product.interval, standing.currency)
	const direction = sideOf(after > before ? 1 : after < before ? -1 : 0)
	const side = direction === 'less' ? 'less' : 'more'
	const { rule, effectiveOn } = timed(ground, line, side)
	const then = stateInUse(line, effectiveOn) ?? state
	const unitPrice = priceOf(then)
	const coming = laterThan(line, effectiveOn, then, unitPrice)
	const { productId, planId } = product
	for (const { quantity } of [then, ...coming]) {
		refuseOutside(ground, { productId, planId, quantity })
		if (productId !== line.productId) refuseParts(sold, product.name, quantity)
		refuseMore(ground, { productId, planId, quantity, on: effectiveOn }, beside)
	}
	const charged = lineOf(ground.schedule, line.id)?.start ?? 0
	// What is left of a trial goes with the line.
	const freeDays = Math.max(0, charged - parseDay(effectiveOn))
	const added = newLine(product, sold, { quantity: then.quantity, unitPrice, startsOn: effectiveOn, freeDays })
	const { model, serialNumber, factoryNumber } = line
	Object.assign(added, { model, serialNumber, factoryNumber, discountPercent: then.discountPercent })
	added.endsOn = lineEnd(line)
	if (coming.length > 0) added.later = coming
	return {
		line,
		states: endOn(line, knownFrom(ground), dayBefore(effectiveOn)),
		added: [added],
		rules: [rule, ruleFor(standing.rules, planId, side)],
		direction,
		effectiveOn,
		countsFrom: plusDays(effectiveOn, freeDays),
	}
}

/** What of the line is to be different from later days on; of its prices the other plan has its own. */
function laterThan(
	line: StandingLine,
	on: string,
	then: DatedLineState,
	unitPrice: string,
): NonNullable<PlannedLine['later']> {
	let last = then
	return line.states.flatMap((state) => {
		if (state.effectiveOn <= on || (state.inUseOn ?? state.effectiveOn) <= on || isSame(state, last)) return []
		last = state
		const { effectiveOn, inUseOn, quantity, discountPercent } = state
		return [{ effectiveOn, inUseOn: inUseOn ?? null, endsOn: lineEnd(line), quantity, unitPrice, discountPercent }]
	})
}

function isSame(one: DatedLineState, other: DatedLineState): boolean {
	const fields = ['quantity', 'discountPercent'] as const
	return fields.every((field) => compare(parseDecimal(one[field]), parseDecimal(other[field])) === 0)
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
