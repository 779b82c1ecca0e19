import type { Scope } from '../act.ts'
import { saysNothingHidden } from '../field-right/hidden-words.ts'
import { may } from '../permit.ts'
import { reachesDocument } from './keep.ts'

/** The words of a search that a text can hold: letters and figures, eight at most. */
const wordsOf = (said: string) => (said.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 8)

/**
 * Documents whose latest version says all the words, the beginnings of words counting, or whose name does: part of the
 * search for anything, with its columns. Signs of Chinese must follow each other.
 */
export function documentsSaying(scope: Scope, said: string, limit: number) {
	const { sql, actor } = scope
	const words = wordsOf(said)
	if (words.length === 0 || !may(actor, 'document.read'))
		return sql`select null::text as kind, null::uuid as id, '' as title, '' as note, 0.0 as likeness where false`
	const query = words.reduce(
		(before, word, index) => sql`${before} ${index > 0 ? sql`&&` : sql``} ${queryOf(scope, word)}`,
		sql``,
	)
	return sql`select case when document.equipment_id is not null then 'equipment_document'
				when document.contract_id is null then 'customer_document' else 'document' end as kind,
			coalesce(document.equipment_id, document.contract_id, document.customer_id) as id, document.title,
			concat_ws(' · ', contract.number, customer.name, equipment.serial_number) as note, 0.7 as likeness
		from document_text as read join document_version as version on version.id = read.version_id
			join document on document.id = version.document_id
			left join customer on customer.id = document.customer_id left join contract on contract.id = document.contract_id
			left join equipment on equipment.id = document.equipment_id
		where read.search @@ (${query}) and withdrawn_at is null and ${reachesDocument(scope)}
			${saysNothingHidden(scope, words)}
			and version.number = (select max(latest.number) from document_version as latest where latest.document_id = document.id)
		order by document.id desc limit ${limit}`
}

function queryOf({ sql }: Pick<Scope, 'sql'>, word: string) {
	if (/[㐀-鿿]/u.test(word)) return sql`phraseto_tsquery('simple', document_words(${word}))`
	return sql`to_tsquery('simple', plain_text(${word}::text) || ':*')`
}
