import { type Cell, dayOfSerial, type SheetRow } from '../cell.ts'
import type { Workbook } from './workbook.ts'
import { attribute, decodeXml, elements, richText } from './xml.ts'
import type { Archive } from './zip.ts'

/** The last column that a spreadsheet can have. */
const mostColumns = 16_384

/** The rows of one sheet, as many at a time as a piece of the file holds. Rows that the file leaves out are blank ones. */
export async function* sheetRows(archive: Archive, part: string, workbook: Workbook): AsyncGenerator<SheetRow[]> {
	let last = 0
	for await (const found of elements(archive.open(part), 'row')) {
		const rows: SheetRow[] = []
		for (const element of found) {
			const said = Number(attribute(element, 'r') ?? last + 1)
			const number = Number.isSafeInteger(said) && said > last ? said : last + 1
			last = number
			rows.push({ number, cells: readCells(element, workbook) })
		}
		yield rows
	}
}

function readCells(row: string, workbook: Workbook): Cell[] {
	const cells: Cell[] = []
	const tag = cellTag(row)
	if (!tag) return cells
	const close = `</${tag.slice(1)}>`
	let at = row.indexOf(tag)
	while (at >= 0) {
		const head = row.indexOf('>', at)
		if (head < 0) break
		const opening = row.slice(at, head + 1)
		const empty = row[head - 1] === '/'
		const end = empty ? head : row.indexOf(close, head)
		if (end < 0) break
		const column = columnOf(opening) ?? cells.length
		if (column < mostColumns) {
			while (cells.length < column) cells.push(null)
			cells[column] = empty ? null : readCell(opening, row.slice(head + 1, end), workbook)
		}
		at = row.indexOf(tag, end)
	}
	return cells
}

/** `<c ` with the prefix that the writer uses: cells always carry attributes or close at once. */
function cellTag(row: string): string | undefined {
	if (row.includes('<c ')) return '<c '.trimEnd()
	const match = /<(?:[\w.-]+:)?c(?=[\s/>])/.exec(row)
	return match?.[0]
}

function columnOf(opening: string): number | undefined {
	const at = opening.indexOf(' r="')
	if (at < 0) return undefined
	let column = 0
	for (let index = at + 4; ; index++) {
		const letter = opening.charCodeAt(index)
		if (letter < 0x41 || letter > 0x5a) break
		column = column * 26 + (letter - 0x40)
	}
	return column > 0 ? column - 1 : undefined
}

function readCell(opening: string, body: string, workbook: Workbook): Cell {
	const type = quoted(opening, ' t="')
	if (type === 'inlineStr') return richText(body)
	const text = contentOf(body)
	if (text === undefined || text === '') return type === 'str' ? '' : null
	switch (type) {
		case 's':
			return workbook.strings[Number(text)] ?? null
		case 'b':
			return text === '1' || text === 'true'
		case undefined:
		case 'n':
			return readNumber(text, workbook.dayFormats[Number(quoted(opening, ' s="') ?? -1)] === true, workbook)
		default:
			// Calculated text, an ISO day, or an error such as #DIV/0!, which no format accepts.
			return decodeXml(text)
	}
}

function readNumber(text: string, day: boolean, workbook: Workbook): Cell {
	const value = Number(text)
	if (Number.isNaN(value)) return text
	return day ? (dayOfSerial(value, workbook.from1904) ?? value) : value
}

function quoted(opening: string, start: string): string | undefined {
	const at = opening.indexOf(start)
	if (at < 0) return undefined
	const from = at + start.length
	return opening.slice(from, opening.indexOf('"', from))
}

/** What stands in `<v>`. */
function contentOf(body: string): string | undefined {
	let at = body.indexOf('<v>')
	let from = at + 3
	if (at < 0) {
		const match = /<(?:[\w.-]+:)?v(?:\s[^>]*)?>/.exec(body)
		if (!match) return undefined
		at = match.index
		from = at + match[0].length
	}
	const end = body.indexOf('</', from)
	return end < 0 ? undefined : body.slice(from, end)
}
