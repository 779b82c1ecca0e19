import type { Scope } from '../act.ts'
import { accessTo } from '../field-right/rights.ts'
import type { OwnField, OwnSubject } from './own-field.ts'

/** The company's own fields in their order; of one subject, or of all. Those that are archived only when asked for. */
export async function readOwnFields(
	{ sql }: Pick<Scope, 'sql'>,
	{ subject, archived = false }: { subject?: OwnSubject; archived?: boolean } = {},
): Promise<OwnField[]> {
	return await sql<OwnField[]>`
		select field.id, 'own_' || field.number as key, field.subject, field.kind, field.name, field.required, field.position,
			field.archived_at is not null as archived,
			exists (select from own_value where own_value.field_id = field.id) as used,
			coalesce((select jsonb_agg(jsonb_build_object('id', choice.id, 'name', choice.name,
					'archived', choice.archived_at is not null) order by choice.archived_at is not null, choice.position, choice.id)
				from own_choice as choice where choice.field_id = field.id), '[]') as choices
		from own_field as field
		where (${subject ?? null}::text is null or field.subject = ${subject ?? null})
			and (${archived} or field.archived_at is null)
		order by field.archived_at is not null, field.position, field.number`
}

/**
 * The same, for staff alone: to customers a company's own fields are not shown. Those that the actor may fill in of something
 * that is not there yet.
 */
export async function findOwnFields(
	scope: Scope,
	wanted: { subject?: OwnSubject; archived?: boolean } = {},
): Promise<OwnField[]> {
	if (!isStaff(scope)) return []
	const fields = await readOwnFields(scope, wanted)
	return fields.filter(({ subject, key }) => accessTo(scope, subject, key, 'draft') === 'edited')
}

/** Own fields are between colleagues. */
export const isStaff = ({ actor }: Pick<Scope, 'actor'>) => actor.kind === 'staff' || actor.kind === 'system'
