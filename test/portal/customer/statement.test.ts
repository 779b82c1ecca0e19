import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hireStaff } from '#test/core/sign-in/people.ts'
import { pack, readPdf } from '#test/emails/paper/read-pdf.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { enter } from './enter.ts'
import { openShop, type Shop } from './shop.ts'
import { linkTo, type Story, tellStory } from './story.ts'
import { textOf, Visit } from './visit.ts'

let world: World
let shop: Shop
let told: Story

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20' })
	told = await tellStory(world, 3)
	shop = await openShop(world)
}, 180_000)

afterAll(async () => {
	await shop.close()
	await world.close()
})

async function holding(subject: { kind: 'customer' | 'contract' | 'invoice'; id: string }): Promise<Visit> {
	const { token } = await linkTo(world.books, told.nordwind, subject)
	const browser = new Visit(shop.address)
	await browser.post(`/l/${token}`)
	return browser
}

const pdfOf = async (browser: Visit, path: string) => {
	const answer = await browser.get(path)
	expect(answer.headers.get('content-type')).toBe('application/pdf')
	return await readPdf(Buffer.from(await answer.arrayBuffer()))
}

/** Every column of a CSV by its head. */
async function csvOf(browser: Visit, path: string): Promise<Record<string, string>[]> {
	const answer = await browser.get(path)
	expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
	const [head = '', ...rows] = (await answer.text()).replace('\uFEFF', '').trim().split('\r\n')
	const names = head.split(',')
	return rows.map((row) => Object.fromEntries(row.split(',').map((cell, place) => [names[place] ?? '', cell])))
}

describe('the statement of account', () => {
	test('says in page, PDF and CSV what the journal says, with links to each paper', async () => {
		const browser = await enter(world, shop, told.nordwind.email)
		const rows = await csvOf(browser, '/statement.csv?from=')
		const [sum] = await world.sql<{ minor: bigint; invoices: number }[]>`
			select sum(amount_minor)::bigint as minor, count(distinct entry_id) filter (where kind = 'invoice')::int as invoices
			from journal_line join journal_entry on journal_entry.id = entry_id
			where customer_id = ${told.nordwind.id} and account in ('receivable', 'customer_balance')`
		const closing = `${(sum?.minor ?? 0n) / 100n}.${String((sum?.minor ?? 0n) % 100n).padStart(2, '0')}`
		expect(rows.at(-1)).toMatchObject({ Date: '2026-06-20', Kind: 'Closing balance', Balance: closing })
		expect(rows.filter((row) => row.Kind === 'Invoice')).toHaveLength(sum?.invoices ?? 0)
		const sheet = await readSheet(Buffer.from(await (await browser.get('/statement.xlsx?from=')).arrayBuffer()))
		expect(sheet).toHaveLength(rows.length + 1)
		expect(sheet.at(-1)?.slice(0, 2)).toEqual([new Date('2026-06-20'), 'Closing balance'])
		expect(sheet.at(-1)?.[7]).toBe(Number(closing))
		const html = await (await browser.get('/statement?from=')).text()
		const figure = Number(closing).toLocaleString('en-GB', { minimumFractionDigits: 2 })
		expect(textOf(html)).toContain(`€${figure}`)
		const [invoice] = await world.sql<{ id: string; number: string }[]>`
			select id, number from invoice where customer_id = ${told.nordwind.id} order by number limit 1`
		expect(html).toContain(`href="/invoices/${invoice?.id}"`)
		const [payment] = await world.sql<
			{ id: string }[]
		>`select id from payment where customer_id = ${told.nordwind.id} limit 1`
		expect(html).toContain(`href="/payments/${payment?.id}"`)
		const { pages } = await pdfOf(browser, '/statement.pdf?from=')
		const printed = pages.map(({ shown }) => pack(shown)).join('')
		for (const row of rows) if (row.Number) expect(printed).toContain(row.Number)
		expect(printed).toContain(pack(`€${figure}`))
	})

	test('of some days begins with the balance before them and is told as of the last', async () => {
		const browser = await enter(world, shop, told.nordwind.email)
		const all = await csvOf(browser, '/statement.csv?from=')
		const before = all.filter((row) => (row.Date ?? '') < '2026-04-01').at(-1)
		const april = await csvOf(browser, '/statement.csv?from=2026-04-01&on=2026-04-30')
		expect(april[0]).toMatchObject({ Date: '2026-04-01', Kind: 'Opening balance', Balance: before?.Balance })
		expect(april.every((row) => (row.Date ?? '') >= '2026-04-01' && (row.Date ?? '') <= '2026-04-30')).toBe(true)
		const text = await browser.read('/statement?from=2026-04-01&on=2026-04-30')
		expect(text).toContain('As of 30 Apr 2026')
	})

	test.each([
		['on=2031-01-01', 'en', '1 Jan 2031 is still to come. You see the account as of today.'],
		['on=31.12.2026&from=x', 'en', '“x” is not a day. You see the usual days instead. “31.12.2026” is not a day.'],
		['on=9999-12-31', 'en', 'Choose a day from today to 20 Jun 2051.'],
		['on=9999-12-31', 'ru', 'Выберите день от сегодняшнего до'],
		['from=2026-06-19&on=2026-06-10', 'en', 'The first day, 19 Jun 2026, lies after the last one.'],
		['from=2027-01-01', 'vi', 'nằm sau ngày cuối'],
		['on=31.12.2026', 'zh', '“31.12.2026”不是日期'],
	])('says of %s (%s) why it is not what is shown', async (query, language, told) => {
		const browser = await enter(world, shop, 'anna@nordwind.example')
		browser.cookies.set('language', language)
		expect(await browser.read(`/statement?${query}`)).toContain(told)
		expect(await browser.read('/statement?from=2026-06-01&on=2026-06-10')).not.toContain(told)
	})

	test.each([
		['ru', 'Выписка по взаиморасчётам'],
		['zh', '对账单'],
		['vi', 'Bảng đối chiếu công nợ'],
	])('is printed in the reader’s language: %s', async (language, title) => {
		const browser = await enter(world, shop, told.nordwind.email)
		browser.cookies.set('language', language)
		const pdf = await pdfOf(browser, '/statement.pdf')
		expect(pack(pdf.pages[0]?.shown ?? '')).toContain(pack(title))
		expect((await browser.get('/statement')).status).toBe(200)
	})
})

describe('a link', () => {
	test('to a contract tells of that contract alone', async () => {
		const browser = await holding({ kind: 'contract', id: told.subscription.id })
		const page = await browser.read('/statement?from=')
		expect(page).toContain('Fleet software')
		expect(page).not.toContain('Forklift service')
		const own = await world.sql<{ number: string }[]>`
			select number from invoice where contract_id = ${told.subscription.id} and state <> 'draft'`
		const rows = await csvOf(browser, '/statement.csv?from=')
		const numbers = rows.filter((row) => row.Kind === 'Invoice' || row.Kind === 'Credit note').map((row) => row.Number)
		expect(numbers.sort()).toEqual(own.map((row) => row.number).sort())
		for (const refused of [
			`/statement?customer=${told.nordwind.id}`,
			`/statement?contract=${told.service.id}`,
			`/statement.csv?customer=${told.nordwind.id}`,
			`/statement.pdf?contract=${told.service.id}`,
		])
			expect([refused, (await browser.get(refused)).status]).toEqual([refused, 404])
	})

	test('to a customer tells of them and each of their contracts, and of nobody else', async () => {
		const browser = await holding({ kind: 'customer', id: told.nordwind.id })
		expect((await browser.get('/statement')).status).toBe(200)
		expect(await browser.read(`/statement?contract=${told.service.id}`)).toContain('Forklift service')
		expect((await browser.get(`/statement?customer=${told.stranger.id}`)).status).toBe(404)
		expect((await browser.get(`/statement.pdf?contract=${told.foreign.id}`)).status).toBe(404)
	})

	test('to an invoice has no statement, and a stranger is sent to sign in', async () => {
		const [invoice] = await world.sql<{ id: string }[]>`
			select id from invoice where contract_id = ${told.subscription.id} and kind = 'invoice' limit 1`
		const browser = await holding({ kind: 'invoice', id: invoice?.id ?? '' })
		for (const path of ['/statement', '/statement.csv', '/statement.xlsx', '/statement.pdf'])
			expect([path, (await browser.get(path)).status]).toEqual([path, 404])
		expect((await new Visit(shop.address).get('/statement')).headers.get('location')).toContain('/sign-in')
	})
})

describe('in the console', () => {
	test('staff who read invoices see a customer’s statement in all three forms, others none', async () => {
		await hireStaff(world, 'fin@halden.example', 'finance')
		await hireStaff(world, 'store@halden.example', 'storekeeper')
		const finance = await enter(world, shop, 'fin@halden.example', 'staff')
		const path = `/staff/customers/${told.nordwind.id}/statement`
		expect(await (await finance.get(`/staff/customers/${told.nordwind.id}`)).text()).toContain(`href="${path}"`)
		expect(await finance.read(path)).toContain('Nordwind Logistik')
		expect(await csvOf(finance, `${path}.csv`)).not.toEqual([])
		expect((await pdfOf(finance, `${path}.pdf?contract=${told.service.id}`)).pages).toHaveLength(1)
		expect((await finance.get(`${path}?contract=${told.foreign.id}`)).status).toBe(404)
		const storekeeper = await enter(world, shop, 'store@halden.example', 'staff')
		for (const ending of ['', '.csv', '.xlsx', '.pdf'])
			expect([ending, (await storekeeper.get(path + ending)).status]).toEqual([ending, 404])
		const page = await (await storekeeper.get(`/staff/customers/${told.nordwind.id}`)).text()
		expect(page).not.toContain('/statement')
	})
})
