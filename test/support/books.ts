import { inject } from 'vitest'
import type { Books } from '#core/act.ts'
import { type FoundCompany, foundCompany } from '#core/company/found.ts'
import { drizzleOn, openDatabase, type Sql } from '#db/client.ts'
import { type StoppedClock, stoppedClock } from './clock.ts'
import { administer, cloneTemplate } from './clone.ts'
import { testCompany } from './company.ts'
import { type Lent, lend } from './reused.ts'
import { testSecretKey } from './secrets.ts'

export type World = {
	books: Books
	sql: Sql
	clock: StoppedClock
	/** Connection string of this test's own database. */
	url: string
	/** Drops the database. `await using world = await openBooks(...)` does it by itself. */
	close(): Promise<void>
	[Symbol.asyncDispose](): Promise<void>
}

type Options = {
	/** The day on which the clock stands, in the company's time zone. */
	on: string
	/** What differs from testCompany; false for a database without a company. */
	company?: Partial<FoundCompany> | false
	/** Another database to clone, with its company, in place of the empty template. */
	like?: string
	/** Largest number of connections. */
	max?: number
}

/** A database of the test's own, as the migrated template is, with a company and a stopped clock. */
export async function openBooks({ on, company = {}, like, max = 10 }: Options): Promise<World> {
	const serverUrl = inject('serverUrl')
	const { url, sql, giveBack } = like ? await ownDatabase(serverUrl, like, max) : await lend(serverUrl, max)
	const founded = { ...testCompany, ...(company || {}) }
	if (company !== false && !like) await foundCompany(sql, founded)
	const clock = stoppedClock(on, founded.timeZone)
	let closing: Promise<void> | undefined
	const close = () => {
		closing ??= giveBack()
		return closing
	}
	return {
		books: { sql, db: drizzleOn(sql), clock, secretKey: testSecretKey },
		sql,
		clock,
		url,
		close,
		[Symbol.asyncDispose]: close,
	}
}

async function ownDatabase(serverUrl: string, like: string, max: number): Promise<Lent> {
	const { name, url } = await cloneTemplate(serverUrl, like)
	const sql = openDatabase(url, { max, applicationName: 'counterpart test' })
	const giveBack = async () => {
		await sql.end({ timeout: 1 })
		await administer(serverUrl, `drop database ${name} with (force)`)
	}
	return { url, sql, giveBack }
}

/** The name of a database to be cloned with `like`: made once in a run by the first who asks, whatever process they are in. */
export async function madeOnce(name: string, make: () => Promise<World>): Promise<string> {
	const sql = openDatabase(inject('serverUrl'), { max: 1 })
	try {
		await sql`select pg_advisory_lock(hashtext(${name}))`
		const [there] = await sql`select from pg_database where datname = ${name}`
		if (there) return name
		const world = await make()
		const [made] = await world.sql<{ name: string }[]>`select current_database() as name`
		await world.sql.unsafe('vacuum (analyze)')
		await world.sql.end({ timeout: 1 })
		await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = ${made?.name ?? ''}`
		await sql.unsafe(`alter database ${made?.name} rename to ${name}`)
		return name
	} finally {
		await sql.end()
	}
}
