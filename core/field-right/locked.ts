import type { Scope } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import type { OwnField } from '../own-field/own-field.ts'
import { refuse } from '../refusal.ts'
import { type Card, cardFields, cards, type FieldOf } from './card-field.ts'
import { accessTo } from './rights.ts'

type Bearer = Pick<Scope, 'actor' | 'company'>

/** Whether the actor may change a field of a card whose contract is in this state. */
export const edits = (bearer: Bearer, card: Card, field: string, state: ContractState | null) =>
	accessTo(bearer, card, field, state) === 'edited'

/** Refuses `field.locked` for the first of these fields that the actor may not change. */
export function refuseLocked<Of extends Card>(
	bearer: Bearer,
	card: Of,
	state: ContractState | null,
	fields: readonly FieldOf<Of>[],
): void {
	const locked = fields.find((field) => !edits(bearer, card, field, state))
	if (locked) refuse('field.locked', { field: sayField(locked) })
}

/** Fields of a contract in this state, of its lines and its customer that the actor sees and may not change: `line.model`. */
export function lockedOf(bearer: Bearer, state: ContractState | null): string[] {
	return cards.flatMap((card) => {
		const own = bearer.company.fieldRights.flatMap((right) => (right.card === card ? [right.field] : []))
		const fields = new Set([...Object.keys(cardFields[card]), ...own])
		return [...fields].flatMap((field) => (accessTo(bearer, card, field, state) === 'seen' ? [`${card}.${field}`] : []))
	})
}

/** Of many contracts in every state they may be in while in force: refuses `field.locked` to who may not change it in one of these. */
export function refuseLockedInForce<Of extends Card>(bearer: Bearer, card: Of, fields: readonly FieldOf<Of>[]): void {
	for (const state of ['active', 'paused', 'ending'] as const) refuseLocked(bearer, card, state, fields)
}

/** What a field is called where there is no page to say it: `payment days`. */
export const sayField = (field: string) => field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** The same for fields of the company's own that are given another value than stands in them. */
export function refuseLockedOwn(bearer: Bearer, state: ContractState | null, changed: readonly OwnField[]): void {
	const locked = changed.find(({ subject, key }) => !edits(bearer, subject, key, state))
	if (locked) refuse('field.locked', { field: locked.name })
}
