import type { Fragment } from 'postgres'
import type { Scope } from '../../act.ts'

const languages = ['en', 'ru', 'zh', 'vi'] as const
const ending = { en: 'En', ru: 'Ru', zh: 'Zh', vi: 'Vi' } as const

/** The columns of what something is called, or described as, by language. */
export const nameTexts = languages.map((language) => `name${ending[language]}`)

/** The same of a product, and of its description. */
export const saidTexts = [...nameTexts, ...languages.map((language) => `description${ending[language]}`)]

/** For a query on `product`: those columns, as one JSON object of texts. */
export function saidOf({ sql }: Pick<Scope, 'sql'>) {
	return textsOf({ sql }, sql`('name', product.names), ('description', product.descriptions)`)
}

/** For a query on `plan`: the columns of its names, in the same way. */
export function namesOfPlan({ sql }: Pick<Scope, 'sql'>) {
	return textsOf({ sql }, sql`('name', plan.names)`)
}

function textsOf({ sql }: Pick<Scope, 'sql'>, said: Fragment): Fragment {
	return sql`(select coalesce(jsonb_object_agg(words || initcap(language), coalesce(said ->> language, '')), '{}')
		from (values ${said}) as by_language (words, said), unnest(${languages as unknown as string[]}::text[]) as language)`
}

/** Without the languages that are said in no other way. */
function spoken({ sql }: Pick<Scope, 'sql'>, said: Fragment): Fragment {
	return sql`(select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each_text(${said}) where value <> '')`
}

type SaidRow = { id: string; textOf: (column: string) => string | undefined }

/** What a row says by language; what it does not say is left out. */
function wordsIn({ textOf }: SaidRow, words: 'name' | 'description'): string {
	return JSON.stringify(
		Object.fromEntries(
			languages.flatMap((language) => {
				const text = textOf(`${words}${ending[language]}`)?.trim()
				return text === undefined ? [] : [[language, text]]
			}),
		),
	)
}

/** Writes what plans are called by language; what a row does not say stays as it is. */
export async function writePlanNames({ sql }: Pick<Scope, 'sql'>, rows: readonly SaidRow[]): Promise<void> {
	await sql`
		update plan set names = ${spoken({ sql }, sql`plan.names || given.names`)}
		from (select id, names::jsonb as names
			from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map((row) => wordsIn(row, 'name'))}::text[]) as row (id, names)) as given
		where plan.id = given.id`
}

/** The same of products, and of their descriptions. */
export async function writeSaid({ sql }: Pick<Scope, 'sql'>, rows: readonly SaidRow[]): Promise<void> {
	const said = rows.filter(({ textOf }) => saidTexts.some((column) => textOf(column) !== undefined))
	if (said.length === 0) return
	const wordsOf = (words: 'name' | 'description') => said.map((row) => wordsIn(row, words))
	await sql`
		update product set names = ${spoken({ sql }, sql`product.names || given.names`)},
			descriptions = ${spoken({ sql }, sql`product.descriptions || given.descriptions`)}
		from (select id, names::jsonb as names, descriptions::jsonb as descriptions
			from unnest(${said.map(({ id }) => id)}::uuid[], ${wordsOf('name')}::text[], ${wordsOf('description')}::text[])
				as row (id, names, descriptions)) as given
		where product.id = given.id`
}
