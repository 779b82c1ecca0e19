// What the database refuses of field rights, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { cardFields, cards, rightedStates } from '#core/field-right/card-field.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { keyOf, tried, writeStanding } from './standing.ts'

const own = keyOf(301)
let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await writeStanding(world.sql)
	await world.sql.unsafe(`insert into own_field (id, subject, kind, name) values ('${own}', 'line', 'text', 'Cabinet')`)
})
afterAll(() => world.close())

const say = (...statements: string[]) => tried(world.sql, ...statements)
const right = (card: string, field: string, { role = 'salesperson', state = 'null', access = 'hidden' } = {}) =>
	`insert into field_right (card, field, role, state, access) values ('${card}', '${field}', '${role}', ${state}, '${access}')`

test('rights are of fields, roles and states that there are, every one that core knows', async () => {
	for (const card of cards)
		for (const field of Object.keys(cardFields[card]))
			expect(await say(right(card, field, { access: 'seen' }))).toBe('done')
	for (const state of rightedStates) expect(await say(right('line', 'model', { state: `'${state}'` }))).toBe('done')
	for (const wrong of [
		right('line', 'email'),
		right('contract', 'notes'),
		...['title', 'termEnd', 'renewal'].map((field) => right('contract', field)),
		right('quote', 'discount'),
		right('line', 'model', { role: 'janitor' }),
		right('line', 'model', { state: `'asleep'` }),
		right('line', 'model', { access: 'guessed' }),
	])
		expect(await say(wrong)).toMatch(/^23514 /)
})

test('nothing is hidden from an administrator, and a customer has no state', async () => {
	expect(await say(right('line', 'model', { role: 'administrator' }))).toMatch(/^23514 /)
	expect(await say(right('customer', 'email', { state: `'draft'` }))).toMatch(/^23514 /)
})

test('a right is said once, and that a field may be changed only against the other states', async () => {
	expect(await say(right('line', 'model'), right('line', 'model', { access: 'seen' }))).toMatch(/^23505 /)
	expect(await say(right('line', 'model', { access: 'edited' }))).toMatch(/^23514 /)
	expect(await say(right('line', 'model'), right('line', 'model', { access: 'edited', state: `'draft'` }))).toBe('done')
})

test('a field of the company’s own is one of that card, and takes its rights along when it goes', async () => {
	const of = (card: string, field = 'null') =>
		`insert into field_right (card, field, own_field_id, role, access) values ('${card}', ${field}, '${own}', 'finance', 'seen')`
	expect(await say(of('line'), `delete from own_field where id = '${own}'`)).toBe('done')
	expect(await say(of('contract'))).toMatch(/^23503 /)
	expect(await say(of('line', `'model'`))).toMatch(/^23514 /)
})
