// What the database refuses of templates, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { tried } from './standing.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
})
afterAll(() => world.close())

const say = (...statements: string[]) => tried(world.sql, ...statements)
const template = (name: string, { retired = 'null', lines = '[]', type = 'rental' } = {}) =>
	`insert into contract_template (name, type, terms, lines, clauses, retired_at, updated_by, updated_at)
		values ('${name}', '${type}', '{}', '${lines}', '[]', ${retired}, 'Ida', now())`

test('a name is one template in use, and free again once that is retired', async () => {
	expect(await say(template('Rent'), template(' RENT '))).toMatch(/^23505 /)
	expect(
		await say(template('Rent', { retired: 'now()' }), template('Rent', { retired: 'now()' }), template('rent')),
	).toBe('done')
})

test('a template has a name, a type and lines', async () => {
	for (const wrong of [template(' '), template('X', { type: ' ' }), template('X', { lines: '{}' })])
		expect(await say(wrong)).toMatch(/^23514 /)
})
