import { dateOf, formatDay } from '../calendar.ts'

/**
 * One cell as the file has it. CSV gives text only; a spreadsheet also numbers, days and truth values, which need no
 * recognising. `null` is an empty cell.
 */
export type Cell = string | number | boolean | Temporal.PlainDate | null

/** `number` is the row's 1-based number as the person's spreadsheet shows it, headers and blank rows counted. */
export type SheetRow = { number: number; cells: Cell[] }

export function isBlank(cell: Cell | undefined): boolean {
	return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
}

/** The cell as text: days as ISO dates, numbers as plain decimals. */
export function textOf(cell: Cell | undefined): string {
	if (cell === null || cell === undefined) return ''
	if (typeof cell === 'string') return cell
	if (typeof cell === 'number') return decimalText(cell)
	return cell.toString()
}

/**
 * A spreadsheet's number in plain notation. Spreadsheets keep 15 significant digits and show no more: 0.1 + 0.2 is
 * stored as 0.30000000000000004 and means 0.3.
 */
export function decimalText(value: number): string {
	if (Number.isSafeInteger(value)) return String(value)
	const [mantissa = '', power = '0'] = value.toExponential(14).split('e')
	const negative = mantissa.startsWith('-')
	const digits = mantissa.replace(/[-.]/g, '').replace(/0+$/, '')
	const point = Number(power) + 1
	const whole = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0')
	const fraction = point <= 0 ? '0'.repeat(-point) + digits : digits.slice(point)
	return `${negative ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`
}

/** Serial 25569 is 1970-01-01 in Excel's calendar of 1900. */
const epochSerial = 25_569

/** The day of a spreadsheet's date serial; undefined outside 1900-03-01 to 9999. A time of day is left out. */
export function dayOfSerial(serial: number, from1904 = false): Temporal.PlainDate | undefined {
	const days = Math.floor(serial) + (from1904 ? 1462 : 0)
	// Excel believes in 29 February 1900, so serials up to 60 are off by one: nobody's contract is that old.
	if (!(days > 60 && days < 2_958_466)) return undefined
	return dateOf(days - epochSerial)
}

/** ISO text of the same. */
export function textOfSerial(serial: number): string | undefined {
	const days = Math.floor(serial)
	return days > 60 && days < 2_958_466 ? formatDay(days - epochSerial) : undefined
}
