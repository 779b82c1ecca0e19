import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase, type Sql } from '#db/client.ts'
import { administer, cloneTemplate } from './clone.ts'

/**
 * A database that one test after another uses. A test gets it as the template is: emptied of what the test before it
 * wrote, filled again with what the migrations write. That takes a fraction of what a new one takes, and its
 * connections know their statements already. Whatever may have changed more than rows, such as a test of a broken
 * trigger or one whose statements still run, costs it its database: the next test gets a new one.
 */
type Reused = {
	name: string
	url: string
	max: number
	/** The tests' connections. */
	pool: Sql
	/** One of our own, which empties it. */
	keeper: Sql
}

export type Lent = { url: string; sql: Sql; giveBack(): Promise<void> }

const applicationName = 'counterpart test'
/** Each keeps connections open, of which the server has so many. */
const mostKept = 6
const free: Reused[] = []

/** A database as the template is, with up to so many connections. */
export async function lend(serverUrl: string, max: number): Promise<Lent> {
	const place = free.findIndex((one) => one.max === max)
	const reused = place >= 0 ? (free.splice(place, 1)[0] as Reused) : await prepare(serverUrl, max)
	let lent = true
	const ended = () => {
		if (!lent) throw new Error('The test that was lent this database is over')
	}
	// What a test leaves running must not reach the next one's rows.
	const sql = new Proxy(reused.pool, {
		apply: (pool, _, words) => {
			ended()
			return Reflect.apply(pool as unknown as () => unknown, undefined, words)
		},
		get: (pool, key) => {
			if (key === 'begin' || key === 'unsafe' || key === 'reserve' || key === 'listen') ended()
			return Reflect.get(pool, key)
		},
	})
	return {
		url: reused.url,
		sql,
		giveBack: async () => {
			lent = false
			if (await cleaned(reused)) free.push(reused)
			else await discard(serverUrl, reused)
			const [eldest] = free.length > mostKept ? free.splice(0, 1) : []
			if (eldest) await discard(serverUrl, eldest)
		},
	}
}

async function prepare(serverUrl: string, max: number): Promise<Reused> {
	const { name, url } = await cloneTemplate(serverUrl)
	const keeper = openDatabase(url, {
		max: 1,
		applicationName: 'counterpart keeper',
		arrays: false,
		// So that no trigger wakes. Set for the connection, because to change it throws all kept plans away.
		session: { session_replication_role: 'replica' },
	})
	const pool = openDatabase(url, { applicationName, max })
	return { name, url, max, pool, keeper }
}

/** Empties it. Whether it is as the template is again. */
async function cleaned({ pool, keeper }: Reused): Promise<boolean> {
	try {
		// Fails where a test has ended the pool.
		await pool`select`
		for (let attempt = 0; !(await isQuiet(keeper)); attempt++) {
			if (attempt === 50) return false
			await pause(20)
		}
		const [altered] = await keeper`select from as_template.altered limit 1`
		if (altered) return false
		await keeper`select as_template.fill()`
		// Of more than one page, the rows of the next test would not stand in the order in which they were written.
		const [found] = await keeper<{ names: string | null; large: boolean | null }[]>`
			select string_agg(oid::regclass::text, ', ') as names, bool_or(size > 4000000) as large
			from (select oid, pg_relation_size(oid) as size from pg_class
				where relkind = 'r' and relnamespace = 'public'::regnamespace) as sized
			where size > 8192`
		if (found?.large) return false
		if (found?.names) await keeper.unsafe(`vacuum ${found.names}`)
		return true
	} catch {
		return false
	}
}

async function discard(serverUrl: string, { name, pool, keeper }: Reused): Promise<void> {
	await Promise.all([pool.end({ timeout: 1 }), keeper.end({ timeout: 1 })])
	await administer(serverUrl, `drop database ${name} with (force)`)
}

/** Whether nothing of a test's still runs or holds a lock. Connections of other programs are ended on the way. */
async function isQuiet(keeper: Sql): Promise<boolean> {
	const [found] = await keeper<{ quiet: boolean }[]>`
		with other as materialized (
			select pid, application_name, state from pg_stat_activity
			where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'),
		ended as materialized (select pg_terminate_backend(pid) from other where application_name <> ${applicationName})
		select not exists (select from ended) and not exists (select from other where state <> 'idle')
			and not exists (select from pg_locks where locktype = 'advisory'
				and database = (select oid from pg_database where datname = current_database())) as quiet`
	return found?.quiet ?? false
}
