// What the database refuses of changes of contracts, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { contract, keyOf, line, tried, writeStanding } from './standing.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await writeStanding(world.sql)
})
afterAll(() => world.close())

const [frozen, checked, unique, foreign] = [/^23001 /, /^23514 /, /^23505 /, /^23503 /]
const say = (...statements: string[]) => tried(world.sql, ...statements)

const product = `insert into product (id, code, name, kind) values ('${keyOf(80)}', 'X', 'X', 'option')`
const plan = `insert into plan (id, product_id, code, name, interval_unit, interval_count)
	values ('${keyOf(81)}', '${keyOf(80)}', 'X', 'X', 'month', 1)`

test('free days are those of a line that recurs', async () => {
	const added = (days: number, interval: string) =>
		`insert into contract_line (contract_id, position, description, free_days, interval_unit, interval_count)
			values ('${contract}', 2, 'X', ${days}, ${interval})`
	expect(await say(added(14, `'month', 1`))).toBe('done')
	expect(await say(added(14, 'null, null'))).toMatch(checked)
	expect(await say(added(-1, `'month', 1`))).toMatch(checked)
	expect(await say(`update contract_line set free_days = 3 where id = '${line}'`)).toMatch(frozen)
})

test('a state is in use before it is charged, or says nothing of it', async () => {
	const state = (inUse: string) =>
		`insert into contract_line_state (contract_line_id, contract_id, sequence, effective_on, in_use_on, starts_on, quantity, unit_price)
			values ('${line}', '${contract}', 1, '2026-04-01', ${inUse}, '2026-03-01', 2, 10)`
	expect(await say(state(`'2026-03-31'`))).toBe('done')
	expect(await say(state('null'))).toBe('done')
	expect(await say(state(`'2026-04-01'`))).toMatch(checked)
})

test('a discount is a share or an amount, of an amendment that is there, and stays as it was written', async () => {
	const discount = (values: string, sequence = 1) =>
		`insert into contract_discount (id, contract_id, sequence, starts_on, ends_on, percent, month_minor)
			values ('${keyOf(90)}', '${contract}', ${sequence}, '2026-03-10', ${values})`
	expect(await say(discount('null, 10, null'))).toBe('done')
	expect(await say(discount(`'2026-03-09', null, 500`))).toBe('done')
	expect(await say(discount('null, 10, 500'))).toMatch(checked)
	expect(await say(discount('null, null, null'))).toMatch(checked)
	expect(await say(discount('null, 100.1, null'))).toMatch(checked)
	expect(await say(discount('null, 0, null'))).toMatch(checked)
	expect(await say(discount('null, null, 0'))).toMatch(checked)
	expect(await say(discount(`'2026-03-08', 10, null`))).toMatch(checked)
	expect(await say(discount('null, 10, null', 9))).toMatch(foreign)
	expect(await say(discount('null, 10, null'), discount('null, 20, null'))).toMatch(unique)
	expect(await say(discount('null, 10, null'), 'update contract_discount set percent = 90')).toMatch(frozen)
	expect(await say(discount('null, 10, null'), 'delete from contract_discount')).toMatch(frozen)
})

test('a pause has days in order, and stays as it was written', async () => {
	const pause = (endsOn: string, sequence = 1) =>
		`insert into contract_pause (id, contract_id, sequence, starts_on, ends_on)
			values ('${keyOf(91)}', '${contract}', ${sequence}, '2026-03-10', ${endsOn})`
	expect(await say(pause('null'))).toBe('done')
	expect(await say(pause(`'2026-03-09'`))).toBe('done')
	expect(await say(pause(`'2026-03-08'`))).toMatch(checked)
	expect(await say(pause('null', 9))).toMatch(foreign)
	expect(await say(pause('null'), `update contract_pause set ends_on = '2026-03-20'`)).toMatch(frozen)
	expect(await say(pause('null'), 'delete from contract_pause')).toMatch(frozen)
})

test('there is one rule for a direction, of a contract, a plan or the company', async () => {
	const rule = (of: string, more = `'more', 'now', true, null, null, null, null`) =>
		`insert into change_rule (contract_id, plan_id, direction, timing, prorate, approval_above_minor, currency, smallest, largest)
			values (${of}, ${more})`
	const company = rule('null, null')
	const ofContract = rule(`'${contract}', null`)
	const ofPlan = rule(`null, '${keyOf(81)}'`)
	expect(await say(product, plan, company, ofContract, ofPlan)).toBe('done')
	expect(await say(company, company)).toMatch(unique)
	expect(await say(product, plan, rule(`'${contract}', '${keyOf(81)}'`))).toMatch(checked)
	expect(await say(rule('null, null', `'sideways', 'now', true, null, null, null, null`))).toMatch(checked)
	expect(await say(rule('null, null', `'more', 'later', true, null, null, null, null`))).toMatch(checked)
	expect(await say(rule('null, null', `'more', 'now', true, 100, null, null, null`))).toMatch(checked)
	expect(await say(rule('null, null', `'more', 'now', true, null, null, 5, 4`))).toMatch(checked)
	expect(await say(rule('null, null', `'more', 'now', true, -1, 'EUR', null, null`))).toMatch(checked)
})

test('an option is offered once to the same contracts, within bounds that hold', async () => {
	const option = (onto: string, bounds = 'null, null') =>
		`insert into product_option (product_id, plan_id, for_product_id, for_plan_id, smallest, largest)
			values ('${keyOf(80)}', null, ${onto}, ${bounds})`
	expect(await say(product, option('null, null', '1, 3'))).toBe('done')
	expect(await say(product, option('null, null'), option('null, null'))).toMatch(unique)
	expect(await say(product, option('null, null', '4, 3'))).toMatch(checked)
	expect(await say(product, plan, option(`'${keyOf(80)}', '${keyOf(81)}'`))).toMatch(checked)
})

test('a credit for less has one of three fates', async () => {
	expect(await say(`update company set credit_for_less = 'refund'`)).toBe('done')
	expect(await say(`update company set credit_for_less = 'lost'`)).toMatch(checked)
})
