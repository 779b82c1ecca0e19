import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { languageRead, type Said } from '../product/said.ts'
import { unitForm } from './form.ts'

/** For a query: the words of a unit in its reader's language, all forms of them, as `unitForm` takes them. */
export function unitRead({ sql, actor }: Pick<Scope, 'sql' | 'actor'>, unit: Fragment): Fragment {
	const language = languageRead(actor)
	return language
		? sql`coalesce((select unit.names ->> ${language}::text from unit where unit.name = ${unit}), ${unit})`
		: unit
}

/** For a query: the words of a unit by language; null where it has none but its name. */
export function unitNames({ sql }: Pick<Scope, 'sql'>, unit: Fragment): Fragment {
	return sql`(select unit.names from unit where unit.name = ${unit} and unit.names <> '{}')`
}

/** For a query: the words by language of all units that have any, by name; null where none has. */
export function namedUnits({ sql }: Pick<Scope, 'sql'>): Fragment {
	return sql`(select jsonb_object_agg(unit.name, unit.names) from unit where unit.names <> '{}')`
}

/** A unit in a language, in the form that goes with a quantity. */
export function unitSaid(
	{ unit, quantity }: { unit: string; quantity: string },
	names: Said | null | undefined,
	language: string | undefined,
): string {
	const words = names?.[language as Language]
	return words && language ? unitForm(words, language, quantity) : unit
}
