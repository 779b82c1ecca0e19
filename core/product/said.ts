import type { Fragment } from 'postgres'
import type { Actor, Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { patternsOf } from '../search.ts'

/** What something is called, by language; in a language that is left out it is called as it is anywhere. */
export type Said = Partial<Record<Language, string>>

/** The language of the page that the actor looks at; none for staff, whose console has the catalogue's own names. */
export function languageRead(actor: Actor): Language | undefined {
	return actor.kind === 'contact' || actor.kind === 'link' ? actor.reads : undefined
}

/**
 * For a query on `product`: the words of a line as its reader's language has them. A line that says what its product is
 * called is said in every language that the product is; words of its own stay.
 */
export function lineRead({ sql, actor }: Pick<Scope, 'sql' | 'actor'>, words: Fragment): Fragment {
	const language = languageRead(actor)
	if (!language) return words
	return sql`case when ${words} = product.name then coalesce(product.names ->> ${language}::text, ${words}) else ${words} end`
}

/** For a query on `plan`: its name as its reader's language has it. */
export function planRead({ sql, actor }: Pick<Scope, 'sql' | 'actor'>): Fragment {
	const language = languageRead(actor)
	return language ? sql`coalesce(plan.names ->> ${language}::text, plan.name)` : sql`plan.name`
}

/** For a query on `product`: its description as its reader's language has it. */
export function descriptionRead({ sql, actor }: Pick<Scope, 'sql' | 'actor'>): Fragment {
	const language = languageRead(actor)
	if (!language) return sql`product.description`
	return sql`coalesce(product.descriptions ->> ${language}::text, product.description)`
}

/** For a query on `product`: the names that go with the words of a line; null where those are its own. */
export function lineNames({ sql }: Pick<Scope, 'sql'>, words: Fragment): Fragment {
	return sql`case when product.names <> '{}' and ${words} = product.name then product.names end`
}

/** The words of a line in a language. */
export function lineSaid(
	{ description, names }: { description: string; names?: Said | null | undefined },
	language: string | undefined,
): string {
	return names?.[language as Language] ?? description
}

/**
 * A condition that a line is found by a search, as its row finds it (`otherwise`), or by what its reader's language calls it.
 * For a query on `product`, joined to lines that may have none.
 */
export function foundAsRead(
	{ sql, actor }: Pick<Scope, 'sql' | 'actor'>,
	search: string | undefined,
	words: Fragment,
	otherwise: Fragment,
): Fragment {
	const language = languageRead(actor)
	const patterns = patternsOf(search)
	if (!language || patterns.length === 0) return otherwise
	const held = patterns.reduce(
		(before, pattern) => sql`${before} and plain_text(product.names ->> ${language}::text) like plain_text(${pattern})`,
		sql`${words} = product.name`,
	)
	return sql`and ((true ${otherwise}) or coalesce(${held}, false))`
}
