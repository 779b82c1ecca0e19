import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase, type Sql } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'

/** Tables in the order in which their keys allow writing, which of their rows are meant, and columns that are told another way. */
export type CopiedTable = { table: string; where?: string; as?: Record<string, string> }
export type CopyFile = { table: string; list: string; path: string }

/** The server itself writes the rows into the folder, as COPY takes them in. */
export async function copyOut(sql: Sql, folder: string, tables: readonly CopiedTable[]): Promise<CopyFile[]> {
	const files: CopyFile[] = []
	// The server may run as another user.
	await chmod(folder, 0o777)
	for (const { table, where = 'true', as = {} } of tables) {
		const columns = await sql<{ name: string }[]>`
			select quote_ident(column_name) as name from information_schema.columns
			where table_name = ${table} and table_schema = 'public' and is_generated = 'NEVER' order by ordinal_position`
		const list = columns.map(({ name }) => name).join(', ')
		const path = join(folder, `${table}-${files.length}-${where.length}.copy`)
		const told = columns.map(({ name }) => as[name] ?? name).join(', ')
		await sql.unsafe(`copy (select ${told} from ${table} where ${where}) to '${path}'`)
		files.push({ table, list, path })
	}
	return files
}

/** An empty database of the same server, with the same tables, keys, indexes and triggers. */
export async function openEmpty(url: string, name: string): Promise<Sql> {
	const admin = openDatabase(url.replace(/\/[^/]*$/, '/postgres'), { max: 1 })
	await admin.unsafe(`create database ${name}`)
	await admin.end()
	const target = url.replace(/\/[^/]*$/, `/${name}`)
	await migrate(target)
	return openDatabase(target, { max: 1 })
}

/** Brings the files in by COPY alone, in one transaction, after other statements. Answers the seconds. */
export async function copyIn(sql: Sql, files: readonly CopyFile[], first: readonly string[] = []): Promise<number> {
	const began = performance.now()
	await sql.begin(async (transaction) => {
		for (const statement of first) await transaction.unsafe(statement)
		for (const { table, list, path } of files) await transaction.unsafe(`copy ${table} (${list}) from '${path}'`)
	})
	return (performance.now() - began) / 1000
}
