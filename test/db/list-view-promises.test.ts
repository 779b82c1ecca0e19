// What the database refuses of saved views, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { keyOf, tried } from './standing.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await world.sql.unsafe(`
		insert into staff_user (id, email, name, role) values ('${keyOf(90)}', 'ida@halden.example', 'Ida', 'salesperson')`)
})
afterAll(() => world.close())

const say = (...statements: string[]) => tried(world.sql, ...statements)
const view = (list: string, name: string, owner: string, query = '[]') =>
	`insert into list_view (list, name, query, owner_id, saved_by, saved_at)
		values ('${list}', '${name}', '${query}', ${owner}, 'Ida', now())`

test('a name is one view of a person’s, and one of everybody’s', async () => {
	const ida = `'${keyOf(90)}'`
	expect(await say(view('contracts', 'Mine', ida), view('contracts', 'Mine', 'null'))).toBe('done')
	expect(
		await say(view('customers', 'Mine', ida), view('contracts', 'Mine', ida), view('contracts', 'MINE', ida)),
	).toMatch(/^23505 /)
	expect(await say(view('lines', 'All', 'null'), view('lines', 'all', 'null'))).toMatch(/^23505 /)
})

test('a view has a name, a list that there is, and what it asks', async () => {
	for (const wrong of [view('people', 'X', 'null'), view('lines', ' ', 'null'), view('lines', 'X', 'null', '{}')])
		expect(await say(wrong)).toMatch(/^23514 /)
	expect(await say(view('lines', 'X', `'${keyOf(91)}'`))).toMatch(/^23503 /)
})
