import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { createCustomer } from '#core/customer/create.ts'
import { workOnRestructuring } from '#core/restructuring/work.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { hire, signedIn } from './console.ts'

const system = { kind: 'system', name: 'test' } as const
let world: World
let shop: Shop
let seller: Visit
let manager: Visit
let collector: Visit
const contracts: string[] = []

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	shop = await openShop(world)
	const enter = async (role: 'salesperson' | 'manager' | 'collector') =>
		signedIn(world.books, shop.address, 'staff', (await hire(world.books, role)).email)
	seller = await enter('salesperson')
	manager = await enter('manager')
	collector = await enter('collector')
	const facts = { name: 'Nordwind', language: 'en', currency: 'EUR', email: '', country: 'DE' } as const
	const customer = expectOk(await act(world.books, system, createCustomer, facts))
	const line = { description: 'Full service', quantity: '1', unitPrice: '100.00' }
	for (const serialNumber of ['ETV-1', 'ETV-2']) {
		const contract = expectOk(
			await act(world.books, system, createContract, {
				...{ customerId: customer.id, currency: 'EUR', startsOn: '2026-03-02' },
				lines: [{ ...line, serialNumber, interval: { unit: 'month', count: 1 } }],
			}),
		)
		expectOk(await act(world.books, system, activateContract, contract))
		contracts.push(contract.id)
	}
}, 180_000)
afterAll(async () => {
	await shop.close()
	await world.close()
})

const form = (fields: [string, string][]) => {
	const posted = new FormData()
	for (const [name, value] of fields) posted.append(name, value)
	return posted
}

test('lines of the list are chosen, what is wrong is said beside what was typed, and who may not sees nothing', async () => {
	const list = await (await seller.get('/staff/lines')).text()
	expect(list).toContain('action="/staff/restructurings/new"')
	const at = '/staff/restructurings/new?all=yes&query=serialNumber%3DETV'
	expect(textOf(await (await seller.get(at)).text())).toContain('2 lines on 2 contracts')
	for (const [fields, sentence] of [
		[{ percent: '' }, 'Fill in Per cent on top.'],
		[{ percent: 'much' }, 'Write a number, such as 3.5.'],
		[{ percent: '5', name: ' ' }, 'Fill in Name.'],
	] as const) {
		const typed = { all: 'yes', kind: 'price_percent', on: '2026-03-02', name: 'Dearer', ...fields }
		const answer = await seller.postForm(`${at}&kind=price_percent`, form(Object.entries(typed)))
		const html = await answer.text()
		expect([answer.status, textOf(html)]).toEqual([422, expect.stringContaining(sentence)])
		// At the field, which the top of the form leads to.
		expect(html).toMatch(new RegExp(`href="#${'name' in fields ? 'name' : 'percent'}"`))
	}
	expect(await world.sql`select from restructuring`).toEqual([])
	for (const path of ['/staff/restructurings', at]) expect((await collector.get(path)).status).toBe(404)
	expect((await seller.get('/staff/restructurings/new?row=nonsense')).status).toBe(404)
})

test('it is looked at line by line, applied, and undone', async () => {
	const asked = [...contracts.map((id): [string, string] => ['contract', id]), ['kind', 'price_percent']]
	const typed = [...asked, ['name', 'Prices 2026'], ['on', '2026-03-02'], ['percent', '7,5']] as [string, string][]
	const made = await seller.postForm('/staff/restructurings/new', form(typed))
	const address = made.headers.get('location') ?? ''
	expect(address).toMatch(/^\/staff\/restructurings\/[\da-f-]{36}$/)
	const id = address.split('/').at(-1) ?? ''
	const page = textOf(await (await seller.get(address)).text())
	expect(page).toContain('€200.00')
	expect(page).toContain('€215.00')
	expect(page).toContain('1 × €100.00 → 1 × €107.50')
	await seller.postForm(address, form([['intent', 'apply']]))
	await workOnRestructuring(world.books, { id })
	expect(textOf(await (await seller.get(address)).text())).toContain('Undo all of it')
	// The machine did it; the history names who had it done.
	expect(textOf(await (await seller.get(`/staff/contracts/${contracts[0]}/history`)).text())).toMatch(
		/from 2 Mar 2026 · 1 line · by The salesperson/,
	)
	await manager.postForm(address, form([['intent', 'undo']]))
	await workOnRestructuring(world.books, { id })
	expect(textOf(await (await seller.get(address)).text())).toContain('Undone')
	expect(textOf(await (await seller.get(`/staff/contracts/${contracts[0]}/history`)).text())).toMatch(
		/1 line · by The manager, 2 Mar 2026 .*1 line · by The salesperson, 2 Mar 2026/,
	)
	const again = await seller.postForm(address, form([['intent', 'discard']]))
	expect([again.status, textOf(await again.text())]).toEqual([422, expect.stringContaining('is done already')])
})

test('every customer of it is shown, so many on a page', async () => {
	const ids: string[] = []
	for (let place = 1; place <= 21; place++) {
		const facts = {
			name: `Buyer ${String(place).padStart(2, '0')}`,
			language: 'en',
			currency: 'EUR',
			country: 'DE',
		} as const
		const customer = expectOk(await act(world.books, system, createCustomer, { ...facts, email: '' }))
		const price = String(3000 - place * 100)
		const contract = expectOk(
			await act(world.books, system, createContract, {
				...{ customerId: customer.id, currency: 'EUR', startsOn: '2026-03-02' },
				lines: [{ description: 'Rent', quantity: '1', unitPrice: price, interval: { unit: 'month', count: 1 } }],
			}),
		)
		expectOk(await act(world.books, system, activateContract, contract))
		ids.push(contract.id)
	}
	const asked = [...ids.map((id): [string, string] => ['contract', id]), ['kind', 'price_percent']]
	const typed = [...asked, ['name', 'All'], ['on', '2026-03-02'], ['percent', '10']] as [string, string][]
	const made = await seller.postForm('/staff/restructurings/new', form(typed))
	const address = made.headers.get('location') ?? ''
	const buyers = async (query: string) => {
		const page = await (await seller.get(address + query)).text()
		const table = page.split('<table')[2]?.split('</table>')[0] ?? ''
		return [...table.matchAll(/Buyer (\d\d)/g)].map(([, place]) => Number(place))
	}
	expect(await buyers('')).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
	expect(await buyers('?customers=2')).toEqual([21])
	expect(await (await seller.get(address)).text()).toContain(`href="${address}?customers=2"`)
	expect(await buyers('?customers=nonsense')).toHaveLength(20)
})
