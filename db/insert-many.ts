import type { Sql, TransactionSql } from './client.ts'

export type ColumnType =
	| 'uuid'
	| 'text'
	| 'date'
	| 'timestamptz'
	| 'bigint'
	| 'integer'
	| 'numeric'
	| 'boolean'
	| 'jsonb'

/** The columns of an insert: their names in the table and their types. */
export type Columns = Record<string, ColumnType>

export type Row<Shape extends Columns> = { [Name in keyof Shape]: unknown }

/**
 * Inserts rows by one statement with an array a column: the parameter count does not grow with the rows, and the
 * server keeps the plan. A missing value is null; `jsonb` values are turned into JSON here.
 */
export async function insertMany<Shape extends Columns>(
	sql: Sql | TransactionSql,
	table: string,
	columns: Shape,
	rows: readonly Row<Shape>[],
): Promise<void> {
	if (rows.length === 0) return
	const names = Object.keys(columns)
	const arrays = names.map((name) => rows.map((row) => asParameter(row[name], columns[name])))
	const isText = (name: string) => columns[name] === 'jsonb' || columns[name] === 'boolean'
	const casts = names.map((name, index) => `$${index + 1}::${isText(name) ? 'text' : columns[name]}[]`)
	const values = names.map((name) => (isText(name) ? `${quote(name)}::${columns[name]}` : quote(name)))
	await sql.unsafe(
		`insert into ${quote(table)} (${names.map(quote).join(', ')}) select ${values.join(', ')} from unnest(${casts.join(', ')}) as given (${names.map(quote).join(', ')})`,
		arrays as never[],
		{ prepare: true },
	)
}

function asParameter(value: unknown, type: ColumnType | undefined): unknown {
	if (value === undefined || value === null) return null
	// As text: the driver takes an array of booleans or bigints for one value of that type.
	return type === 'jsonb' ? JSON.stringify(value) : String(value)
}

function quote(name: string): string {
	return `"${name.replaceAll('"', '""')}"`
}
