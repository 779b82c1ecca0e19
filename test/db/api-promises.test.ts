// What the database refuses of keys, requests and webhooks, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { keyOf, tried } from './standing.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await world.sql.unsafe(`
		insert into staff_user (id, email, name, role) values ('${keyOf(90)}', 'ida@halden.example', 'Ida', 'administrator')`)
})
afterAll(() => world.close())

const say = (...statements: string[]) => tried(world.sql, ...statements)
const key = (id: number, hash: string, scopes = '{customers:read}', hint = 'abcd') =>
	`insert into api_key (id, name, token_hash, hint, user_id, scopes, created_by, created_at)
		values ('${keyOf(id)}', 'Shop', ${hash}, '${hint}', '${keyOf(90)}', '${scopes}', 'system:test', now())`
const endpoint = (id: number, url: string) =>
	`insert into webhook_endpoint (id, name, url, secret, created_by, created_at)
		values ('${keyOf(id)}', 'Shop', '${url}', 'sealed', 'system:test', now())`
const event = (id: number, kind: string) =>
	`insert into event (id, kind, happened_at, happened_on, actor, subject_kind, subject_id)
		values ('${keyOf(id)}', '${kind}', now(), '2026-03-02', 'system:test', 'customer', '${keyOf(id)}')`

test('a key is a hash, one of a kind, with scopes that there are', async () => {
	const hash = `sha256('a')`
	expect(await say(key(1, hash))).toBe('done')
	expect(await say(key(1, hash), key(2, hash))).toMatch(/^23505 /)
	for (const wrong of [
		key(3, `'cpk_plain'`),
		key(3, hash, '{}'),
		key(3, hash, '{everything}'),
		key(3, hash, '{customers:read}', 'ab'),
	])
		expect(await say(wrong)).toMatch(/^23514 /)
})

test('a request has one answer under one name of a key', async () => {
	const request = (name: string) =>
		`insert into api_request (api_key_id, name, fingerprint, answer) values ('${keyOf(1)}', '${name}', 'x', '{}')`
	expect(await say(key(1, `sha256('a')`), request('one'), request('one'))).toMatch(/^23505 /)
	expect(await say(key(1, `sha256('a')`), request(''))).toMatch(/^23514 /)
})

test('an endpoint is an address on the web, and hears each event once', async () => {
	expect(await say(endpoint(1, 'ftp://shop.example'))).toMatch(/^23514 /)
	const again = `insert into webhook_delivery (endpoint_id, event_id) values ('${keyOf(1)}', '${keyOf(7)}')`
	expect(await say(endpoint(1, 'https://shop.example'), event(7, 'customer.created'), again)).toMatch(/^23505 /)
	const both = `update webhook_delivery set delivered_at = now(), gave_up_at = now()`
	expect(await say(endpoint(1, 'https://shop.example'), event(7, 'customer.created'), both)).toMatch(/^23514 /)
})

test('what concerns how people sign in never leaves', async () => {
	const none = `do $$ begin assert (select count(*) from webhook_delivery) = 0; end $$`
	expect(await say(endpoint(1, 'https://shop.example'), event(7, 'sign_in.done'), event(8, 'password.set'), none)).toBe(
		'done',
	)
	expect(await say(endpoint(1, 'https://shop.example'), event(7, 'payment.succeeded'), none)).toMatch(/^P0004 /)
})
