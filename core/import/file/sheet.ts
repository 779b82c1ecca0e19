import { refuse } from '../../refusal.ts'
import { isBlank, type SheetRow } from '../cell.ts'
import { sheetRows } from '../xlsx/rows.ts'
import { readWorkbook } from '../xlsx/workbook.ts'
import { openArchive } from '../xlsx/zip.ts'
import { csvRows } from './csv.ts'
import { detectDialect } from './dialect.ts'
import { detectEncoding, type Encoding } from './encoding.ts'
import { findHeader } from './header.ts'
import { bytesOf, type FileSource } from './source.ts'

/** What a map may say about the file itself; everything else is found out. */
export type FileOptions = {
	encoding?: Encoding | undefined
	separator?: string | undefined
	quote?: string | undefined
	/** Name of the sheet; the first visible one otherwise. */
	sheet?: string | undefined
	/** Number of the row with the column names, as the spreadsheet shows it. */
	headerRow?: number | undefined
}

/** How the file was read, to be shown. */
export type FileFacts =
	| { kind: 'csv'; encoding: Encoding; separator: string; quote: string }
	| { kind: 'xlsx'; sheet: string; sheets: string[] }

/** A table out of a file: its column names and, as often as asked, its rows below them. */
export type Sheet = {
	facts: FileFacts
	header: string[]
	headerRow: number
	/** Rows below the header, some hundred at a time, blank rows left out. */
	rows(): AsyncGenerator<SheetRow[]>
}

/**
 * Opens a CSV or XLSX file; which of them is told by its bytes, not its name. Refuses `import.empty`,
 * `import.sheet_missing`, `import.damaged`, `import.header_missing`, `import.quote_open`, and by what it is a file that is neither.
 */
export async function openSheet(source: FileSource, options: FileOptions = {}): Promise<Sheet> {
	const start = await source.read(0, 8)
	if (start.length === 0) refuse('import.empty', {})
	if (start[0] === 0xd0 && start[1] === 0xcf && start[2] === 0x11 && start[3] === 0xe0) refuse('import.old_excel', {})
	const zipped = start[0] === 0x50 && start[1] === 0x4b
	const { facts, rows } = zipped ? await openXlsx(source, options) : await openCsv(source, options)
	const head = await findHeader(rows(), options.headerRow)
	// Spreadsheets leave out the cells behind the last one that is filled; in text such a row may be broken off.
	const width = zipped ? head.names.length : 0
	return { facts, header: head.names, headerRow: head.row, rows: () => below(rows(), head.row, width) }
}

type Rows = { facts: FileFacts; rows: () => AsyncGenerator<SheetRow[]> }

async function openXlsx(source: FileSource, options: FileOptions): Promise<Rows> {
	const archive = await openArchive(source)
	const workbook = await readWorkbook(archive)
	const sheets = workbook.sheets.filter((sheet) => !sheet.hidden)
	const sheet = options.sheet
		? workbook.sheets.find(({ name }) => name.toLowerCase() === options.sheet?.toLowerCase())
		: (sheets[0] ?? workbook.sheets[0])
	if (!sheet && options.sheet)
		refuse('import.sheet_missing', { sheet: options.sheet, sheets: sheets.map(({ name }) => name).join(', ') })
	if (!sheet || !archive.has(sheet.part)) refuse('import.damaged', {})
	return {
		facts: { kind: 'xlsx', sheet: sheet.name, sheets: sheets.map(({ name }) => name) },
		rows: () => sheetRows(archive, sheet.part, workbook),
	}
}

async function openCsv(source: FileSource, options: FileOptions): Promise<Rows> {
	const detected = await detectEncoding(source)
	const encoding = options.encoding ?? detected.encoding
	const skip = options.encoding && options.encoding !== detected.encoding ? 0 : detected.skip
	const text = await beginning(source, encoding, skip)
	if (text.trim() === '') refuse('import.empty', {})
	if (isBinary(text.slice(0, 4096))) refuse('import.not_text', {})
	const found = detectDialect(text)
	const quote = options.quote ?? found.quote
	const dialect = {
		separator: options.separator ?? found.separator,
		quote,
		escapedBy: options.quote ? quote : found.escapedBy,
	}
	return {
		facts: { kind: 'csv', encoding, separator: dialect.separator, quote },
		rows: () => csvRows(source, { ...dialect, encoding, skip }),
	}
}

/** Text hardly ever holds control characters; pictures, PDFs, archives and programs are full of them. */
function isBinary(text: string): boolean {
	const odd = [...text].filter(isControl).length
	return text.includes('\u0000\u0000') || /^%PDF-/.test(text) || (odd > 16 && odd * 20 > text.length)
}

/** But for tabs, line ends, form feeds and the mark for the end of old files. */
function isControl(letter: string): boolean {
	const code = letter.charCodeAt(0)
	return code < 9 || (code > 13 && code < 32 && code !== 26) || code === 127
}

async function beginning(source: FileSource, encoding: Encoding, skip: number): Promise<string> {
	const decoder = new TextDecoder(encoding)
	for await (const bytes of bytesOf(source, skip)) return decoder.decode(bytes, { stream: true })
	return ''
}

async function* below(rows: AsyncGenerator<SheetRow[]>, headerRow: number, width: number): AsyncGenerator<SheetRow[]> {
	for await (const some of rows) {
		const kept = some.filter((row) => row.number > headerRow && !row.cells.every(isBlank))
		for (const { cells } of kept) while (cells.length < width) cells.push(null)
		if (kept.length > 0) yield kept
	}
}
