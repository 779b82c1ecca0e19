import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import type { Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { hire, signedIn } from './console.ts'
import { mistake } from './mistake.ts'

let world: World
let shop: Shop
let administrator: Visit

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	shop = await openShop(world)
	administrator = await signedIn(world.books, shop.address, 'staff', (await hire(world.books, 'administrator')).email)
}, 180_000)
afterAll(async () => {
	await shop.close()
	await world.close()
})

test('where another system is told of events, a wrong address is said at its field and what was typed stays', async () => {
	const posted = { name: 'Warehouse', url: 'https:warehouse.example', kinds: 'invoice.issued' }
	expect(await mistake(administrator, '/staff/settings/webhooks', posted)).toMatch(/url: .*address/i)
})

test('a provider of telematics hears at the field of models that another has them', async () => {
	const path = '/staff/settings/telematics'
	const trak = { intent: 'add', name: 'Trak', url: 'https://trak.example', models: '' }
	expect((await administrator.post(path, trak)).status).toBe(200)
	expect(await mistake(administrator, path, { ...trak, name: 'FarSight' })).toMatch(
		/models: “Trak” has all other models already/,
	)
	expect((await administrator.post(path, { ...trak, models: 'EX-210' })).status).toBe(200)
	expect(await mistake(administrator, path, { ...trak, models: 'ex-210' })).toMatch(
		/models: “Trak” has the model “EX-210” already/,
	)
	expect(await mistake(administrator, path, { ...trak, url: 'https:trak.example' })).toMatch(/url: .*address/i)
})
