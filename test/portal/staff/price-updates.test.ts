import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { createCustomer } from '#core/customer/create.ts'
import { workOnPriceUpdate } from '#core/price-update/plan.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { hire, signedIn, stockCatalogue } from './console.ts'

const system = { kind: 'system', name: 'test' } as const
let world: World
let shop: Shop
let finance: Visit
let seller: Visit
let planId: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	shop = await openShop(world)
	const enter = async (role: 'finance' | 'salesperson') =>
		signedIn(world.books, shop.address, 'staff', (await hire(world.books, role)).email)
	finance = await enter('finance')
	seller = await enter('salesperson')
	planId = (await stockCatalogue(world.books)).monthly
	await agree('DE')
}, 180_000)
afterAll(async () => {
	await shop.close()
	await world.close()
})

/** A customer of a country with a contract in force over 100.00 a month. */
async function agree(country: string): Promise<void> {
	const facts = { name: `Nordwind ${country}`, language: 'en', currency: 'EUR', email: '', country } as const
	const customer = expectOk(await act(world.books, system, createCustomer, facts))
	const [row] = await world.sql<{ id: string }[]>`select product_id as id from plan where id = ${planId}`
	const line = { productId: row?.id ?? '', planId, quantity: '1', unitPrice: '100.00', description: 'Full service' }
	const contract = expectOk(
		await act(world.books, system, createContract, {
			...{ customerId: customer.id, currency: 'EUR', startsOn: '2026-03-01' },
			lines: [{ ...line, interval: { unit: 'month', count: 1 } }],
		}),
	)
	expectOk(await act(world.books, system, activateContract, contract))
}

const leave = async (country: string) =>
	await world.sql`
		update contract set state = 'closed', closed_on = '2026-03-02', ends_on = '2026-03-02'
		where customer_id = (select id from customer where name = ${`Nordwind ${country}`})`

const form = (fields: Record<string, string>, file?: string) => {
	const posted = new FormData()
	for (const [name, value] of Object.entries(fields)) posted.append(name, value)
	if (file !== undefined) posted.append('file', new Blob([file], { type: 'text/csv' }), 'supplier.csv')
	return posted
}
const asked = { name: 'Prices 2026', percent: '4,5', rounding: 'minor', onlyUp: 'on', at: 'renewal', noticeDays: '30' }

test('what is wrong is said beside what was typed', async () => {
	for (const [fields, sentence] of [
		[{ name: '' }, 'Fill in Name.'],
		[{ percent: 'much' }, 'Per cent on top : A number above −100 and below 1000'],
		[{ percent: '-100' }, 'Per cent on top : A number above −100'],
		[{ noticeDays: '-3' }, 'Days of notice : A whole number of days from 0 to 730.'],
		[{ noticeDays: '731' }, 'Days of notice : A whole number of days from 0 to 730.'],
		[{ 'message-ru': 'д'.repeat(2001) }, 'At most 2,000 characters.'],
		[{ at: 'day' }, 'Fill in First day.'],
		[{ at: 'day', on: '99999-01-01' }, 'First day : A day of the calendar'],
	] as const) {
		const answer = await finance.postForm('/staff/price-updates', form({ ...asked, ...fields }))
		expect([answer.status, textOf(await answer.text())]).toEqual([422, expect.stringContaining(sentence)])
	}
	expect(await world.sql`select from price_update`).toEqual([])
	expect((await seller.get('/staff/price-updates')).status).toBe(404)
	expect((await seller.postForm('/staff/price-updates', form(asked))).status).toBe(404)
})

test('each country with customers has its own notice and words, and nothing typed is lost where something is wrong', async () => {
	for (const country of ['AT', 'CH', 'FR', 'NL']) await agree(country)
	const page = await finance.read('/staff/price-updates')
	for (const name of ['Austria: 1 customer', 'France: 1 customer', 'Germany: 1 customer', 'Switzerland: 1 customer'])
		expect(page).toContain(name)
	const own = {
		...{ 'noticeDays-AT': '40', 'message-AT': 'Nach Österreich.', 'noticeDays-CH': '', 'message-zh-CH': '瑞士' },
		...{ 'noticeDays-FR': '60', 'message-en-NL': 'To Holland.' },
	}
	// Japan has no customer any more: what was typed for it stays as well.
	const wrong = { ...own, name: '', 'noticeDays-FR': 'sixty', 'message-JP': '日本へ' }
	const answer = await finance.postForm('/staff/price-updates', form({ ...asked, ...wrong }))
	const html = await answer.text()
	expect([answer.status, textOf(html)]).toEqual([422, expect.stringContaining('2 things need another look.')])
	expect(textOf(html)).toContain('Days of notice, France : A whole number of days from 0 to 730.')
	for (const kept of [
		'value="sixty"',
		'value="40"',
		'Nach Österreich.',
		'瑞士',
		'To Holland.',
		'日本へ',
		'value="4,5"',
	])
		expect(html).toContain(kept)
	const made = await finance.postForm('/staff/price-updates', form({ ...asked, ...own }))
	expect(made.status).toBe(302)
	const [{ rule } = { rule: { countries: [] } }] = await world.sql<{ rule: { countries: object[] } }[]>`
		select rule from price_update order by id desc limit 1`
	expect(rule.countries).toMatchObject([
		{ country: 'AT', noticeDays: 40, message: 'Nach Österreich.' },
		{ country: 'CH', noticeDays: 30, said: { zh: '瑞士' } },
		{ country: 'FR', noticeDays: 60, message: '' },
		{ country: 'NL', noticeDays: 30, said: { en: 'To Holland.' } },
	])
	for (const country of ['AT', 'CH', 'FR', 'NL']) await leave(country)
})

test('an update is prepared, looked at line by line, planned, and taken back', async () => {
	const made = await finance.postForm(
		'/staff/price-updates',
		form({ ...asked, 'message-ru': 'Дороже', 'noticeDays-DE': '30', 'message-zh-DE': '涨价' }),
	)
	const [{ rule } = { rule: {} }] = await world.sql<
		{ rule: object }[]
	>`select rule from price_update order by id desc limit 1`
	expect(rule).toMatchObject({ said: { ru: 'Дороже' }, countries: [{ country: 'DE', said: { zh: '涨价' } }] })
	const address = made.headers.get('location') ?? ''
	expect(address).toMatch(/^\/staff\/price-updates\/[\da-f-]{36}$/)
	const page = await finance.read(address)
	expect(page).toMatch(/€100\.00 → €104\.50/)
	expect(page).toContain('Plan 1 new price and write')
	expect((await finance.post(address, { intent: 'plan' })).status).toBe(302)
	await workOnPriceUpdate(world.books, { id: address.split('/').at(-1) ?? '' })
	expect(await finance.read(address)).toContain('Take 1 new price back')
	expect(textOf(await (await finance.post(address, { intent: 'plan' })).text())).toContain(
		'“Prices 2026” is being worked on or is done already.',
	)
	const { email } = await hire(world.books, 'administrator')
	const administrator = await signedIn(world.books, shop.address, 'staff', email)
	expect((await administrator.post(address, { intent: 'take_back' })).status).toBe(302)
	await workOnPriceUpdate(world.books, { id: address.split('/').at(-1) ?? '' })
	expect(await finance.read(address)).toContain('Taken back')
	// The machine did both; the history names who had each done.
	const [{ contractId } = { contractId: '' }] = await world.sql<{ contractId: string }[]>`
		select contract_id as "contractId" from price_update_line where price_update_id = ${address.split('/').at(-1) ?? ''} limit 1`
	expect(await finance.read(`/staff/contracts/${contractId}/history`)).toMatch(
		/1 line · by The administrator, .*1 line · by The finance, /,
	)
	expect((await finance.get('/staff/price-updates/01a00000-0000-7000-8000-000000000000')).status).toBe(404)
})

test('a supplier’s file is the ground, and what cannot be read of it is said', async () => {
	const [product] = await world.sql<
		{ code: string }[]
	>`select product.code from product join plan on plan.product_id = product.id limit 1`
	const csv = `Code;Price;Currency;Billing cycle\n${product?.code};80,00;EUR;monthly\nNOPE;1,00;EUR;monthly\n`
	const made = await finance.postForm(
		'/staff/price-updates',
		form({ ...asked, percent: '40', rounding: 'ninety' }, csv),
	)
	const page = await finance.read(made.headers.get('location') ?? '')
	expect(page).toMatch(/€100\.00 → €111\.90/)
	expect(page).toContain('1 price taken, 1 row left out')
	const distributor = `Distributor GmbH;;;\r\nPreisliste gültig ab 01.01.2027;;;\r\n;;;\r\nArtikel-Nr.;Währung;EK netto;Turnus\r\n${product?.code};EUR;"80,00 €";monthly\r\n`
	const other = await finance.postForm('/staff/price-updates', form({ ...asked, percent: '10' }, distributor))
	expect(await finance.read(other.headers.get('location') ?? '')).toContain('1 price taken, 0 rows left out')
	for (const [file, sentence] of [
		['Colour\nred\n', 'The file has no column that names the products.'],
		['Code;Farbe\nFULL;blau\n', 'The file has no column of prices.'],
		['Code;Discount\nFULL;8\n', 'The file has no column of prices.'],
	] as const) {
		const answer = await finance.postForm('/staff/price-updates', form(asked, file))
		expect([answer.status, textOf(await answer.text())]).toEqual([422, expect.stringContaining(sentence)])
	}
})
