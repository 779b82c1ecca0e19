import type { Scope } from '../act.ts'
import { isStaff, readOwnFields } from '../own-field/find.ts'
import type { OwnField, OwnSubject } from '../own-field/own-field.ts'
import type { Field, Join, List, ListName } from './list.ts'
import { lists } from './lists.ts'
import { withSeenFields } from './seen-fields.ts'

const subjects: Partial<Record<ListName, OwnSubject>> = {
	...{ customers: 'customer', contracts: 'contract', lines: 'line' },
	...{ suppliers: 'customer', 'supplier-contracts': 'contract' },
}

/**
 * A list as the company has it: what it describes, and the company's own fields; without those that are hidden from the actor.
 * Own fields that are not offered any more stay, to find by.
 */
export async function listFor(scope: Scope, name: ListName): Promise<List> {
	return withSeenFields(scope, await withOwn(scope, name))
}

async function withOwn(scope: Scope, name: ListName): Promise<List> {
	const list: List = lists[name]
	const subject = subjects[name]
	if (!subject || !isStaff(scope)) return list
	const own = (await readOwnFields(scope, { subject, archived: true })).filter(
		({ archived, used }) => used || !archived,
	)
	if (own.length === 0) return list
	return {
		...list,
		joins: { ...list.joins, ...Object.fromEntries(own.map((field) => [field.key, joinOf(list, field)])) },
		fields: { ...list.fields, ...Object.fromEntries(own.map((field) => [field.key, describe(field)])) },
	}
}

/** At most one row: by the index that holds what stands in a field of one thing once. */
function joinOf(list: List, { id, key, subject }: OwnField): Join {
	return {
		each: (scope) => scope.sql`left join own_value as ${scope.sql(key)}
			on ${scope.sql(`${key}.${subject}_id`)} = ${list.id(scope)} and ${scope.sql(`${key}.field_id`)} = ${id}`,
	}
}

const kinds = { text: 'text', number: 'number', date: 'day', choice: 'choice' } as const
const columns = { text: 'text_value', number: 'number_value', date: 'date_value', choice: 'choice_id' }

function describe({ key, kind, name, choices, archived }: OwnField): Field {
	const value = ({ sql }: Scope) => sql`${sql(`${key}.${columns[kind]}`)}`
	const named = Object.fromEntries(choices.map((one) => [one.id, one.name]))
	return {
		kind: kinds[kind],
		sql: value,
		...(kind === 'choice' ? { id: value, choices: Object.keys(named) } : { sort: true as const }),
		joins: [key],
		optional: true,
		own: { label: name, archived, choices: named },
	}
}
