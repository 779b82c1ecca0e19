import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import { saysNothingHidden } from '../field-right/hidden-words.ts'
import { may } from '../permit.ts'
import { reachesDocument } from './keep.ts'

/** The words of a search that a text can hold: letters and figures, eight at most. */
export const wordsOf = (said: string) => (said.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 8)

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
	return found(scope, { query, words, likeness: 0.7, limit })
}

/** How much of a word that was said one must share to be like it. */
const leastLikeness = 0.4

/** Of so many words that are like it those count that a file still says which was not withdrawn. */
const mostLike = 40

/**
 * The same of documents that say words spelt nearly so: each word that was said stands for the few that some file says and
 * that are most like it, short ones for themselves. Wants a transaction, to set how near.
 */
export async function findDocumentsNear(scope: Scope, said: string, limit: number): Promise<FoundDocument[]> {
	const { sql, actor } = scope
	const words = wordsOf(said)
	if (!may(actor, 'document.read') || !words.some(isLong)) return []
	await sql`select set_config('pg_trgm.similarity_threshold', ${String(leastLikeness)}, true)`
	const near = await sql<{ words: string[] | null }[]>`
		select (select array_agg(word) from (
			select word from (
				select word from document_word where word % plain_text(said)
				order by similarity(word, plain_text(said)) desc, word limit ${mostLike}
			) as like_it
			where exists (
				select from document_text as read join document_version as version on version.id = read.version_id
					join document on document.id = version.document_id
				where read.search @@ ('''' || word || '''')::tsquery and withdrawn_at is null)
			order by similarity(word, plain_text(said)) desc, word limit 4
		) as said_somewhere) as words
		from unnest(${words.filter(isLong)}::text[]) with ordinality as given (said, place) order by place`
	// A word that is like none is said by no file.
	if (near.some((one) => one.words === null)) return []
	const alike = near.map((one) => one.words ?? [])
	const short = words.filter((word) => !isLong(word)).map((word) => queryOf(scope, word))
	const parts = [...alike.map((few) => sql`array_to_string(${few.map(quoted)}::text[], ' | ')::tsquery`), ...short]
	const query = parts.reduce((before, part) => sql`${before} && ${part}`)
	return await sql<
		FoundDocument[]
	>`${found(scope, { query, words: [...words, ...alike.flat()], likeness: 0.5, limit })}`
}

export type FoundDocument = {
	kind: 'document' | 'customer_document' | 'equipment_document'
	id: string
	title: string
	note: string
	likeness: number
}

const isLong = (word: string) => word.length >= 4 && !/[㐀-鿿]/u.test(word)

/** No word that is kept has a quote or a backslash. */
const quoted = (word: string) => `'${word}'`

type Asked = { query: Fragment; words: readonly string[]; likeness: number; limit: number }

function found(scope: Scope, { query, words, likeness, limit }: Asked) {
	const { sql } = scope
	return sql`select case when document.equipment_id is not null then 'equipment_document'
				when document.contract_id is null then 'customer_document' else 'document' end as kind,
			coalesce(document.equipment_id, document.contract_id, document.customer_id) as id, document.title,
			concat_ws(' · ', contract.number, customer.name, equipment.serial_number) as note, ${likeness}::float8 as likeness
		from document_text as read join document_version as version on version.id = read.version_id
			join document on document.id = version.document_id
			left join customer on customer.id = document.customer_id left join contract on contract.id = document.contract_id
			left join equipment on equipment.id = document.equipment_id
		where read.search @@ (${query}) and withdrawn_at is null and ${reachesDocument(scope)}
			${saysNothingHidden(scope, words)}
			and version.number = (select max(latest.number) from document_version as latest where latest.document_id = document.id)
		order by document.id desc limit ${limit}`
}

/** A word, or the beginning of one, as the words of a text are searched for it. */
export function queryOf({ sql }: Pick<Scope, 'sql'>, word: string) {
	if (/[㐀-鿿]/u.test(word)) return sql`phraseto_tsquery('simple', document_words(${word}))`
	return sql`to_tsquery('simple', plain_text(${word}::text) || ':*')`
}
