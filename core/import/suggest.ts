import Fuse from 'fuse.js'
import { type Cell, isBlank, textOf } from './cell.ts'
import { type Field, fieldsOf, isPriced, keepsOthers, type Subject } from './field.ts'
import { groupMark } from './file/header.ts'
import type { Sheet } from './file/sheet.ts'
import { bareWord } from './format/words.ts'
import { bareHeader, bareHeaders } from './known-names.ts'
import { type ImportMap, readMap } from './map.ts'
import { fieldsOfOwn, type OwnInMap } from './own.ts'
import { readerFor } from './reader.ts'

/** How a column was matched: `sure` of a match is 0 to 1, from its name and from what stands in it. */
export type Match = { field: string; column: string; sure: number }

/** Rows that are looked at to see what a column holds. */
const sampled = 300
/** A match below is no match; of a column that is called just so, whose cells may be as bad as they like but for a few. */
const least = { near: 0.5, exact: 0.3 }

/**
 * Columns matched to fields by their names, as exports of the usual systems and people in four languages write them,
 * and by what stands in them. What no column gives and the company's settings can, becomes a constant.
 */
export async function suggestMap(
	sheet: Sheet,
	subject: Subject,
	company: { timeZone: string; country: string; currency: string; language: string },
	own: OwnInMap = {},
): Promise<{ map: ImportMap; matches: Match[]; assumed: string[] }> {
	const columns = await sampleColumns(sheet)
	const matches = assign([...fieldsOf(subject), ...fieldsOfOwn(own)], sheet.header, columns, { ...company, subject })
	const matched = new Set(matches.map((match) => match.field))
	const constants: Record<string, string> = {}
	const assume = (field: string, value: string) => {
		if (!matched.has(field)) constants[field] = value
	}
	if (subject === 'customers') assume('country', company.country)
	if (subject === 'customers' || subject === 'prices') assume('currency', company.currency)
	if (subject === 'customers' || subject === 'contacts') assume('language', company.language)
	const map = {
		subject,
		columns: Object.fromEntries(
			matches.map((match) => [match.field, { column: numberIfDoubtful(sheet.header, match.column) }]),
		),
		constants,
		...(Object.keys(own).length > 0 && { own }),
		keepOthers: keepsOthers(subject),
		...(isPriced(subject) && amountMeaning(matches)),
	}
	return { map: readMap(map, subject), matches, assumed: Object.keys(constants) }
}

/** A column without a name is meant by its number. */
function numberIfDoubtful(header: readonly string[], column: string): string | number {
	return column === '' ? header.indexOf('') + 1 : column
}

async function sampleColumns(sheet: Sheet): Promise<Cell[][]> {
	const columns: Cell[][] = sheet.header.map(() => [])
	let count = 0
	for await (const rows of sheet.rows()) {
		for (const row of rows) {
			for (const [index, cells] of columns.entries()) {
				const cell = row.cells[index] ?? null
				if (!isBlank(cell)) cells.push(cell)
			}
			if (++count >= sampled) return columns
		}
	}
	return columns
}

/** Names of a column that say what the key is of. */
const ofContract =
	/contract|agreement|subscription|deal|order|договор|контракт|合同|订阅|hợp đồng|số hđ|vertrag|abo|auftrag/

type Given = { timeZone: string; subject: Subject }

type Candidate = { field: Field; index: number; sure: number }

function assign(
	offered: readonly Field[],
	header: readonly string[],
	columns: readonly Cell[][],
	given: Given,
): Match[] {
	const byHeader = headerScores(offered)
	const candidates: Candidate[] = header.flatMap((name, index) =>
		byHeader(name).flatMap(({ field, sure, exact }) => {
			const fits =
				sure * shapeFit(field, columns[index] ?? [], { ...given, ofContract: ofContract.test(bareHeader(name)) })
			return fits >= (exact ? least.exact : least.near) ? [{ field, index, sure: fits }] : []
		}),
	)
	candidates.sort((one, two) => two.sure - one.sure || one.index - two.index)
	const fields = new Set<string>()
	const taken = new Set<number>()
	const matches: Match[] = []
	for (const { field, index, sure } of candidates) {
		if (fields.has(field.name) || taken.has(index)) continue
		fields.add(field.name)
		taken.add(index)
		matches.push({ field: field.name, column: header[index] ?? '', sure })
	}
	return matches
}

/** Scores a header against the names of each field: exactly one of them, the earlier the better, or nearly. */
function headerScores(offered: readonly Field[]): (name: string) => { field: Field; sure: number; exact?: true }[] {
	const names = offered.flatMap((field) =>
		[bareWord(field.name), ...field.headers.split('|')].map((word, place) => ({ field, word, place })),
	)
	const fuse = new Fuse(names, { keys: ['word'], includeScore: true, threshold: 0.3, minMatchCharLength: 4 })
	return (name) => {
		const bare = bareHeader(name.replace(groupMark, ' '))
		if (bare === '') return []
		const exactly = (word: string) =>
			names.flatMap((one) =>
				one.word === word
					? [{ field: one.field, sure: 1 - Math.min(one.place, 60) * 0.002, exact: true as const }]
					: [],
			)
		const exact = bareHeaders(name.replace(groupMark, ' ')).map(exactly)
		const found = exact.find((some) => some.length > 0)
		if (found) return found
		// What a group of columns is called says less than what the column is.
		const inGroup = exactly(bareHeader(name.split(groupMark).at(-1) ?? ''))
		if (name.includes(groupMark)) return inGroup.map(({ field, sure }) => ({ field, sure: sure * 0.8 }))
		const near = fuse.search(bare).slice(0, 12)
		// Short names are near everything: Start and State are one letter apart.
		return near.flatMap(({ item, score }) =>
			bare.length > 5 && score !== undefined ? [{ field: item.field, sure: (1 - score) * 0.85 }] : [],
		)
	}
}

/** The share of a column's cells that its field understands; for a key also how few of them repeat. */
function shapeFit(field: Field, cells: readonly Cell[], given: Given & { ofContract: boolean }): number {
	if (cells.length === 0) return 0.9
	if (field.name === 'key') {
		const different = new Set(cells.map((cell) => textOf(cell).trim())).size
		const share = different / cells.length
		// A few rows may be there twice by mistake; a column that repeats itself by nature is no key.
		if (share >= 0.75) return share
		// Several rows of a contract's number are its lines; an ID that repeats itself is that of something else.
		return given.subject === 'contracts' && given.ofContract ? 0.6 : 0.2
	}
	// What has blanks in it is what somebody is called.
	if (field.name === 'customer') {
		const blank = cells.filter((cell) => /\S\s+\S/.test(textOf(cell))).length
		return blank * 2 > cells.length ? 0.2 : 1
	}
	if (field.kind === 'text' || field.kind === 'key') return 1
	const readers = waysOf(field).map((way) => readerFor(field, { column: field.name, ...way }, given))
	const understood = readers.map((read) => cells.filter((cell) => !('finding' in read(cell))).length)
	return Math.max(...understood) / cells.length
}

/** Any order and mark will do to see whether a column holds dates or numbers. */
function waysOf(field: Field): { format?: 'dmy' | 'mdy' | 'point' | 'comma' }[] {
	if (field.kind === 'day') return [{ format: 'dmy' }, { format: 'mdy' }]
	return field.kind === 'number' ? [{ format: 'point' }, { format: 'comma' }] : [{}]
}

/** What the name of the amount's column says: for how long it is, and whether for one piece or for all. */
function amountMeaning(matches: readonly Match[]): Pick<ImportMap, 'amountPer'> & Partial<Pick<ImportMap, 'amountIs'>> {
	const name = bareWord(matches.find((match) => match.field === 'amount')?.column ?? '')
	const counted = matches.some((match) => match.field === 'quantity')
	const month = /\bmrr\b|month|monat|в месяц|ежемесяч|月|hàng tháng/.test(name)
	const year = /\b(arr|acv)\b|annual|year|годов|в год|年|hàng năm|jahr|jährlich/.test(name)
	const unit =
		/unit|per (seat|user|piece|license)|за единицу|за шт|单价|đơn giá|einzelpreis|stückpreis|je stück|pro (stück|nutzer|lizenz)/.test(
			name,
		)
	const total =
		/total|\b(mrr|arr|acv)\b|subtotal|recurring revenue|contract value|总|合同金额|thành tiền|tổng|giá trị hợp đồng|сумма|gesamt|summe|vertragswert/.test(
			name,
		)
	const amountIs = unit ? 'unit' : total || !counted ? (counted ? 'total' : 'unit') : undefined
	return { amountPer: month ? 'month' : year ? 'year' : 'period', ...(amountIs && { amountIs }) }
}
