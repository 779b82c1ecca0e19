import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import { currencyCodes, exponent } from '../money.ts'
import { holdsWords } from '../search.ts'
import type { Filter } from './asked.ts'
import type { Field, List } from './list.ts'
import { daysOf } from './window.ts'

/** Conditions, each beginning with `and`, that a row is what a filter says. */
export function conditionOf(scope: Scope, list: List, filter: Filter): Fragment {
	const { sql, today } = scope
	const field = list.fields[filter.field]
	if (!field) throw new Error(`${list.name} has no field ${filter.field}`)
	const value = field.sql(scope)
	const days = filter.within ? daysOf(filter.within, today) : {}
	const parts: Fragment[] = [
		...(filter.any ? [anyOf(scope, field, filter.any)] : []),
		...(days.from ? [sql`${value} >= ${days.from}`] : []),
		...(days.to ? [sql`${value} <= ${days.to}`] : []),
		...(filter.from ? [sql`${value} >= ${end(scope, list, field, filter.from)}`] : []),
		...(filter.to ? [sql`${value} <= ${end(scope, list, field, filter.to)}`] : []),
		...(filter.is ? [isEmpty(scope, field, filter.is)] : []),
	]
	return parts.reduce(
		(before, part) => sql`${before} and (${part})`,
		holdsWords(scope, sql`lower(${value})`, filter.words),
	)
}

function anyOf(scope: Scope, field: Field, values: string[]): Fragment {
	const { sql, actor } = scope
	const { holds, id, kind } = field
	if (holds) return values.map((value) => holds(scope, value)).reduce((one, other) => sql`${one} or ${other}`)
	if (kind === 'flag') return sql`case when ${field.sql(scope)} then 'yes' else 'no' end = any(${values}::text[])`
	if (!id) return sql`${field.sql(scope)} = any(${values}::text[])`
	const own = actor.kind === 'staff' ? actor.userId : ''
	return sql`${id(scope)} = any(${values.map((value) => (value === 'me' ? own : value)).filter(Boolean)}::uuid[])`
}

function isEmpty(scope: Scope, field: Field, is: 'empty' | 'set'): Fragment {
	const { sql } = scope
	const value = field.sql(scope)
	const empty = field.kind === 'text' ? sql`coalesce(${value}, '') = ''` : sql`${value} is null`
	return is === 'empty' ? sql`(${empty})` : sql`not (${empty})`
}

function end(scope: Scope, list: List, { kind }: Field, text: string): Fragment {
	const { sql } = scope
	if (kind === 'day') return sql`${text}::text::date`
	if (kind !== 'money') return sql`${text}::text::numeric`
	return sql`${text}::text::numeric * ${minorOf(scope, list)}`
}

/** How many minor units one of the row's currency has. */
function minorOf(scope: Scope, list: List): Fragment {
	const { sql } = scope
	const currency = list.currency?.(scope) ?? sql`${scope.company.currency}::text`
	const unusual = Object.entries(Object.groupBy(currencyCodes(), (code) => String(exponent(code)))).filter(
		([digits]) => digits !== '2',
	)
	const cases = unusual.reduce(
		(before, [digits, codes = []]) =>
			sql`${before} when ${currency} = any(${codes}::text[]) then ${`1e${digits}`}::text::numeric`,
		sql``,
	)
	return sql`case ${cases} else 100 end`
}
