import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { hire, signedIn } from './console.ts'

const settings = '/staff/settings/contract-types'
let world: World
let shop: Shop
let told: Story
let chief: Visit
let seller: Visit

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 10 })
	told = await tellStory(world, 2)
	shop = await openShop(world)
	const enter = async (role: 'administrator' | 'salesperson') =>
		signedIn(world.books, shop.address, 'staff', (await hire(world.books, role)).email)
	chief = await enter('administrator')
	seller = await enter('salesperson')
}, 180_000)
afterAll(async () => {
	await shop.close()
	await world.close()
})

const draft = () => ({
	customerId: told.nordwind.id,
	...{ startsOn: '2026-07-01', alignment: 'contract', timing: 'advance', title: 'Trucks' },
	...{ 'lines[0].description': 'Truck', 'lines[0].unitPrice': '10', 'lines[0].every': 'month' },
})

test('a type of the company’s own is chosen on a contract, shown, listed, renamed and taken out of use', async () => {
	expect((await seller.get(settings)).status).toBe(404)
	expect((await chief.post(settings, { intent: 'type', name: 'Charter', position: '5' })).status).toBe(302)
	const again = await chief.post(settings, { intent: 'type', name: 'charter', position: '5' })
	expect(textOf(await again.text())).toContain('There is already one called “charter”.')
	const open = `/staff/contracts/new?customer=${told.nordwind.id}`
	expect(await seller.read(open)).toMatch(/Type Charter Rental Service Subscription/)
	const made = await seller.post(open, { ...draft(), type: 'Charter' })
	const place = made.headers.get('location') ?? ''
	expect(await seller.read(place)).toMatch(/Type Charter/)
	const wrong = await seller.post(open, { ...draft(), type: 'Lease' })
	expect(textOf(await wrong.text())).toContain('There is no type of contract “Lease”.')
	expect((await chief.post(settings, { intent: 'type', key: 'Charter', name: 'Hire', position: '5' })).status).toBe(302)
	expect(await seller.read('/staff/contracts?type=hire&column=number&column=type')).toMatch(/Hire/)
	expect((await chief.post(settings, { intent: 'remove_type', key: 'Charter' })).status).toBe(302)
	expect(await chief.read(settings)).toContain('Hire (not in use any more)')
	expect(await seller.read(open)).not.toContain('Hire')
	// Its own form goes on offering it.
	expect(await (await seller.get(`${place}/edit`)).text()).toMatch(/<option value="Charter" selected="">Hire/)
	const usual = await chief.post(settings, { intent: 'remove_type', key: 'subscription' })
	expect(textOf(await usual.text())).toContain('“Subscription” stays')
})

test('a status is shown in place of the state’s name to staff, and only where it belongs', async () => {
	const add = (name: string, state: string) => chief.post(settings, { intent: 'status', name, state, position: '1' })
	expect((await add('In delivery', 'active')).status).toBe(302)
	expect((await add('Waiting for papers', 'draft')).status).toBe(302)
	const statuses = await world.sql<{ id: string; name: string }[]>`select id, name from contract_status`
	const idOf = (wanted: string) => statuses.find(({ name }) => name === wanted)?.id ?? ''
	const place = `/staff/contracts/${told.service.id}`
	expect(await seller.read(place)).toMatch(/Status Active, no more In delivery Set the status/)
	const set = (name: string) => seller.post(place, { intent: 'status', statusId: idOf(name) })
	expect((await set('In delivery')).status).toBe(302)
	expect(await (await seller.get(`${place}/lines`)).text()).toMatch(/<h1[\s\S]*In delivery[\s\S]*<\/h1>/)
	const list = '/staff/contracts?status.is=set&column=number&column=state'
	expect(await seller.read(list)).toContain('In delivery')
	const csv = await (await seller.get('/staff/lists/contracts.csv?status.is=set&column=number&column=state')).text()
	expect(csv).toMatch(/,In delivery/)
	const wrong = await set('Waiting for papers')
	expect(wrong.status).toBe(422)
	expect(textOf(await wrong.text())).toContain('“Waiting for papers” does not belong to the state')
	const theirs = await signedIn(world.books, shop.address, 'customer', 'anna@nordwind.example')
	expect(await theirs.read(`/contracts/${told.service.id}`)).not.toContain('In delivery')
	expect((await seller.post(place, { intent: 'status' })).status).toBe(302)
	expect(await seller.read(place)).not.toMatch(/<h1[\s\S]*In delivery[\s\S]*<\/h1>/)
})
