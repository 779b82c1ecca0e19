// What the database refuses of workflows, steps, delegations and sealed decisions, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { acme, contract, invoice, keyOf, tried, writeStanding } from './standing.ts'

let world: World
const [ann, ben] = [keyOf(70), keyOf(71)]
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await writeStanding(world.sql)
	await world.sql.unsafe(`
		insert into staff_user (id, name, email, role) values ('${ann}', 'Ann', 'ann@a.example', 'finance'), ('${ben}', 'Ben', 'ben@a.example', 'finance')`)
})
afterAll(() => world.close())

const [frozen, checked, unique, foreign] = [/^23001 /, /^23514 /, /^23505 /, /^23503 /]
const say = (...statements: string[]) => tried(world.sql, ...statements)

const asked = (number = 50, { own = false, subject = contract } = {}) =>
	`insert into approval_request (id, subject_kind, subject_id, contract_id, customer_id, change, asked_on, fingerprint, shown, amount_minor,
		currency, own_allowed, requested_by, requested_at)
	values ('${keyOf(number)}', 'refund', '${subject}', '${contract}', '${acme}', '{}', '2026-03-02', 'f', '{}', 100, 'EUR', ${own}, 'staff:${ann}', now())`
const said = (by: string, { says = 'approve', number = 50, comment = '', steps = '{1}', seats = '{}' } = {}) =>
	`insert into approval_decision (request_id, steps, says, said_by, said_for, channel, comment, seen, said_at)
	values ('${keyOf(number)}', '${steps}', '${says}', 'staff:${by}', '${seats}', 'console', '${comment}', 'f', now())`

test('what was said is chained in one order, and never changed, deleted or emptied', async () => {
	expect(await say(asked(), said(ben))).toBe('done')
	expect(await say(asked(), said(ben), `update approval_decision set comment = 'x'`)).toMatch(checked)
	expect(await say(asked(), said(ben), 'delete from approval_decision')).toMatch(checked)
	expect(await say(asked(), said(ben), 'truncate approval_decision')).toMatch(checked)
	await world.sql.unsafe(
		`${asked(60, { subject: keyOf(60) })}; ${said(ben, { number: 60 })}; ${said(ann, { number: 60, says: 'withdraw', steps: '{}' })}`,
	)
	const rows = await world.sql<{ sequence: bigint; chained: boolean; good: boolean }[]>`
		select sequence, previous = lag(hash, 1, repeat('0', 64)) over (order by sequence) as chained,
			hash = approval_decision_hash(approval_decision) as good
		from approval_decision order by sequence`
	expect(rows).toEqual([
		{ sequence: 1n, chained: true, good: true },
		{ sequence: 2n, chained: true, good: true },
	])
})

test('who asks does not approve unless it was agreed, says why not, and speaks once of a step', async () => {
	expect(await say(asked(), said(ann))).toMatch(checked)
	expect(await say(asked(50, { own: true }), said(ann))).toBe('done')
	expect(await say(asked(), said(ben, { says: 'reject' }))).toMatch(checked)
	expect(await say(asked(), said(ben, { says: 'ask' }))).toMatch(checked)
	expect(await say(asked(), said(ben), said(ben, { says: 'reject', comment: 'No.' }))).toMatch(unique)
	expect(await say(asked(), said(ben), said(ben, { steps: '{2}' }))).toBe('done')
	const [own, others] = [{ seats: `{${ben}}` }, { seats: `{${ann}}` }]
	expect(await say(asked(), said(ben, own), said(ben, others))).toBe('done')
	expect(await say(asked(), said(ben, own), said(ben, own))).toMatch(unique)
	expect(await say(asked(), said(ben, { says: 'maybe' }))).toMatch(checked)
	expect(await say(asked(), said(ben, { number: 51 }))).toMatch(foreign)
})

test('one request waits about a thing; what failed says why, and revisions only grow', async () => {
	const ended = (state: string, more = '') =>
		`update approval_request set state = '${state}', decided_by = 'staff:${ben}', decided_at = now(), decided_in = 'console' ${more}`
	expect(await say(asked(), asked(51))).toMatch(unique)
	expect(await say(asked(), asked(51, { subject: invoice }))).toBe('done')
	expect(await say(asked(), ended('failed'))).toMatch(checked)
	expect(await say(asked(), ended('failed', `, failure = '{"code": "x"}'`))).toBe('done')
	expect(await say(asked(), ended('approved', `, failure = '{"code": "x"}'`))).toMatch(checked)
	expect(
		await say(asked(), 'update approval_request set revision = 5', 'update approval_request set revision = 4'),
	).toMatch(checked)
	expect(await say(asked(), `update approval_request set own_allowed = true`)).toMatch(checked)
})

const step = (state: string, opened = 'now()', closed = 'null') =>
	`insert into approval_step (request_id, position, stage, rule, state, opened_at, closed_at)
	values ('${keyOf(50)}', 1, 1, '{}', '${state}', ${opened}, ${closed})`

test('a step that is open or over says since when', async () => {
	expect(await say(asked(), step('open'))).toBe('done')
	expect(await say(asked(), step('open', 'null'))).toMatch(checked)
	expect(await say(asked(), step('approved'))).toMatch(checked)
	expect(await say(asked(), step('approved', 'now()', 'now()'))).toBe('done')
	expect(await say(asked(), step('dropped', 'null', 'now()'))).toBe('done')
})

test('workflows have steps, days of a week, and people other superiors and delegates than themselves', async () => {
	const workflow = (steps: string, own = 'never') =>
		`insert into approval_workflow (subject_kind, name, position, steps, own, changed_at) values ('refund', 'W', 1, '${steps}', '${own}', now())`
	expect(await say(workflow('[{}]'))).toBe('done')
	expect(await say(workflow('[]'))).toMatch(checked)
	expect(await say(workflow('[{}]', 'sometimes'))).toMatch(checked)
	expect(await say(`update company set working_days = '{}'`)).toMatch(checked)
	expect(await say(`update company set working_days = '{1,8}'`)).toMatch(checked)
	expect(await say(`update staff_user set superior_id = id`)).toMatch(checked)
	const delegate = (to: string, ends: string) =>
		`insert into approval_delegation (user_id, delegate_id, starts_on, ends_on, made_by, made_at)
		values ('${ann}', '${to}', '2026-03-02', '${ends}', 'staff:${ann}', now())`
	expect(await say(delegate(ben, '2026-03-02'))).toBe('done')
	expect(await say(delegate(ann, '2026-03-02'))).toMatch(checked)
	expect(await say(delegate(ben, '2026-03-01'))).toMatch(checked)
})

test('a write-off is said once with its reason, never changed, and taken back whole', async () => {
	const off = (id: number, minor: number, reverses = 'null', reason = 'Gone') =>
		`insert into invoice_write_off (id, invoice_id, amount_minor, reason, written_by, written_on, written_at, reverses_id)
		values ('${keyOf(id)}', '${invoice}', ${minor}, '${reason}', 'staff:${ann}', '2026-03-02', now(), ${reverses})`
	const back = `'${keyOf(80)}'`
	expect(await say(off(80, 100))).toBe('done')
	expect(await say(off(80, 100, 'null', ' '))).toMatch(checked)
	expect(await say(off(80, -100))).toMatch(checked)
	expect(await say(off(80, 100), off(81, 100))).toMatch(unique)
	expect(await say(off(80, 100), off(81, -100, back), off(82, 50))).toBe('done')
	expect(await say(off(80, 100), off(81, -50, back))).toMatch(frozen)
	expect(await say(off(80, 100), off(81, -100, back), off(82, -100, back))).toMatch(unique)
	expect(await say(off(80, 100), 'update invoice_write_off set amount_minor = 5')).toMatch(frozen)
	expect(await say(off(80, 100), 'delete from invoice_write_off')).toMatch(frozen)
})
