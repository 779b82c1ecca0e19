import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrate } from '#db/migrate.ts'
import { openBooks } from '#test/support/books.ts'

const migrations = join(import.meta.dirname, '../../db/migrations')

async function copyOfMigrations(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'counterpart-migrations-'))
	await cp(migrations, folder, { recursive: true })
	return folder
}

test('a database that is up to date is left as it is', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	expect(await migrate(world.url)).toEqual([])
})

test('the tables of the job queue are there as well', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	const [row] = await world.sql`select count(*) as jobs from graphile_worker.jobs`
	expect(row?.jobs).toBe(0n)
})

test('a new migration is applied once, however many programs start at the same time', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	const folder = await copyOfMigrations()
	await writeFile(join(folder, '9000_lamp.sql'), 'create table lamp (lit boolean);\ninsert into lamp values (true);')
	const applied = await Promise.all([1, 2, 3].map(() => migrate(world.url, { folder })))
	expect(applied.flat()).toEqual(['9000_lamp.sql'])
	expect(await world.sql`select lit from lamp`).toEqual([{ lit: true }])
})

test('a migration that was changed after it was applied is refused', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	const folder = await copyOfMigrations()
	const [first = ''] = (await readdir(folder)).sort()
	await writeFile(join(folder, first), `${await readFile(join(folder, first), 'utf8')}\n-- an afterthought`)
	await expect(migrate(world.url, { folder })).rejects.toThrow(`Migration ${first} was changed after it was applied`)
})

test('a database from a newer version is refused by an older one', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	const folder = await copyOfMigrations()
	await writeFile(join(folder, '9000_lamp.sql'), 'create table lamp (lit boolean)')
	await migrate(world.url, { folder })
	await expect(migrate(world.url)).rejects.toThrow('has migration 9000_lamp.sql where this program has none')
})

test('a migration that fails half-way leaves nothing behind and says which it was', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	const folder = await copyOfMigrations()
	await writeFile(join(folder, '9000_lamp.sql'), 'create table lamp (lit boolean);\nselect 1 / 0;')
	await expect(migrate(world.url, { folder })).rejects.toThrow('Migration 9000_lamp.sql failed and left nothing behind')
	expect(await world.sql`select to_regclass('lamp') as found`).toEqual([{ found: null }])
})
