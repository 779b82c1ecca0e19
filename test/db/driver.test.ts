import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { startEmbedded } from '#db/embedded.ts'
import { openSheet } from '#db/sheet.ts'
import { openBooks } from '#test/support/books.ts'

// What must hold when the database goes away under the program: the driver as published crashes or hangs in each case.

async function kill(url: string, pid: number): Promise<void> {
	const killer = openDatabase(url, { max: 1 })
	await killer`select pg_terminate_backend(${pid})`
	await killer.end()
}

test('a transaction whose connection dies during a statement is refused, and the next one works', async () => {
	await using world = await openBooks({ on: '2026-03-01', max: 1 })
	const dying = world.sql.begin(async (sql) => {
		const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
		const asleep = sql`select pg_sleep(30)`
		await Promise.all([asleep.execute(), kill(world.url, row?.pid ?? 0)])
	})
	await expect(dying).rejects.toThrow('CONNECTION_CLOSED')
	expect(await world.sql`select 1 as one`).toEqual([{ one: 1 }])
	expect(await world.sql.begin((sql) => sql`select 2 as two`)).toEqual([{ two: 2 }])
})

test('what a dead transaction still tries to write is refused, never written outside of it', async () => {
	await using world = await openBooks({ on: '2026-03-01', max: 1 })
	await world.sql`create table lamp (room text)`
	const died = Promise.withResolvers<unknown>()
	const late = Promise.withResolvers<unknown>()
	const dying = world.sql.begin(async (sql) => {
		const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
		await kill(world.url, row?.pid ?? 0)
		await died.promise
		// The pool's only connection has come back and is inside the other transaction now.
		late.resolve(await sql`insert into lamp values ('cellar')`.catch((error: unknown) => error))
		await sql`commit`
	})
	await expect(dying).rejects.toThrow('CONNECTION_CLOSED')
	const other = world.sql.begin(async (sql) => {
		await sql`insert into lamp values ('kitchen')`
		died.resolve(undefined)
		await late.promise
		throw new Error('the kitchen changed its mind')
	})
	await expect(other).rejects.toThrow('the kitchen changed its mind')
	expect(await late.promise).toMatchObject({ code: 'CONNECTION_CLOSED' })
	expect(await world.sql`select room from lamp`).toEqual([])
})

test('a copy that is refused after its last row says why, and the connection goes on', async () => {
	await using world = await openBooks({ on: '2026-03-01', max: 1 })
	await world.sql`create table lamp (room text primary key)`
	const lamps = openSheet('lamp', { room: 'text' })
	lamps.add({ room: 'kitchen' })
	lamps.add({ room: 'kitchen' })
	await expect(world.sql.begin((sql) => lamps.write(sql))).rejects.toMatchObject({ code: '23505' })
	expect(await world.sql.begin((sql) => sql`select room from lamp`)).toEqual([])
})

test('a copy whose connection dies before its answer is refused', async () => {
	await using world = await openBooks({ on: '2026-03-01', max: 1 })
	await world.sql.unsafe(`create table lamp (room text);
		create function sleep_on() returns trigger language plpgsql as $$ begin perform pg_sleep(30); return null; end $$;
		create trigger lamp_sleeps after insert on lamp for each statement execute function sleep_on()`)
	const lamps = openSheet('lamp', { room: 'text' })
	lamps.add({ room: 'kitchen' })
	const dying = world.sql.begin(async (sql) => {
		const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
		await Promise.all([lamps.write(sql), pause(200).then(() => kill(world.url, row?.pid ?? 0))])
	})
	await expect(dying).rejects.toThrow()
	expect(await world.sql`select room from lamp`).toEqual([])
})

test('every connection comes back after the database was away', async () => {
	const dataDir = await mkdtemp(join(tmpdir(), 'counterpart-driver-'))
	const first = await startEmbedded({ dataDir, settings: { fsync: 'off' } })
	const sql = openDatabase(first.url, { max: 3 })
	const three = () =>
		Promise.allSettled([1, 2, 3].map((number) => sql`select ${number}::int as number, pg_sleep(0.05)`))
	await three()
	const port = new URL(first.url).port
	await first.stop()
	for (let attempt = 0; attempt < 2; attempt++) {
		expect((await three()).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
	}
	const second = await startEmbedded({ dataDir, settings: { fsync: 'off' }, port: Number(port) })
	expect((await three()).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
	await sql.end()
	await second.stop()
	await rm(dataDir, { recursive: true, force: true })
})

test('the connection that was used last is asked again, so that what it knows of a statement is of use', async () => {
	await using world = await openBooks({ on: '2026-03-01', max: 3 })
	const asked = async () => (await world.sql<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]?.pid
	await Promise.all([1, 2, 3].map((number) => world.sql`select ${number}::int, pg_sleep(0.05)`))
	const pids = [await asked(), await asked(), await asked(), await asked()]
	expect(new Set(pids).size).toBe(1)
})
