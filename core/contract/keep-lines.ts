import type { Scope } from '../act.ts'
import { cardFields } from '../field-right/card-field.ts'
import { keepLocked } from '../field-right/keep.ts'
import { edits } from '../field-right/locked.ts'
import { isNarrowed } from '../field-right/rights.ts'
import { refuse } from '../refusal.ts'
import type { DraftLine } from './find-draft.ts'
import type { LineInput } from './input.ts'
import type { ContractState } from './state.ts'

/** Whether the actor may change everything of lines in this state: else they stay as they are, as a whole. */
export function editsLines(scope: Pick<Scope, 'actor' | 'company'>, state: ContractState): boolean {
	if (!isNarrowed(scope)) return true
	const own = scope.company.fieldRights.flatMap(({ card, field }) => (card === 'line' ? [field] : []))
	return [...Object.keys(cardFields.line), ...own].every((field) => edits(scope, 'line', field, state))
}

/**
 * The lines that a draft is written with: as they are given, or as they were where the actor may not change all of them.
 * Refuses `field.locked` where they are given others.
 */
export function keepLines(
	scope: Scope,
	state: ContractState,
	given: readonly LineInput[],
	before: readonly DraftLine[],
): LineInput[] {
	if (editsLines(scope, state)) return [...given]
	if (given.length !== before.length && given.length > 0) refuse('field.locked', { field: 'lines' })
	return before.map((was, index) => {
		const line = lineOf(was)
		const wanted = given[index]
		if (!wanted) return line
		keepLocked(scope, 'line', state, wanted, line)
		if (wanted.description !== line.description || wanted.quantity !== line.quantity)
			refuse('field.locked', { field: 'lines' })
		return line
	})
}

function lineOf({ intervalUnit, intervalCount, id: _, productName: __, ...line }: DraftLine): LineInput {
	const interval = intervalUnit && intervalCount ? { unit: intervalUnit, count: intervalCount } : null
	return { ...line, interval }
}
