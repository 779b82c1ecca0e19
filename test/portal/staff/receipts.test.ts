import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Customer, invoice, openOf, welcome } from '#test/core/payment/ledger.ts'
import { agree } from '#test/core/payment/shares.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal
let finance: Visit
let customer: Customer
let contractId: string
/** 100.00 due on 12 March, 50.00 due on 22 March; today is the 30th. */
let first: string
let second: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 12 })
	portal = await openPortal(world)
	customer = await welcome(world.books, 'Nordwind Logistik')
	contractId = await agree(world, customer, 'Fleet')
	first = (await invoice(world.books, customer, 100_00n, { contractId, days: 10 })).id
	second = (await invoice(world.books, customer, 50_00n, { contractId, days: 20 })).id
	world.clock.standOn('2026-03-30')
	finance = await come('finance')
}, 180_000)
afterAll(async () => {
	await portal.close()
	await world.close()
})

const come = async (role: Parameters<typeof hire>[1]) =>
	await signedIn(world.books, portal.address, 'staff', (await hire(world.books, role)).email)
const pathOf = (of = customer) => `/staff/receipts/new?customer=${of.id}`
const typed = { receivedOn: '2026-03-15', method: 'transfer', reference: 'SEPA 12', by: 'order' }
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

/** Looks at what it does and records it; answers where that led. */
async function record(fields: Record<string, string>) {
	const asked = { ...typed, ...fields, key: crypto.randomUUID() }
	const answer = await finance.post(pathOf(), { ...asked, intent: 'look' })
	const html = await answer.text()
	expect(answer.status, textOf(html)).toBe(200)
	const recorded = await finance.post(pathOf(), { ...asked, intent: 'record', seen: hidden(html, 'seen') })
	return { shown: textOf(html), recorded, again: { ...asked, intent: 'record', seen: hidden(html, 'seen') } }
}

test('a payment is recorded for its day, after what it does was shown, and settles the oldest first', async () => {
	expect(await finance.read('/staff/receipts/new?find=nordwind')).toContain('Nordwind Logistik')
	const page = await finance.read(pathOf())
	expect(page).toContain('18 days late')
	const { shown, recorded, again } = await record({ amount: '120' })
	expect(shown).toMatch(/€100\.00 settles \S+\./)
	expect(shown).toMatch(/€20\.00 settles \S+\./)
	expect(shown).toContain('It counts from 15 Mar 2026')
	expect(recorded.headers.get('location')).toMatch(/^\/staff\/receipts\/[0-9a-f-]{36}\?done=recorded$/)
	expect((await finance.post(pathOf(), again)).headers.get('location')).toBe(recorded.headers.get('location'))
	expect([await openOf(world.books, first), await openOf(world.books, second)]).toEqual([0n, 30_00n])
	const receipt = await finance.read(recorded.headers.get('location') ?? '')
	expect(receipt).toMatch(/The payment was recorded[\s\S]*SEPA 12[\s\S]*by The finance/)
	expect(await finance.read(`/staff/contracts/${contractId}/collection`)).toContain('Record a payment')
})

test('a part is moved, what is free is returned, and the receipt of a mistake is taken back', async () => {
	const { recorded } = await record({ amount: '40', by: 'none' })
	const path = (recorded.headers.get('location') ?? '').split('?')[0] ?? ''
	const html = await (await finance.get(path)).text()
	expect(textOf(html)).toMatch(/Kept until somebody puts it[\s\S]*€40.00 is kept/)
	const put = { intent: 'put', by: 'hand', freeMinor: '4000', 'parts[0].invoiceId': second, 'parts[0].amount': '25' }
	expect((await finance.post(path, put)).status).toBe(302)
	expect((await finance.post(path, put)).status).toBe(422)
	// What is left of it stays kept.
	expect(await finance.read(path)).toContain('€15.00 is kept')
	expect(await openOf(world.books, second)).toBe(5_00n)
	const free = { intent: 'move', fromInvoiceId: second, toInvoiceId: '', amount: '10', seenMinor: '2500' }
	expect((await finance.post(path, free)).status).toBe(302)
	expect(await openOf(world.books, second)).toBe(15_00n)
	const back = { intent: 'return', amount: '25', returnedOn: '2026-03-20', reference: 'T 9', reason: 'Too much' }
	expect((await finance.post(path, { ...back, freeMinor: '2500' })).status).toBe(302)
	expect(await finance.read(path)).toContain('Returned to the payer')
	const refused = await finance.post(path, { intent: 'takeBack', reason: 'Mistake' })
	expect(textOf(await refused.text())).toContain('went back to the payer')
	const other = (await record({ amount: '15' })).recorded.headers.get('location')?.split('?')[0] ?? ''
	expect(await openOf(world.books, second)).toBe(0n)
	expect((await finance.post(other, { intent: 'takeBack', reason: 'Another customer’s' })).status).toBe(302)
	expect(await finance.read(other)).toMatch(/Taken back[\s\S]*Another customer’s/)
	expect(await openOf(world.books, second)).toBe(15_00n)
})

test('what would no longer do what was shown is not done, and what is wrong is said', async () => {
	const asked = { ...typed, amount: '15', key: crypto.randomUUID() }
	const html = await (await finance.post(pathOf(), { ...asked, intent: 'look' })).text()
	await record({ amount: '5' })
	const stale = await finance.post(pathOf(), { ...asked, intent: 'record', seen: hidden(html, 'seen') })
	expect(textOf(await stale.text())).toContain('Somebody has put, moved or returned')
	const ahead = await finance.post(pathOf(), { ...asked, receivedOn: '2026-03-31', intent: 'look' })
	expect(textOf(await ahead.text())).toContain('today at the latest')
	for (const amount of ['ten', '-5']) {
		const wrong = await finance.post(pathOf(), { ...asked, amount, intent: 'look' })
		expect(wrong.status).toBe(422)
		const field = /<input[^>]* name="amount"[^>]*>/.exec(await wrong.text())?.[0]
		expect(field, amount).toContain('aria-invalid="true"')
	}
	for (const amount of ['-1', '14']) {
		const part = { by: 'hand', 'parts[0].invoiceId': second, 'parts[0].amount': amount }
		const wrong = await (await finance.post(pathOf(), { ...asked, ...part, intent: 'look' })).text()
		const field = /<input[^>]* name="parts\[0\].amount"[^>]*>/.exec(wrong)?.[0]
		expect(field, amount).toContain('aria-invalid="true"')
	}
})

test('the customer sees it as other payments, with its receipt, until it is taken back', async () => {
	const { recorded } = await record({ amount: '12', by: 'none', method: 'cash', letter: 'on' })
	const id = /receipts\/([0-9a-f-]{36})/.exec(recorded.headers.get('location') ?? '')?.[1] ?? ''
	const [contact] = await world.sql<{ email: string }[]>`select email from contact where id = ${customer.contactId}`
	const anna = await signedIn(world.books, portal.address, 'customer', contact?.email ?? '')
	expect(await anna.read(`/payments/${id}`)).toContain('€12.00')
	expect((await anna.get(`/payments/${id}/receipt.pdf`)).headers.get('content-type')).toContain('pdf')
	const [letter] =
		await world.sql`select payload ->> 'letter' as letter from outbox where key = ${`payment-received:${id}`}`
	expect(letter).toEqual({ letter: 'payment-received' })
	expect((await finance.post(`/staff/receipts/${id}`, { intent: 'takeBack', reason: 'Counted twice' })).status).toBe(
		302,
	)
	expect((await anna.get(`/payments/${id}/receipt.pdf`)).status).toBe(404)
	const after = await anna.read(`/payments/${id}`)
	expect(after).toMatch(/Payment recorded by mistake, taken back.*€12\.00 had been recorded by mistake/)
	expect(after).not.toMatch(/Counted twice|Try again/)
})

test('the list shows what settles nothing yet, and only finance records', async () => {
	await record({ amount: '33', by: 'none', reference: 'FREE 33' })
	const list = await finance.read('/staff/receipts?settles=nothing')
	expect(list).toContain('€33.00')
	expect(list).not.toContain('€120.00')
	expect((await finance.get('/staff/lists/receipts.csv')).status).toBe(200)
	const seller = await come('salesperson')
	expect(await seller.read('/staff/receipts')).not.toContain('Record a payment')
	expect((await seller.get(pathOf())).status).toBe(404)
	const administrator = await come('administrator')
	expect(
		(await administrator.post('/staff/settings/payments?order', { order: 'largest', paysPenalty: 'on' })).status,
	).toBe(302)
	const [company] = await world.sql`select receipt_order as order, receipt_pays_penalty as pays from company`
	expect(company).toEqual({ order: 'largest', pays: true })
})
