import { type Cell, isBlank, textOf } from './cell.ts'
import { bareWord } from './format/words.ts'

const totals =
	/^(grand |sub ?)?(total|sum|totals)( [\p{L} ]{1,20})?$|^(итого|всего)( [\p{L} ]{1,20})?$|^(合计|总计|小计|共计|合計|總計)$|^(tổng cộng|tổng|cộng)( [\p{L} ]{1,20})?$|^(gesamt|summe|gesamtsumme|zwischensumme|total général|totale?)$/u

/** Whether a row sums up the ones above it: its first text says so. */
export function isTotalRow(cells: readonly Cell[]): boolean {
	const first = cells.find((cell) => !isBlank(cell))
	return typeof first === 'string' && totals.test(bareWord(textOf(first)))
}
