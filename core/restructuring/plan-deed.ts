import type { ContractChange, LineItemChange } from '../amendment/change.ts'
import type { Ground } from '../amendment/ground.ts'
import { isSameState } from '../amendment/line-states.ts'
import { planChange } from '../amendment/plan-change.ts'
import type { PlannedAmendment } from '../amendment/planned.ts'
import { lineEnd, type StandingLine, stateInUse } from '../amendment/standing.ts'
import { add, compare, formatDecimal, isWhole, parseDecimal } from '../decimal.ts'
import { priceAt } from '../price/decide.ts'
import { newPrice } from '../price-update/rule.ts'
import { soldIn } from '../unit/sold-in.ts'
import type { LeftOut, RestructuringDeed } from './deed.ts'
import type { NeedsApproval } from './needs-approval.ts'

/** What the company and the contract say that the ground of a change does not. */
export type DeedTerms = {
	needs: NeedsApproval
	/** The last day (ISO) on which the contract's prices stay as agreed. */
	pricesFixedThrough: string | null
}

export type PlannedDeed = {
	planned: PlannedAmendment | null
	left: { lineId: string; why: LeftOut }[]
	/** Of each new line the one that it takes the place of. */
	replaces: Map<string, string>
}

type SimpleDeed = Exclude<RestructuringDeed, { kind: 'move' | 'split' | 'merge' }>

/** Works a deed out on the lines of one contract that are meant, as the change a person would make. Refuses what that is refused for. */
export function planDeed(
	ground: Ground,
	deed: SimpleDeed,
	lines: readonly StandingLine[],
	terms: DeedTerms,
	reason: string,
): PlannedDeed {
	const left: PlannedDeed['left'] = []
	const meant = new Set(lines.map(({ id }) => id))
	const isWhole = ground.standing.lines.every((line) => meant.has(line.id) || !isRunning(line, ground.on))
	const steps: { line: StandingLine; change: LineItemChange | null }[] = []
	for (const line of lines) {
		const step = stateWhy(ground, line) ?? stepFor(ground, deed, line, { ...terms, isWhole })
		if (typeof step === 'string') left.push({ lineId: line.id, why: step })
		else steps.push({ line, change: step.change })
	}
	const replaces = new Map<string, string>()
	if (steps.length === 0) return { planned: null, left, replaces }
	const change = changeFor(ground, deed, steps, isWhole)
	if (change.kind === 'cancel' && change.endsOn && terms.needs.end(ground.standing, change.endsOn))
		return {
			...{ planned: null, replaces },
			left: [...left, ...steps.map(({ line }) => ({ lineId: line.id, why: 'approval' as const }))],
		}
	const planned = planChange(ground, change, reason)
	if (deed.kind === 'product')
		for (const [index, { key }] of planned.added.entries()) replaces.set(key, steps[index]?.line.id ?? '')
	return { planned, left, replaces }
}

function changeFor(
	ground: Ground,
	deed: SimpleDeed,
	steps: readonly { line: StandingLine; change: LineItemChange | null }[],
	isWhole: boolean,
): ContractChange {
	const { standing } = ground
	if (deed.kind === 'end' && isWhole) return { kind: 'cancel', endsOn: deed.endsOn }
	if (deed.kind === 'co_terminate') {
		const { endsOn } = deed
		const lineIds = steps.map(({ line }) => line.id)
		return { kind: 'co_terminate', endsOn, parts: [{ contractId: standing.id, ...(isWhole ? {} : { lineIds }) }] }
	}
	return { kind: 'several', changes: steps.flatMap(({ change }) => change ?? []) }
}

/** Bills something from a day on. */
export function isRunning(line: StandingLine, on: string): boolean {
	const end = lineEnd(line)
	const startsOn = line.states[0]?.startsOn ?? on
	return line.interval !== null && (end === null || (end >= on && end >= startsOn))
}

/** Why a line cannot have anything done to it from a day on. */
export function stateWhy({ standing, on }: Ground, line: StandingLine): LeftOut | null {
	if (standing.state === 'ending') return 'in_notice'
	if (standing.state !== 'active' && standing.state !== 'paused') return 'state'
	if (!line.interval) return 'one_off'
	const end = lineEnd(line)
	const startsOn = line.states[0]?.startsOn ?? on
	return end !== null && (end < startsOn || end < Temporal.PlainDate.from(on).subtract({ days: 1 }).toString())
		? 'ended'
		: null
}

type Step = { change: LineItemChange | null } | LeftOut

function stepFor(ground: Ground, deed: SimpleDeed, line: StandingLine, terms: DeedTerms & { isWhole: boolean }): Step {
	const { standing, on } = ground
	const state = stateInUse(line, on) ?? line.states[0]
	if (!state) return 'ended'
	const lineId = line.id
	const end = lineEnd(line) ?? standing.endsOn
	switch (deed.kind) {
		case 'end':
			if (end !== null && end <= deed.endsOn) return 'same'
			return { change: { kind: 'line_end', lineId, endsOn: deed.endsOn } }
		case 'co_terminate':
			if (end === deed.endsOn) return 'same'
			if (standing.endsOn && deed.endsOn > standing.endsOn && !terms.isWhole) return 'beyond_contract'
			return { change: null }
		case 'quantity':
			if (standing.endsOn && standing.endsOn < on) return 'ended'
			if (sameDecimal(state.quantity, deed.quantity)) return 'same'
			if (!line.divisible && !isWhole(deed.quantity)) return 'not_whole'
			if (isPlanned(line, on, 'quantity')) return 'planned'
			return { change: { kind: 'quantity', lineId, quantity: deed.quantity } }
		case 'price_percent':
		case 'price_amount': {
			if (standing.endsOn && standing.endsOn < on) return 'ended'
			const price = priceOf(deed, state.unitPrice, standing.currency)
			if (price === null) return 'below_zero'
			const side = compare(parseDecimal(price), parseDecimal(state.unitPrice))
			if (side === 0) return 'same'
			if (terms.pricesFixedThrough !== null && terms.pricesFixedThrough >= on) return 'fixed_price'
			if (terms.needs.price(state.unitPrice, price)) return 'approval'
			if (isPlanned(line, on, 'unitPrice')) return 'planned'
			return { change: { kind: 'price', lineId, unitPrice: price } }
		}
		case 'product': {
			if (standing.endsOn && standing.endsOn < on) return 'ended'
			const { planId, unitPrice } = deed
			const product = ground.prices.find((price) => price.planId === planId)
			if (line.planId === planId) return 'same'
			const sold = product && soldIn(product, line.ownUnit ? null : line.unit)
			const listed = priceAt(sold?.tiers ?? [], state.quantity)?.unitPrice
			if (!sold || !(unitPrice ?? listed)) return 'no_price'
			if (!sold.divisible && !isWhole(state.quantity)) return 'not_whole'
			if (unitPrice !== undefined && listed && terms.needs.price(listed, unitPrice)) return 'approval'
			// What was planned and taken back stands there as a state that says what is so already.
			if (line.states.some((later) => later.effectiveOn > on && !isSameState(later, state))) return 'planned'
			return { change: { kind: 'plan', lineId, planId, ...(unitPrice !== undefined && { unitPrice }) } }
		}
	}
}

function priceOf(
	deed: Extract<SimpleDeed, { kind: 'price_percent' | 'price_amount' }>,
	before: string,
	currency: string,
): string | null {
	if (deed.kind === 'price_percent') return newPrice(before, deed, currency)
	const after = add(parseDecimal(before), parseDecimal(deed.amount))
	return after.digits < 0n ? null : formatDecimal(after)
}

/** Something else is planned for it on a day to come. */
function isPlanned(line: StandingLine, on: string, field: 'quantity' | 'unitPrice'): boolean {
	const now = stateInUse(line, on) ?? line.states[0]
	return line.states.some((state) => state.effectiveOn > on && !sameDecimal(state[field], now?.[field] ?? state[field]))
}

const sameDecimal = (one: string, other: string) => compare(parseDecimal(one), parseDecimal(other)) === 0
