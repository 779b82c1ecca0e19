import type { Scope } from '../act.ts'
import type { OwnSubject } from './own-field.ts'

/** Gives things what stands in the company's own fields of those they come from. Set-based. Who may, the caller has asked. */
export async function carryOwnValues(
	{ sql }: Scope,
	subject: OwnSubject,
	ways: readonly { from: string; to: string }[],
): Promise<void> {
	if (ways.length === 0) return
	const id = sql(`${subject}_id`)
	await sql`
		insert into own_value (field_id, subject, kind, ${id}, text_value, number_value, date_value, choice_id)
		select field_id, subject, kind, way.target, text_value, number_value, date_value, choice_id
		from unnest(${ways.map(({ from }) => from)}::uuid[], ${ways.map(({ to }) => to)}::uuid[]) as way (source, target)
			join own_value on ${sql(`own_value.${subject}_id`)} = way.source`
}
