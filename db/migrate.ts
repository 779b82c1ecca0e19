import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDatabase, type Sql, type TransactionSql } from './client.ts'

type Migration = { name: string; text: string; checksum: string }

type Options = {
	/** Folder of .sql files, applied in the order of their names. */
	folder?: string
	log?: (sentence: string) => void
}

/** Any number that no other user of the database takes for an advisory lock. */
const lockKey = 7_221_301

/**
 * Brings the database up to date: our migrations, each in a transaction of its own, then those of the job queue.
 * Several processes may call it at once; the lock is taken in each transaction, because a pooler keeps no session.
 * Resolves to the names of those applied by this call. Throws when a migration that was applied has been changed or
 * is unknown here: history is only added to.
 */
export async function migrate(url: string, options: Options = {}): Promise<string[]> {
	const { folder = fileURLToPath(new URL('./migrations', import.meta.url)), log = () => {} } = options
	const migrations = await readMigrations(folder)
	const sql = openDatabase(url, { max: 1, applicationName: 'counterpart migrate', arrays: false })
	try {
		const names: string[] = []
		for (let name = await applyNext(sql, migrations); name; name = await applyNext(sql, migrations)) {
			log(`Migrated ${name}`)
			names.push(name)
		}
		await migrateQueue(sql, url)
		return names
	} finally {
		await sql.end()
	}
}

/** The queue's own migrations, unless this version of it is noted on its schema: then it need not even be loaded. */
async function migrateQueue(sql: Sql, url: string): Promise<void> {
	const entry = createRequire(import.meta.url).resolve('graphile-worker')
	const { version } = JSON.parse(await readFile(join(entry, '../../package.json'), 'utf8')) as { version: string }
	const [schema] = await sql<{ note: string | null }[]>`
		select obj_description(to_regnamespace('graphile_worker'), 'pg_namespace') as note`
	if (schema?.note === version) return
	const { Logger, runMigrations } = await import('graphile-worker')
	await runMigrations({ connectionString: url, maxPoolSize: 2, logger: new Logger(() => () => {}) })
	await sql.unsafe(`comment on schema graphile_worker is '${version}'`)
}

async function readMigrations(folder: string): Promise<Migration[]> {
	const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
	return Promise.all(
		names.map(async (name) => {
			const text = await readFile(join(folder, name), 'utf8')
			return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
		}),
	)
}

/** Applies the first migration that the database lacks; undefined when it lacks none. */
function applyNext(sql: Sql, migrations: Migration[]): Promise<string | undefined> {
	return sql.begin(async (transaction) => {
		await transaction`select pg_advisory_xact_lock(${lockKey})`
		const applied = await readApplied(transaction)
		refuseChangedHistory(migrations, applied)
		const next = migrations[applied.length]
		if (!next) return undefined
		await transaction`set local lock_timeout = '5s'`
		try {
			await transaction.unsafe(next.text)
		} catch (cause) {
			throw new Error(`Migration ${next.name} failed and left nothing behind: ${(cause as Error).message}`, { cause })
		}
		await transaction`insert into migration (name, checksum) values (${next.name}, ${next.checksum})`
		return next.name
	})
}

async function readApplied(sql: TransactionSql): Promise<{ name: string; checksum: string }[]> {
	await sql`create table if not exists migration (
		name text primary key,
		checksum text not null,
		applied_at timestamptz not null default now()
	)`
	return sql`select name, checksum from migration order by name collate "C"`
}

function refuseChangedHistory(migrations: Migration[], applied: { name: string; checksum: string }[]): void {
	for (const [index, past] of applied.entries()) {
		const present = migrations[index]
		if (present?.name !== past.name) {
			throw new Error(
				`The database has migration ${past.name} where this program has ${present?.name ?? 'none'}: ` +
					'start the version that wrote it, or restore the backup made before it.',
			)
		}
		if (present.checksum !== past.checksum) {
			throw new Error(`Migration ${past.name} was changed after it was applied: put it back and add a new one.`)
		}
	}
}
