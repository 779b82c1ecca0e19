import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '#core/settings.ts'
import { openDatabase } from '#db/client.ts'
import { databaseName } from '#db/embedded/cluster.ts'
import { migrate } from '#db/migrate.ts'

/**
 * Fills a new database with the demo company, never in production. A load that was killed half-way left half a
 * history; the embedded database is then emptied and filled again.
 */
export async function fillWithDemo(settings: Settings, url: string, say: (sentence: string) => void): Promise<void> {
	if (settings.production) return
	const unfinished = join(settings.dataDir, 'demo-unfinished')
	if (existsSync(unfinished) && !settings.databaseUrl) await emptyDatabase(url)
	const sql = openDatabase(url, { max: 4 })
	try {
		const [company] = await sql`select from company`
		if (company) return
		say('Loading the demo company')
		writeFileSync(unfinished, '')
		const { loadDemo } = await import('#db/demo/load.ts')
		const { demoProcessor } = await import('./stripe/sandbox/demo.ts')
		await loadDemo(sql, settings.stripe ? undefined : demoProcessor(sql))
		rmSync(unfinished)
	} finally {
		await sql.end()
	}
}

async function emptyDatabase(url: string): Promise<void> {
	const sql = openDatabase(url.replace(/\/[^/]*$/, '/postgres'), { max: 1 })
	await sql.unsafe(`drop database ${databaseName} with (force)`)
	await sql.unsafe(`create database ${databaseName}`)
	await sql.end()
	await migrate(url)
}
