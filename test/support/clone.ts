import { openDatabase } from '#db/client.ts'
import { templateName } from './database.ts'

let count = 0

/** A new database of this process's own, as the template, or another one, is. */
export async function cloneTemplate(serverUrl: string, like = templateName): Promise<{ name: string; url: string }> {
	const name = `books_${process.pid}_${count++}`
	await administer(serverUrl, `create database ${name} template ${like} strategy file_copy`)
	return { name, url: serverUrl.replace(/\/[^/]*$/, `/${name}`) }
}

export async function administer(serverUrl: string, statement: string): Promise<void> {
	const sql = openDatabase(serverUrl, { max: 1, arrays: false })
	await sql.unsafe(statement)
	await sql.end()
}
