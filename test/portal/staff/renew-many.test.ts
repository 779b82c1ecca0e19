import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk } from '#core/act.ts'
import { quoteRenewals } from '#core/quote/renewals.ts'
import { clerk, openShop, type Shop } from '#test/core/amendment/world.ts'
import { accept, previewFor, signed } from '#test/core/quote/offer.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { hire, signedIn } from './console.ts'

let shop: Shop
let portal: Portal
let salesperson: Visit
const contracts: Record<string, string> = {}

beforeAll(async () => {
	shop = await openShop('2026-01-01')
	const year = { termMonths: 12, endsOn: '2026-12-31', noticeDays: 30 }
	const agree = async (name: string, terms: Parameters<Shop['agree']>[0], line: Parameters<Shop['agree']>[1] = {}) => {
		contracts[name] = await shop.agree({ title: name, ...year, ...terms }, line)
	}
	await agree('asked', { renewal: 'quote' })
	await agree('fixed', { renewal: 'none' }, { unitPrice: '0.0125', quantity: '4000' })
	await agree('tacit', { renewal: 'tacit' })
	await agree('endless', { renewal: 'none', endsOn: null, termMonths: null })
	await agree('once', { renewal: 'none' }, { interval: null })
	await shop.standOn('2026-10-10')
	portal = await openPortal(shop.world)
	const { email } = await hire(shop.world.books, 'salesperson')
	salesperson = await signedIn(shop.world.books, portal.address, 'staff', email)
}, 300_000)

afterAll(async () => {
	await portal.close()
	await shop.world.close()
})

const path = (value?: string) =>
	`/staff/lists/contracts/change?deed=quote_renewals&all=yes&query=${value === undefined ? '' : `&value=${encodeURIComponent(value)}`}`

async function look(value?: string) {
	const answer = await salesperson.get(path(value))
	const html = await answer.text()
	const form = /<form method="post"(?! action)[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
	const fields = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
	return {
		status: answer.status,
		text: textOf(html),
		form: fields.map(([, name = '', text = '']): [string, string] => [name, text]),
	}
}

test('the list of what ends says when, by what rule, until when notice counts, and whether a quote was made', async () => {
	const columns = ['title', 'termEnds', 'objectBy', 'atEnd', 'renewalQuote'].map((name) => `&column=${name}`).join('')
	const page = textOf(
		await (await salesperson.get(`/staff/contracts?termEnds.within=next_90&sort=termEnds${columns}`)).text(),
	)
	expect(page).toMatch(/tacit .*31 Dec 2026.*1 Dec 2026.* renews by itself/)
	expect(page).toMatch(/asked .*renewed by quote.*not made/)
	expect(page).not.toContain('endless')
	const ends = textOf(await (await salesperson.get('/staff/contracts?atEnd=goes_on&column=title')).text())
	expect(ends).toContain('endless')
	expect(ends).not.toContain('asked')
})

test('what would be offered is shown first, with who is left out and why, and only that is made', async () => {
	const wrong = await look('ten')
	expect(wrong.status).toBe(422)
	expect((await look('-100')).status).toBe(422)
	const seen = await look('10,0')
	expect(seen.text).toContain('2 contracts get a quote for another term.')
	for (const why of ['1 renews by itself', '1 goes on without an end', '1 has nothing at its end that recurs'])
		expect(seen.text).toContain(why)
	// 93.00 and 50.00 a month; the price of a page keeps its four digits: 0.0138.
	expect(seen.text).toMatch(/1 Jan 2027 – 31 Dec 2027 .*€93\.00.*€102\.30/)
	expect(seen.text).toMatch(/€50\.00.*€55\.20/)
	expect(seen.text).toMatch(/€143\.00 → €157\.50/)
	await shop.world.sql`update contract set renewal = 'tacit' where id = ${contracts.fixed ?? ''}`
	expect((await salesperson.post(path(), seen.form)).status).toBe(422)
	await shop.world.sql`update contract set renewal = 'none' where id = ${contracts.fixed ?? ''}`
	expect(await shop.world.sql`select from quote`).toHaveLength(0)
	expect(textOf(await (await salesperson.post(path(), seen.form)).text())).toContain('2 quotes are made.')
	expect((await salesperson.post(path(), seen.form)).status).toBe(422)
	const quotes = await shop.world.sql`
		select quote.title, state, starts_on::text, unit_price::text from quote join quote_line on quote_id = quote.id order by 1`
	expect(quotes).toEqual([
		{ title: 'asked', state: 'sent', starts_on: '2027-01-01', unit_price: '34.10' },
		{ title: 'fixed', state: 'sent', starts_on: '2027-01-01', unit_price: '0.0138' },
	])
	expect((await look()).text).toMatch(/0 contracts get .*2 have a renewal quote already/)
	await shop.standOn('2026-11-15')
	expect(await quoteRenewals(shop.world.books, clerk)).toEqual({ quoted: 0, failed: [] })
})

test('an accepted one is invoiced from its first day at its price, and the contract goes on for its term', async () => {
	const { sql } = shop.world
	const [quote] = await sql<{ id: string }[]>`select id from quote where title = 'asked'`
	const id = quote?.id ?? ''
	const preview = await previewFor(shop.world, shop.contact, id)
	expectOk(await accept(shop.world, shop.contact, signed(id, preview)))
	for (const day of ['2026-12-01', '2026-12-31', '2027-01-01', '2027-02-01']) await shop.standOn(day)
	const invoices = await sql`
		select issued_on::text as on, subtotal_minor::int as net from invoice
		where contract_id = ${contracts.asked ?? ''} and issued_on >= '2026-12-01' order by 1`
	expect(invoices).toEqual([
		{ on: '2026-12-01', net: 9300 },
		{ on: '2027-01-01', net: 10230 },
		{ on: '2027-02-01', net: 10230 },
	])
	expect(await sql`select ends_on::text from contract where id = ${contracts.asked ?? ''}`).toEqual([
		{ ends_on: '2027-12-31' },
	])
	const [fixed] = await sql<{ state: string }[]>`select state from contract where id = ${contracts.fixed ?? ''}`
	expect(fixed?.state).toBe('closed')
})
