import type { Scope } from './act.ts'

/** Conditions, each beginning with `and`, that every word of a search stands in a column of lower-case text. */
export function matches({ sql }: Pick<Scope, 'sql'>, column: string, search: string | undefined) {
	const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
	return words.reduce(
		(before, word) => sql`${before} and ${sql(column)} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`,
		sql``,
	)
}
