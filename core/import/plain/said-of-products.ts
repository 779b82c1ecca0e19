import type { Fragment } from 'postgres'
import type { Scope } from '../../act.ts'

const languages = ['en', 'ru', 'zh', 'vi'] as const
const ending = { en: 'En', ru: 'Ru', zh: 'Zh', vi: 'Vi' } as const

/** The columns of what a product is called and described as by language. */
export const saidTexts = (['name', 'description'] as const).flatMap((words) =>
	languages.map((language) => `${words}${ending[language]}`),
)

/** For a query on `product`: those columns, as one JSON object of texts. */
export function saidOf({ sql }: Pick<Scope, 'sql'>) {
	return sql`(select coalesce(jsonb_object_agg(words || initcap(language), coalesce(said ->> language, '')), '{}')
		from (values ('name', product.names), ('description', product.descriptions)) as by_language (words, said),
			unnest(${languages as unknown as string[]}::text[]) as language)`
}

/** Without the languages that are said in no other way. */
function spoken({ sql }: Pick<Scope, 'sql'>, said: Fragment): Fragment {
	return sql`(select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each_text(${said}) where value <> '')`
}

/** Writes them; what a row does not say stays as it is. */
export async function writeSaid(
	{ sql }: Pick<Scope, 'sql'>,
	rows: readonly { id: string; textOf: (column: string) => string | undefined }[],
): Promise<void> {
	const said = rows.filter(({ textOf }) => saidTexts.some((column) => textOf(column) !== undefined))
	if (said.length === 0) return
	const wordsOf = (words: 'name' | 'description') =>
		said.map(({ textOf }) =>
			JSON.stringify(
				Object.fromEntries(
					languages.flatMap((language) => {
						const text = textOf(`${words}${ending[language]}`)?.trim()
						return text === undefined ? [] : [[language, text]]
					}),
				),
			),
		)
	await sql`
		update product set names = ${spoken({ sql }, sql`product.names || given.names`)},
			descriptions = ${spoken({ sql }, sql`product.descriptions || given.descriptions`)}
		from (select id, names::jsonb as names, descriptions::jsonb as descriptions
			from unnest(${said.map(({ id }) => id)}::uuid[], ${wordsOf('name')}::text[], ${wordsOf('description')}::text[])
				as row (id, names, descriptions)) as given
		where product.id = given.id`
}
