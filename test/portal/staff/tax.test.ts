import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { createCustomer } from '#core/customer/create.ts'
import { billContract } from '#core/invoice/bill-contract.ts'
import { findPaperFacts } from '#core/invoice/paper-facts.ts'
import { addProduct } from '#core/product/add.ts'
import { writeQuote } from '#core/quote/write.ts'
import { invoicePaperOf } from '#portal/deliver/bill-paper.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import type { Visit } from '#test/portal/customer/visit.ts'
import { textOf } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { hire, signedIn } from './console.ts'

const system = { kind: 'system', name: 'test' } as const
const taxes = '/staff/settings/taxes'
let world: World
let shop: Shop
let finance: Visit
let seller: Visit
let customerId: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	shop = await openShop(world)
	const enter = async (role: 'finance' | 'salesperson') =>
		signedIn(world.books, shop.address, 'staff', (await hire(world.books, role)).email)
	finance = await enter('finance')
	seller = await enter('salesperson')
	const facts = { name: 'Société Martin', language: 'en', currency: 'EUR', email: '', country: 'FR' } as const
	customerId = expectOk(await act(world.books, system, createCustomer, facts)).id
}, 180_000)
afterAll(async () => {
	await shop.close()
	await world.close()
})

const rate = {
	intent: 'add',
	country: 'DE',
	taxClass: 'standard',
	label: 'USt',
	percent: '19,0',
	validFrom: '2021-01-01',
}

test('a rate is added, listed as the one that counts, followed by another and ended', async () => {
	expect(await finance.read(taxes)).toContain('No rate yet')
	expect((await finance.post(taxes, rate)).headers.get('location')).toBe(`${taxes}?saved`)
	expect((await finance.post(taxes, { ...rate, percent: '21', validFrom: '2026-07-01' })).status).toBe(302)
	const page = await finance.read(taxes)
	expect(page).toMatch(/Germany whole country .*USt 21% .*To come .*USt 19% .*Counts/)
	const again = await finance.post(taxes, rate)
	expect(again.status).toBe(422)
	expect(textOf(await again.text())).toContain('already a rate of this place and class from 1 Jan 2021')
	const [coming] = await world.sql<{ id: string }[]>`select id from tax_rate where valid_from = '2026-07-01'`
	const end = { intent: 'end', id: coming?.id ?? '', validTo: '2026-06-30' }
	expect(textOf(await (await finance.post(taxes, end)).text())).toContain('Choose 1 Jul 2026 or a later day')
	expect((await finance.post(taxes, { intent: 'remove', id: coming?.id ?? '' })).status).toBe(302)
	expect(await finance.read(taxes)).not.toContain('21%')
})

test('a class whose prices include the tax says so on its product, its contracts, quotes, invoices and papers', async () => {
	const posted = await finance.post(taxes, { ...rate, taxClass: 'consumer', included: 'yes' })
	expect(posted.headers.get('location')).toBe(`${taxes}?saved`)
	expect(await finance.read(taxes)).toMatch(/consumer Prices include the tax USt 19%/)
	const mixed = await finance.post(taxes, { ...rate, country: 'AT', taxClass: 'consumer' })
	expect(textOf(await mixed.text())).toContain('say otherwise whether prices include the tax')
	const plan = { name: 'Monthly', interval: { unit: 'month', count: 1 } as const }
	const sold = { code: 'GYM', name: 'Gym', kind: 'plan' as const, taxClass: 'consumer', plan, prices: { EUR: '29.99' } }
	const gym = expectOk(await act(world.books, system, addProduct, sold))
	expect(await finance.read(`/staff/products/${gym.id}`)).toMatch(/Tax class consumer prices include the tax/)
	const home = { name: 'Ann Berg', language: 'en', currency: 'EUR', email: 'ann@berg.example', country: 'DE' } as const
	const { id } = expectOk(await act(world.books, system, createCustomer, home))
	const line = {
		description: 'Gym',
		productId: gym.id,
		quantity: '1',
		unitPrice: '29.99',
		taxClass: 'consumer',
		interval: plan.interval,
	}
	const terms = { customerId: id, currency: 'EUR', startsOn: '2026-03-02', lines: [line] }
	const contract = expectOk(await act(world.books, system, createContract, terms))
	expectOk(await act(world.books, system, activateContract, contract))
	expectOk(await act(world.books, system, billContract, { id: contract.id }))
	const [bill] = await world.sql<{ id: string; total: bigint }[]>`
		select id, total_minor as total from invoice where contract_id = ${contract.id}`
	expect(bill?.total).toBe(2999n)
	expect(await finance.read(`/staff/contracts/${contract.id}/lines`)).toMatch(/€29\.99 every month incl\. tax/)
	const invoice = await finance.read(`/staff/invoices/${bill?.id}`)
	expect(invoice).toMatch(/1 × €29\.99 = €29\.99 €25\.20 €4\.79 €29\.99/)
	expect(invoice).toContain('The price includes 19% tax: €4.79')
	const offer = expectOk(
		await act(world.books, system, writeQuote, {
			...{ customerId: id, purpose: 'new' as const, currency: 'EUR', validUntil: '2026-04-01', lines: [line] },
		} as never),
	)
	expect(await finance.read(`/staff/quotes/${offer.id}`)).toMatch(/1 × €29\.99 (a|every) month · incl\. tax/)
	const paper = expectOk(await act(world.books, system, findPaperFacts, { id: bill?.id ?? '' } as never))
	const printed = invoicePaperOf(paper as never, 'https://shop.example/')
	expect(printed.lines).toMatchObject([{ unitPrice: '29.99', taxIncluded: true, amountMinor: 2520n }])
	expect(printed).toMatchObject({ subtotalMinor: 2520n, totalMinor: 2999n })
})

test('a per cent that is none, and a day that is none, are said at their fields', async () => {
	for (const wrong of [
		{ percent: '101' },
		{ percent: 'x' },
		{ validFrom: '2026-02-30' },
		{ label: ' ' },
		{ country: 'D' },
	])
		expect((await finance.post(taxes, { ...rate, ...wrong })).status).toBe(422)
	const early = await finance.post(taxes, { ...rate, validFrom: '2026-08-02', validTo: '2026-08-01' })
	expect(textOf(await early.text())).toContain('Choose 2 Aug 2026 or a later day')
})

test('whose matter it is not finds no rates and records no exemption, but reads how a customer is taxed', async () => {
	const own = `/staff/customers/${customerId}/tax`
	expect((await seller.get(taxes)).status).toBe(404)
	expect((await seller.post(taxes, rate)).status).toBe(404)
	const page = await seller.read(own)
	expect(page).toContain('USt 19%')
	expect(page).toContain('No VAT number of another country of the Union is known here')
	expect(page).not.toContain('Add an exemption')
	expect((await seller.post(own, { intent: 'add', certificate: 'EX-1', validFrom: '2026-03-01' })).status).toBe(404)
})

test('a VAT number with a slip is refused with how it should look; a right one turns the tax around', async () => {
	const [customer] = await world.sql<{ version: number }[]>`select version from customer where id = ${customerId}`
	const form = {
		name: 'Société Martin',
		language: 'en',
		currency: 'EUR',
		country: 'FR',
		version: String(customer?.version),
	}
	const edit = `/staff/customers/${customerId}/edit`
	const refused = await finance.post(edit, { ...form, taxNumber: 'FR 40 303 265 046' })
	expect(refused.status).toBe(422)
	const said = await refused.text()
	expect(said).toMatch(/<input(?=[^>]*name="taxNumber")(?=[^>]*aria-invalid="true")/)
	expect(textOf(said)).toContain(
		'“FR 40 303 265 046” is not a VAT number: its form or its check digits are wrong. It should look like FR44732829320.',
	)
	expect((await finance.post(edit, { ...form, taxNumber: 'FR 40 303 265 045' })).status).toBe(302)
	const page = await finance.read(`/staff/customers/${customerId}/tax`)
	expect(page).toContain('Reverse charge: the buyer owes the tax, under VAT number FR40303265045.')
})

test('an exemption is recorded with its certificate and days, ended, and taken back', async () => {
	const own = `/staff/customers/${customerId}/tax`
	const given = { intent: 'add', certificate: 'NATO 7', validFrom: '2026-03-01', country: 'FR', taxClass: 'standard' }
	expect((await finance.post(own, { ...given, certificate: ' ' })).status).toBe(422)
	expect((await finance.post(own, { ...given, country: '', region: 'NY' })).status).toBe(422)
	expect((await finance.post(own, given)).headers.get('location')).toBe(`${own}?saved`)
	expect(await finance.read(own)).toContain('The buyer is exempt: NATO 7.')
	const [exemption] = await world.sql<{ id: string }[]>`select id from tax_exemption`
	const end = { intent: 'end', id: exemption?.id ?? '' }
	expect(textOf(await (await finance.post(own, { ...end, validTo: '2026-02-01' })).text())).toContain(
		'Choose 1 Mar 2026',
	)
	expect((await finance.post(own, { ...end, validTo: '2026-12-31' })).status).toBe(302)
	expect(await finance.read(own)).toContain('1 Mar 2026 to 31 Dec 2026')
	expect((await finance.post(own, { intent: 'take_back', id: exemption?.id ?? '' })).status).toBe(302)
	expect(await finance.read(own)).toContain('No exemption.')
	expect((await finance.post(own, { intent: 'take_back', id: exemption?.id ?? '' })).status).toBe(404)
})
