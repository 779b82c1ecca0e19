import type { Scope } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import { emit } from '../event.ts'
import { readOwnFields } from '../own-field/find.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import {
	type Access,
	accesses,
	type Card,
	canBeHidden,
	cards,
	type RightedRole,
	rightedRoles,
	rightedStates,
} from './card-field.ts'
import { fieldNames } from './seen.ts'

export type SaveFieldRights = {
	card: Card
	role: RightedRole
	/** All that is said of the card for the role; whatever is not among it is not said any more. */
	rights: { field: string; state: ContractState | null; access: Access }[]
}

/**
 * Says what a role may do with the fields of a card, in every state and in single ones. Counts at once for whatever begins
 * after it. Refuses `input.invalid`, `not_found` for a field that the card does not have.
 */
export async function saveFieldRights(scope: Scope, { card, role, rights }: SaveFieldRights): Promise<void> {
	permit(scope, 'company.write')
	const { sql } = scope
	if (!cards.includes(card)) refuse('input.invalid', { field: 'card', problem: 'invalid' })
	if (!rightedRoles.includes(role)) refuse('input.invalid', { field: 'role', problem: 'invalid' })
	await sql`lock table field_right in share row exclusive mode`
	const own = new Map((await readOwnFields(scope, { subject: card, archived: true })).map(({ key, id }) => [key, id]))
	const listed = new Set(fieldNames(card))
	const said = rights.filter(({ access, state }) => access !== 'edited' || state !== null)
	for (const { field, state, access } of said) {
		if (!listed.has(field) && !own.has(field)) refuse('not_found', { noun: 'field' })
		if (!accesses.includes(access) || (access === 'hidden' && !canBeHidden(card, field)))
			refuse('input.invalid', { field: 'access', problem: 'invalid' })
		if (state !== null && (card === 'customer' || !rightedStates.includes(state)))
			refuse('input.invalid', { field: 'state', problem: 'invalid' })
	}
	await sql`delete from field_right where card = ${card} and role = ${role}`
	for (const { field, state, access } of said)
		await sql`
			insert into field_right (card, field, own_field_id, role, state, access)
			values (${card}, ${listed.has(field) ? field : null}, ${own.get(field) ?? null}, ${role}, ${state}, ${access})`
	const subject = { kind: 'company', id: scope.company.billingPartyId }
	await emit(scope, { kind: 'company.updated', subject, facts: { fieldRights: { card, role, rights: said } } })
}
