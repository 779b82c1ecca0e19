import type { Scope } from '../act.ts'
import { edits } from '../field-right/locked.ts'
import type { ImportMap } from './map.ts'
import { type RowReader, type RowRecord, report, sayValue } from './record.ts'

/** Who looks after what a row is of, and their group; undefined where the file has no such column, null for an empty cell. */
export type Assigned = { ownerId?: string | null; groupId?: string | null }

const fields = ['owner', 'group'] as const
const inForce = ['draft', 'active', 'paused', 'ending'] as const

/**
 * Finds whom rows name by address or name, and groups by name; of those who have left nobody is meant. From then on the
 * row says the address, and the group as it is written here. Rows that name nobody, or somebody of several, are reported,
 * and every row that says anything where the actor may not. Set-based.
 */
export async function findAssigned(
	scope: Scope,
	{ subject }: Pick<ImportMap, 'subject'>,
	reader: RowReader,
	records: readonly RowRecord[],
): Promise<void> {
	const given = fields.filter((field) => reader.given.has(field))
	if (given.length === 0) return
	const mayAssign =
		subject === 'customers'
			? edits(scope, 'customer', 'owner', null)
			: inForce.every((state) => edits(scope, 'contract', 'owner', state))
	const [people, groups] = await Promise.all([findPeople(scope, records), findGroups(scope, records)])
	for (const record of records) {
		record.assigned = {}
		for (const field of given) {
			const said = record.values[field]
			if (!mayAssign) {
				report(record, 'refused', { code: 'field.locked', facts: '{"field":"owner"}' }, field, reader.columnOf(field))
				continue
			}
			const key = field === 'owner' ? 'ownerId' : 'groupId'
			record.assigned[key] = null
			if (typeof said !== 'string' || said === '') continue
			const found = (field === 'owner' ? people : groups).get(said.toLowerCase()) ?? []
			const facts = { value: sayValue(said) }
			if (found.length > 1) report(record, 'person_ambiguous', facts, field, reader.columnOf(field))
			else if (found[0]) {
				record.assigned[key] = found[0].id
				record.values[field] = found[0].name
			} else
				report(record, field === 'owner' ? 'person_unknown' : 'group_unknown', facts, field, reader.columnOf(field))
		}
	}
}

type Named = { id: string; name: string }

async function findPeople({ sql }: Scope, records: readonly RowRecord[]): Promise<Map<string, Named[]>> {
	const said = saidOf(records, 'owner')
	const people = await sql<(Named & { called: string })[]>`
		select id, email as name, lower(name) as called from staff_user
		where left_at is null and (lower(email) = any(${said}::text[]) or lower(name) = any(${said}::text[]))`
	const byName = Map.groupBy(people, ({ called }) => called)
	// An address is one person's, whatever others are called.
	return new Map([...byName, ...people.map((one): [string, Named[]] => [one.name.toLowerCase(), [one]])])
}

async function findGroups({ sql }: Scope, records: readonly RowRecord[]): Promise<Map<string, Named[]>> {
	const groups = await sql<Named[]>`
		select id, name from staff_group where lower(name) = any(${saidOf(records, 'group')}::text[])`
	return Map.groupBy(groups, ({ name }) => name.toLowerCase())
}

function saidOf(records: readonly RowRecord[], field: string): string[] {
	return [
		...new Set(
			records.flatMap(({ values }) => (typeof values[field] === 'string' ? [values[field].toLowerCase()] : [])),
		),
	]
}

/** Their address and the group's name, of a customer or contract as it stands: '' for nobody. Columns of a query. */
export const assignedHere = ({ sql }: Pick<Scope, 'sql'>, of: 'customer' | 'contract') =>
	sql`coalesce((select email from staff_user where id = ${sql(of)}.owner_id), '') as owner,
		coalesce((select name from staff_group where id = ${sql(of)}.group_id), '') as "group"`
