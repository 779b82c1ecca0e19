import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { emit } from '#core/event.ts'
import { addUser } from '#core/staff/add-user.ts'
import { system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
let user: string
let event: string
let rule: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	const { books, sql } = world
	user = expectOk(await act(books, system, addUser, { name: 'A', email: 'a@halden.example', role: 'finance' })).id
	const { id: customerId } = await welcome(books)
	await act(
		books,
		system,
		async (scope) => {
			await emit(scope, { kind: 'payment.succeeded', subject: { kind: 'payment', id: customerId }, customerId })
		},
		undefined,
	)
	const [happened] = await sql<{ id: string }[]>`select id from event where kind = 'payment.succeeded'`
	const [first] = await sql<{ id: string }[]>`select id from alert_rule limit 1`
	event = happened?.id ?? ''
	rule = first?.id ?? ''
})
afterAll(() => world.close())

const refuses = (statement: string, by: RegExp) => expect(world.sql.unsafe(statement)).rejects.toThrow(by)
const alert = (columns: string, values: string) =>
	`insert into alert (event_id, rule_id, at_once, raised_at, ${columns}) values ('${event}', '${rule}', true, '2026-03-01', ${values})`

test('of one event a person is told once, and an alert is for a person or a channel', async () => {
	await refuses(alert('user_id', 'null'), /alert_to_one/)
	await world.sql.unsafe(alert('user_id', `'${user}'`))
	await refuses(alert('user_id', `'${user}'`), /alert_once_to_person/)
})

test('what was told stays told, and nothing of it is deleted', async () => {
	await refuses(`update alert set told_at = '2026-02-28'`, /alert_order/)
	await world.sql`update alert set told_at = '2026-03-02'`
	await refuses(`update alert set told_at = null`, /frozen/)
	await refuses(`update alert set at_once = false`, /frozen/)
	await refuses(`delete from alert`, /never deleted/)
})

test('a rule is ended, never changed or deleted', async () => {
	await refuses(`update alert_rule set at_once = not at_once where id = '${rule}'`, /frozen/)
	await refuses(`delete from alert_rule where id = '${rule}'`, /not deleted/)
	await world.sql`update alert_rule set ended_at = '2026-03-02' where id = ${rule}`
	await refuses(`update alert_rule set ended_at = null where id = '${rule}'`, /frozen/)
})

test('a rule for a role names it, an amount has a currency, and a channel is told at once', async () => {
	const add = (values: string) =>
		`insert into alert_rule (trigger, audience, role, least_minor, currency, at_once, created_by, created_at) values (${values}, 'x', '2026-03-01')`
	await refuses(add(`'payment_failed', 'role', null, null, null, true`), /alert_rule_role/)
	await refuses(add(`'payment_failed', 'owner', null, 5, null, true`), /alert_rule_least/)
	await refuses(add(`'payment_failed', 'group_channel', null, null, null, false`), /alert_rule_channel_at_once/)
	await refuses(add(`'full_moon', 'owner', null, null, null, true`), /alert_rule_trigger/)
})

test('what a rule does itself it does for one person, a next step with its words and days, once of what happened', async () => {
	const add = (values: string) =>
		`insert into alert_rule (trigger, audience, at_once, action, next_step, within_days, created_by, created_at) values ('payment_failed', ${values}, 'x', '2026-03-01')`
	await refuses(add(`'group_channel', true, 'next_step', 'Call', 1`), /alert_rule_action/)
	await refuses(add(`'owner', true, 'assign', null, null`), /alert_rule_action/)
	await refuses(add(`'owner', true, 'close', null, null`), /alert_rule_action/)
	await refuses(add(`'person', true, 'tell', null, null`), /alert_rule_person/)
	await refuses(add(`'owner', true, 'next_step', 'Call', null`), /alert_rule_next_step/)
	await refuses(add(`'owner', true, 'tell', 'Call', 1`), /alert_rule_next_step/)
	await refuses(add(`'owner', true, 'next_step', ' ', 1`), /alert_rule_next_step_text/)
	await refuses(add(`'owner', true, 'next_step', 'Call', 366`), /alert_rule_within/)
	await refuses(add(`'owner', false, 'next_step', 'Call', 1`), /alert_rule_act_at_once/)
	const deed = `insert into alert_deed (event_id, rule_id, user_id, done_at) values ('${event}', '${rule}', '${user}', '2026-03-01')`
	await world.sql.unsafe(deed)
	await refuses(deed, /alert_deed_pkey/)
})
