import { encodeAs } from '../encode.ts'
import { cell, text, workbook } from '../workbook.ts'

/** The ugly files of the corpus: made here, so that each says what is ugly about it. */

export const utf8 = (content: string) => new TextEncoder().encode(content)
export const withMark = (mark: number[], bytes: Uint8Array) => new Uint8Array([...mark, ...bytes])
export { encodeAs }

const letter = (column: number) => String.fromCharCode(65 + column)

/** A workbook of rows: texts as they are, numbers as numbers, `{ day }` as a date of the serial; null leaves the cell out. */
export type Value = string | number | { day: number } | null
export function spreadsheet(rows: readonly (readonly Value[])[], more: { from1904?: boolean; merged?: string[] } = {}) {
	const body = rows
		.map((cells, row) => {
			const written = cells.map((value, column) => {
				const at = `${letter(column)}${row + 1}`
				if (value === null) return ''
				if (typeof value === 'string') return text(at, value)
				if (typeof value === 'number') return cell(at, `<v>${value}</v>`)
				return cell(at, `<v>${value.day}</v>`, ' s="1"')
			})
			return `<row r="${row + 1}">${written.join('')}</row>`
		})
		.join('')
	const merged = more.merged?.map((range) => `<mergeCell ref="${range}"/>`).join('')
	const sheet = `<worksheet><sheetData>${body}</sheetData>${merged ? `<mergeCells>${merged}</mergeCells>` : ''}</worksheet>`
	const properties = more.from1904 ? '<workbookPr date1904="1"/>' : ''
	return workbook(sheet, {
		styles: '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
		workbook: `<workbook>${properties}<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
	})
}

/** Bytes of a picture, whatever its name says. */
export const picture = Uint8Array.from([
	...[
		0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 0, 0, 0, 1, 0, 8, 6,
	],
	...Array.from({ length: 400 }, (_, index) => (index * 73 + 19) % 256),
])
