import { refuse } from '../refusal.ts'
import type { Assigned } from './assigned.ts'
import { isBlank, type SheetRow, textOf } from './cell.ts'
import type { RowOutcome } from './fate.ts'
import type { Field } from './field.ts'
import { type ImportMap, missingFields } from './map.ts'
import { fieldIn } from './own.ts'
import { type Problem, type ProblemCode, type Problems, shorten } from './problem.ts'
import { type CellReader, readerFor, type Value } from './reader.ts'
import { isTotalRow } from './total-row.ts'

/** One row, read: what it says by field, and what is wrong with it. Fields that the map gives no value are absent. */
export type RowRecord = {
	row: SheetRow
	values: { [field: string]: Value | undefined }
	/** Columns without a field, when the map keeps them. */
	others: Record<string, string>
	problems: Problem[]
	/** The currencies that its amounts name beside their figures, by field. */
	named?: { [field: string]: string }
	/** Whom its columns name, once they have been looked up. */
	assigned?: Assigned
	/** The earlier row with the same key, when this one says otherwise. */
	repeats?: number
	/** The earlier row whose contract it gives a further line to. */
	follows?: number
	/** What it did, once it has been loaded. */
	outcome?: RowOutcome
}

export type RowReader = {
	/** Names of the fields that the map gives, by a column or a constant. */
	given: ReadonlySet<string>
	/** Columns without a field are kept. */
	keepsOthers: boolean
	/** The file's name for the column of a field; '' when none. */
	columnOf(field: string): string
	read(row: SheetRow): RowRecord
}

type Column = { field: Field; name: string; index: number; read: CellReader; needed: boolean }
type Settings = { timeZone: string }

/**
 * Compiles a map for a header. Refuses `import.column_missing`, `import.field_missing`, and `import.map_invalid` for a
 * constant that its field does not understand.
 */
export function rowReader(map: ImportMap, header: readonly string[], settings: Settings): RowReader {
	const columns = Object.entries(map.columns).map(([name, column]) => {
		const field = fieldOf(map, name)
		const index = findColumn(header, column.column, name)
		const needed = field.needed === 'value' && map.constants[name] === undefined
		return { field, name: header[index] ?? '', index, read: readerFor(field, column, settings), needed }
	})
	columns.sort((one, other) => one.index - other.index)
	const constants = readConstants(map, settings)
	const given = new Set([...columns.map((column) => column.field.name), ...constants.keys()])
	const [missing] = missingFields(map)
	if (missing !== undefined) refuse('import.field_missing', { field: missing })
	const taken = new Set(columns.map((column) => column.index))
	const others = map.keepOthers
		? header.flatMap((name, index) => (taken.has(index) || name === '' ? [] : [{ name, index }]))
		: []
	const names = new Map(columns.map((column) => [column.field.name, column.name]))
	return {
		given,
		keepsOthers: map.keepOthers,
		columnOf: (field) => names.get(field) ?? '',
		read: (row) => {
			const record: RowRecord = { row, values: Object.fromEntries(constants), others: {}, problems: [] }
			checkLength(record, header.length, map)
			if (record.problems.length === 0) {
				for (const column of columns) readColumn(record, column)
				for (const { name, index } of others) keepOther(record, name, index)
			}
			if (record.problems.length > 0 && isTotalRow(row.cells)) {
				record.problems = []
				report(record, 'total_row', {}, '', '')
			}
			return record
		},
	}
}

function fieldOf(map: ImportMap, name: string): Field {
	const field = fieldIn(map, name)
	if (!field) throw new Error(`The map has passed with an unknown field ${name}`)
	return field
}

/** The place of a column in the header, by name or number. Refuses `import.column_missing`. */
export function findColumn(header: readonly string[], column: string | number, field: string): number {
	if (typeof column === 'number') {
		if (column <= header.length) return column - 1
		refuse('import.column_missing', { column: String(column), field })
	}
	const name = column.replace(/\s+/g, ' ')
	const exact = header.indexOf(name)
	const index = exact >= 0 ? exact : header.findIndex((other) => other.toLowerCase() === name.toLowerCase())
	if (index < 0) refuse('import.column_missing', { column: name, field })
	return index
}

/** Constants that their field does not understand. */
export function wrongConstants(map: ImportMap, settings: Settings): string[] {
	return Object.entries(map.constants).flatMap(([name, text]) => {
		const read = readerFor(fieldOf(map, name), { column: name, format: 'ymd' }, settings)(text)
		return 'finding' in read ? [name] : []
	})
}

function readConstants(map: ImportMap, settings: Settings): Map<string, Value> {
	const constants = new Map<string, Value>()
	for (const [name, text] of Object.entries(map.constants)) {
		const read = readerFor(fieldOf(map, name), { column: name, format: 'ymd' }, settings)(text)
		if ('finding' in read) refuse('import.map_invalid', { path: `constants.${name}`, problem: read.finding.code })
		constants.set(name, read.value)
	}
	return constants
}

/** More cells than columns are as wrong as fewer: a separator inside an unquoted text moves everything after it. */
function checkLength(record: RowRecord, expected: number, map: ImportMap): void {
	const { cells } = record.row
	const facts = { expected: String(expected), found: String(cells.length) }
	if (cells.length > expected && cells.slice(expected).some((cell) => !isBlank(cell)))
		report(record, 'row_long', facts, '', '')
	else if (cells.length < expected && map.file.shortRows === 'reject') report(record, 'row_short', facts, '', '')
}

function readColumn(record: RowRecord, column: Column): void {
	const read = column.read(record.row.cells[column.index])
	if ('finding' in read) {
		record.problems.push({ ...read.finding, field: column.field.name, column: column.name })
		return
	}
	if (read.currency) record.named = { ...record.named, [column.field.name]: read.currency }
	if (read.value !== null) record.values[column.field.name] = read.value
	else if (column.needed) report(record, 'value_missing', {}, column.field.name, column.name)
	// An empty cell says "nothing" where no constant fills it.
	else record.values[column.field.name] ??= null
}

function keepOther(record: RowRecord, name: string, index: number): void {
	const text = textOf(record.row.cells[index]).trim()
	if (text === '') return
	if (text.includes('\u0000') || !text.isWellFormed()) report(record, 'text_broken', {}, '', name)
	else record.others[name] = text.slice(0, 2000)
}

/** Adds a problem to a row. */
export function report<Code extends ProblemCode>(
	record: RowRecord,
	code: Code,
	facts: Problems[Code],
	field: string,
	column: string,
): void {
	record.problems.push({ code, facts, field, column } as Problem)
}

/** Reports an amount that names another currency than the one it would be taken for. */
export function checkNamedCurrency(record: RowRecord, field: string, currency: string, reader: RowReader): void {
	const named = record.named?.[field]
	if (named === undefined || named === currency) return
	report(record, 'amount_in_other_currency', { named, currency }, field, reader.columnOf(field))
}

/** What a value is called in a problem. */
export function sayValue(value: Value | undefined): string {
	if (value === null || value === undefined) return ''
	if (typeof value === 'object') return `${value.count} ${value.unit}`
	return shorten(String(value))
}
