import { Readable } from 'node:stream'
import { dayOfCivil, parseDay } from '#core/calendar.ts'
import { zipStream } from './zip-stream.ts'

/** A cell of a spreadsheet: a `number` is an exact decimal, a `day` an ISO date. Text is never a formula. */
export type SheetCell = { kind: 'text' | 'number' | 'day'; text: string }

/** As many as a sheet holds, its head among them. */
export const mostSheetRows = 1_048_576

/**
 * Rows as a workbook of one sheet, written as they come: a list of a hundred thousand rows takes no more memory than a
 * short one, and other pages are answered meanwhile.
 */
export function xlsxStream(fileName: string, head: string[], chunks: AsyncIterable<SheetCell[][]>): Response {
	const entries = [
		...plainFiles.map(([name, text]) => ({ name, content: [declaration + text] })),
		{ name: 'xl/worksheets/sheet1.xml', content: sheetOf(head, chunks) },
	]
	const body = Readable.toWeb(Readable.from(zipStream(entries))) as ReadableStream<Uint8Array>
	return new Response(body, {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
			'cache-control': 'private, no-store',
		},
	})
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Everything but the rows is always the same. Cells look plain (0), like days (1), or like a head (2). */
const plainFiles: [string, string][] = [
	[
		'[Content_Types].xml',
		`<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`,
	],
	[
		'_rels/.rels',
		`<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	],
	[
		'xl/workbook.xml',
		`<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>`,
	],
	[
		'xl/_rels/workbook.xml.rels',
		`<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
	],
	[
		'xl/styles.xml',
		`<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
	],
]

async function* sheetOf(head: string[], chunks: AsyncIterable<SheetCell[][]>): AsyncGenerator<string> {
	const letters = head.map((_, index) => columnOf(index))
	const widths = head.map((_, index) => `<col min="${index + 1}" max="${index + 1}" width="18" customWidth="1"/>`)
	yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
	yield `<row r="1">${head.map((text, index) => textCell(`${letters[index]}1`, text, ' s="2"')).join('')}</row>`
	let row = 1
	for await (const rows of chunks) {
		yield rows
			.map((cells) => {
				row += 1
				return `<row r="${row}">${cells.map((cell, index) => cellXml(`${letters[index]}${row}`, cell)).join('')}</row>`
			})
			.join('')
	}
	yield '</sheetData></worksheet>'
}

function cellXml(at: string, { kind, text }: SheetCell): string {
	if (text === '') return ''
	if (kind === 'day') return `<c r="${at}" s="1"><v>${parseDay(text) - firstSerial}</v></c>`
	// A spreadsheet keeps fifteen digits of a number: a longer one stays whole as text.
	if (kind === 'number' && text.replace(/\D/g, '').length <= 15) return `<c r="${at}"><v>${text}</v></c>`
	return textCell(at, text)
}

const firstSerial = dayOfCivil(1899, 12, 30)

function textCell(at: string, text: string, style = ''): string {
	return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** What XML cannot hold is left out. */
const xmlText = (text: string) =>
	text
		.toWellFormed()
		.replace(notXml, '')
		.replace(/[&<>]/g, (sign) => entities[sign] ?? sign)
const notXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** `A` … `Z`, `AA` … */
function columnOf(index: number): string {
	const last = String.fromCharCode(65 + (index % 26))
	return index < 26 ? last : columnOf(Math.floor(index / 26) - 1) + last
}
