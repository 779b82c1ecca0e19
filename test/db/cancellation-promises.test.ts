// What the database refuses of leaving, staying and renewing, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { acme, contract, keyOf, other, tried, writeStanding } from './standing.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await writeStanding(world.sql)
})
afterAll(() => world.close())

const [frozen, checked, unique, foreign] = [/^23001 /, /^23514 /, /^23505 /, /^23503 /]
const say = (...statements: string[]) => tried(world.sql, ...statements)

const discount = keyOf(90)
const offer = (values: string, id = discount) =>
	`insert into save_offer (id, reason_code, kind, percent, periods, months, plan_from, plan_to, most_times)
		values ('${id}', ${values})`
const twentyOff = offer(`'too_expensive', 'discount', 20, 3, null, null, null, 1`)
const taken = (customer: string, number = 1, sequence = 1, of = discount) =>
	`insert into save_offer_taken (save_offer_id, customer_id, number, contract_id, sequence)
		values ('${of}', '${customer}', ${number}, '${contract}', ${sequence})`
const left = (code: string, sequence = 1) =>
	`insert into contract_cancellation (contract_id, sequence, reason_code, text) values ('${contract}', ${sequence}, ${code}, 'why')`
const told = (kind: string, days = 30, endsOn = '2027-02-28') =>
	`insert into renewal_notice (contract_id, ends_on, kind, days, told_on) values ('${contract}', '${endsOn}', '${kind}', ${days}, '2027-01-01')`

test('a reason has a code and words in every language', async () => {
	const reason = (code: string, zh = 'x') =>
		`insert into cancel_reason values ('${code}', 'x', 'x', '${zh}', 'x', 9, true)`
	expect(await say(reason('moved_away'))).toBe('done')
	expect(await say(reason('moved_away', ' '))).toMatch(checked)
	expect(await say(reason('Moved away'))).toMatch(checked)
	expect(await say(reason('too_expensive'))).toMatch(unique)
})

test('an offer is a discount for periods, a pause of months, or another plan, and nothing of two', async () => {
	expect(await say(twentyOff)).toBe('done')
	expect(await say(offer(`null, 'pause', null, null, 3, null, null, 1`))).toBe('done')
	expect(await say(offer(`null, 'pause', 20, 3, 3, null, null, 1`))).toMatch(checked)
	expect(await say(offer(`null, 'pause', null, null, null, null, null, 1`))).toMatch(checked)
	expect(await say(offer(`null, 'discount', 20, null, null, null, null, 1`))).toMatch(checked)
	expect(await say(offer(`null, 'discount', 101, 3, null, null, null, 1`))).toMatch(checked)
	expect(await say(offer(`null, 'plan', null, null, null, null, null, 1`))).toMatch(checked)
	expect(await say(offer(`null, 'gift', null, null, null, null, null, 1`))).toMatch(checked)
	expect(await say(offer(`null, 'pause', null, null, 3, null, null, 0`))).toMatch(checked)
	expect(await say(offer(`'unheard_of', 'pause', null, null, 3, null, null, 1`))).toMatch(foreign)
})

test('an offer is taken by number, once an amendment, and stays taken', async () => {
	expect(await say(twentyOff, taken(acme))).toBe('done')
	expect(await say(twentyOff, taken(acme), taken(acme))).toMatch(unique)
	expect(await say(twentyOff, taken(acme), taken(other))).toMatch(unique)
	expect(await say(twentyOff, taken(acme, 0))).toMatch(checked)
	expect(await say(twentyOff, taken(acme, 1, 7))).toMatch(foreign)
	expect(await say(twentyOff, taken(acme), `update save_offer_taken set text = 'x'`)).toMatch(frozen)
	expect(await say(twentyOff, taken(acme), 'delete from save_offer_taken')).toMatch(frozen)
	expect(await say(twentyOff, taken(acme), 'delete from save_offer')).toMatch(foreign)
})

test('why a customer left is said once an amendment, and stays as it was said', async () => {
	expect(await say(left(`'not_using'`))).toBe('done')
	expect(await say(left('null'))).toBe('done')
	expect(await say(left(`'unheard_of'`))).toMatch(foreign)
	expect(await say(left('null'), left('null'))).toMatch(unique)
	expect(await say(left('null', 7))).toMatch(foreign)
	expect(await say(left('null'), 'update contract_cancellation set reason_code = null')).toMatch(frozen)
	expect(await say(left('null'), 'delete from contract_cancellation')).toMatch(frozen)
	expect(await say(left(`'not_using'`), `delete from cancel_reason where code = 'not_using'`)).toMatch(foreign)
})

test('the customer is told of the end of a term once a step, and there is one policy', async () => {
	expect(await say(told('renews'), told('renews', 7), told('renews', 30, '2028-02-29'))).toBe('done')
	expect(await say(told('renews'), told('renews'))).toMatch(unique)
	expect(await say(told('rumour'))).toMatch(checked)
	expect(await say('insert into renewal_policy (id) values (false)')).toMatch(checked)
	expect(await say('insert into renewal_policy default values')).toMatch(unique)
	expect(await say(`update renewal_policy set remind_days = '{}'`)).toMatch(checked)
	expect(await say(`update renewal_policy set remind_days = '{30,0}'`)).toMatch(checked)
	expect(await say('update renewal_policy set quote_days = 0')).toMatch(checked)
})
