// What the database refuses of requests about machines, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliver } from '#test/core/machine-request/lot.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { tried } from './standing.ts'

let world: World
let contract = ''
let machine = ''
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	const lot = await deliver(world, 'SN-1')
	contract = lot.contractId
	machine = lot.equipmentId
})
afterAll(() => world.close())

const say = (...statements: string[]) => tried(world.sql, ...statements)
const [first, second] = ['01900000-0000-7000-8000-00000000000a', '01900000-0000-7000-8000-00000000000b']

const request = (id: string, { kind = 'lock', reason = '', missing = '{}', rest = '', values = '' } = {}) =>
	`insert into machine_request (id, kind, contract_id, customer_id, reason, conditions, missing, asked_on, asked_at, asked_by${rest})
		select '${id}', '${kind}', id, customer_id, '${reason}', '[]', '${missing}', '2026-03-02', now(), 'staff:x'${values}
		from contract where id = '${contract}'`
const about = (id: string) =>
	`insert into machine_request_machine (id, request_id, equipment_id) values (gen_random_uuid(), '${id}', '${machine}')`
const become = (id: string, set: string) => `update machine_request set ${set} where id = '${id}'`
const approved = `state = 'approved', approved_at = now(), approved_by = 'staff:y'`
const ended = `ended_at = now(), ended_by = 'staff:y'`

test('about one machine one request is open, and another may follow once it is over', async () => {
	expect(await say(request(first), about(first), request(second), about(second))).toMatch(/^23505 /)
	const over = become(first, `state = 'withdrawn', ${ended}`)
	expect(await say(request(first), about(first), over, request(second), about(second))).toBe('done')
})

test.each([
	['what was shown', `conditions = '[{}]'`],
	['what it is about', `kind = 'unlock'`],
	['why', `reason = 'Other'`],
])('%s stays as it was asked', async (_what, set) => {
	expect(await say(request(first), become(first, set))).toMatch(/^23001 /)
	expect(await say(request(first), `delete from machine_request where id = '${first}'`)).toMatch(/^23001 /)
})

test('its state goes the ways that are allowed', async () => {
	const failed = `state = 'failed', ${ended}`
	expect(await say(request(first), become(first, approved), become(first, failed))).toBe('done')
	const sent = `state = 'sent', ended_at = null, ended_by = null`
	expect(await say(request(first), become(first, approved), become(first, failed), become(first, sent))).toBe('done')
	// Nobody agreed to it: it cannot be sent again.
	expect(await say(request(first), become(first, failed), become(first, sent))).toMatch(/^23001 /)
	expect(await say(request(first), become(first, `state = 'sent'`))).toMatch(/^23001 |^23514 /)
	expect(await say(request(first), become(first, approved), become(first, `state = 'done'`))).toMatch(/^23514 /)
})

test('something missing has its reason, a repossession its place, and a settlement nothing missing', async () => {
	expect(await say(request(first, { missing: '{in_arrears}' }))).toMatch(/^23514 /)
	expect(await say(request(first, { missing: '{in_arrears}', reason: 'Now' }))).toBe('done')
	expect(await say(request(first, { kind: 'repossession', reason: 'Now' }))).toMatch(/^23514 /)
	const settle = { kind: 'settlement', rest: ', becomes', values: `, 'sold'` }
	expect(await say(request(first, settle))).toBe('done')
	expect(await say(request(first, settle), request(second, settle))).toMatch(/^23505 /)
	expect(await say(request(first, { ...settle, missing: '{paid_off}', reason: 'Soon' }))).toMatch(/^23514 /)
	const done = become(first, `state = 'done', ${ended}`)
	expect(await say(request(first, settle), become(first, approved), done)).toMatch(/^23514 /)
})

test('what a machine came to stays', async () => {
	const done = `update machine_request_machine set state = 'done', settled_at = now(), settled_by = 'staff:y'`
	const undone = `update machine_request_machine set state = 'waiting', settled_at = null, settled_by = null`
	expect(await say(request(first), about(first), done, undone)).toMatch(/^23001 /)
	expect(await say(request(first), about(first), `delete from machine_request_machine`)).toMatch(/^23001 /)
	expect(await say(request(first), about(first), `update machine_request_machine set state = 'sent'`)).toMatch(
		/^23514 /,
	)
})

test('all machines that no provider names have one provider at most', async () => {
	const provider = (models: string, removed = 'null') =>
		`insert into telematics_provider (id, name, url, models, command_secret, answer_secret, created_by, created_at, removed_at)
			values (gen_random_uuid(), 'Far', 'https://far.example', '${models}', 's', 's', 'Ida', now(), ${removed})`
	expect(await say(provider('{}'), provider('{}'))).toMatch(/^23505 /)
	expect(await say(provider('{}'), provider('{EX-210}'), provider('{}', 'now()'))).toBe('done')
})
