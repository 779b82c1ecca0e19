import { expect, test } from 'vitest'
import { insertMany } from '#db/insert-many.ts'
import { openSheet } from '#db/sheet.ts'
import { openBooks } from '#test/support/books.ts'

const columns = { place: 'integer', said: 'text', told: 'jsonb', sure: 'boolean', on_day: 'date' } as const

/** What COPY and arrays take for their own, and what looks like no value at all. */
const hostile = [
	'a\tb',
	'a\nb',
	'a\r\nb',
	'back\\slash',
	'\\N',
	'\\.',
	'null',
	'NULL',
	'',
	' ',
	'"quoted"',
	'{1,2}',
	"it's",
	'Ünï 漢字 🙂',
]

const rows = hostile.map((said, place) => ({
	place,
	said,
	told: { said },
	sure: place % 2 === 0,
	on_day: place === 3 ? null : Temporal.PlainDate.from('2026-02-28'),
}))

async function openLamps() {
	const world = await openBooks({ on: '2026-03-01' })
	await world.sql`create table lamp (place integer, said text, told jsonb, sure boolean, on_day date)`
	return world
}

test('a sheet writes what was added, letter for letter', async () => {
	await using world = await openLamps()
	const sheet = openSheet('lamp', columns)
	for (const row of rows) sheet.add(row)
	await sheet.write(world.sql)
	expect(await world.sql`select * from lamp order by place`).toEqual(rows)
	await sheet.write(world.sql)
	expect(await world.sql`select count(*)::int as count from lamp`).toEqual([{ count: rows.length }])
})

test('many rows and few are written alike', async () => {
	await using world = await openLamps()
	await insertMany(world.sql, 'lamp', columns, rows)
	const few = await world.sql`select * from lamp order by place`
	await world.sql`truncate lamp`
	const many = Array.from({ length: 40_000 }, (_, index) => ({ ...rows[index % rows.length], place: index }))
	await insertMany(world.sql, 'lamp', columns, many as typeof rows)
	expect(await world.sql`select * from lamp where place < ${rows.length} order by place`).toEqual(few)
	expect(await world.sql`select count(*)::int as count from lamp`).toEqual([{ count: many.length }])
})
