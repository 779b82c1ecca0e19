import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import type { Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { hire, signedIn } from './console.ts'

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

/** The field that says what was wrong, with what it says. */
async function mistake(path: string, posted: Record<string, string>): Promise<string> {
	const answer = await administrator.post(path, posted)
	expect(answer.status).toBe(422)
	const html = await answer.text()
	for (const typed of Object.values(posted)) expect(html).toContain(typed)
	const [, id = '', said] = /id="([^"]*-error)"[^>]*>(?:<[^>]*>|\s)*([^<]*)/.exec(html) ?? []
	const field = [...html.matchAll(/<input[^>]*>/g)].map(String).find((input) => input.includes(id)) ?? ''
	return `${/ name="([^"]*)"/.exec(field)?.[1]}: ${said}`
}

test('where another system is told of events, a wrong address is said at its field and what was typed stays', async () => {
	const posted = { name: 'Warehouse', url: 'https:warehouse.example', kinds: 'invoice.issued' }
	expect(await mistake('/staff/settings/webhooks', posted)).toMatch(/url: .*address/i)
})

test('a provider of telematics hears at the field of models that another has them', async () => {
	const path = '/staff/settings/telematics'
	const trak = { intent: 'add', name: 'Trak', url: 'https://trak.example', models: '' }
	expect((await administrator.post(path, trak)).status).toBe(200)
	expect(await mistake(path, { ...trak, name: 'FarSight' })).toMatch(/models: “Trak” has all other models already/)
	expect((await administrator.post(path, { ...trak, models: 'EX-210' })).status).toBe(200)
	expect(await mistake(path, { ...trak, models: 'ex-210' })).toMatch(/models: “Trak” has the model “EX-210” already/)
	expect(await mistake(path, { ...trak, url: 'https:trak.example' })).toMatch(/url: .*address/i)
})
