import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { month, office, welcome } from '#test/core/quote/offer.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { hire, signedIn } from './console.ts'

const settings = '/staff/settings/field-rights'
let world: World
let shop: Shop
let chief: Visit
let seller: Visit

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 6 })
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

test('the administrator says for a card and a role what is hidden, state by state, in one press', async () => {
	expect((await seller.get(settings)).status).toBe(404)
	expect((await seller.post(settings, { card: 'line', role: 'manager' })).status).toBe(404)
	const page = await (await chief.get(`${settings}?card=line&role=salesperson&state=draft&state=sent`)).text()
	expect(page).toContain('name="right.serialNumber.draft"')
	expect(page).toContain('aria-label="Serial number, Every state"')
	const saved = await chief.post(settings, {
		...{
			card: 'line',
			role: 'salesperson',
			'right.serialNumber.every': 'hidden',
			'right.serialNumber.draft': 'edited',
		},
		...{
			'right.model.every': 'edited',
			'right.model.sent': 'seen',
			'right.discount.sent': '',
			'right.email.every': 'edited',
		},
	})
	expect(saved.status).toBe(302)
	const there = `${settings}?card=line&role=salesperson&saved=`
	expect(saved.headers.get('location')).toBe(there)
	const rows =
		await world.sql`select card, field, role, state, access from field_right order by field, state nulls first`
	expect(rows.map(({ field, state, access }) => [field, state, access])).toEqual([
		['model', 'sent', 'seen'],
		['serialNumber', null, 'hidden'],
		['serialNumber', 'draft', 'edited'],
	])
	// The states that something is said for have their columns by themselves.
	const after = await (await chief.get(there)).text()
	expect(textOf(after)).toContain('Saved.')
	expect(after).toContain('name="right.model.sent"')
	expect(after).not.toContain('name="right.model.active"')
})

test('what is no field of the card is refused in words', async () => {
	const strange = await chief.post(settings, { card: 'line', role: 'finance', 'right.email.every': 'hidden' })
	const said = textOf(await strange.text())
	expect([strange.status, said]).toEqual([422, expect.stringContaining('That does not exist')])
})

test('a form has no field that is hidden, and what may only be seen as text; posted, both stay as they are', async () => {
	const [{ id } = { id: '' }] = await world.sql<{ id: string }[]>`
		insert into customer (number, name, currency, billing_party_id, email, industry)
		select 'C-77', 'Kraft', 'EUR', billing_party_id, 'kraft@canary.example', 'Canary mills' from company returning id`
	const rights = { 'right.email.every': 'hidden', 'right.industry.every': 'seen' }
	expect((await chief.post(settings, { card: 'customer', role: 'salesperson', ...rights })).status).toBe(302)
	delete world.books.company
	const form = await (await seller.get(`/staff/customers/${id}/edit`)).text()
	expect(form).not.toContain('name="email"')
	expect(form).not.toContain('kraft@canary.example')
	expect(form).not.toContain('name="industry"')
	expect(textOf(form)).toContain('Canary mills')
	const said = { name: 'Kraft & Co', language: 'en', currency: 'EUR', country: 'DE', version: '1' }
	expect((await seller.post(`/staff/customers/${id}/edit`, said)).status).toBe(302)
	const rows = await world.sql`select name, email, industry from customer where id = ${id}`
	expect(rows).toEqual([{ name: 'Kraft & Co', email: 'kraft@canary.example', industry: 'Canary mills' }])
	const other = await seller.post(`/staff/customers/${id}/edit`, { ...said, version: '2', email: 'new@x.example' })
	expect([other.status, textOf(await other.text())]).toEqual([422, expect.stringContaining('“email” is not yours')])
})

test('a quote shows what may only be seen as text, of a change by the state of its contract, and saves without it', async () => {
	const { id: customerId, currency } = await welcome(world)
	const machine = { description: 'Crane', quantity: '1', unitPrice: '100', interval: month }
	const terms = { customerId, currency, startsOn: '2025-12-01', lines: [machine] }
	const { id: contractId } = expectOk(await act(world.books, office, createContract, terms))
	expectOk(await act(world.books, office, activateContract, { id: contractId }))
	const may = async (card: 'contract' | 'line', rights: Record<string, string>) =>
		expect((await chief.post(settings, { card, role: 'salesperson', ...rights })).status).toBe(302)
	await may('contract', {
		'right.paymentDays.every': 'seen',
		'right.renewal.draft': 'seen',
		'right.notice.every': 'hidden',
	})
	await may('line', { 'right.unitPrice.active': 'seen', 'right.discount.draft': 'seen' })
	delete world.books.company
	const fresh = await (await seller.get(`/staff/quotes/new?customer=${customerId}`)).text()
	for (const name of ['paymentTermDays', 'renewal', 'termMonths', 'noticeDays'])
		expect(fresh).not.toContain(`name="${name}"`)
	expect(textOf(fresh)).toContain('To be paid within, in days 14')
	expect(textOf(fresh)).not.toContain('Notice')
	expect(fresh).toContain('name="access"')
	expect(fresh).toMatch(/type="hidden" name="lines\[0\]\.discountPercent"/)
	expect(fresh).toMatch(/id="line-0-unitPrice"/)
	const line = { description: 'Crane', quantity: '1', unitPrice: '100', every: 'month' }
	const lines = Object.fromEntries(Object.entries(line).map(([name, value]) => [`lines[0].${name}`, value]))
	const written = await seller.post(`/staff/quotes/new?customer=${customerId}`, { validUntil: '2026-01-10', ...lines })
	expect(written.status).toBe(302)
	const about = `/staff/quotes/new?contract=${contractId}&purpose=change`
	const change = await (await seller.get(about)).text()
	expect(change).toMatch(/type="hidden" name="lines\[0\]\.unitPrice"/)
	expect(change).toMatch(/id="line-0-quantity"/)
	// Nobody adds a line whose price they may not say.
	expect(change).not.toContain('name="lines[1].description"')
})
