import type { Scope } from '../act.ts'
import { readOwnFields } from '../own-field/find.ts'
import { permit } from '../permit.ts'
import type { Card, FieldRight, RightedRole } from './card-field.ts'
import { fieldNames } from './seen.ts'

/** The fields of a card in their order, those of the company's own last with their names, and what is said of them for a role. */
export type FoundFieldRights = { fields: { field: string; own: string | null }[]; rights: FieldRight[] }

export async function findFieldRights(
	scope: Scope,
	{ card, role }: { card: Card; role: RightedRole },
): Promise<FoundFieldRights> {
	permit(scope, 'company.write')
	const own = await readOwnFields(scope, { subject: card, archived: true })
	const rights = await scope.sql<FieldRight[]>`
		select card, coalesce(field, 'own_' || own_field.number) as field, role, state, access
		from field_right left join own_field on own_field.id = own_field_id where card = ${card} and role = ${role}`
	return {
		fields: [
			...fieldNames(card).map((field) => ({ field, own: null })),
			...own.filter(({ archived, used }) => used || !archived).map(({ key, name }) => ({ field: key, own: name })),
		],
		rights: [...rights],
	}
}
