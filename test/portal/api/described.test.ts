import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { createApiKey } from '#core/api/create-key.ts'
import { type ApiScope, apiScopeNames } from '#core/api/scopes.ts'
import { saveFieldRights } from '#core/field-right/save.ts'
import { readOwnFields } from '#core/own-field/find.ts'
import { saveOwnField } from '#core/own-field/save.ts'
import { type Customer, system, welcome } from '#test/core/payment/ledger.ts'
import { hire, stockCatalogue } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

const office: Actor = { kind: 'system', name: 'office' }
let world: World
let portal: Portal
let customer: Customer
let full: string
let branches: Record<string, string>

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	portal = await openPortal(world)
	customer = await welcome(world.books)
	full = await key(apiScopeNames)
	await field('contract', 'Cost centre', 'text')
	await field('contract', 'Branch', 'choice', [{ name: 'North' }, { name: 'South' }])
	await field('line', 'Audited on', 'date')
	await field('customer', 'Rating', 'number')
	const own = expectOk(await look(world.books, system, (scope) => readOwnFields(scope), undefined))
	const choices = own.find(({ key }) => key === 'own_2')?.choices ?? []
	branches = Object.fromEntries(choices.map(({ id, name }) => [name, id]))
}, 180_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

type Kind = 'text' | 'number' | 'date' | 'choice'
async function field(subject: 'contract' | 'line' | 'customer', name: string, kind: Kind, choices: object[] = []) {
	const input = { subject, name, kind, required: name === 'Cost centre', position: 0, choices: choices as never }
	expectOk(await act(world.books, office, saveOwnField, input))
}

async function key(scopes: readonly ApiScope[], role: Parameters<typeof hire>[1] = 'administrator'): Promise<string> {
	const { id: userId } = await hire(world.books, role)
	return expectOk(await act(world.books, system, createApiKey, { name: 'Shop', userId, scopes })).key
}

type Schema = { properties: Record<string, Schema>; items: Schema; title?: string; description?: string }
type Parameter = { name: string; schema: { enum?: string[] } }
type Operation = {
	parameters: Parameter[]
	requestBody: { content: { 'application/json': { schema: Schema } } }
	responses: { 200: { content: { 'application/json': { schema: { allOf: [object, Schema] } } } } }
}
type Description = {
	paths: Record<string, { get: Operation; post: Operation }>
	components: { schemas: Record<string, Schema> }
}

async function ask<Answer>(path: string, by: string, post?: object): Promise<Answer> {
	const answer = await fetch(`${portal.address}/api/v1/${path}`, {
		method: post ? 'POST' : 'GET',
		headers: { ...(by && { authorization: `Bearer ${by}` }), ...(post && { 'content-type': 'application/json' }) },
		...(post && { body: JSON.stringify(post) }),
	})
	return (await answer.json()) as Answer
}
const described = (by: string) => ask<Description>('openapi.json', by)
const sends = ({ paths }: Description, path: string) =>
	paths[path]?.post.requestBody.content['application/json'].schema.properties
const filters = ({ paths }: Description, path: string) => paths[path]?.get.parameters.map(({ name }) => name) ?? []

test('a program is told of the company’s own fields where they are read, filtered by and sent', async () => {
	const told = await described(full)
	expect(told.components.schemas.Contracts?.properties).toMatchObject({
		own_1: { type: 'string', title: 'Cost centre', nullable: true },
		own_2: { title: 'Branch', enum: [branches.North, branches.South] },
	})
	const { description } = told.components.schemas.Contracts?.properties.own_2 ?? {}
	expect(description).toBe(`${branches.North}: North; ${branches.South}: South`)
	expect(told.components.schemas.Customers?.properties.own_4).toMatchObject({ type: 'number', title: 'Rating' })
	expect(told.components.schemas.Lines?.properties.own_3).toMatchObject({ format: 'date', title: 'Audited on' })
	expect(filters(told, '/contracts')).toEqual(expect.arrayContaining(['own_1', 'own_1.is', 'own_2']))
	const contract = sends(told, '/contracts')
	expect(Object.keys(contract?.own?.properties ?? {})).toEqual(['own_1', 'own_2'])
	expect(contract?.own?.properties.own_1?.title).toBe('Cost centre (to be filled in)')
	expect(Object.keys(contract?.lines?.items.properties.own?.properties ?? {})).toEqual(['own_3'])
	expect(Object.keys(sends(told, '/customers')?.own?.properties ?? {})).toEqual(['own_4'])
})

test('what it sends and reads in them is as it was told', async () => {
	const line = { description: 'Lift', quantity: '1', unitPrice: '10', interval: { unit: 'month', count: 1 } }
	const made = await ask<{ id: string }>('contracts', full, {
		...{ customerId: customer.id, currency: customer.currency, startsOn: '2026-03-01' },
		...{ own: { own_1: 'Quay 4', own_2: branches.South }, lines: [{ ...line, own: { own_3: '2026-02-01' } }] },
	})
	expect(await ask(`contracts/${made.id}`, full)).toMatchObject({
		...{ own_1: 'Quay 4', own_2: branches.South },
		lines: [{ own_3: '2026-02-01' }],
	})
})

test('without a key nobody is told of them, nor with one that may not read or write the thing', async () => {
	const text = JSON.stringify(await described(''))
	expect(text).toContain('#/components/schemas/Contracts')
	expect(text).not.toMatch(/own_\d|Cost centre|Branch/)
	const wrong = await ask<{ status: number }>('openapi.json', `${full}x`)
	expect(wrong.status).toBe(401)
	expect(JSON.stringify(await described(await key(['customers:read'])))).not.toMatch(/own_[123]|Cost centre/)
	const writer = await described(await key(['contracts:write']))
	expect(writer.components.schemas.Contracts?.properties.own_1).toBeUndefined()
	expect(Object.keys(sends(writer, '/contracts')?.own?.properties ?? {})).toEqual(['own_1', 'own_2'])
	expect(JSON.stringify(writer)).not.toContain('Rating')
})

test('a field that is hidden from the person a key acts for is not described to it', async () => {
	const rights = [
		{ field: 'own_1', access: 'hidden' as const, state: null },
		{ field: 'own_2', access: 'seen' as const, state: null },
	]
	expectOk(await act(world.books, office, saveFieldRights, { card: 'contract', role: 'salesperson', rights }))
	delete world.books.company
	const told = await described(await key(apiScopeNames, 'salesperson'))
	expect(told.components.schemas.Contracts?.properties.own_1).toBeUndefined()
	expect(told.components.schemas.Contracts?.properties.own_2).toMatchObject({ title: 'Branch' })
	expect(Object.keys(sends(told, '/contracts')?.own?.properties ?? {})).toEqual([])
})

test('a product and its plans say what they are called by language, as it is described', async () => {
	await stockCatalogue(world.books)
	await world.sql`update product set names = '{"ru": "Полный"}', descriptions = '{"vi": "Trọn gói"}' where code = 'FULL'`
	await world.sql`update plan set names = '{"zh": "每月"}' where product_id = (select id from product where code = 'FULL')`
	const { data } = await ask<{ data: { id: string; nameRu: string }[] }>('products?code=FULL', full)
	expect(data[0]?.nameRu).toBe('Полный')
	expect(await ask(`products/${data[0]?.id}`, full)).toMatchObject({
		...{ names: { ru: 'Полный' }, descriptions: { vi: 'Trọn gói' } },
		plans: [{ name: 'Monthly', names: { zh: '每月' } }],
	})
	const { paths } = await described('')
	const [, sold] = paths['/products/{id}']?.get.responses[200].content['application/json'].schema.allOf ?? []
	const languages = ['en', 'ru', 'zh', 'vi']
	expect(Object.keys(sold?.properties.names?.properties ?? {})).toEqual(languages)
	expect(Object.keys(sold?.properties.descriptions?.properties ?? {})).toEqual(languages)
	expect(Object.keys(sold?.properties.plans?.items.properties.names?.properties ?? {})).toEqual(languages)
})
