import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import { matches, patternsOf } from '../search.ts'
import type { Card, FieldOf } from './card-field.ts'
import { hiddenEverywhere, hiddenStates } from './rights.ts'

/** What is searched of a thing: columns that everybody sees, and those of a field with the card that it is on. */
type Searched = { plain: string[]; fields: { [Of in Card]: [of: Of, field: FieldOf<Of>, column: string] }[Card][] }

const searched = {
	customer: {
		plain: ['number', 'name'],
		fields: [
			['customer', 'email', 'email'],
			['customer', 'importKey', 'import_key'],
		],
	},
	contact: {
		plain: ['name'],
		fields: [
			['customer', 'email', 'email'],
			['customer', 'phone', 'phone'],
		],
	},
	contract: {
		plain: ['number', 'title'],
		fields: [
			['contract', 'purchaseOrder', 'purchase_order'],
			['contract', 'importKey', 'import_key'],
		],
	},
	line: {
		plain: ['description'],
		fields: [
			['line', 'model', 'model'],
			['line', 'serialNumber', 'serial_number'],
			['line', 'factoryNumber', 'factory_number'],
		],
	},
} satisfies Record<string, Searched>

export type Searchable = keyof typeof searched

/**
 * What can be searched of a thing, as its `search_text` has it, without what is hidden from the actor; nothing where nothing
 * is. `alias` is what its table is called in the query.
 */
export function seenText(scope: Scope, thing: Searchable, alias: string = thing): Fragment | undefined {
	const { sql } = scope
	const { plain, fields }: Searched = searched[thing]
	if (fields.every(([card, field]) => hiddenStates(scope, card, field).length === 0)) return undefined
	const columns = [
		...plain.map((column) => sql`${sql(`${alias}.${column}`)}`),
		...fields.map(([card, field, column]) =>
			seenColumn(scope, { card, field }, `${alias}.${column}`, stateOf(scope, thing, alias)),
		),
	]
	return sql`plain_text(concat_ws(' ', ${columns.reduce((before, column) => sql`${before}, ${column}`)}))`
}

function stateOf({ sql }: Scope, thing: Searchable, alias: string): Fragment {
	if (thing === 'contract') return sql`${sql(`${alias}.state`)}`
	return sql`(select holder.state from contract as holder where holder.id = ${sql(`${alias}.contract_id`)})`
}

/** A column where the actor may see its field, else null. `state` is the SQL of the contract's state. */
export function seenColumn(
	scope: Scope,
	{ card, field }: { card: Card; field: string },
	column: string,
	state: Fragment,
): Fragment {
	const { sql } = scope
	if (hiddenEverywhere(scope, card, field)) return sql`null`
	const states = hiddenStates(scope, card, field)
	if (states.length === 0) return sql`${sql(column)}`
	return sql`case when ${state} <> all(${states}::text[]) then ${sql(column)} end`
}

/** As `matches` of a thing's `search_text`, and only by what the actor may see of it. */
export function matchesSeen(scope: Scope, thing: Searchable, alias: string, search: string | undefined): Fragment {
	const text = seenText(scope, thing, alias)
	const found = matches(scope, `${alias}.search_text`, search)
	if (!text) return found
	return patternsOf(search).reduce(
		(before, pattern) => scope.sql`${before} and ${text} like plain_text(${pattern})`,
		found,
	)
}
