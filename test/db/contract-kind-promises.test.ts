// What the database refuses of types and statuses of contracts, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { contract, keyOf, tried, writeStanding } from './standing.ts'

const [active, paused] = [keyOf(301), keyOf(302)]
let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await writeStanding(world.sql)
	await world.sql.unsafe(`
		insert into contract_type (code, name) values ('charter', 'Charter');
		insert into contract_status (id, state, name) values ('${active}', 'active', 'In delivery'), ('${paused}', 'paused', 'Winter')`)
})
afterAll(() => world.close())

const say = (...statements: string[]) => tried(world.sql, ...statements)
const set = (assignment: string) => `update contract set ${assignment} where id = '${contract}'`

test('a contract is of a type that there is, and a type that contracts are of stays', async () => {
	expect(await say(set(`type = 'charter'`))).toBe('done')
	expect(await say(set(`type = 'lease'`))).toMatch(/^23503 /)
	expect(await say(set(`type = 'charter'`), `delete from contract_type where code = 'charter'`)).toMatch(/^23503 /)
	expect(await say(`insert into contract_type (code, name) values ('x', 'CHARTER')`)).toMatch(/^23505 /)
	expect(await say(`insert into contract_type (code, name) values ('x', ' ')`)).toMatch(/^23514 /)
})

test('a status is one of the contract’s state, and falls away with it', async () => {
	expect(await say(set(`status_id = '${active}'`))).toBe('done')
	expect(await say(set(`status_id = '${paused}'`))).toMatch(/^23503 /)
	expect(
		await say(
			set(`status_id = '${active}'`),
			set(`state = 'paused'`),
			`do $$ begin assert (select status_id is null from contract where id = '${contract}'); end $$`,
		),
	).toBe('done')
	expect(await say(set(`status_id = '${active}'`), `delete from contract_status where id = '${active}'`)).toMatch(
		/^23503 /,
	)
	expect(
		await say(set(`status_id = '${active}'`), `update contract_status set state = 'draft' where id = '${active}'`),
	).toMatch(/^23503 /)
})
