import type { Fragment } from 'postgres'
import type { Scope } from './act.ts'

/** Conditions, each beginning with `and`, that every word of a search stands in a column of plain text, whatever its accents. */
export function matches({ sql }: Pick<Scope, 'sql'>, column: string, search: string | undefined): Fragment {
	return patternsOf(search).reduce(
		(before, pattern) => sql`${before} and ${sql(column)} like plain_text(${pattern})`,
		sql``,
	)
}

/** The same of any lower-case text, with its accents. */
export function holdsWords({ sql }: Pick<Scope, 'sql'>, text: Fragment, search: string | undefined): Fragment {
	return patternsOf(search).reduce((before, pattern) => sql`${before} and ${text} like ${pattern}`, sql``)
}

/** The words of a search, eight at most, as patterns that a text holds them. */
export function patternsOf(search = ''): string[] {
	const words = search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
	return words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
}
