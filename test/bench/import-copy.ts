import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase, type Sql } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'

/** Tables in the order in which their keys allow writing. */
const order = [
	'billing_party',
	'company',
	'customer',
	'product',
	'plan',
	'contract',
	'amendment',
	'contract_line',
	'contract_line_state',
	'mrr_movement',
	'event',
]

/** The server itself writes every row of these tables into the folder, as COPY takes it in. */
export async function copyOut(sql: Sql, folder: string): Promise<CopyFile[]> {
	const files: CopyFile[] = []
	// The server may run as another user.
	await chmod(folder, 0o777)
	for (const table of order) {
		const columns = await sql<{ name: string }[]>`
			select quote_ident(column_name) as name from information_schema.columns
			where table_name = ${table} and table_schema = 'public' and is_generated = 'NEVER' order by ordinal_position`
		const list = columns.map(({ name }) => name).join(', ')
		const path = join(folder, `${table}.copy`)
		await sql.unsafe(`copy ${table} (${list}) to '${path}'`)
		files.push({ table, list, path })
	}
	return files
}

export type CopyFile = { table: string; list: string; path: string }

/** Brings the same rows into an empty database of the same server by COPY alone, in one transaction. Answers the seconds. */
export async function copyIn(url: string, name: string, before: CopyFile[], measured: CopyFile[]): Promise<number> {
	const admin = openDatabase(url.replace(/\/[^/]*$/, '/postgres'), { max: 1 })
	await admin.unsafe(`create database ${name}`)
	await admin.end()
	const target = url.replace(/\/[^/]*$/, `/${name}`)
	await migrate(target)
	const sql = openDatabase(target, { max: 1 })
	await copyFiles(sql, before)
	const began = performance.now()
	await copyFiles(sql, measured)
	const seconds = (performance.now() - began) / 1000
	await sql.end()
	return seconds
}

async function copyFiles(sql: Sql, files: CopyFile[]): Promise<void> {
	await sql.begin(async (transaction) => {
		for (const { table, list, path } of files) await transaction.unsafe(`copy ${table} (${list}) from '${path}'`)
	})
}
