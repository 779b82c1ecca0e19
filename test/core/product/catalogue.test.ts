import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { makeChange } from '#core/amendment/make-change.ts'
import { previewChange } from '#core/amendment/preview-change.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { readAsked } from '#core/list/asked.ts'
import { lists } from '#core/list/lists.ts'
import { readList } from '#core/list/read.ts'
import { editProduct, setOnSale } from '#core/product/edit.ts'
import { findProduct } from '#core/product/find.ts'
import { findProductHistory } from '#core/product/history.ts'
import { listProducts } from '#core/product/list.ts'
import { listSellable } from '#core/product/list-sellable.ts'
import { offerOption } from '#core/product/offer.ts'
import { addPlan, editPlan, setPlanOnSale } from '#core/product/plan.ts'
import { setPrice, takeBackPrice } from '#core/product/set-price.ts'
import { openShop, type Shop } from '#test/core/amendment/world.ts'

let shop: Shop
let made = 0

beforeAll(async () => {
	shop = await openShop('2026-03-02')
})
afterAll(() => shop.world.close())

const clerk: Actor & { kind: 'staff' } = {
	kind: 'staff',
	userId: '01900000-0000-7000-8000-000000000001',
	role: 'finance',
}
const salesperson: Actor = { ...clerk, role: 'salesperson' }

/** A product of its own for each test: monthly at 10.00. */
async function sold(): Promise<{ id: string; planId: string; code: string }> {
	const code = `P${++made}`
	const { id, planId } = await shop.product(code, '10.00')
	return { id, planId: planId ?? '', code }
}
const find = async (id: string) => expectOk(await look(shop.world.books, clerk, findProduct, { id }))
const asked = async (code: string) =>
	expectOk(await look(shop.world.books, clerk, listProducts, { currency: 'EUR' })).flatMap((one) =>
		one.code === code ? [`${one.intervalCount ?? 0} ${one.intervalUnit ?? 'once'} ${one.unitPrice}`] : [],
	)
const set = (productId: string, planId: string | null, unitPrice: string, validFrom: string, currency = 'EUR') =>
	act(shop.world.books, clerk, setPrice, { productId, planId, unitPrice, validFrom, currency })
const refusalOf = (code: string, facts: object = {}) => ({ ok: false, refusal: { code, facts } })

test('a price counts from its day, the one before is its history, and one that has not begun can be taken back', async () => {
	const { id, planId, code } = await sold()
	const later = expectOk(await set(id, planId, '12.50', '2026-04-01'))
	expect(await asked(code)).toEqual(['1 month 10.00'])
	expect((await find(id)).plans[0]?.prices).toMatchObject([
		{ unitPrice: '12.5', validFrom: '2026-04-01', standing: 'to_come' },
		{ unitPrice: '10', validFrom: '2026-03-02', standing: 'counts' },
	])
	expectOk(await act(shop.world.books, clerk, takeBackPrice, { id: later.id, productId: id }))
	expect((await find(id)).plans[0]?.prices).toMatchObject([{ unitPrice: '10' }])
	const [begun] = (await find(id)).plans[0]?.prices ?? []
	expect(await act(shop.world.books, clerk, takeBackPrice, { id: begun?.id ?? '', productId: id })).toMatchObject(
		refusalOf('price.begun', { validFromOn: '2026-03-02' }),
	)
	expectOk(await set(id, planId, '11', '2026-03-02'))
	expect(await asked(code)).toEqual(['1 month 11'])
	const kinds = expectOk(await look(shop.world.books, clerk, findProductHistory, { id })).map(({ kind }) => kind)
	expect(kinds).toEqual(['price.set', 'price.taken_back', 'price.set', 'price.set', 'plan.added', 'product.added'])
})

test('no price is set into days on which another counted; where nothing had a price, days that have passed are taken', async () => {
	const { id, planId } = await sold()
	expectOk(await set(id, planId, '9', '2025-01-01'))
	expectOk(await set(id, planId, '8', '2024-01-01', 'USD'))
	expect(await set(id, planId, '7', '2025-06-01')).toMatchObject(refusalOf('price.past', { earliestOn: '2026-03-02' }))
	expect(await set(id, null, '7', '2026-06-01')).toMatchObject(refusalOf('price_list.plan_missing'))
	expect(await set(id, randomUUID(), '7', '2026-06-01')).toMatchObject(refusalOf('not_found'))
	expect(await set(id, planId, '-7', '2026-06-01')).toMatchObject(refusalOf('input.invalid'))
	expect(await set(id, planId, '7', '2026-02-30')).toMatchObject(refusalOf('input.invalid'))
	expect(await set(id, planId, '7', '2026-06-01', 'XXQ')).toMatchObject(refusalOf('input.invalid'))
})

test('a further plan has prices of its own, and how often it bills stays once a contract has it', async () => {
	const { books } = shop.world
	const { id, planId, code } = await sold()
	const yearly = { productId: id, name: 'Yearly', interval: { unit: 'year' as const, count: 1 }, trialDays: 30 }
	const plan = expectOk(await act(books, clerk, addPlan, yearly))
	const again = expectOk(await act(books, clerk, addPlan, { ...yearly, name: 'Yearly, no trial', trialDays: 0 }))
	expect((await find(id)).plans.map((one) => one.code)).toEqual([code, `${code}-1-year`, `${code}-1-year-2`])
	expect(await asked(code)).toEqual(['1 month 10.00'])
	expectOk(await set(id, plan.id, '100', '2026-03-02'))
	expect(await asked(code)).toEqual(expect.arrayContaining(['1 month 10.00', '1 year 100']))
	const change = (planId: string, count: number, name: string) =>
		act(books, clerk, editPlan, { productId: id, id: planId, name, interval: { unit: 'month', count }, trialDays: 0 })
	expectOk(await change(again.id, 6, 'Half-yearly'))
	await shop.agree({}, { description: code, productId: id, planId })
	expect(await change(planId, 3, 'Quarterly')).toMatchObject(refusalOf('plan.in_use', { plan: 'Monthly' }))
	expectOk(await change(planId, 1, 'Every month'))
	expect((await find(id)).plans[0]).toMatchObject({ name: 'Every month', used: true })
})

test('what is withdrawn is offered nowhere, and contracts in force go on with it', async () => {
	const { books, sql } = shop.world
	const { id, planId, code } = await sold()
	const contractId = await shop.agree({}, { description: code, productId: id, planId, unitPrice: '10.00' })
	const sellable = async () =>
		expectOk(await look(books, clerk, listSellable, undefined)).filter((one) => one.code === code)
	expectOk(await act(books, clerk, setPlanOnSale, { productId: id, id: planId, onSale: false }))
	expect([await asked(code), await sellable()]).toEqual([[], []])
	expect((await find(id)).contracts).toBe(1)
	expectOk(await set(id, null, '99', '2026-03-02'))
	expect(await asked(code)).toEqual(['0 once 99'])
	expectOk(await act(books, clerk, setOnSale, { id, onSale: false }))
	expect([await asked(code), await sellable()]).toEqual([[], []])
	const lineId = await shop.lineId(1, contractId)
	const more = { contractId, change: { kind: 'quantity' as const, lineId, quantity: '5' } }
	const seen = expectOk(await act(books, clerk, previewChange, more)).seen
	expectOk(await act(books, clerk, makeChange, { ...more, seen, key: randomUUID() }))
	await shop.standOn('2026-04-02')
	const [billed] = await sql<{ net: string }[]>`
		select sum(net_minor)::text as net from invoice_line join invoice on invoice.id = invoice_id
		where invoice_line.contract_id = ${contractId} and period_from = '2026-04-02'`
	expect(billed?.net).toBe('5000')
	await shop.standOn('2026-03-02')
	expectOk(await act(books, clerk, setOnSale, { id, onSale: true }))
	expect(await asked(code)).toEqual(['0 once 99'])
})

test('a product is renamed and counted otherwise until lines say what it is counted in', async () => {
	const { books } = shop.world
	const { id, planId, code } = await sold()
	const other = await sold()
	const edit = (more: object) =>
		act(books, clerk, editProduct, { id, code, name: 'Crane watch', kind: 'service' as const, unit: 'piece', ...more })
	expectOk(await edit({ description: 'Looks after cranes', taxClass: 'reduced', unit: 'crane', divisible: true }))
	expect(await find(id)).toMatchObject({ name: 'Crane watch', taxClass: 'reduced', unit: 'crane', inParts: true })
	expect(await edit({ code: other.code.toLowerCase() })).toMatchObject(
		refusalOf('product.code_taken', { code: other.code }),
	)
	await shop.agree({}, { description: code, productId: id, planId })
	expect(await edit({ unit: 'hour' })).toMatchObject(refusalOf('unit.of_product', { unit: 'hour' }))
	expect(await edit({ name: ' ' })).toMatchObject(refusalOf('input.invalid', { field: 'name' }))
})

test('a quantity whose bounds contradict each other is refused in words, of an option and of a rule', async () => {
	const { books } = shop.world
	const [option, base] = [await sold(), await sold()]
	const offer = { productId: option.id, planId: option.planId, forProductId: base.id }
	const wrong = { smallest: '9', largest: '5' }
	const no = refusalOf('quantity.bounds', wrong)
	expect(await act(books, clerk, offerOption, { ...offer, ...wrong })).toMatchObject(no)
	const rule = { direction: 'more' as const, timing: 'now' as const, prorate: true }
	for (const of of [{}, { planId: base.planId }, { contractId: await shop.agree() }])
		expect(await act(books, clerk, setChangeRule, { ...rule, ...of, ...wrong })).toMatchObject(no)
	expectOk(await act(books, clerk, offerOption, { ...offer, smallest: '5', largest: '5.0' }))
	expect((await find(base.id)).options).toMatchObject([{ product: option.code, smallest: '5', largest: '5' }])
	expect((await find(option.id)).offeredTo).toMatchObject([{ onto: base.code }])
	for (const unknown of [{ planId: base.planId }, { forProductId: randomUUID() }, { productId: randomUUID() }])
		expect(await act(books, clerk, offerOption, { ...offer, ...unknown })).toMatchObject(refusalOf('not_found'))
})

test('who sells reads the catalogue and changes nothing in it; a customer does neither', async () => {
	const { books } = shop.world
	const { id, planId, code } = await sold()
	const price = { productId: id, planId, currency: 'EUR', unitPrice: '1', validFrom: '2026-03-02' }
	const no = refusalOf('not_permitted')
	for (const actor of [salesperson, shop.contact]) {
		expect(await act(books, actor, setPrice, price)).toMatchObject(no)
		expect(await act(books, actor, setOnSale, { id, onSale: false })).toMatchObject(no)
		expect(await act(books, actor, setPlanOnSale, { productId: id, id: planId, onSale: false })).toMatchObject(no)
	}
	expectOk(await look(books, salesperson, findProduct, { id }))
	expect(await look(books, shop.contact, findProduct, { id })).toMatchObject(no)
	const list = { list: 'products' as const, limit: 5, asked: readAsked(clerk, lists.products, [['search', code]]) }
	expect(await look(books, shop.contact, readList, list)).toMatchObject(no)
	const { rows } = expectOk(await look(books, salesperson, readList, list))
	expect(rows).toMatchObject([{ cells: { code, price: '10.00', onSale: 'yes', planNames: 'Monthly' } }])
})
