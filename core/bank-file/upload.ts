import { createHash, randomUUIDv7 } from 'node:crypto'
import type { Scope } from '../act.ts'
import { nameActor } from '../event.ts'
import type { FileSource } from '../import/file/source.ts'
import { permit } from '../permit.ts'
import { readCsv } from './csv.ts'
import { csvMap } from './csv-columns.ts'
import { openBankFile } from './read.ts'
import type { ReadStatement } from './statement.ts'
import { storeStatements } from './store.ts'

/**
 * What became of a file. `asks`: it waits for somebody to say what its columns hold; `again`: it was there already, and
 * nothing changed. How many entries are new, and how many an earlier file had told.
 */
export type UploadedBankFile = { fileId: string; asks: boolean; again: boolean; added: number; known: number }

/**
 * Takes a bank's file in: MT940, CAMT.053, or CSV and XLSX, which is read at once where a file with the same columns was
 * read before. The same file twice changes nothing. Refuses what `openBankFile` and `readCsv` refuse.
 */
export async function uploadBankFile(scope: Scope, { file }: { file: FileSource }): Promise<UploadedBankFile> {
	permit(scope, 'payment.record')
	const { sql, now, actor, company } = scope
	const opened = await openBankFile(file)
	const content = await file.read(0, file.size)
	const sha256 = createHash('sha256').update(content).digest('hex')
	const map = opened.format === 'csv' ? await findMap(scope, headerOf(opened.sheet.header)) : undefined
	const id = randomUUIDv7() as string
	const taken = await sql`
		insert into bank_file (id, file_name, format, sha256, content, uploaded_by, uploaded_at)
		values (${id}, ${file.name.slice(0, 200) || '–'}, ${opened.format}, ${sha256}, ${content}, ${nameActor(actor)}, ${now})
		on conflict (sha256) do nothing`
	if (taken.count === 0) return await standing(scope, sha256)
	let statements: ReadStatement[]
	if (opened.format !== 'csv') statements = opened.statements
	else if (map) statements = await readCsv(opened.sheet, map, company.timeZone)
	else return { fileId: id, asks: true, again: false, added: 0, known: 0 }
	const stored = await storeStatements(scope, id, statements)
	await sql`update bank_file set read_at = ${now}, map = ${map ? sql.json(map) : null} where id = ${id}`
	return { fileId: id, asks: false, again: false, ...stored }
}

async function standing({ sql }: Scope, sha256: string): Promise<UploadedBankFile> {
	const [file] = await sql<{ fileId: string; asks: boolean; entries: number }[]>`
		select id as "fileId", read_at is null as asks, (select count(*)::int from bank_entry where file_id = bank_file.id) as entries
		from bank_file where sha256 = ${sha256}`
	if (!file) throw new Error('The file has gone')
	return { fileId: file.fileId, asks: file.asks, again: true, added: 0, known: file.entries }
}

/** By what files of one bank are known again: their column names. */
export const headerOf = (header: readonly string[]) => header.join('\n')

/** How a file with these columns was read last. */
export async function findMap({ sql }: Pick<Scope, 'sql'>, header: string) {
	const [kept] = await sql<{ map: unknown }[]>`select map from bank_csv_map where header = ${header}`
	return kept ? csvMap.safeParse(kept.map).data : undefined
}
