import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { applyChange } from '#core/amendment/apply-change.ts'
import { previewChange } from '#core/amendment/preview-change.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createCustomer } from '#core/customer/create.ts'
import { fileOfBytes } from '#core/import/file/source.ts'
import { inspectFile } from '#core/import/inspect.ts'
import { findOptions } from '#core/product/find-options.ts'
import { offerOption } from '#core/product/offer.ts'
import { bringIn, importer } from '#test/core/import/bring-in.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { hire, signedIn, stockCatalogue } from './console.ts'

const system = { kind: 'system', name: 'test' } as const
let world: World
let shop: Shop
let finance: Visit
let seller: Visit
let customer: { id: string; number: string }
let monthly: string
let product: string
let contractId: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	shop = await openShop(world)
	const enter = async (role: 'finance' | 'salesperson') =>
		signedIn(world.books, shop.address, 'staff', (await hire(world.books, role)).email)
	finance = await enter('finance')
	seller = await enter('salesperson')
	const facts = { name: 'Nordwind', language: 'en', currency: 'EUR', email: '', country: 'DE' } as const
	customer = expectOk(await act(world.books, system, createCustomer, facts))
	monthly = (await stockCatalogue(world.books)).monthly
	const [row] = await world.sql<{ id: string }[]>`select product_id as id from plan where id = ${monthly}`
	product = `${row?.id}.${monthly}`
}, 180_000)
afterAll(async () => {
	await shop.close()
	await world.close()
})

const list = { name: 'Nordwind 2026', currency: 'EUR', whose: 'chosen', validFrom: '2026-03-01' }
let address: string

test('a list is made, filled by quantity and per cent, and given to a customer', async () => {
	expect(await finance.read('/staff/prices')).toContain('No price list')
	const made = await finance.post('/staff/prices', list)
	address = made.headers.get('location') ?? ''
	expect(address).toMatch(/^\/staff\/prices\/[\da-f-]{36}$/)
	const again = await finance.post('/staff/prices', { ...list, name: 'NORDWIND 2026' })
	expect(textOf(await again.text())).toContain('There is already a price list “NORDWIND 2026”.')
	for (const price of [
		{ product, unitPrice: '99,50' },
		{ product, fromQuantity: '10', unitPrice: '90' },
		{ percentOff: '20 %' },
	])
		expect((await finance.post(address, { intent: 'price', ...price })).status).toBe(302)
	const page = await finance.read(address)
	expect(page).toMatch(/All products .*20% off.*Full service Monthly 0 €99.50.*Full service Monthly 10 €90.00/)
	expect(page).toContain('Nobody yet')
	expect((await finance.post(address, { intent: 'give', customer: 'K-none' })).status).toBe(422)
	expect((await finance.post(address, { intent: 'give', customer: customer.number })).status).toBe(302)
	expect(await finance.read(`/staff/prices?customer=${customer.id}`)).toContain('Nordwind 2026')
})

test('a list is downloaded as CSV and spreadsheet, and brought in again as it was', async () => {
	const other = (await finance.post('/staff/prices', { ...list, name: '=Files, 2026' })).headers.get('location') ?? ''
	const [hours] = await world.sql<
		{ id: string }[]
	>`insert into product (code, name, kind, unit) values ('HRS', 'Hours', 'service', 'hour') returning id`
	await world.sql`insert into product_unit (product_id, unit, dimension) select ${hours?.id ?? ''}, name, dimension from unit where name = 'day' on conflict do nothing`
	const once = `${hours?.id}.`
	for (const price of [
		{ percentOff: '-2.5' },
		{ product, unitPrice: '90.125' },
		{ product, fromQuantity: '1000', unitPrice: '85' },
		{ product: `${product.split('.')[0]}.`, percentOff: '12.5' },
		{ product: once, unitPrice: '140' },
		{ product: once, unit: 'day', fromQuantity: '2', unitPrice: '1000' },
	])
		expect((await finance.post(other, { intent: 'price', ...price })).status).toBe(302)
	await world.sql`update plan set active = false where id = ${monthly}`
	const id = other.split('/').at(-1) ?? ''
	const standing = () => world.sql`
		select product_id, plan_id, unit, trim_scale(from_quantity)::text as from, trim_scale(unit_price)::text as price, trim_scale(percent_off)::text as off
		from price_list_item where price_list_id = ${id} order by product_id, plan_id, unit, from_quantity`
	const before = [...(await standing())]
	expect(before).toHaveLength(6)
	for (const kind of ['csv', 'xlsx']) {
		const answer = await finance.get(`${other}/prices.${kind}`)
		expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="_Files__2026.${kind}"`)
		const bytes = new Uint8Array(await answer.arrayBuffer())
		const file = fileOfBytes(`prices.${kind}`, bytes)
		const { map, questions } = expectOk(await look(world.books, importer, inspectFile, { subject: 'prices', file }))
		expect(questions).toEqual([])
		expect(await bringIn(world.books, { ...map, source: kind }, bytes)).toMatchObject({ unchanged: 6, problems: [] })
		await world.sql`delete from price_list_item where price_list_id = ${id}`
		expect(await bringIn(world.books, { ...map, source: `${kind} again` }, bytes)).toMatchObject({
			created: 6,
			problems: [],
		})
		expect([...(await standing())]).toEqual(before)
	}
	await world.sql`update plan set active = true where id = ${monthly}`
	const wrong = `Price list,Product code,Plan code,Unit price,Discount percent\n"'=Files, 2026",,,5,\n,,,5,\n"=Files, 2026",HRS,XX,5,\n`
	const map = { list: 'Price list', product: 'Product code', planCode: 'Plan code', unitPrice: 'Unit price' }
	expect(
		await bringIn(
			world.books,
			{ subject: 'prices', source: 'wrong', columns: map, constants: { currency: 'EUR' } },
			wrong,
		),
	).toMatchObject({
		created: 0,
		problems: ['2: value_missing product', '3: value_missing product', '4: plan_unclear planCode'],
	})
	expect((await finance.get('/staff/prices/nothing/prices.csv')).status).toBe(404)
	await world.sql`delete from price_list_item where price_list_id = ${id}`
})

test('the catalogue’s prices are downloaded, those of the past and to come too, and brought in again as they were', async () => {
	const [productId] = product.split('.')
	const [once] = await world.sql<{ id: string }[]>`
		insert into product (code, name, kind) values ('=FEE', 'Fee, once', 'service') returning id`
	await world.sql`
		insert into price (product_id, plan_id, currency, unit_price, valid_from) values
			(${once?.id ?? ''}, null, 'EUR', 1234.5, '2026-01-01'), (${once?.id ?? ''}, null, 'VND', 900000, '2026-01-01'),
			(${productId ?? ''}, ${monthly}, 'EUR', 110.125, '2027-01-01'), (${productId ?? ''}, null, 'EUR', 5, '2026-02-01')`
	const standing = () => world.sql`
		select product_id, plan_id, currency, trim_scale(unit_price)::text as price, valid_from::text as from from price
		order by product_id, plan_id, currency, valid_from`
	const before = [...(await standing())]
	expect(await finance.read('/staff/products')).toContain('Prices as Excel')
	for (const kind of ['csv', 'xlsx']) {
		const answer = await finance.get(`/staff/products/prices.${kind}`)
		expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="prices_2026-03-02.${kind}"`)
		const bytes = new Uint8Array(await answer.arrayBuffer())
		const file = fileOfBytes(`prices.${kind}`, bytes)
		const { map, questions } = expectOk(await look(world.books, importer, inspectFile, { subject: 'prices', file }))
		expect(questions).toEqual([])
		const source = `catalogue ${kind}`
		expect(await bringIn(world.books, { ...map, source }, bytes)).toMatchObject({
			...{ created: 0, updated: 0, unchanged: before.length, problems: [] },
		})
		await world.sql`delete from price`
		expect(await bringIn(world.books, { ...map, source: `${source} again` }, bytes)).toMatchObject({
			...{ created: before.length, problems: [] },
		})
		expect([...(await standing())]).toEqual(before)
	}
	await world.sql`delete from price where product_id = ${once?.id ?? ''} or (product_id, valid_from) = (${productId ?? ''}, '2027-01-01')
		or (product_id = ${productId ?? ''} and plan_id is null)`
	await world.sql`update product set active = false where id = ${once?.id ?? ''}`
})

test('what makes no sense is refused in words', async () => {
	const price = (more: Record<string, string>) => finance.post(address, { intent: 'price', product, ...more })
	for (const wrong of [
		{},
		{ unitPrice: '1', percentOff: '2' },
		{ unitPrice: '-1' },
		{ percentOff: '101' },
		{ percentOff: '0' },
	])
		expect((await price(wrong)).status).toBe(422)
	expect((await finance.post(address, { intent: 'price', unitPrice: '5' })).status).toBe(422)
	const noPlan = await price({ product: `${product.split('.')[0]}.`, unitPrice: '5' })
	expect(textOf(await noPlan.text())).toContain('“Full service” is sold by plans')
	const facts = { name: 'Far', language: 'en', currency: 'USD', email: '', country: 'US' } as const
	const far = expectOk(await act(world.books, system, createCustomer, facts))
	const dollars = await finance.post(address, { intent: 'give', customer: far.number })
	expect(textOf(await dollars.text())).toContain('The list is in EUR, the customer in USD.')
	const days = { intent: 'edit', name: 'Nordwind 2026', validFrom: '2026-03-01', validTo: '2026-02-01' }
	expect(textOf(await (await finance.post(address, days)).text())).toContain('Choose 1 Mar 2026 or a later day')
})

test('a salesperson sees why a price is what it is, gets it by quantity on a line left empty, and changes no list', async () => {
	expect((await seller.post(address, { intent: 'price', product, unitPrice: '1' })).status).toBe(404)
	expect(await seller.read(address)).not.toContain('Set the price')
	const form = await seller.read(`/staff/contracts/new?customer=${customer.id}`)
	expect(form).toContain('Why these prices?')
	expect(form).toContain('from 10: €90.00 · their own list “Nordwind 2026”')
	expect(form).toContain('€360.00 · their own list “Nordwind 2026”, 20% off €450.00')
	const made = await seller.post('/staff/contracts/new', {
		...{ customerId: customer.id, startsOn: '2026-03-02', alignment: 'contract', timing: 'advance' },
		...{
			'lines[0].product': monthly,
			'lines[0].quantity': '12',
			'lines[1].product': monthly,
			'lines[1].quantity': '2',
		},
		...{ 'lines[2].product': monthly, 'lines[2].unitPrice': '1.25' },
	})
	contractId = made.headers.get('location')?.slice('/staff/contracts/'.length) ?? ''
	expect(await unitPrices()).toEqual(['90', '99.50', '1.25'])
	expectOk(await act(world.books, system, activateContract, { id: contractId }))
})

const unitPrices = async () =>
	(
		await world.sql<{ price: string }[]>`
			select unit_price::text as price from contract_line_state as state join contract_line on contract_line.id = contract_line_id
			where state.contract_id = ${contractId} order by position, state.sequence`
	).map(({ price }) => price)

test('an option costs what the list says for so many; the customer sees the steps and not the list’s name', async () => {
	const [productId = '', planId = ''] = product.split('.')
	expectOk(await act(world.books, system, offerOption, { productId, planId }))
	const { options } = expectOk(await look(world.books, system, findOptions, { contractId }))
	expect(options[0]?.tiers).toEqual([
		{ fromQuantity: '0', unitPrice: '99.50' },
		{ fromQuantity: '10', unitPrice: '90' },
	])
	const change = { kind: 'option_on' as const, productId, planId, quantity: '10' }
	const { seen } = expectOk(await act(world.books, system, previewChange, { contractId, change }))
	expectOk(await act(world.books, system, applyChange, { contractId, change, seen }))
	expect(await unitPrices()).toEqual(['90', '99.50', '1.25', '90'])
})

test('what has been agreed keeps its price when the list changes or ends; what is agreed later has the new one', async () => {
	const before = await unitPrices()
	expect((await finance.post(address, { intent: 'price', product, unitPrice: '120' })).status).toBe(302)
	expect(await unitPrices()).toEqual(before)
	expect(await seller.read(`/staff/contracts/new?customer=${customer.id}`)).toContain('€120.00')
	const [given] = await world.sql<{ id: string }[]>`select id from price_list_for`
	expect((await finance.post(address, { intent: 'take', id: given?.id ?? '' })).status).toBe(302)
	const form = await seller.read(`/staff/contracts/new?customer=${customer.id}`)
	expect(form).not.toContain('Why these prices?')
	expect(form).toContain('€118.40')
	const [item] = await world.sql<{ id: string }[]>`select id from price_list_item where product_id is null`
	expect((await finance.post(address, { intent: 'remove', id: item?.id ?? '' })).status).toBe(302)
	expect(await finance.read(address)).not.toContain('All products 20%')
	expect(await unitPrices()).toEqual(before)
})
