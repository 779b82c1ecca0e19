import { textOf } from '../import/cell.ts'
import type { Sheet } from '../import/file/sheet.ts'
import { readCurrency } from '../import/format/currency.ts'
import { readDayText } from '../import/format/day.ts'
import { readNumberText } from '../import/format/number.ts'
import { readMajor } from '../money.ts'
import { refuse } from '../refusal.ts'
import type { CsvMap } from './csv-columns.ts'
import type { CsvField } from './csv-fields.ts'
import { bareAccount, oneLine, type ReadEntry, type ReadStatement } from './statement.ts'
import { refuseLine } from './unclear.ts'

type Row = { number: number; text: (field: CsvField) => string }

/**
 * Entries of a bank's CSV or XLSX file by a map, one statement for each account and currency in it. Rows without a day and
 * an amount, such as sums below the table, are left out. Refuses `bank_file.column_missing`, `bank_file.unclear`.
 */
export async function readCsv(sheet: Sheet, map: CsvMap, timeZone: string): Promise<ReadStatement[]> {
	const statements = new Map<string, ReadStatement>()
	for await (const row of rowsOf(sheet, map)) {
		const entry = readRow(row, map, timeZone)
		if (!entry) continue
		const account = bareAccount(row.text('account') || map.account)
		const key = `${account} ${entry.currency}`
		const blank = { account, currency: entry.currency, number: '', openingMinor: null, closingMinor: null, entries: [] }
		const statement = statements.get(key) ?? { ...blank, line: row.number }
		statements.set(key, statement)
		statement.entries.push(entry)
	}
	if (statements.size === 0) refuse('import.empty', {})
	return [...statements.values()]
}

async function* rowsOf(sheet: Sheet, { columns }: Pick<CsvMap, 'columns'>): AsyncGenerator<Row> {
	const places = new Map<CsvField, number>()
	for (const [field, column] of Object.entries(columns) as [CsvField, string][]) {
		const place = sheet.header.indexOf(column)
		if (place < 0) refuse('bank_file.column_missing', { column })
		places.set(field, place)
	}
	for await (const rows of sheet.rows())
		for (const { number, cells } of rows)
			yield { number, text: (field) => textOf(cells[places.get(field) ?? -1] ?? null).trim() }
}

function readRow(row: Row, map: CsvMap, timeZone: string): ReadEntry | undefined {
	const said = row.text('bookedOn') || row.text('valueOn')
	const amount = row.text('amount') || row.text('credit') || row.text('debit')
	if (said === '' || amount === '') return undefined
	const bookedOn = dayIn(row, said, map, timeZone)
	const value = row.text('valueOn')
	const currency = row.text('currency') ? readCurrency(row.text('currency')) : map.currency
	if (!currency) return refuseLine(row.number, row.text('currency'))
	const amountMinor = minorIn(row, map, currency)
	if (amountMinor === 0n) return undefined
	return {
		...{ bookedOn, valueOn: value === '' ? bookedOn : dayIn(row, value, map, timeZone), amountMinor, currency },
		counterparty: oneLine(row.text('counterparty'), 200),
		counterpartyAccount: bareAccount(row.text('counterpartyAccount')).slice(0, 60),
		reference: oneLine(row.text('reference'), 140),
		description: oneLine(row.text('description')),
		bankReference: oneLine(row.text('bankReference'), 140),
		line: row.number,
	}
}

function dayIn(row: Row, text: string, { dayOrder }: CsvMap, timeZone: string): string {
	return readDayText(text, timeZone)?.[dayOrder] ?? refuseLine(row.number, text)
}

/** One column with signs, or one for what came in and one for what went out, whichever sign stands there. */
function minorIn(row: Row, { decimal }: CsvMap, currency: string): bigint {
	const read = (field: CsvField): bigint => {
		const text = row.text(field)
		if (text === '') return 0n
		const minor = readMajor(readNumberText(text)?.[decimal] ?? '', currency)
		return typeof minor === 'string' ? refuseLine(row.number, text) : minor
	}
	const size = (minor: bigint) => (minor < 0n ? -minor : minor)
	return read('amount') || size(read('credit')) - size(read('debit'))
}
