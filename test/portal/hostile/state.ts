import type { Sql } from '#db/client.ts'

/** What is written by looking, signing in or being counted; it is nobody's contract. */
const incidental = [
	'rate_limit',
	'session',
	'sign_in_request',
	'secure_link_use',
	'account',
	'message_read',
	'paper_file',
	'paper',
]

/** A digest of every table, without the rows that mention these ids. */
export async function stateOf(sql: Sql, own: string[] = []): Promise<Map<string, string>> {
	const tables = await sql<{ name: string }[]>`
		select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
			and not table_name = any(${incidental}) order by 1`
	const pattern = own.length > 0 ? own.join('|') : 'no such text'
	const digests = tables.map(
		({ name }) =>
			`select '${name}' as name, coalesce(md5(string_agg(row::text, '' order by row::text)), '') as digest from "${name}" as row where row::text !~ $1`,
	)
	const rows = await sql.unsafe<{ name: string; digest: string }[]>(digests.join(' union all '), [pattern])
	return new Map(rows.map(({ name, digest }) => [name, digest]))
}

/** The tables that are no longer as they were. */
export function changedBetween(before: Map<string, string>, after: Map<string, string>): string[] {
	return [...after].filter(([name, digest]) => before.get(name) !== digest).map(([name]) => name)
}
