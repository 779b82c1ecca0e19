import type { Scope } from '../act.ts'
import { nameActor } from '../event.ts'
import { textOf } from '../import/cell.ts'
import { openSheet } from '../import/file/sheet.ts'
import { fileOfBytes } from '../import/file/source.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { readCsv } from './csv.ts'
import { type CsvMap, csvMap } from './csv-columns.ts'
import type { CsvField } from './csv-fields.ts'
import { type SuggestedMap, suggestMap } from './csv-suggest.ts'
import { storeStatements } from './store.ts'
import { headerOf } from './upload.ts'

type Kept = { id: string; fileName: string; content: Uint8Array; format: string; isRead: boolean }

async function findTable({ sql }: Scope, fileId: string, lock: boolean): Promise<Kept> {
	const [file] = await sql<Kept[]>`
		select id, file_name as "fileName", content, format, read_at is not null as "isRead" from bank_file where id = ${fileId}
		${lock ? sql`for update` : sql``}`
	if (file?.format !== 'csv') return refuse('not_found', { noun: 'bank_file' })
	return file
}

/** What is shown of a table whose columns somebody has to name: its columns, its first rows, and what they seem to hold. */
export type AskedTable = {
	fileName: string
	isRead: boolean
	header: string[]
	rows: string[][]
	suggested: SuggestedMap
}

/** A CSV or XLSX file that waits for its columns to be named. Refuses `not_found`. */
export async function findTableToRead(scope: Scope, { fileId }: { fileId: string }): Promise<AskedTable> {
	permit(scope, 'payment.record')
	const { fileName, content, isRead } = await findTable(scope, fileId, false)
	const sheet = await openSheet(fileOfBytes(fileName, content))
	const rows: string[][] = []
	for await (const some of sheet.rows()) {
		rows.push(...some.slice(0, 5).map(({ cells }) => sheet.header.map((_, place) => textOf(cells[place]))))
		break
	}
	return { fileName, isRead, header: sheet.header, rows, suggested: await suggestMap(sheet, scope.company.timeZone) }
}

/**
 * Reads a table by what its columns hold, and reads the next file with the same columns so by itself. A file that was read
 * already stays as it is. Refuses `not_found`, `bank_file.field_missing`, and what `readCsv` refuses.
 */
export async function readTable(
	scope: Scope,
	input: { fileId: string; map: CsvMap },
): Promise<{ added: number; known: number }> {
	permit(scope, 'payment.record')
	const { sql, now, company } = scope
	const map = csvMap.parse(input.map)
	const { columns } = map
	const missing = (...fields: CsvField[]) => fields.every((field) => !columns[field])
	if (missing('bookedOn', 'valueOn')) refuse('bank_file.field_missing', { field: 'bookedOn' })
	if (missing('amount', 'credit')) refuse('bank_file.field_missing', { field: 'amount' })
	if (missing('account') && map.account.trim() === '') refuse('bank_file.field_missing', { field: 'account' })
	const file = await findTable(scope, input.fileId, true)
	if (file.isRead) return { added: 0, known: 0 }
	const sheet = await openSheet(fileOfBytes(file.fileName, file.content))
	const stored = await storeStatements(scope, file.id, await readCsv(sheet, map, company.timeZone))
	await sql`update bank_file set read_at = ${now}, map = ${sql.json(map)} where id = ${file.id}`
	await sql`
		insert into bank_csv_map (header, map, saved_by, saved_at)
		values (${headerOf(sheet.header)}, ${sql.json(map)}, ${nameActor(scope.actor)}, ${now})
		on conflict (header) do update set map = excluded.map, saved_by = excluded.saved_by, saved_at = excluded.saved_at`
	return stored
}

/** Throws a file away that nobody has said the columns of. Refuses `not_found`. */
export async function discardTable(scope: Scope, { fileId }: { fileId: string }): Promise<void> {
	permit(scope, 'payment.record')
	const gone = await scope.sql`delete from bank_file where id = ${fileId} and read_at is null`
	if (gone.count === 0) refuse('not_found', { noun: 'bank_file' })
}
