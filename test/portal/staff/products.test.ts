import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { hire, signedIn } from './console.ts'

let world: World
let shop: Shop
let finance: Visit
let seller: Visit

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	shop = await openShop(world)
	const enter = async (role: 'finance' | 'salesperson') =>
		signedIn(world.books, shop.address, 'staff', (await hire(world.books, role)).email)
	finance = await enter('finance')
	seller = await enter('salesperson')
}, 180_000)
afterAll(async () => {
	await shop.close()
	await world.close()
})

const product = { code: 'WATCH', name: 'Crane watch', kind: 'plan', unit: 'piece', taxClass: 'standard', parts: 'unit' }
const monthly = { how: 'plan', planName: 'Monthly', every: '1', everyUnit: 'month', trialDays: '14' }
let address: string
const post = (intent: string, more: Record<string, string> = {}) => finance.post(address, { intent, ...more })
const planIn = async () => {
	const [plan] = await world.sql<{ id: string }[]>`select id from plan where name = 'Monthly' order by id limit 1`
	return plan?.id ?? ''
}

const anyPlan = async () => {
	const [plan] = await world.sql<{ id: string }[]>`select id from plan where name = 'Each month' order by id limit 1`
	return plan?.id ?? ''
}

test('a product is added with its plan and price, and its page shows what it is and costs', async () => {
	const given = { ...product, ...monthly, currency: 'EUR', unitPrice: '19,90' }
	const made = await finance.post('/staff/products/new', given)
	address = (made.headers.get('location') ?? '').replace('?saved', '')
	expect(address).toMatch(/^\/staff\/products\/[\da-f-]{36}$/)
	const page = await finance.read(address)
	for (const text of ['WATCH · Subscription', 'every month · 14 days free', '€19.90', 'counts today', 'On sale'])
		expect(page).toContain(text)
	const again = await finance.post('/staff/products/new', { ...given, code: 'watch' })
	expect([again.status, textOf(await again.text())]).toEqual([
		422,
		expect.stringContaining('There is already a product with the code “WATCH”.'),
	])
	expect((await finance.post('/staff/products/new', { ...given, code: 'X', planName: '' })).status).toBe(422)
	const list = await (await finance.get('/staff/products?search=crane')).text()
	expect(list).toContain(`href="${address}"`)
	expect(textOf(list)).toMatch(/Crane watch.*WATCH.*Subscription.*yes.*Monthly.*€19.90/)
	expect(await (await finance.get('/staff/lists/products.csv?search=crane')).text()).toContain('19.90')
})

test('prices, plans and options are added, taken back and withdrawn on it, and its history says so', async () => {
	const planId = await planIn()
	const price = { planId, currency: 'EUR', unitPrice: '21', validFrom: '2026-05-01' }
	expect((await post('price', price)).status).toBe(302)
	expect(await finance.read(address)).toMatch(/€21.00 1 May 2026 to come Take back/)
	const past = await post('price', { ...price, validFrom: '2026-03-01' })
	expect(past.status).toBe(302)
	const into = textOf(await (await post('price', { ...price, validFrom: '2026-03-01', unitPrice: '' })).text())
	expect(into).toContain('Price of one')
	const [coming] = await world.sql<{ id: string }[]>`select id from price where valid_from = '2026-05-01'`
	expect((await post('takeBack', { priceId: coming?.id ?? '' })).status).toBe(302)
	expect((await post('takeBack', { priceId: coming?.id ?? '' })).status).toBe(422)
	const yearly = { planName: 'Yearly', every: '1', everyUnit: 'year', trialDays: '0' }
	expect((await post('addPlan', yearly)).status).toBe(302)
	expect((await post('editPlan', { ...yearly, planId, planName: 'Each month', everyUnit: 'month' })).status).toBe(302)
	expect((await post('withdrawPlan', { planId })).status).toBe(302)
	const offer = { option: `${address.split('/').at(-1)}.${planId}`, smallest: '9', largest: '5', visible: 'on' }
	expect(textOf(await (await post('offer', offer)).text())).toContain(
		'The smallest quantity, 9, is above the largest, 5.',
	)
	expect((await post('offer', { ...offer, largest: '50' })).status).toBe(302)
	const page = await finance.read(address)
	for (const text of ['Each month', 'Withdrawn', 'any contract', '9 to 50', 'Offered as an option', 'Price taken back'])
		expect(page).toContain(text)
})

test('it is renamed and withdrawn, and then no form offers it', async () => {
	const renamed = { ...product, name: 'Crane guard', kind: 'service', description: 'Day and night', parts: 'yes' }
	expect((await post('edit', renamed)).status).toBe(302)
	expect(await finance.read(address)).toMatch(/Crane guard.*also in parts.*Day and night/)
	expect(await finance.read('/staff/prices')).toContain('Price lists')
	expect((await post('withdraw')).status).toBe(302)
	expect(await finance.read(address)).toContain('No form offers it any more.')
	expect(await finance.read('/staff/contracts/new')).not.toContain('Crane guard')
	expect((await post('restore')).status).toBe(302)
})

test('it is called and described in other languages, which the list and its files have as columns', async () => {
	const given = { ...product, name: 'Crane guard', kind: 'service', parts: 'yes' }
	const said = { 'names.ru': 'Страж крана', 'names.vi': 'Canh cẩu', 'descriptions.ru': 'Днём и ночью' }
	expect((await post('edit', { ...given, ...said })).status).toBe(302)
	expect(await finance.read(address)).toMatch(/Name in Russian Страж крана Name in Vietnamese Canh cẩu/)
	const asked = '/staff/lists/products.csv?search=crane&column=name&column=nameRu&column=descriptionRu'
	expect(await (await finance.get(asked)).text()).toContain('Crane guard,Страж крана,Днём и ночью')
	expect(await finance.read('/staff/products?search=страж')).toContain('Crane guard')
	const long = await post('edit', { ...given, 'names.ru': 'я'.repeat(201), 'names.zh': '吊车' })
	expect([long.status, await long.text()]).toEqual([422, expect.stringContaining('value="吊车"')])
	const plan = {
		planName: 'Each month',
		'planNames.ru': 'Каждый месяц',
		every: '1',
		everyUnit: 'month',
		trialDays: '0',
	}
	expect((await post('editPlan', { ...plan, planId: await anyPlan() })).status).toBe(302)
	expect(await (await finance.get(address)).text()).toContain('value="Каждый месяц"')
	const [yearly] = await world.sql<{ id: string }[]>`select id from plan where name = 'Yearly'`
	const renamed = {
		...plan,
		planName: 'Yearly',
		'planNames.ru': 'Каждый год',
		everyUnit: 'year',
		planId: yearly?.id ?? '',
	}
	expect((await post('editPlan', renamed)).status).toBe(302)
	// Of those that are on sale; in a language without a name of its own, as it is anywhere.
	const plans = '/staff/lists/products.csv?search=crane&column=name&column=planNamesRu&column=planNamesZh'
	const [head, row] = (await (await finance.get(plans)).text()).split('\r\n')
	expect(head).toBe('Product,Plans in Russian,Plans in Chinese')
	expect(row).toBe('Crane guard,Каждый год,Yearly')
	expect(await finance.read('/staff/products?planNamesRu=каждый год')).toContain('Crane guard')
	expect((await post('edit', { ...given, 'names.ru': '' })).status).toBe(302)
	expect(await finance.read(address)).not.toContain('Страж крана')
})

test('contradictory bounds of a rule are refused in words, not by an error of the server', async () => {
	const rule = { intent: 'rule', direction: 'more', timing: 'now', prorate: 'yes', currency: 'EUR' }
	const answer = await finance.post('/staff/settings/changes', { ...rule, smallest: '9', largest: '5' })
	expect(answer.status).toBe(422)
	expect(textOf(await answer.text())).toContain('The smallest quantity, 9, is above the largest, 5.')
})

test('who sells sees the catalogue and no form that changes it', async () => {
	const page = await (await seller.get(address)).text()
	expect(textOf(page)).toContain('€19.90')
	expect(page).not.toContain('value="withdraw"')
	expect((await seller.get('/staff/products/new')).status).toBe(404)
	expect((await seller.post(address, { intent: 'withdraw' })).status).toBe(404)
})
