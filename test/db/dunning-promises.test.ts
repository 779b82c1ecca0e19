import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { acme, contract, invoice, keyOf, other, tried, writeStanding } from './standing.ts'

/*
 * What the database refuses about late money and kept cards, whatever the program does. Plain SQL; each try is undone.
 */

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-10', company: false })
	await writeStanding(world.sql)
})
afterAll(() => world.close())

const [checked, unique, foreign] = [/^23514 /, /^23505 /, /^23503 /]
const say = (...statements: string[]) => tried(world.sql, ...statements)
const card = keyOf(200)

function charge(number: number | null, state = 'started', row: { by?: string; customer?: string; of?: string } = {}) {
	const { by = 'company', customer = acme, of = invoice } = row
	return `insert into payment (customer_id, currency, amount_minor, source, state, initiated_by, created_at, charged_invoice_id, charge_number)
		values ('${customer}', 'EUR', 1000, 'card', '${state}', '${by}', now(), ${number === null ? 'null' : `'${of}'`}, ${number ?? 'null'})`
}

const cardOf = (customer: string, id = card) =>
	`insert into payment_method (id, customer_id, processor_method_id, brand, last4, expiry_month, expiry_year, saved_at)
		values ('${id}', '${customer}', 'pm_${id}', 'visa', '4242', 8, 2029, now())`

test('one charge at a time is open for an invoice, and each number is used once', async () => {
	expect(await say(charge(1), charge(2))).toMatch(unique)
	expect(await say(charge(1, 'failed'), charge(1))).toMatch(unique)
	expect(await say(charge(1, 'action_required'), charge(2))).toMatch(unique)
	expect(await say(charge(1, 'failed'), charge(2, 'canceled'), charge(3))).not.toMatch(unique)
})

test('a charge names its invoice and number together, is the company’s, and stays with its customer', async () => {
	expect(await say(charge(0))).toMatch(checked)
	expect(await say(charge(1, 'started', { by: 'customer' }))).toMatch(checked)
	expect(await say(charge(1, 'started', { customer: other }))).toMatch(foreign)
	expect(await say(charge(1), `update payment set charge_number = null where charge_number = 1`)).toMatch(checked)
})

const dunning = (set: Record<string, string>) => {
	const row = { invoice_id: `'${invoice}'`, customer_id: `'${acme}'`, currency: `'EUR'`, charges: '1', ...set }
	return `insert into dunning (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`
}

test('a retry belongs to a failure and its timetable, and nobody is both asked and retried', async () => {
	const series = { first_failed_on: `'2026-03-02'`, retry_days: `'{1,3}'` }
	expect(await say(dunning({ next_retry_at: 'now()' }))).toMatch(checked)
	expect(await say(dunning({ ...series, retries: '2', next_retry_at: 'now()' }))).toMatch(checked)
	expect(await say(dunning({ ...series, retries: '3' }))).toMatch(checked)
	expect(await say(dunning({ ...series, next_retry_at: 'now()', asks: `'declined'` }))).toMatch(checked)
	expect(await say(dunning({ charges: '0' }))).toMatch(checked)
	expect(await say(dunning({ customer_id: `'${other}'` }))).toMatch(foreign)
	expect(await say(dunning(series), dunning(series))).toMatch(unique)
})

test('the policy is one row of sensible days, and the ladder only goes down', async () => {
	const set = (what: string) => say(`update dunning_policy set ${what}`)
	expect(await say('insert into dunning_policy default values')).toMatch(unique)
	expect(await say('insert into dunning_policy (id) values (false)')).toMatch(checked)
	expect(await set(`retry_days = '{0}'`)).toMatch(checked)
	expect(await set(`remind_after_days = '{-1}'`)).toMatch(checked)
	expect(await set('retry_hour = 24')).toMatch(checked)
	expect(await set('warned_after_days = 10, restricted_after_days = 10')).toMatch(checked)
	expect(await set('warned_after_days = null, restricted_after_days = 9, blocked_after_days = 8')).toMatch(checked)
	expect(await set('warned_after_days = 9, restricted_after_days = null, blocked_after_days = 8')).toMatch(checked)
	expect(await set('warned_after_days = 0')).toMatch(checked)
})

test('a reminder and a warning are written once', async () => {
	const step = `insert into dunning_step values ('${invoice}', 'after:3', '2026-03-18')`
	expect(await say(step, step)).toMatch(unique)
	const warning = `insert into card_warning values ('${card}', 'expiring', 2029, 8, '2029-07-31')`
	expect(await say(cardOf(acme), warning, warning)).toMatch(unique)
	expect(await say(cardOf(acme), warning.replace('expiring', 'soon'))).toMatch(checked)
	const service = `insert into contract_service values ('${contract}', 'furious', '2026-03-18')`
	expect(await say(service)).toMatch(checked)
})

const setup = (set: Record<string, string>) => {
	const row = { customer_id: `'${acme}'`, state: `'started'`, created_at: 'now()', expires_at: 'now()', ...set }
	return `insert into card_setup (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`
}

test('a card is set up with consent for what it pays, for its own customer, and ends once', async () => {
	expect(await say(setup({ contract_ids: `'{${contract}}'` }))).toMatch(checked)
	expect(await say(cardOf(acme), setup({ replaces_id: `'${card}'` }))).toMatch(checked)
	expect(await say(cardOf(other), setup({ replaces_id: `'${card}'`, consent: `'v1'` }))).toMatch(foreign)
	expect(await say(setup({ state: `'succeeded'`, settled_at: 'now()' }))).toMatch(checked)
	expect(await say(setup({ state: `'canceled'` }))).toMatch(checked)
	expect(await say(setup({ start_key: `'a'` }), setup({ start_key: `'a'` }))).toMatch(unique)
	expect(await say(setup({}))).not.toMatch(/^23/)
})
