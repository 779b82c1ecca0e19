import { refuse } from '../../refusal.ts'
import { type Cell, isBlank, type SheetRow, textOf } from '../cell.ts'
import { sheetRows } from '../xlsx/rows.ts'
import { readWorkbook } from '../xlsx/workbook.ts'
import { openArchive } from '../xlsx/zip.ts'
import { csvRows } from './csv.ts'
import { detectDialect } from './dialect.ts'
import { detectEncoding, type Encoding } from './encoding.ts'
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
 * `import.sheet_missing`, `import.header_missing`, `import.quote_open`, and by what it is a file that is neither.
 */
export async function openSheet(source: FileSource, options: FileOptions = {}): Promise<Sheet> {
	const start = await source.read(0, 8)
	if (start.length === 0) refuse('import.empty', {})
	if (start[0] === 0xd0 && start[1] === 0xcf && start[2] === 0x11 && start[3] === 0xe0) refuse('import.old_excel', {})
	const zipped = start[0] === 0x50 && start[1] === 0x4b
	const { facts, rows } = zipped ? await openXlsx(source, options) : await openCsv(source, options)
	const head = await findHeader(rows(), options.headerRow)
	return { facts, header: nameColumns(head.cells), headerRow: head.number, rows: () => below(rows(), head.number) }
}

type Rows = { facts: FileFacts; rows: () => AsyncGenerator<SheetRow[]> }

async function openXlsx(source: FileSource, options: FileOptions): Promise<Rows> {
	const archive = await openArchive(source)
	const workbook = await readWorkbook(archive)
	const sheets = workbook.sheets.filter((sheet) => !sheet.hidden)
	const sheet = options.sheet
		? workbook.sheets.find(({ name }) => name.toLowerCase() === options.sheet?.toLowerCase())
		: (sheets[0] ?? workbook.sheets[0])
	if (!sheet || !archive.has(sheet.part))
		refuse('import.sheet_missing', { sheet: options.sheet ?? '', sheets: sheets.map(({ name }) => name).join(', ') })
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
	// Text never holds a NUL; pictures, PDFs and programs nearly always do.
	if (text.slice(0, 4096).includes('\u0000\u0000')) refuse('import.not_text', {})
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

async function beginning(source: FileSource, encoding: Encoding, skip: number): Promise<string> {
	const decoder = new TextDecoder(encoding)
	for await (const bytes of bytesOf(source, skip)) return decoder.decode(bytes, { stream: true })
	return ''
}

/** Rows that are looked at for column names: some exports put a title and a date above them. */
const searched = 25

async function findHeader(rows: AsyncGenerator<SheetRow[]>, said: number | undefined): Promise<SheetRow> {
	const seen: SheetRow[] = []
	for await (const some of rows) {
		for (const row of some) {
			if (row.number === said) return row
			if (!isSeparatorLine(row) && !row.cells.every(isBlank)) seen.push(row)
		}
		if (said === undefined ? seen.length >= searched : (some.at(-1)?.number ?? 0) >= said) break
	}
	if (said !== undefined) refuse('import.header_missing', { row: said })
	const header = seen.slice(0, searched).find((row) => looksLikeHeader(row, seen))
	if (!header) refuse('import.empty', {})
	return header
}

/** Names of columns are texts, and as many as the rows below have cells, or nearly. */
function looksLikeHeader(row: SheetRow, seen: SheetRow[]): boolean {
	const filled = row.cells.filter((cell) => !isBlank(cell))
	const widest = Math.max(...seen.map((other) => other.cells.filter((cell) => !isBlank(cell)).length))
	return filled.length * 2 >= widest && filled.every((cell) => typeof cell === 'string')
}

function isSeparatorLine(row: SheetRow): boolean {
	return row.number === 1 && /^sep=.?$/i.test(textOf(row.cells[0]).trim())
}

/** Column names as they are called everywhere: trimmed; a second column of one name gets a number behind it. */
function nameColumns(cells: Cell[]): string[] {
	const times = new Map<string, number>()
	const names = cells.map((cell) => {
		const name = textOf(cell).replace(/\s+/g, ' ').trim()
		const before = times.get(name) ?? 0
		times.set(name, before + 1)
		return before > 0 && name !== '' ? `${name} (${before + 1})` : name
	})
	while (names.length > 0 && names.at(-1) === '') names.pop()
	return names
}

async function* below(rows: AsyncGenerator<SheetRow[]>, headerRow: number): AsyncGenerator<SheetRow[]> {
	for await (const some of rows) {
		const kept = some.filter((row) => row.number > headerRow && !row.cells.every(isBlank))
		if (kept.length > 0) yield kept
	}
}
