import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import type { Fragment } from './fact/fact.ts'
import type { Step } from './periods.ts'
import type { Dimension } from './question.ts'

/** What is a word or a code, and not a row with a name. */
type Written = 'reason' | 'country' | 'industry' | 'language'

/** Names of what rows are keyed by. What belongs to none has none. */
export async function labelsOf(
	scope: Scope,
	dimension: Exclude<Dimension, Step>,
	keys: readonly string[],
	language: Language = scope.company.language,
): Promise<Map<string, string>> {
	const named = keys.filter((key) => key !== '')
	if (named.length === 0) return new Map()
	const { sql } = scope
	if (dimension === 'industry') return new Map(named.map((key) => [key, key]))
	if (dimension === 'country' || dimension === 'language') {
		const type = dimension === 'country' ? 'region' : 'language'
		const names = new Intl.DisplayNames(language, { type, fallback: 'code' })
		return new Map(named.map((key) => [key, names.of(key) ?? key]))
	}
	const rows =
		dimension === 'reason'
			? await reasons(scope, named, language)
			: await sql<{ key: string; label: string }[]>`
				select id::text as key, label from (${namesOf(scope, dimension)}) as named (id, label)
				where id = any(${named}::uuid[])`
	return new Map(rows.map(({ key, label }) => [key, label]))
}

function namesOf({ sql }: Scope, dimension: Exclude<Dimension, Step | Written>): Fragment {
	switch (dimension) {
		case 'group':
			return sql`select id, name from staff_group`
		case 'person':
			return sql`select id, name from staff_user`
		case 'customer':
			return sql`select id, name from customer`
		case 'contract':
			return sql`select id, number || case when title = '' then '' else ' · ' || title end from contract`
		case 'invoice':
			return sql`select id, number from invoice`
		case 'product':
			return sql`select id, name from product`
		case 'plan':
			return sql`select plan.id, product.name || ' · ' || plan.name from plan join product on product.id = plan.product_id`
	}
}

/** A reason is the company's own code in its words of a language, or what was written when there was none. */
async function reasons({ sql }: Scope, keys: readonly string[], language: Language) {
	return await sql<{ key: string; label: string }[]>`
		select key, coalesce(case ${language} when 'ru' then label_ru when 'zh' then label_zh when 'vi' then label_vi else label_en end, key) as label
		from unnest(${keys as string[]}::text[]) as key left join cancel_reason on code = key`
}
