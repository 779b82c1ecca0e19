import { expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { type AddProduct, addProduct } from '#core/product/add.ts'
import { listProducts } from '#core/product/list.ts'
import { finance } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

const scanner: AddProduct = {
	code: 'SCAN',
	name: 'Scanner',
	kind: 'plan',
	plan: { name: 'Monthly', interval: { unit: 'month', count: 1 } },
	prices: { EUR: '29.95', JPY: '4800' },
}

const add = ({ books }: World, product: AddProduct, actor: Actor = finance) => act(books, actor, addProduct, product)
const onSale = async ({ books }: World, currency = 'EUR') =>
	expectOk(await look(books, finance, listProducts, { currency })).map(({ code, unitPrice }) => `${code} ${unitPrice}`)

test('a product is on sale from today on, in the currencies it has a price in', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { planId } = expectOk(await add(world, scanner))
	expect(planId).not.toBeNull()
	expect(await onSale(world)).toEqual(['SCAN 29.95'])
	expect(await onSale(world, 'JPY')).toEqual(['SCAN 4800'])
	expect(await onSale(world, 'USD')).toEqual([])
	world.clock.standOn('2026-03-01')
	expect(await onSale(world)).toEqual([])
})

test('the newest price that has begun counts, and what is no longer sold is not offered', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { id, planId } = expectOk(await add(world, scanner))
	for (const [day, price] of [
		['2026-04-01', '31.00'],
		['2026-05-01', '33.00'],
	] as const)
		await world.sql`
			insert into price (product_id, plan_id, currency, unit_price, valid_from) values (${id}, ${planId}, 'EUR', ${price}, ${day})`
	world.clock.standOn('2026-04-15')
	expect(await onSale(world)).toEqual(['SCAN 31.00'])
	await world.sql`update product set active = false where id = ${id}`
	expect(await onSale(world)).toEqual([])
})

test('what is sold once has no plan', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { plan: _, ...once } = scanner
	expect(expectOk(await add(world, { ...once, kind: 'fee' })).planId).toBeNull()
	expect(expectOk(await look(world.books, finance, listProducts, { currency: 'EUR' }))).toMatchObject([
		{ planId: null, intervalUnit: null, intervalCount: null, taxClass: 'standard' },
	])
})

test.each<[string, Partial<AddProduct>, string]>([
	['no name', { code: 'B', name: '  ' }, 'name'],
	['a price that is no amount', { code: 'B', prices: { EUR: '1,50' } }, 'prices.EUR'],
	['a currency that does not exist', { code: 'B', prices: { XXQ: '1' } }, 'prices'],
	[
		'a plan that never comes round',
		{ code: 'B', plan: { name: 'Never', interval: { unit: 'month', count: 0 } } },
		'plan.interval.count',
	],
])('%s is refused, and nothing is left behind', async (_, wrong, field) => {
	await using world = await openBooks({ on: '2026-03-02' })
	expectOk(await add(world, scanner))
	const outcome = await add(world, { ...scanner, ...wrong })
	expect(outcome).toMatchObject({ refusal: { code: 'input.invalid', facts: { field } } })
	expect(await onSale(world)).toEqual(['SCAN 29.95'])
})

test('a code is taken whatever its capitals', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	expectOk(await add(world, scanner))
	for (const code of ['SCAN', 'scan'])
		expect(await add(world, { ...scanner, code })).toMatchObject({
			refusal: { code: 'product.code_taken', facts: { code: 'SCAN' } },
		})
	expect(await onSale(world)).toEqual(['SCAN 29.95'])
})

test('a salesperson sees products and does not make them; a customer does neither', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const salesperson: Actor = { kind: 'staff', userId: '01900000-0000-7000-8000-000000000002', role: 'salesperson' }
	const customer: Actor = { kind: 'contact', contactId: '01900000-0000-7000-8000-000000000003' }
	for (const actor of [salesperson, customer])
		expect(await add(world, scanner, actor)).toMatchObject({ refusal: { code: 'not_permitted' } })
	expect(expectOk(await look(world.books, salesperson, listProducts, { currency: 'EUR' }))).toEqual([])
})
