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
	/** What stands in the catalogues while nothing but rows has changed. */
	shape: string
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
	const keeper = openDatabase(url, { max: 1, applicationName: 'counterpart keeper' })
	await keeper.unsafe(await emptying(keeper))
	const pool = openDatabase(url, { applicationName, max })
	return { name, url, max, pool, keeper, shape: await shapeOf(keeper) }
}

/** Empties it. Whether it is as the template is again. */
async function cleaned({ pool, keeper, shape }: Reused): Promise<boolean> {
	try {
		// Fails where a test has ended the pool.
		await pool`select`
		for (let attempt = 0; !(await isQuiet(keeper)); attempt++) {
			if (attempt === 50) return false
			await pause(20)
		}
		if ((await shapeOf(keeper)) !== shape) return false
		const [large] = await keeper`
			select from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 4000000 limit 1`
		if (large) return false
		await keeper`select as_template.fill()`
		// Of more than one page, the rows of the next test would not stand in the order in which they were written.
		const [found] = await keeper<{ names: string | null }[]>`
			select string_agg(oid::regclass::text, ', ') as names from pg_class
			where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 8192`
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

async function shapeOf(keeper: Sql): Promise<string> {
	const catalogues = [
		'pg_class',
		'pg_attribute',
		'pg_attrdef',
		'pg_trigger',
		'pg_constraint',
		'pg_proc',
		'pg_type',
		'pg_namespace',
	]
	const parts = catalogues.map((name) => `(select count(*) || '/' || max(xmin::text::int8) from ${name})`)
	const [found] = await keeper.unsafe<{ shape: string }[]>(`select concat_ws(' ', ${parts.join(', ')}) as shape`, [], {
		prepare: true,
	})
	return found?.shape ?? ''
}

/** The statements that make `as_template.fill()`: written out, so that their plans are kept. */
async function emptying(sql: Sql): Promise<string> {
	const tables = await sql<{ name: string; columns: string; filled: boolean }[]>`
		select format('%I.%I', namespace.nspname, relname) as name, columns,
			(xpath('/row/there/text()', query_to_xml(format('select exists (select from %I.%I) as there', namespace.nspname, relname),
				false, true, '')))[1]::text = 'true' as filled
		from pg_class join pg_namespace as namespace on namespace.oid = relnamespace
			cross join lateral (select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
				where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = '') as of_it
		where relkind = 'r' and namespace.nspname not in ('pg_catalog', 'information_schema')
		order by 1`
	const sequences = await sql<{ name: string; last: bigint | null; start: bigint }[]>`
		select format('%I.%I', schemaname, sequencename) as name, last_value as last, start_value as start from pg_sequences`
	const kept = (name: string) => `as_template."${name.replaceAll('"', '')}"`
	const filled = tables.filter((table) => table.filled)
	return `
		create schema as_template;
		${filled.map(({ name }) => `create table ${kept(name)} as table ${name};`).join('\n')}
		create function as_template.fill() returns void language plpgsql set session_replication_role = replica as $$
		begin
			${tables.map(({ name }) => `delete from ${name};`).join('\n')}
			${filled.map(({ name, columns }) => `insert into ${name} (${columns}) overriding system value select ${columns} from ${kept(name)};`).join('\n')}
			${sequences.map(({ name, last, start }) => `perform setval('${name}', ${last ?? start}, ${last !== null});`).join('\n')}
		end $$;`
}
