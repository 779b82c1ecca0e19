import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createCustomer } from '#core/customer/create.ts'
import { addWebhookEndpoint } from '#core/webhook/add-endpoint.ts'
import { changeWebhookEndpoint } from '#core/webhook/change-endpoint.ts'
import { deliverWebhooks } from '#core/webhook/deliver.ts'
import type { WebhookKind } from '#core/webhook/kinds.ts'
import { listWebhookDeliveries } from '#core/webhook/list-endpoints.ts'
import { replayWebhooks } from '#core/webhook/replay.ts'
import { callWebhook, isInside } from '#portal/deliver/webhook.ts'
import { system } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

type Heard = { headers: Record<string, string>; body: string }

let world: World
let server: Server
let heard: Heard[] = []
let status = 200

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	server = createServer((request, response) => {
		let body = ''
		request.on('data', (part) => {
			body += part
		})
		request.on('end', () => {
			heard.push({ headers: request.headers as Record<string, string>, body })
			response.writeHead(status, { location: '/elsewhere' }).end()
		})
	})
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
}, 120_000)

afterAll(async () => {
	server.close()
	await world.close()
})

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
const call = callWebhook({ plain: true })

async function listen(kinds: WebhookKind[] = []) {
	heard = []
	status = 200
	await world.sql`update webhook_endpoint set removed_at = now()`
	return expectOk(
		await act(world.books, system, addWebhookEndpoint, { name: 'Shop', url: address(), kinds, plain: true }),
	)
}

async function somebody(name: string): Promise<string> {
	const input = { name, language: 'en', currency: 'EUR', email: '', country: 'DE' } as const
	return expectOk(await act(world.books, system, createCustomer, input)).id
}

const deliver = () => deliverWebhooks(world.books, call)
const due = () =>
	world.sql`update webhook_delivery set due_at = now() where delivered_at is null and gave_up_at is null`

test('an event is told once, signed, to who asked for its kind', async () => {
	const { secret } = await listen(['customer.created'])
	const id = await somebody('Nordwind')
	expect(await deliver()).toBe(1)
	expect(await deliver()).toBe(0)
	const [{ headers, body } = { headers: {} as Record<string, string>, body: '' }] = heard
	const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
	const expected = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
		.update(signed)
		.digest('base64')
	expect(headers['webhook-signature']).toBe(`v1,${expected}`)
	expect(JSON.parse(body)).toMatchObject({
		kind: 'customer.created',
		customerId: id,
		subject: { kind: 'customer', id },
	})
	const kept = await world.sql`select secret from webhook_endpoint where removed_at is null`
	expect(JSON.stringify(kept)).not.toContain(secret.slice(6))
})

test('what was rolled back is told to nobody', async () => {
	await listen()
	await act(world.books, system, createCustomer, {
		name: '',
		language: 'en',
		currency: 'EUR',
		email: '',
		country: 'DE',
	})
	expect(await deliver()).toBe(0)
})

test('an endpoint that fails is asked again later under the same id, and others do not wait for it', async () => {
	const { id: endpointId } = await listen()
	status = 503
	await somebody('Once')
	expect(await deliver()).toBe(0)
	expect(await deliver()).toBe(0)
	expect(heard).toHaveLength(1)
	const [waiting] = expectOk(await act(world.books, system, listWebhookDeliveries, { endpointId, limit: 9 }))
	expect(waiting).toMatchObject({ state: 'waiting', status: 503, lastError: 'It answered 503', attempts: 1 })
	status = 200
	await due()
	expect(await deliver()).toBe(1)
	expect(heard[1]?.headers['webhook-id']).toBe(heard[0]?.headers['webhook-id'])
})

test('a redirection is not followed, and one that is gone is given up and can be sent again', async () => {
	const { id: endpointId } = await listen()
	status = 302
	await somebody('Led on')
	await deliver()
	expect(heard).toHaveLength(1)
	status = 410
	await due()
	await deliver()
	const [gone] = expectOk(await act(world.books, system, listWebhookDeliveries, { endpointId, limit: 9 }))
	expect(gone?.state).toBe('gave_up')
	status = 200
	expect(expectOk(await act(world.books, system, replayWebhooks, { endpointId }))).toBe(1)
	expect(await deliver()).toBe(1)
	const nothing = await act(world.books, system, replayWebhooks, { endpointId })
	expect(nothing).toMatchObject({ ok: false, refusal: { code: 'not_found' } })
})

test('two workers at once tell each event once', async () => {
	await listen(['customer.created'])
	for (let one = 0; one < 30; one++) await somebody(`Many ${one}`)
	const told = await Promise.all([deliver(), deliver(), deliver()])
	expect(told.reduce((sum, one) => sum + one, 0)).toBe(30)
	expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(30)
	expect(heard).toHaveLength(30)
})

test('who is paused or removed hears nothing', async () => {
	const { id } = await listen()
	expectOk(await act(world.books, system, changeWebhookEndpoint, { id, to: 'paused' }))
	await somebody('Unheard')
	expectOk(await act(world.books, system, changeWebhookEndpoint, { id, to: 'open' }))
	expect(await deliver()).toBe(0)
	await somebody('Too late')
	expectOk(await act(world.books, system, changeWebhookEndpoint, { id, to: 'removed' }))
	expect(await deliver()).toBe(0)
	expect(heard).toEqual([])
})

test('only addresses on the web are called once the product is in use', async () => {
	for (const url of [
		'http://shop.example/',
		'ftp://shop.example',
		'https://ida:secret@shop.example/',
		'shop',
		'javascript:1',
	])
		expect([
			url,
			await act(world.books, system, addWebhookEndpoint, { name: 'X', url, kinds: [], plain: false }),
		]).toMatchObject([url, { ok: false, refusal: { code: 'webhook.address' } }])
	for (const inner of [
		'127.0.0.1',
		'10.1.2.3',
		'172.20.0.1',
		'192.168.1.1',
		'169.254.169.254',
		'::1',
		'fd00::1',
		'::ffff:127.0.0.1',
	])
		expect([inner, isInside(inner)]).toEqual([inner, true])
	expect(isInside('93.184.216.34')).toBe(false)
	const outside = callWebhook({ plain: false })
	const message = { id: 'x', secret: 'whsec_eA==', body: '{}' }
	for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433'])
		await expect(outside({ ...message, url: address().replace('127.0.0.1', host) })).rejects.toThrow(
			'not an address on the web',
		)
})
