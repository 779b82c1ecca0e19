// What the database refuses of requests for changes and of forms sent again, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { acme, contract, keyOf, tried, writeStanding } from './standing.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await writeStanding(world.sql)
})
afterAll(() => world.close())

const [frozen, checked, unique, foreign] = [/^23001 /, /^23514 /, /^23505 /, /^23503 /]
const say = (...statements: string[]) => tried(world.sql, ...statements)

const asked = (number = 50, more = '') =>
	`insert into approval_request (id, subject_kind, subject_id, contract_id, customer_id, change, asked_on, fingerprint, shown, amount_minor,
		currency, requested_by, requested_at${more ? ', state, decided_by, decided_at, decided_in, comment' : ''})
	values ('${keyOf(number)}', 'contract_change', '${contract}', '${contract}', '${acme}', '{}', '2026-03-02', 'f', '{}', 100, 'EUR', 'contact:a', now()${more})`
const decided = (state: string, by = 'staff:b', comment = '') =>
	`update approval_request set state = '${state}', decided_by = '${by}', decided_at = now(), decided_in = 'console', comment = '${comment}'`

test('one request at a time waits for a contract', async () => {
	expect(await say(asked(), asked(51))).toMatch(unique)
	expect(await say(asked(), decided('approved'), asked(51))).toBe('done')
})

test('whoever asks does not approve, who declines says why, and what is decided says by whom', async () => {
	expect(await say(asked(), decided('approved', 'contact:a'))).toMatch(checked)
	expect(await say(asked(), decided('withdrawn', 'contact:a'))).toBe('done')
	expect(await say(asked(), decided('rejected'))).toMatch(checked)
	expect(await say(asked(), decided('rejected', 'staff:b', 'No.'))).toBe('done')
	expect(await say(asked(), `update approval_request set state = 'approved'`)).toMatch(checked)
	expect(await say(asked(50, `, 'maybe', 'staff:b', now(), 'console', ''`))).toMatch(checked)
})

test('what was asked never changes, a decision is never taken back, and neither is deleted', async () => {
	expect(await say(asked(), `update approval_request set fingerprint = 'g'`)).toMatch(checked)
	expect(await say(asked(), `update approval_request set shown = '{"a":1}'`)).toMatch(checked)
	expect(await say(asked(), decided('approved'), decided('withdrawn'))).toMatch(checked)
	expect(await say(asked(), decided('approved'), `update approval_request set comment = 'b'`)).toMatch(checked)
	expect(await say(asked(), decided('approved'), 'update approval_request set revision = revision + 1')).toBe('done')
	expect(await say(asked(), 'delete from approval_request')).toMatch(checked)
})

const attempt = (did: string, key = 60) =>
	`insert into change_attempt (contract_id, key, digest, told, sequence, request_id, invoice_ids, made_at)
	values ('${contract}', '${keyOf(key)}', 'd', '[]', ${did}, now())`

test('a form did one thing, once, and what it did stays', async () => {
	expect(await say(attempt(`1, null, '{}'`))).toBe('done')
	expect(await say(asked(), attempt(`null, '${keyOf(50)}', '{}'`))).toBe('done')
	expect(await say(attempt(`null, null, '{}'`))).toMatch(checked)
	expect(await say(asked(), attempt(`1, '${keyOf(50)}', '{}'`))).toMatch(checked)
	expect(await say(asked(), attempt(`null, '${keyOf(50)}', array['${keyOf(7)}']::uuid[]`))).toMatch(checked)
	expect(await say(attempt(`1, null, '{}'`), attempt(`1, null, '{}'`))).toMatch(unique)
	expect(await say(attempt(`99, null, '{}'`))).toMatch(foreign)
	expect(await say(attempt(`1, null, '{}'`), `update change_attempt set digest = 'e'`)).toMatch(frozen)
	expect(await say(attempt(`1, null, '{}'`), 'delete from change_attempt')).toMatch(frozen)
})
