// What the database refuses of price lists, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { acme, keyOf, tried, writeStanding } from './standing.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await writeStanding(world.sql)
	await world.sql.unsafe(`
		insert into product (id, code, name, kind) values ('${keyOf(80)}', 'X', 'X', 'option'), ('${keyOf(82)}', 'Y', 'Y', 'option');
		insert into plan (id, product_id, code, name, interval_unit, interval_count)
			values ('${keyOf(81)}', '${keyOf(80)}', 'X', 'X', 'month', 1);
		insert into price_list (id, name, currency, everybody, valid_from, created_at)
			values ('${keyOf(83)}', 'Spring', 'EUR', false, '2026-03-01', now())`)
})
afterAll(() => world.close())

const [checked, unique, foreign] = [/^23514 /, /^23505 /, /^23503 /]
const say = (...statements: string[]) => tried(world.sql, ...statements)

test('a list has a name of its own and days in order', async () => {
	const list = (name: string, to: string) =>
		`insert into price_list (name, currency, everybody, valid_from, valid_to, created_at)
			values ('${name}', 'EUR', true, '2026-03-01', ${to}, now())`
	expect(await say(list('Summer', 'null'))).toBe('done')
	expect(await say(list(' ', 'null'))).toMatch(checked)
	expect(await say(list('Summer', `'2026-02-28'`))).toMatch(checked)
	expect(await say(list('SPRING', 'null'))).toMatch(unique)
})

test('a line says a price or a share, of one product at one quantity once', async () => {
	const [product, plan, other] = [`'${keyOf(80)}'`, `'${keyOf(81)}'`, `'${keyOf(82)}'`]
	const item = (of: string, from: string, price: string, percent: string) =>
		`insert into price_list_item (price_list_id, product_id, plan_id, from_quantity, unit_price, percent_off)
			values ('${keyOf(83)}', ${of}, ${from}, ${price}, ${percent})`
	const one = item(`${product}, ${plan}`, '0', '9.5', 'null')
	expect(await say(one, item(`${product}, ${plan}`, '10', '9', 'null'))).toBe('done')
	expect(await say(item('null, null', '0', 'null', '10'), item('null, null', '0', 'null', '20'))).toMatch(unique)
	expect(await say(one, one)).toMatch(unique)
	expect(await say(item(`${product}, ${plan}`, '0', '9', '10'))).toMatch(checked)
	expect(await say(item(`${product}, ${plan}`, '0', 'null', 'null'))).toMatch(checked)
	expect(await say(item('null, null', '0', '9', 'null'))).toMatch(checked)
	expect(await say(item(`null, ${plan}`, '0', 'null', '10'))).toMatch(checked)
	expect(await say(item(`${product}, ${plan}`, '-1', '9', 'null'))).toMatch(checked)
	expect(await say(item(`${product}, ${plan}`, '0', '-9', 'null'))).toMatch(checked)
	expect(await say(item(`${product}, ${plan}`, '0', 'null', '100.5'))).toMatch(checked)
	expect(await say(item(`${product}, ${plan}`, '0', 'null', '0'))).toMatch(checked)
	expect(await say(item(`${other}, ${plan}`, '0', '9', 'null'))).toMatch(foreign)
})

test('a list is given to a customer or a group, to each once', async () => {
	const give = (to: string) =>
		`insert into price_list_for (price_list_id, customer_id, group_id) values ('${keyOf(83)}', ${to})`
	expect(await say(give(`'${acme}', null`))).toBe('done')
	expect(await say(give('null, null'))).toMatch(checked)
	expect(await say(give(`'${acme}', null`), give(`'${acme}', null`))).toMatch(unique)
})
