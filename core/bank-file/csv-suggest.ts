import { textOf } from '../import/cell.ts'
import type { Sheet } from '../import/file/sheet.ts'
import { readDayText } from '../import/format/day.ts'
import { readNumberText } from '../import/format/number.ts'
import { type CsvMap, suggestColumns } from './csv-columns.ts'
import type { CsvField } from './csv-fields.ts'

/** A map as far as a file tells it: where its rows can be read in two ways, nothing is said. */
export type SuggestedMap = {
	columns: Partial<Record<CsvField, string>>
	dayOrder: CsvMap['dayOrder'] | null
	decimal: CsvMap['decimal'] | null
}

const orders = ['dmy', 'mdy', 'ymd'] as const
const marks = ['point', 'comma'] as const

/** Columns by their names, and how days and amounts are written by all rows together. */
export async function suggestMap(sheet: Sheet, timeZone: string): Promise<SuggestedMap> {
	const named = suggestColumns(sheet.header)
	const guessed = await columnsByContent(sheet, timeZone)
	const columns = {
		...named,
		...(named.bookedOn || named.valueOn ? {} : guessed.day && { bookedOn: guessed.day }),
		...(named.amount || named.credit || named.debit ? {} : guessed.amount && { amount: guessed.amount }),
	}
	const placed = (fields: CsvField[]) =>
		fields.flatMap((field) => {
			const place = sheet.header.indexOf(columns[field] ?? '\0')
			return place < 0 ? [] : [place]
		})
	const [days, amounts] = [placed(['bookedOn', 'valueOn']), placed(['amount', 'credit', 'debit'])]
	const possible = { orders: new Set<(typeof orders)[number]>(orders), marks: new Set<(typeof marks)[number]>(marks) }
	let differ = { days: false, amounts: false }
	for await (const rows of sheet.rows())
		for (const { cells } of rows) {
			for (const place of days) {
				const read = readDayText(textOf(cells[place]), timeZone)
				if (!read) continue
				differ = { ...differ, days: differ.days || orders.some((order) => read[order] !== read.dmy) }
				for (const order of orders) if (!read[order]) possible.orders.delete(order)
			}
			for (const place of amounts) {
				const read = readNumberText(textOf(cells[place]))
				if (!read) continue
				differ = { ...differ, amounts: differ.amounts || read.point !== read.comma }
				for (const mark of marks) if (read[mark] === undefined) possible.marks.delete(mark)
			}
		}
	const [order = 'dmy', ...otherOrders] = possible.orders
	const [mark = 'point', ...otherMarks] = possible.marks
	return {
		columns,
		dayOrder: days.length === 0 || (differ.days && otherOrders.length > 0) ? null : order,
		decimal: amounts.length === 0 || (differ.amounts && otherMarks.length > 0) ? null : mark,
	}
}

/** Where no name says it: the first column of days, and the first of amounts with a mark before their last digits. */
async function columnsByContent(
	sheet: Sheet,
	timeZone: string,
): Promise<{ day?: string | undefined; amount?: string | undefined }> {
	const first: string[][] = []
	for await (const rows of sheet.rows()) {
		first.push(...rows.map(({ cells }) => sheet.header.map((_, place) => textOf(cells[place]))))
		break
	}
	const columnOf = (isSuch: (text: string) => boolean) =>
		sheet.header.find((column, place) => {
			const filled = first.map((texts) => texts[place] ?? '').filter((text) => text !== '')
			return column !== '' && filled.length > 0 && filled.every(isSuch)
		})
	const isDay = (text: string) => /^\d+[^\d,]\d+[^\d,]\d+$/.test(text) && readDayText(text, timeZone) !== undefined
	const isAmount = (text: string) => /[.,]\d{1,3}\D*$/.test(text) && !isDay(text) && readNumberText(text) !== undefined
	return { day: columnOf(isDay), amount: columnOf(isAmount) }
}
