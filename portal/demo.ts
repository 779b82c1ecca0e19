import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Settings, secretKey } from '#core/settings.ts'
import { openDatabase, type Sql } from '#db/client.ts'
import { databaseName } from '#db/embedded/cluster.ts'
import { migrate } from '#db/migrate.ts'

/**
 * A load of the demo that was killed half-way left half a history: the embedded database is then emptied, to be filled
 * again.
 */
export async function emptyUnfinished(settings: Settings, url: string): Promise<void> {
	if (existsSync(unfinishedIn(settings)) && !settings.databaseUrl && !settings.production) await emptyDatabase(url)
}

/** Fills a new database with the demo company, never in production. */
export async function fillWithDemo(
	settings: Settings,
	{ sql, url }: { sql: Sql; url: string },
	say: (sentence: string) => void,
): Promise<void> {
	if (settings.production) return
	const [company] = await sql`select from company`
	if (company) return
	say('Loading the demo company')
	const unfinished = unfinishedIn(settings)
	// Beside a database of one's own nothing has made the folder yet.
	mkdirSync(settings.dataDir, { recursive: true })
	writeFileSync(unfinished, '')
	const { loadDemo } = await import('#db/demo/load.ts')
	const { demoProcessor } = await import('./stripe/sandbox/demo.ts')
	const { demoPapers } = await import('./demo-papers.ts')
	const hurried = openDatabase(url, { max: 4, session: inHaste, applicationName: 'counterpart demo' })
	const processor = settings.stripe ? undefined : demoProcessor(hurried)
	await loadDemo({ sql: hurried, secretKey: secretKey(settings) }, processor, demoPapers(settings))
	// What was not waited for is on the disk once this is.
	await hurried`select pg_logical_emit_message(false, 'counterpart', 'The demo is loaded', true)`
	await hurried.end()
	rmSync(unfinished)
}

/**
 * What is killed half-way begins anew, so that nothing of it waits for the disk. Plans are made once and kept; made while the
 * tables are still empty, they would read them whole.
 */
const inHaste = { synchronous_commit: 'off', plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off' }

const unfinishedIn = ({ dataDir }: Settings) => join(dataDir, 'demo-unfinished')

async function emptyDatabase(url: string): Promise<void> {
	const sql = openDatabase(url.replace(/\/[^/]*$/, '/postgres'), { max: 1 })
	await sql.unsafe(`drop database ${databaseName} with (force)`)
	await sql.unsafe(`create database ${databaseName}`)
	await sql.end()
	await migrate(url)
}
