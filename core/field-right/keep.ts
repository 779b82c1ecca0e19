import type { Scope } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import { refuse } from '../refusal.ts'
import { type Card, type CardField, cardFields } from './card-field.ts'
import { edits, sayField } from './locked.ts'
import { isNarrowed } from './rights.ts'

type Bearer = Pick<Scope, 'actor' | 'company'>

/**
 * What somebody gives of a card, with everything that they may not change as it was `before`: a form that does not carry a
 * field leaves it alone. Refuses `field.locked` for one that is given something else. Of what is not there yet, `before` is
 * nothing.
 */
export function keepLocked<Given extends object>(
	bearer: Bearer,
	card: Card,
	state: ContractState | null,
	given: Given,
	before: Record<string, unknown> = {},
): Given {
	if (!isNarrowed(bearer)) return given
	const fields: Record<string, CardField> = cardFields[card]
	const said = given as Record<string, unknown>
	const kept = Object.entries(fields).flatMap(([field, { keys }]) => {
		if (edits(bearer, card, field, state)) return []
		const other = keys.find((key) => !isNothing(said[key]) && !isSame(said[key], before[key]))
		if (other) refuse('field.locked', { field: sayField(field) })
		return keys.flatMap((key) => (key in before ? [[key, before[key]]] : []))
	})
	return { ...given, ...Object.fromEntries(kept) }
}

/** What a form that does not carry a field gives for it, and what is so unless somebody says something else. */
function isNothing(value: unknown): boolean {
	if (Array.isArray(value)) return value.length === 0
	return value === undefined || value === null || ['', '0', 'none', 0, false].includes(value as string)
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
