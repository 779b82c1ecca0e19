import type { Language } from '../words/language.ts'

/**
 * A paper ready to be set: every word and figure is already in the reader's language. Invoices, credit notes and
 * receipts differ only in what they put here.
 */
export type Sheet = {
	language: Language
	/** The title of the file, shown by readers of PDF. */
	title: string
	heading: string
	number: string
	brandColour: string
	company: string
	/** When the paper was issued: the date of the file too, so that the same paper gives the same bytes. */
	issuedOn: Temporal.PlainDate
	parties: Block[]
	facts: Pair[]
	highlight: { label: string; figure: string; remark: string; link?: { text: string; url: string } }
	columns: Column[]
	rows: Row[]
	/** Rows of one line each, set close: for tables of many. */
	dense?: boolean
	/** Tables under the first, each under a title of its own; one without rows is left out. */
	more?: Table[]
	sums: Sum[]
	/** A signature drawn by hand, under everything else, with what it is called. */
	drawing?: { label: string; path: string }
	/** A square code for a camera, at the very end: its rows, `1` for dark. */
	code?: { label: string; rows: string[] }
	/** Beside and under the sums: bank details, notes. */
	blocks: Block[]
	/** The legal lines at the foot of each page. */
	foot: string[]
}

export type Pair = { label: string; value: string }
export type Block = { label: string; strong?: string; lines: string[]; pairs?: Pair[] }
/** The first column takes the room that the others leave. */
export type Column = { title: string; side: 'left' | 'right' }
export type Table = { title: string; columns: Column[]; rows: Row[]; dense?: boolean }
/** `details` stand under the first cell, small. */
export type Row = { cells: string[]; details: string[] }
export type Sum = Pair & { weight: 'quiet' | 'plain' | 'strong' }

/** The sheet with each of its texts changed. */
export function mapTexts(sheet: Sheet, change: (text: string) => string): Sheet {
	const pair = <Kind extends Pair>(each: Kind): Kind => ({
		...each,
		label: change(each.label),
		value: change(each.value),
	})
	const block = (each: Block): Block => ({
		label: change(each.label),
		...(each.strong ? { strong: change(each.strong) } : {}),
		lines: each.lines.map(change),
		...(each.pairs ? { pairs: each.pairs.map(pair) } : {}),
	})
	const columns = (list: Column[]) => list.map((column) => ({ ...column, title: change(column.title) }))
	const rows = (list: Row[]) =>
		list.map(({ cells, details }) => ({ cells: cells.map(change), details: details.map(change) }))
	const { highlight } = sheet
	return {
		...sheet,
		heading: change(sheet.heading),
		number: change(sheet.number),
		company: change(sheet.company),
		parties: sheet.parties.map(block),
		facts: sheet.facts.map(pair),
		highlight: {
			label: change(highlight.label),
			figure: change(highlight.figure),
			remark: change(highlight.remark),
			...(highlight.link ? { link: { ...highlight.link, text: change(highlight.link.text) } } : {}),
		},
		columns: columns(sheet.columns),
		rows: rows(sheet.rows),
		more: (sheet.more ?? []).map((table) => ({
			...table,
			title: change(table.title),
			columns: columns(table.columns),
			rows: rows(table.rows),
		})),
		sums: sheet.sums.map(pair),
		...(sheet.code ? { code: { ...sheet.code, label: change(sheet.code.label) } } : {}),
		...(sheet.drawing ? { drawing: { ...sheet.drawing, label: change(sheet.drawing.label) } } : {}),
		blocks: sheet.blocks.map(block),
		foot: sheet.foot.map(change),
	}
}

/** Every text of a sheet, to see which fonts it needs. */
export function* textsOf(sheet: Sheet): Generator<string> {
	const { highlight } = sheet
	yield* [sheet.heading, sheet.number, sheet.company, ...sheet.foot]
	yield* [
		highlight.label,
		highlight.figure,
		highlight.remark,
		highlight.link?.text ?? '',
		sheet.drawing?.label ?? '',
		sheet.code?.label ?? '',
	]
	for (const { title } of sheet.more ?? []) yield title
	for (const table of [sheet, ...(sheet.more ?? [])]) {
		for (const { title } of table.columns) yield title
		for (const { cells, details } of table.rows) yield* [...cells, ...details]
	}
	for (const { label, value } of [...sheet.facts, ...sheet.sums]) yield* [label, value]
	for (const block of [...sheet.parties, ...sheet.blocks]) {
		yield* [block.label, block.strong ?? '', ...block.lines]
		for (const { label, value } of block.pairs ?? []) yield* [label, value]
	}
}
