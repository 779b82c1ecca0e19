import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createApiKey } from '#core/api/create-key.ts'
import { type ApiScope, apiScopeNames } from '#core/api/scopes.ts'
import { saveFieldRights } from '#core/field-right/save.ts'
import { type Customer, system, welcome } from '#test/core/payment/ledger.ts'
import { hire } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal
let customer: Customer
let full: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	portal = await openPortal(world)
	customer = await welcome(world.books)
	full = await key(apiScopeNames)
}, 180_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

async function key(scopes: readonly ApiScope[], role: Parameters<typeof hire>[1] = 'administrator'): Promise<string> {
	const { id: userId } = await hire(world.books, role)
	return expectOk(await act(world.books, system, createApiKey, { name: 'Shop', userId, scopes })).key
}

type Body = Record<string, unknown>
async function ask(path: string, { by = full, post, name }: { by?: string; post?: object; name?: string } = {}) {
	const answer = await fetch(`${portal.address}/api/v1/${path}`, {
		method: post ? 'POST' : 'GET',
		headers: {
			authorization: `Bearer ${by}`,
			...(post && { 'content-type': 'application/json' }),
			...(name && { 'idempotency-key': name }),
		},
		...(post && { body: JSON.stringify(post) }),
	})
	return { status: answer.status, body: (await answer.json()) as Body }
}

/** Where the terms of a contract are, in force unless it stays a draft. */
async function termsOf(number: string, { draft = false } = {}): Promise<{ id: string; path: string }> {
	const line = { description: 'Service', interval: { unit: 'month', count: 1 }, quantity: '2', unitPrice: '10.50' }
	const terms = { startsOn: '2026-03-01', noticeDays: 30, paymentTermDays: 14, number }
	const post = { customerId: customer.id, currency: customer.currency, ...terms, lines: [line] }
	const { id } = (await ask('contracts', { post })).body as { id: string }
	if (!draft) expect((await ask(`contracts/${id}/activate`, { post: {} })).status).toBe(200)
	return { id, path: `contracts/${id}/terms` }
}

test('a program changes the terms of a contract in force as the console does: by an amendment, and once', async () => {
	const { id, path } = await termsOf('T-1')
	const { body: read } = await ask(path)
	expect(read).toMatchObject({ renewal: 'none', termMonths: null, noticeDays: 30, paymentTermDays: 14, access: 'none' })
	const change = { noticeDays: 60, renewal: 'tacit', termMonths: 12, reason: 'Agreed by post', version: read.version }
	const made = await ask(path, { post: change, name: 'terms 1' })
	expect(made).toEqual({ status: 200, body: { sequence: 2 } })
	expect(await ask(path, { post: change, name: 'terms 1' })).toEqual(made)
	expect((await ask(path)).body).toMatchObject({
		renewal: 'tacit',
		termMonths: 12,
		noticeDays: 60,
		paymentTermDays: 14,
	})
	const amendments = await world.sql`
		select kind, terms, reason from amendment where contract_id = ${id} and sequence > 1 order by sequence`
	expect(amendments).toEqual([
		{
			kind: 'change',
			terms: { noticeDays: [30, 60], renewal: ['none', 'tacit'], termMonths: [null, 12] },
			reason: 'Agreed by post',
		},
	])
	expect(await ask(path, { post: { ...change, noticeDays: 90 } })).toMatchObject({
		...{ status: 409, body: { code: 'changed_meanwhile' } },
	})
})

test('it is refused what the console refuses', async () => {
	const { path } = await termsOf('T-2')
	const { version } = (await ask(path)).body
	expect((await ask(path, { post: { version, noticeDays: 30 } })).body.code).toBe('contract.nothing_changes')
	expect((await ask(path, { post: { version, noticeDays: -1 } })).body.code).toBe('input.invalid')
	expect((await ask(path, { post: { noticeDays: 60 } })).body.code).toBe('input.invalid')
	const draft = await termsOf('T-3', { draft: true })
	const drawn = (await ask(draft.path)).body.version
	expect((await ask(draft.path, { post: { version: drawn, noticeDays: 60 } })).body).toMatchObject({
		...{ status: 422, code: 'contract.not_allowed_in_state' },
	})
	const nowhere = `contracts/${customer.id}/terms`
	expect((await ask(nowhere)).status).toBe(404)
	expect((await ask(nowhere, { post: { version: 1, noticeDays: 60 } })).status).toBe(404)
})

test('only a key that is let change terms does, and no further than its person may', async () => {
	const { path } = await termsOf('T-4')
	const writer = await key(['contracts:read', 'contracts:write'])
	expect((await ask(path, { by: writer })).status).toBe(403)
	expect((await ask(path, { by: writer, post: { version: 1, noticeDays: 60 } })).status).toBe(403)
	const amender = await key(['contracts:amend'])
	const { version } = (await ask(path, { by: amender })).body
	expect((await ask('contracts', { by: amender })).status).toBe(403)
	expect((await ask(path, { by: amender, post: { version, noticeDays: 61 } })).status).toBe(200)
	const rights = [
		{ field: 'notice', access: 'hidden' as const, state: null },
		{ field: 'paymentDays', access: 'seen' as const, state: null },
	]
	expectOk(await act(world.books, system, saveFieldRights, { card: 'contract', role: 'salesperson', rights }))
	delete world.books.company
	const seller = await key(['contracts:amend'], 'salesperson')
	const { body: seen } = await ask(path, { by: seller })
	expect(Object.keys(seen).sort()).toEqual(['access', 'paymentTermDays', 'renewal', 'termMonths', 'version'])
	const post = { version: seen.version, paymentTermDays: 90 }
	expect((await ask(path, { by: seller, post })).body).toMatchObject({ status: 422, code: 'field.locked' })
})

test('the description says how terms are read and changed', async () => {
	const { paths } = (await ask('openapi.json')).body as { paths: Record<string, Record<string, unknown>> }
	expect(Object.keys(paths['/contracts/{id}/terms'] ?? {})).toEqual(['get', 'post'])
})
