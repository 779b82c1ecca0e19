import type { Fragment } from 'postgres'
import type { Scope } from './act.ts'

/** Conditions, each beginning with `and`, that every word of a search stands in a column of lower-case text. */
export function matches({ sql }: Pick<Scope, 'sql'>, column: string, search: string | undefined) {
	return holdsWords({ sql }, sql`${sql(column)}`, search)
}

/** The same of any lower-case text. */
export function holdsWords({ sql }: Pick<Scope, 'sql'>, text: Fragment, search: string | undefined) {
	const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
	return words.reduce(
		(before, word) => sql`${before} and ${text} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`,
		sql``,
	)
}
