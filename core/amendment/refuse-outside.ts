import { add, compare, type Decimal, formatDecimal, parseDecimal, subtract, ZERO } from '../decimal.ts'
import { refuse } from '../refusal.ts'
import type { Ground } from './ground.ts'
import type { PlannedLine } from './planned.ts'
import { boundsOf, isWithin } from './rule.ts'
import { lineEnd, type StandingLine, stateInUse } from './standing.ts'

type Wanted = { productId: string | null; planId: string | null; quantity: string }

/** The other lines of a contract, as they are with the changes worked out so far. */
export type Beside = { lines: readonly StandingLine[]; added: readonly PlannedLine[] }

/** By their rules a customer has of a line no other quantity than rules and offer allow. */
export function refuseOutside(ground: Ground, { productId, planId, quantity }: Wanted, isNew = false): void {
	if (!ground.byRules) return
	const { smallest, largest } = boundsIn(ground, { productId, planId })
	if (!isWithin(quantity, { smallest, largest }) || (isNew && Number(quantity) === 0))
		refuse('change.quantity_out_of_range', { smallest: smallest ?? (isNew ? '1' : '0'), largest })
}

/** The most that they may have is that of all lines of the product and plan together, from a day on (ISO). */
export function refuseMore(ground: Ground, wanted: Wanted & { on: string }, { lines, added }: Beside): void {
	const { productId, planId, quantity, on } = wanted
	if (!ground.byRules || productId === null) return
	const isSame = (line: Pick<PlannedLine, 'productId' | 'planId'>) =>
		line.productId === productId && (line.planId ?? null) === planId
	const counts = [
		...lines.filter(isSame).map((line) => mostFrom(line, on)),
		...added.filter(isSame).map((line) => [line, ...(line.later ?? [])].map(({ quantity }) => quantity)),
	]
	const there = counts.map(mostOf).reduce(add, ZERO)
	const { largest } = boundsIn(ground, { productId, planId })
	if (there.digits === 0n || compare(add(there, parseDecimal(quantity)), parseDecimal(largest)) <= 0) return
	refuse('change.most_together', { largest, there: formatDecimal(there) })
}

/**
 * What is left of the largest quantity beside other lines of the product and plan, from a day on (ISO); no less than
 * `held`, which may stay. Exact decimals.
 */
export function restBeside(
	largest: string,
	lines: readonly StandingLine[],
	{ productId, planId, on, held = '0' }: Omit<Wanted, 'quantity'> & { on: string; held?: string },
): string {
	if (productId === null) return largest
	const isSame = (line: StandingLine) => line.productId === productId && line.planId === planId
	const there = lines
		.filter(isSame)
		.map((line) => mostOf(mostFrom(line, on)))
		.reduce(add, ZERO)
	return formatDecimal(mostOf([held, formatDecimal(subtract(parseDecimal(largest), there))]))
}

function boundsIn({ standing, offers }: Ground, { productId, planId }: Omit<Wanted, 'quantity'>) {
	const offer = offers.find((one) => one.productId === productId && one.planId === planId)
	return boundsOf(standing.rules, planId, offer)
}

/** How many of a line are in use on the day and after. What is sold once counts on the day it is sold. */
function mostFrom(line: StandingLine, on: string): string[] {
	const end = lineEnd(line)
	const startsOn = line.states[0]?.startsOn ?? on
	if (end !== null && (end < on || end < startsOn)) return []
	if (!line.interval && startsOn < on) return []
	const now = stateInUse(line, on)
	const coming = line.states.filter((state) => (state.inUseOn ?? state.effectiveOn) > on)
	return [...(now ? [now] : []), ...coming].map(({ quantity }) => quantity)
}

function mostOf(quantities: readonly string[]): Decimal {
	return quantities.map(parseDecimal).reduce((one, other) => (compare(one, other) >= 0 ? one : other), ZERO)
}
