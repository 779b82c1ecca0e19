import type { Scope } from '../act.ts'
import { queryOf, wordsOf } from '../document/search.ts'
import { saysNothingHidden } from '../field-right/hidden-words.ts'
import { may, reach } from '../permit.ts'

/** Quotes whose number, title or text says all the words, the beginnings of words counting: part of the search for anything. */
export function quotesSaying(scope: Scope, said: string, limit: number) {
	const { sql, actor } = scope
	const words = wordsOf(said)
	if (words.length === 0 || !may(actor, 'quote.read'))
		return sql`select null::text as kind, null::uuid as id, '' as title, '' as note, 0.0 as likeness where false`
	const query = words.reduce(
		(before, word, index) => sql`${before} ${index > 0 ? sql`&&` : sql``} ${queryOf(scope, word)}`,
		sql``,
	)
	return sql`select 'quote' as kind, quote.id, quote.number, concat_ws(' · ', nullif(quote.title, ''), customer.name),
			case when lower(quote.number) = ${said.toLowerCase()} then 1 else 0.72 end as likeness
		from quote join customer on customer.id = quote.customer_id
			cross join lateral (select coalesce(quote.contract_id, quote.for_contract_id) as contract_id, quote.customer_id) as document
		where (quote.number = any(${[said, said.toUpperCase()]})
				or to_tsvector('simple', document_words(quote.number || ' ' || quote.title || ' ' || quote.introduction || ' ' || quote.conditions))
					@@ (${query}))
			and ${reach(scope).quote()} ${saysNothingHidden(scope, words)}
		order by likeness desc, quote.id desc limit ${limit}`
}
