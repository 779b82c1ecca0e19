// What the database refuses of discussions among staff and of tasks, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { acme, contract, keyOf, tried, writeStanding } from './standing.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await writeStanding(world.sql)
	await world.sql.unsafe(`insert into staff_user (id, name, email, role) values ('${keyOf(70)}', 'Sam', 'sam@x.example', 'salesperson'),
		('${keyOf(71)}', 'Mara', 'mara@x.example', 'manager')`)
})
afterAll(() => world.close())

const [frozen, checked, unique, foreign] = [/^23001 /, /^23514 /, /^23505 /, /^23503 /]
const say = (...statements: string[]) => tried(world.sql, ...statements)
const remark = (text = 'Among us', author = keyOf(70)) => `
	insert into contract_remark (id, contract_id, author_id, author_name, text, created_at, key)
	values ('${keyOf(60)}', '${contract}', '${author}', 'Sam', '${text}', now(), '${keyOf(61)}')`
const mention = `insert into contract_remark_mention (remark_id, user_id) values ('${keyOf(60)}', '${keyOf(71)}')`
const task = (more: { nextOn?: string; assignee?: string } = {}) => `
	insert into follow_up (id, customer_id, kind, happened_on, text, next_step, next_on, assignee_id, author_name, created_at, key)
	values ('${keyOf(62)}', '${acme}', 'call', '2026-03-02', 'They call back', '', ${more.nextOn ?? `'2026-03-05'`},
		${more.assignee ?? `'${keyOf(70)}'`}, 'Sam', now(), 'k')`

test('what colleagues said stays as it was said, by one of the staff, and once', async () => {
	expect(await say(remark())).toBe('done')
	expect(await say(remark(), `update contract_remark set text = 'Other'`)).toMatch(frozen)
	expect(await say(remark(), 'delete from contract_remark')).toMatch(frozen)
	expect(await say(remark('  '))).toMatch(checked)
	expect(await say(remark('Hi', keyOf(99)))).toMatch(foreign)
	expect(await say(remark(), remark())).toMatch(unique)
})

test('who was named stays named, and what they saw stays seen', async () => {
	const seen = 'update contract_remark_mention set seen_at = now()'
	expect(await say(remark(), mention, seen)).toBe('done')
	expect(await say(remark(), mention, seen, 'update contract_remark_mention set seen_at = null')).toMatch(frozen)
	expect(await say(remark(), mention, 'delete from contract_remark_mention')).toMatch(frozen)
	expect(await say(remark(), mention, `update contract_remark_mention set user_id = '${keyOf(70)}'`)).toMatch(frozen)
})

test('a task moves to another day or colleague until it is done, and nothing else of its record does', async () => {
	const move = `update follow_up set next_on = '2026-03-09', assignee_id = '${keyOf(71)}'`
	const settle = `update follow_up set settled_at = now(), settled_by = '${keyOf(70)}'`
	expect(await say(task(), move, settle)).toBe('done')
	expect(await say(task(), settle, move)).toMatch(checked)
	expect(await say(task(), `update follow_up set text = 'Other'`)).toMatch(checked)
	expect(await say(task(), 'update follow_up set next_on = null, assignee_id = null')).toMatch(checked)
	expect(await say(task({ nextOn: 'null' }))).toMatch(checked)
	expect(await say(task({ assignee: `'${keyOf(99)}'` }))).toMatch(foreign)
})
