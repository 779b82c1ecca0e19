import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { isStaff, readOwnFields } from './find.ts'
import type { OwnField, OwnKind, OwnSubject, OwnValues } from './own-field.ts'

/** What stands in one field of one thing; `text` is what a person reads: a day in ISO, of a choice its name. */
export type OwnValue = { key: string; name: string; kind: OwnKind; text: string }

/** Fields that are offered or filled in, and what stands in them by the id of each thing. */
export type OwnOf = { fields: OwnField[]; values: Record<string, OwnValues>; shown: Record<string, OwnValue[]> }

/** Of things that the actor reaches; nothing for who is no member of staff. */
export async function findOwnValues(
	scope: Scope,
	{ subject, ids }: { subject: OwnSubject; ids: readonly string[] },
): Promise<OwnOf> {
	permit(scope, subject === 'customer' ? 'customer.read' : 'contract.read')
	if (!isStaff(scope)) return { fields: [], values: {}, shown: {} }
	const { sql } = scope
	const reached = {
		customer: sql`select customer.id from customer where ${reach(scope).customer()}`,
		contract: sql`select contract.id from contract where ${reach(scope).contract()}`,
		line: sql`select line.id from contract_line as line join contract on contract.id = line.contract_id
			where ${reach(scope).contract()}`,
	}[subject]
	const column = sql(`own_value.${subject}_id`)
	const [all, rows] = await Promise.all([
		readOwnFields(scope, { subject, archived: true }),
		ids.length === 0
			? []
			: await sql<{ id: string; fieldId: string; value: string }[]>`
				select ${column} as id, field_id as "fieldId",
					coalesce(text_value, number_value::text, date_value::text, choice_id::text) as value
				from own_value where ${column} = any(${[...ids]}::uuid[]) and ${column} in (${reached})`,
	])
	const byId = new Map(all.map((field) => [field.id, field]))
	const found: OwnOf = { fields: all.filter(({ archived }) => !archived), values: {}, shown: {} }
	for (const { id, fieldId, value } of rows) {
		const field = byId.get(fieldId)
		if (field) found.values[id] = { ...found.values[id], [field.key]: value }
	}
	for (const [id, values] of Object.entries(found.values))
		found.shown[id] = all.flatMap((field) => shownIn(field, values))
	return found
}

function shownIn({ key, name, kind, choices }: OwnField, values: OwnValues): OwnValue[] {
	const value = values[key]
	if (value === undefined) return []
	const text = kind === 'choice' ? (choices.find(({ id }) => id === value)?.name ?? '') : value
	return [{ key, name, kind, text }]
}
