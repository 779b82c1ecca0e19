import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createApiKey } from '#core/api/create-key.ts'
import { listApiKeys } from '#core/api/list-keys.ts'
import { revokeApiKey } from '#core/api/revoke-key.ts'
import { type ApiScope, apiScopeNames } from '#core/api/scopes.ts'
import { type Customer, system, welcome } from '#test/core/payment/ledger.ts'
import { sellByThree } from '#test/core/receivable/sold-machine.ts'
import { hire, stockCatalogue } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal
let customer: Customer
let administrator: { id: string }
let full: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	portal = await openPortal(world)
	customer = await welcome(world.books)
	administrator = await hire(world.books, 'administrator')
	full = await key(apiScopeNames)
}, 180_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

async function key(scopes: readonly ApiScope[], userId = administrator.id, days?: number): Promise<string> {
	return expectOk(await act(world.books, system, createApiKey, { name: 'Shop', userId, scopes, days })).key
}

type Body = Record<string, unknown> & { data: Record<string, unknown>[]; next: string | null }

async function ask(
	path: string,
	{ by = full, post, ...headers }: { by?: string; post?: unknown; [header: string]: unknown } = {},
) {
	const answer = await fetch(`${portal.address}/api/v1/${path}`, {
		method: post === undefined ? 'GET' : 'POST',
		headers: {
			...(by ? { authorization: `Bearer ${by}` } : {}),
			...(post === undefined ? {} : { 'content-type': 'application/json' }),
			...(headers as Record<string, string>),
		},
		...(post === undefined ? {} : { body: typeof post === 'string' ? post : JSON.stringify(post) }),
	})
	return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Body }
}

const draft = (number: string) => ({
	customerId: customer.id,
	number,
	currency: customer.currency,
	startsOn: '2026-03-01',
	lines: [{ description: 'Service', interval: { unit: 'month', count: 1 }, quantity: '2', unitPrice: '10.50' }],
})

describe('a program is let in', () => {
	test('by a key that works, and by nothing else', async () => {
		for (const by of ['', 'cpk_', `cpk_${'a'.repeat(43)}`, full.slice(0, -1), `${full}x`, full.replace('cpk_', '')]) {
			const { status, body } = await ask('customers', { by })
			expect([by, status, body.code]).toEqual([by, 401, 'api.key'])
		}
		expect((await ask('customers')).status).toBe(200)
		const [{ count } = { count: 0 }] = await world.sql<{ count: number }[]>`
			select count(*)::int as count from api_key where token_hash::text like '%cpk%' or hint = ${full.slice(-4)}`
		expect(count).toBe(1)
	})

	test('until the key is revoked, has expired, or its person has left', async () => {
		const made = expectOk(
			await act(world.books, system, createApiKey, {
				name: 'Old',
				userId: administrator.id,
				scopes: ['customers:read'],
			}),
		)
		expect((await ask('customers', { by: made.key })).status).toBe(200)
		expectOk(await act(world.books, system, revokeApiKey, { id: made.id }))
		expect((await ask('customers', { by: made.key })).status).toBe(401)
		const leaver = await hire(world.books, 'manager')
		const theirs = await key(['customers:read'], leaver.id)
		expect((await ask('customers', { by: theirs })).status).toBe(200)
		await world.sql`update staff_user set left_at = now() where id = ${leaver.id}`
		expect((await ask('customers', { by: theirs })).status).toBe(401)
		const short = await key(['customers:read'], administrator.id, 1)
		await world.sql`update api_key set expires_at = created_at - interval '1 day' where hint = ${short.slice(-4)}`
		expect((await ask('customers', { by: short })).status).toBe(401)
	})

	test('and the console lists who may and who may no more, without any key', async () => {
		const listed = expectOk(await act(world.books, system, listApiKeys, undefined))
		expect(new Set(listed.map(({ state }) => state))).toEqual(new Set(['good', 'revoked', 'left', 'expired']))
		expect(JSON.stringify(listed, (_name, one) => String(one))).not.toContain(full)
	})

	test('as far as its scopes and its person’s rights go', async () => {
		const reader = await key(['invoices:read'])
		expect((await ask('invoices', { by: reader })).status).toBe(200)
		const sold = await sellByThree(world, customer.id)
		const { body } = await ask(`instalments?contractId=${sold.id}&instalmentState=issued`, { by: reader })
		expect(body.data).toMatchObject([{ place: 1, due: '2026-03-02', received: '0.00', contractId: sold.id }])
		expect(body.data[0]?.planned).toBe(body.data[0]?.open)
		expect((await ask('contracts', { by: reader })).status).toBe(403)
		expect((await ask('products', { by: reader })).status).toBe(403)
		await stockCatalogue(world.books)
		const buyer = await key(['products:read'])
		const listed = await ask('products?search=full', { by: buyer })
		expect(listed.body.data).toMatchObject([{ code: 'FULL', price: '118.40', currency: 'EUR', onSale: true }])
		const one = await ask(`products/${listed.body.data[0]?.id}`, { by: buyer })
		const price = { currency: 'EUR', unitPrice: '118.4', validFrom: '2026-03-02', standing: 'counts' }
		const plan = { name: 'Monthly', interval: { unit: 'month', count: 1 }, onSale: true, prices: [price] }
		expect(one.body).toMatchObject({ code: 'FULL', plans: [plan], prices: [] })
		expect((await ask('invoices', { by: buyer })).status).toBe(403)
		expect((await ask('journal?from=2026-03-01&to=2026-03-31', { by: reader })).status).toBe(403)
		expect((await ask('customers', { by: reader, post: { name: 'X' } })).status).toBe(403)
		const watcher = await key(['events:read', 'contracts:write'])
		expect((await ask('events', { by: watcher })).status).toBe(200)
		for (const path of ['customers', 'contracts', 'invoices', 'journal?from=2026-03-01&to=2026-03-31'])
			expect([path, (await ask(path, { by: watcher })).status]).toEqual([path, 403])
		const writer = await key(['contracts:write', 'payments:write'])
		const drawn = await ask('contracts', { by: writer, post: draft('N-1') })
		expect(drawn.status).toBe(201)
		expect((await ask(`contracts/${drawn.body.id}/activate`, { by: writer, post: {} })).status).toBe(200)
		const money = {
			customerId: customer.id,
			amount: '1',
			currency: customer.currency,
			receivedOn: '2026-03-02',
			externalId: 'n',
		}
		expect((await ask('payments', { by: writer, post: money })).status).toBe(201)
		const storekeeper = await hire(world.books, 'storekeeper')
		const theirs = await key(apiScopeNames, storekeeper.id)
		expect((await ask('contracts', { by: theirs, post: draft('S-1') })).body.code).toBe('not_permitted')
		expect((await ask('events', { by: theirs })).status).toBe(403)
		expect(await world.sql`select from contract where number = 'S-1'`).toHaveLength(0)
	})
})

describe('a program reads', () => {
	test('lists as the console has them, page by page, and one row by its id', async () => {
		for (const number of ['L-1', 'L-2', 'L-3'])
			expect((await ask('contracts', { post: draft(number) })).status).toBe(201)
		const first = await ask('contracts?number=L-&sort=number&limit=2')
		expect(first.body.data.map(({ number }) => number)).toEqual(['L-1', 'L-2'])
		const second = await ask(`contracts?number=L-&sort=number&limit=2&cursor=${first.body.next}`)
		expect(second.body.data.map(({ number }) => number)).toEqual(['L-3'])
		expect(second.body.next).toBeNull()
		const [row] = first.body.data
		expect(row).toMatchObject({
			customerId: customer.id,
			state: 'draft',
			currency: customer.currency,
			autopay: false,
			noticeDays: 30,
		})
		const one = await ask(`contracts/${row?.id}`)
		expect(one.body).toMatchObject({ number: 'L-1', lines: [{ description: 'Service', contractId: row?.id }] })
	})

	test('the invoices that will come', async () => {
		const { body } = await ask('contracts', { post: draft('C-1') })
		const coming = await ask(`contracts/${body.id}/coming`)
		expect(coming.body.data).toHaveLength(12)
		expect(coming.body.data[0]).toMatchObject({ on: '2026-03-01', subtotal: '21.00' })
	})

	test('and is told in words what it asks wrongly', async () => {
		expect((await ask('contracts?colour=red')).body).toMatchObject({ status: 422, code: 'list.field_unknown' })
		expect((await ask('contracts?limit=0')).body).toMatchObject({ status: 422, code: 'input.invalid' })
		expect((await ask('contracts?starts.from=soon')).body).toMatchObject({ status: 422, code: 'list.value_wrong' })
		expect((await ask('journal?from=2026-03-01')).status).toBe(422)
		expect((await ask('journal?from=2026-03-31&to=2026-03-01')).body).toMatchObject({ facts: { field: 'to' } })
		// Begun anew, who reads on by it would never come to an end.
		for (const path of ['contracts?', 'events?', 'journal?from=2026-03-01&to=2026-03-31&'])
			expect((await ask(`${path}cursor=none`)).body).toMatchObject({ status: 422, facts: { field: 'cursor' } })
		for (const path of [
			'contracts/1',
			`contracts/${administrator.id}`,
			`contracts/${administrator.id}/coming`,
			'nothing',
		])
			expect([path, (await ask(path)).status]).toEqual([path, 404])
		expect((await ask('contracts', { post: '{"customerId":' })).body).toMatchObject({
			status: 400,
			code: 'api.unreadable',
		})
		expect((await ask('contracts', { post: { lines: 'x'.repeat(1_100_000) } })).status).toBe(413)
		const wrong = await ask('contracts', { post: { ...draft('W-1'), startsOn: 'soon', currency: 'EURO' } })
		expect(wrong.status).toBe(422)
		expect(String(wrong.body.detail)).toContain('startsOn')
	})
})

describe('a program writes', () => {
	test('once, however often it asks under one name', async () => {
		const name = { 'idempotency-key': 'order 1' }
		const answers = await Promise.all([1, 2, 3, 4].map(() => ask('contracts', { post: draft('O-1'), ...name })))
		expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
		expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
		const other = await ask('contracts', { post: draft('O-2'), ...name })
		expect(other.body).toMatchObject({ status: 409, code: 'api.name_reused' })
		expect((await ask('contracts', { post: draft('O-1') })).body).toMatchObject({
			status: 409,
			code: 'contract.number_taken',
		})
	})

	test('a customer, a contract that is billed, and money that settles its invoice', async () => {
		const made = await ask('customers', {
			post: { name: 'Ostsee AG', language: 'en', currency: 'EUR', email: 'pay@ostsee.example', country: 'DE' },
		})
		expect(made.status).toBe(201)
		const { body } = await ask('contracts', { post: { ...draft('P-1'), customerId: made.body.id, currency: 'EUR' } })
		expect((await ask(`contracts/${body.id}/activate`, { post: {} })).body).toMatchObject({ id: body.id })
		const again = await ask(`contracts/${body.id}/activate`, { post: {} })
		expect(again.body).toMatchObject({ status: 422, code: 'contract.not_allowed_in_state' })
		const [line] = draft('P-2').lines
		const low = {
			...draft('P-2'),
			customerId: made.body.id,
			currency: 'EUR',
			lines: [{ ...line, discountPercent: '30' }],
		}
		const drawn = await ask('contracts', { post: low })
		const path = `contracts/${drawn.body.id}/activate`
		const asked = await ask(path, { post: {}, 'idempotency-key': 'low' })
		expect(asked).toMatchObject({ status: 202, body: { id: drawn.body.id, request: { state: 'waiting' } } })
		expect(await ask(path, { post: {}, 'idempotency-key': 'low' })).toMatchObject({ status: 202, body: asked.body })
		expect(await ask(path, { post: {} })).toMatchObject({ status: 422, body: { code: 'approval.waiting' } })
		const states = await world.sql`
			select contract.state, request.requested_by as by from contract join approval_request as request on request.contract_id = contract.id
			where contract.id = ${String(drawn.body.id)}`
		expect(states).toEqual([{ state: 'draft', by: `staff:${administrator.id}` }])
		const receipt = {
			customerId: made.body.id,
			amount: '12.30',
			currency: 'EUR',
			receivedOn: '2026-03-02',
			externalId: 'bank 7',
		}
		expect((await ask('payments', { post: receipt })).status).toBe(201)
		expect((await ask('payments', { post: receipt })).body).toMatchObject({ code: 'payment.known' })
		expect((await ask('payments', { post: { ...receipt, externalId: 'b', amount: '0' } })).status).toBe(422)
		expect((await ask('payments', { post: { ...receipt, externalId: 'c', invoiceId: body.id } })).status).toBe(404)
		const journal = await ask('journal?from=2026-03-02&to=2026-03-02')
		expect(journal.body.data).toEqual(
			expect.arrayContaining([expect.objectContaining({ account: 'cash', debit: '12.30', credit: '0.00' })]),
		)
		const events = await ask('events?kind=payment.recorded')
		expect(events.body.data.at(-1)).toMatchObject({ customerId: made.body.id, facts: { amountMinor: '1230' } })
	})

	test('and changes a customer only as it was read', async () => {
		const whole = async () =>
			await world.sql`
			select customer.*, party.* from customer join billing_party as party on party.id = billing_party_id
			where customer.id = ${customer.id}`
		const { body: read } = await ask(`customers/${customer.id}`)
		const [before] = await whole()
		const anew = { ...(read.anew as object), name: 'Renamed', version: read.version }
		const { status, body: written } = await ask(`customers/${customer.id}`, { post: anew })
		expect([status, written]).toEqual([200, { id: customer.id, version: Number(read.version) + 1 }])
		// Nothing else is otherwise, and the next change goes on from the answer.
		const [after] = await whole()
		const renamed = { name: after?.name, search_text: after?.search_text }
		expect(after).toEqual({ ...before, ...renamed, version: written.version, updated_at: after?.updated_at })
		expect((await ask(`customers/${customer.id}`)).body).toMatchObject({ name: 'Renamed', version: written.version })
		expect((await ask(`customers/${customer.id}`, { post: anew })).body).toMatchObject({
			status: 409,
			code: 'changed_meanwhile',
		})
	})
})

test('the description names every address and is there for everybody', async () => {
	const { body, status } = await ask('openapi.json', { by: '' })
	expect(status).toBe(200)
	const paths = Object.keys(body.paths as object)
	expect(paths).toEqual(expect.arrayContaining(['/contracts', '/contracts/{id}/activate', '/journal', '/payments']))
	expect(JSON.stringify(body)).toContain('#/components/schemas/Invoices')
	const one = (body.paths as Record<string, { get: object }>)['/contracts/{id}']?.get
	expect(JSON.stringify(one)).toContain('"lines":{"type":"array","items":{"$ref":"#/components/schemas/Lines"}}')
	const { responses } =
		(body.paths as Record<string, { post: { responses: object } }>)['/contracts/{id}/activate']?.post ?? {}
	expect(Object.keys(responses ?? {})).toEqual(['200', '202', 'default'])
})
