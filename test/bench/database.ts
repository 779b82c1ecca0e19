import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Books } from '#core/act.ts'
import { type FoundCompany, foundCompany } from '#core/company/found.ts'
import { drizzleOn, openDatabase, type Sql } from '#db/client.ts'
import { startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { type StoppedClock, stoppedClock } from '#test/support/clock.ts'
import { testCompany } from '#test/support/company.ts'
import { testSecretKey } from '#test/support/secrets.ts'

export type BenchGround = { books: Books; sql: Sql; clock: StoppedClock; url: string; close(): Promise<void> }

/** A server of the bench's own, as durable as the one that people run, with a company and a stopped clock. */
export async function openBenchBooks(on: string, company: Partial<FoundCompany> = {}): Promise<BenchGround> {
	const dataDir = await mkdtemp(join(tmpdir(), 'counterpart-bench-'))
	const settings = { shared_buffers: '512MB', max_wal_size: '4GB' }
	const server = await startEmbedded({ dataDir, settings })
	await migrate(server.url)
	const sql = openDatabase(server.url, { max: 20, applicationName: 'counterpart bench' })
	const founded = { ...testCompany, ...company }
	await foundCompany(sql, founded)
	const clock = stoppedClock(on, founded.timeZone)
	const close = async () => {
		await sql.end({ timeout: 1 })
		await server.stop()
		await rm(dataDir, { recursive: true, force: true })
	}
	return { books: { sql, db: drizzleOn(sql), clock, secretKey: testSecretKey }, sql, clock, url: server.url, close }
}
