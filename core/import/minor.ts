import { formatMajor, readMajor } from '../money.ts'
import { checkNamedCurrency, type RowReader, type RowRecord, report, sayValue } from './record.ts'

/** An amount of a row in minor units of its currency; nothing is zero. One with more digits is reported, and none. */
export function minorOf(record: RowRecord, field: string, currency: string, reader: RowReader): bigint | undefined {
	const value = record.values[field]
	if (value === null || value === undefined) return 0n
	checkNamedCurrency(record, field, currency, reader)
	const minor = /^\d{1,15}(\.\d+)?$/.test(String(value)) ? readMajor(String(value), currency) : 'not_an_amount'
	if (typeof minor !== 'string') return minor
	report(record, 'amount_too_fine', { value: sayValue(value), currency }, field, reader.columnOf(field))
	return undefined
}

/** An amount as the values of rows are written: without zeros at its end. */
export function plainAmount(minor: bigint, currency: string): string {
	const text = formatMajor(minor, currency)
	return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
