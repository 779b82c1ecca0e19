import { expect, inject, test } from 'vitest'
import { lend } from './reused.ts'

// Of a size that no other test asks for, so that nobody else is lent it in between.
const lendAnother = () => lend(inject('serverUrl'), 3)

test('a database is lent again without the rows of the test before', async () => {
	const before = await lendAnother()
	await before.sql`insert into migration (name, checksum, applied_at) values ('9999', 'none', now())`
	await before.giveBack()
	const after = await lendAnother()
	expect(after.url).toBe(before.url)
	expect(await after.sql`select from migration where name = '9999'`).toHaveLength(0)
	expect((await after.sql`select from migration`).length).toBeGreaterThan(0)
	await after.giveBack()
})

test.each([
	'alter table migration disable trigger all',
	'create table left_over (id int)',
	'create or replace function left_over() returns int language sql as $$ select 1 $$',
])('a database is not lent again after: %s', async (statement) => {
	const before = await lendAnother()
	await before.sql.unsafe(statement)
	await before.giveBack()
	const after = await lendAnother()
	expect(after.url).not.toBe(before.url)
	await after.giveBack()
})
