import { compare, parseDecimal } from '../decimal.ts'
import type { DatedLineState } from './line-states.ts'
import type { PlannedItem } from './planned-items.ts'
import { type ContractStanding, standingLine, stateInUse } from './standing.ts'

/**
 * How many of a line there will be in the end, by what is agreed and planned for days after `today` (ISO). `companysOn`:
 * the first of these days that the customer's side has not planned.
 */
export function plannedQuantity(
	standing: ContractStanding,
	planned: readonly PlannedItem[],
	lineId: string,
	today: string,
): { quantity: string | undefined; companysOn: string | null } {
	const line = standingLine(standing, lineId)
	let quantity = line && (stateInUse(line, today) ?? line.states[0])?.quantity
	let companysOn: string | null = null
	for (const { effectiveOn, inUseOn, quantity: next } of line?.states ?? []) {
		const on = inUseOn ?? effectiveOn
		if (on <= today || isEqual(next, quantity ?? '')) continue
		quantity = next
		const isAt = (step: DatedLineState) => step.lineId === lineId && step.effectiveOn === effectiveOn
		const isTheirs = planned.some(
			(item) => item.kind === 'step' && item.byCustomer && item.fields.includes('quantity') && isAt(item.after),
		)
		if (!isTheirs) companysOn ??= on
	}
	return { quantity, companysOn }
}

const isEqual = (one: string, other: string) => compare(parseDecimal(one), parseDecimal(other)) === 0
