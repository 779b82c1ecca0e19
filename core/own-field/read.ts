import type { Scope } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import { accessTo, isNarrowed } from '../field-right/rights.ts'
import { permit, reach } from '../permit.ts'
import { isStaff, readOwnFields } from './find.ts'
import type { OwnField, OwnKind, OwnSubject, OwnValues } from './own-field.ts'

/** What stands in one field of one thing; `text` is what a person reads: a day in ISO, of a choice its name. */
export type OwnValue = { key: string; name: string; kind: OwnKind; text: string }

/**
 * Fields that are offered or filled in, and what stands in them by the id of each thing; `locked` are those in use that may
 * only be seen of it, also where nothing stands in them.
 */
export type OwnOf = {
	fields: OwnField[]
	values: Record<string, OwnValues>
	shown: Record<string, OwnValue[]>
	locked: Record<string, OwnValue[]>
}

type Asked = { subject: OwnSubject; ids: readonly string[] }

/**
 * Of things that the actor reaches, as far as they may see it; nothing for who is no member of staff. The fields are those that
 * they may fill in of all the things, of none of one that is not there yet.
 */
export async function findOwnValues(scope: Scope, asked: Asked): Promise<OwnOf> {
	permit(scope, asked.subject === 'customer' ? 'customer.read' : 'contract.read')
	const all = await readOwnValues(scope, asked)
	if (!isNarrowed(scope)) return all
	const { subject, ids } = asked
	const states = await statesOf(scope, asked)
	const may = (key: string, id: string) => accessTo(scope, subject, key, states.get(id) ?? 'draft')
	const seen = (id: string) => (key: string) => may(key, id) !== 'hidden'
	return {
		fields: all.fields.filter(({ key }) => (ids.length > 0 ? ids : ['']).every((id) => may(key, id) === 'edited')),
		values: mapValues(all.values, (values, id) =>
			Object.fromEntries(Object.entries(values).filter(([key]) => seen(id)(key))),
		),
		shown: mapValues(all.shown, (values, id) => values.filter(({ key }) => seen(id)(key))),
		locked: Object.fromEntries(
			ids.map((id) => [
				id,
				all.fields
					.filter(({ key }) => may(key, id) === 'seen')
					.map((field) => shownIn(field, all.values[id] ?? {})[0] ?? emptyIn(field)),
			]),
		),
	}
}

function mapValues<Value>(of: Record<string, Value>, map: (value: Value, id: string) => Value): Record<string, Value> {
	return Object.fromEntries(Object.entries(of).map(([id, value]) => [id, map(value, id)]))
}

/** In which state the contracts of things are; a customer is in none. */
export async function statesOf({ sql }: Scope, { subject, ids }: Asked): Promise<Map<string, ContractState>> {
	if (subject === 'customer') return new Map()
	const rows = await sql<{ id: string; state: ContractState }[]>`
		select ${subject === 'contract' ? sql`contract.id` : sql`line.id`} as id, contract.state from contract
			${subject === 'contract' ? sql`` : sql`join contract_line as line on line.contract_id = contract.id`}
		where ${subject === 'contract' ? sql`contract.id` : sql`line.id`} = any(${[...ids]}::uuid[])`
	return new Map(rows.map(({ id, state }) => [id, state]))
}

/** Everything that stands in them, for verbs that compare or carry it; who may, the caller has asked. */
export async function readOwnValues(scope: Scope, { subject, ids }: Asked): Promise<OwnOf> {
	if (!isStaff(scope)) return { fields: [], values: {}, shown: {}, locked: {} }
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
	const found: OwnOf = { fields: all.filter(({ archived }) => !archived), values: {}, shown: {}, locked: {} }
	for (const { id, fieldId, value } of rows) {
		const field = byId.get(fieldId)
		if (field) found.values[id] = { ...found.values[id], [field.key]: value }
	}
	for (const [id, values] of Object.entries(found.values))
		found.shown[id] = all.flatMap((field) => shownIn(field, values))
	return found
}

const emptyIn = ({ key, name, kind }: OwnField): OwnValue => ({ key, name, kind, text: '' })

/** What stands in a field, as a person reads it; nothing where it is empty. */
export function shownIn({ key, name, kind, choices }: OwnField, values: OwnValues): OwnValue[] {
	const value = values[key]
	if (value === undefined) return []
	const text = kind === 'choice' ? (choices.find(({ id }) => id === value)?.name ?? '') : value
	return [{ key, name, kind, text }]
}
