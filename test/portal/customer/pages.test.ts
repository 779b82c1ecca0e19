import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hireStaff } from '#test/core/sign-in/people.ts'
import { signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { enter } from './enter.ts'
import { openShop, type Shop } from './shop.ts'
import { linkTo, type Story, tellStory } from './story.ts'
import { Visit } from './visit.ts'

let world: World
let shop: Shop
let told: Story
let anna: Visit
let asked = 0

/** Counts what is asked of the database. A query that is made and not awaited is a piece of another. */
function counting(sql: World['sql']): World['sql'] {
	return new Proxy(sql, {
		apply(target, self, words) {
			const query = Reflect.apply(target, self, words)
			if (typeof query?.then !== 'function') return query
			return new Proxy(query, {
				get(asking, name) {
					if (name === 'then') asked++
					const found = Reflect.get(asking, name)
					return typeof found === 'function' ? found.bind(asking) : found
				},
			})
		},
	})
}

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20' })
	told = await tellStory(world, 20)
	const sql = counting(world.sql)
	shop = await openShop({ ...world, sql, books: { ...world.books, sql } })
	anna = await enter(world, shop, told.nordwind.email)
}, 180_000)

afterAll(async () => {
	await shop.close()
	await world.close()
})

async function idOf(number: string): Promise<string> {
	const [row] = await world.sql<{ id: string }[]>`
		select id from invoice where number = ${number} union all select id from payment where receipt_number = ${number}`
	return row?.id ?? ''
}

describe('the pages of a customer', () => {
	test('show a contract on any day, and how it will be billed', async () => {
		const now = await anna.read(`/contracts/${told.subscription.id}`)
		expect(now).toContain('Last day to give notice: 1 Dec 2026')
		expect(now).toContain('1 Jul 2026')
		expect(now).toContain('€628.08')
		expect(now).toContain('Four more vehicles')
		const then = await anna.read(`/contracts/${told.subscription.id}?on=2026-02-01`)
		expect(then).toContain('The contract as of 1 Feb 2026')
		expect(then).toMatch(/Fleet software, Business plan .{0,60} 12 €29\.95 /)
	})

	test('say so where the day asked for is none, to the customer and to staff', async () => {
		for (const typed of ['2026-02-30', '31.12.2026', '0001-01-01']) {
			const page = await anna.read(`/contracts/${told.subscription.id}?on=${typed}`)
			expect(page).toContain(`“${typed}” is not a day. You see the contract as of today.`)
		}
		const email = 'katrin@halden.example'
		await hireStaff(world, email)
		const staff = await signedIn(world.books, shop.address, 'staff', email)
		expect(await staff.read(`/staff/contracts/${told.subscription.id}/history?on=2026-02-30`)).toContain(
			'“2026-02-30” is not',
		)
		const together = `/co-terminate?contract=${told.subscription.id}&ends=2026-02-30`
		expect(await anna.read(together)).toContain('“2026-02-30” is not a day.')
		expect(await staff.read(`/staff/customers/${told.nordwind.id}${together}`)).toContain('“2026-02-30” is not a day.')
	})

	test('tell of what renews by itself that it does, and until when that can be prevented', async () => {
		const page = await anna.read('/co-terminate')
		expect(page).toContain('renews on 1 Jan 2027 unless notice is given by 1 Dec 2026')
		anna.cookies.set('language', 'ru')
		expect(await anna.read('/co-terminate')).toMatch(/продлится 1 янв\. 2027.+, если не расторгнуть до 1 дек\. 2026/)
		anna.cookies.delete('language')
	})

	test('explain a change in the middle of a month, credit and charge', async () => {
		const page = await anna.read(`/invoices/${await idOf('INV-000008')}`)
		expect(page).toContain('The share for 21 of its 31 days')
		expect(page).toContain('€359.40')
		expect(page).toMatch(/× 21\/31/)
	})

	test('have a page for an invoice to come that is too long for the contract’s', async () => {
		const contract = await anna.read(`/contracts/${told.service.id}`)
		expect(contract).toContain('All 20 lines of this invoice')
		const coming = await anna.read(`/contracts/${told.service.id}/coming/2026-07-15`)
		expect(coming.match(/Why this amount\?/g)).toHaveLength(20)
		expect((await anna.get(`/contracts/${told.service.id}/coming/2026-07-16`)).status).toBe(404)
	})

	test('open an invoice to come of a preview by its own link where there are too many lines, or by its form', async () => {
		const lines = (html: string) => html.match(/Why this amount\?/g)?.length ?? 0
		const fieldsIn = (html: string): Record<string, string> =>
			Object.fromEntries(
				[...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
					name,
					value.replaceAll('&quot;', '"'),
				]),
			)
		const [link, button] = [/href="([^"]*whole=[^"]*)"/, /formAction="([^"]*whole=[^"]*)"/i]
		const first = (html: string, pattern: RegExp) => {
			const found = pattern.exec(html)?.[1]?.replaceAll('&amp;', '&')
			if (!found) throw new Error(`no ${pattern}`)
			return found
		}
		const email = 'hanna@halden.example'
		await hireStaff(world, email)
		const staff = await signedIn(world.books, shop.address, 'staff', email)
		const ends = `/staff/customers/${told.nordwind.id}/co-terminate?contract=${told.service.id}&ends=2030-12-31`
		const folded = await (await staff.get(ends)).text()
		const opened = await (await staff.get(first(folded, link))).text()
		expect(lines(opened)).toBe(lines(folded) + 20)
		const page = `/staff/contracts/${told.service.id}/change`
		const looked = await (await staff.post(page, { intent: 'pause', reason: 'They move' })).text()
		const again = await staff.post(first(looked, button), { ...fieldsIn(looked), intent: 'look' })
		const whole = await again.text()
		expect(lines(whole)).toBe(lines(looked) + 20)
		expect(whole).toMatch(/<details[^>]* open=""/)
		expect(fieldsIn(whole)).toMatchObject({ reason: 'They move' })
	})

	test('give papers as PDF, the same bytes each time, and nothing when they are there already', async () => {
		for (const path of [
			`/invoices/${await idOf('INV-000001')}.pdf`,
			`/invoices/${await idOf('CN-00001')}.pdf`,
			`/payments/${await idOf('R-000001')}/receipt.pdf`,
		]) {
			const first = await anna.get(path)
			expect([path, first.status, first.headers.get('content-type')]).toEqual([path, 200, 'application/pdf'])
			expect(first.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w-]+\.pdf"$/)
			const bytes = Buffer.from(await first.arrayBuffer())
			expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
			expect(Buffer.from(await (await anna.get(path)).arrayBuffer()).equals(bytes)).toBe(true)
			const again = await anna.get(path, { 'if-none-match': first.headers.get('etag') ?? '' })
			expect(again.status).toBe(304)
		}
	}, 60_000)

	test('give the list as CSV that a spreadsheet takes for text and numbers, not for formulas', async () => {
		await world.sql`update contract set title = 'x' where id = ${told.service.id}`
		const answer = await anna.get('/invoices.csv?kind=credit_note')
		expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
		expect(Buffer.from(await answer.arrayBuffer()).toString('utf8')).toBe(
			'\uFEFFKind,Number,Date,Due,Contract,Currency,Amount,Tax,Open,State\r\n' +
				'Credit note,CN-00001,2026-05-01,,K-00001,EUR,-628.08,-100.28,0.00,Used\r\n',
		)
	})

	test('ask the database few times, however much they show', async () => {
		const counts: Record<string, number> = {}
		for (const [name, path] of [
			['overview', '/overview'],
			['contract', `/contracts/${told.service.id}`],
			['invoices', '/invoices'],
			['invoice', `/invoices/${await idOf('INV-000003')}`],
			['pay', '/pay'],
		] as const) {
			await anna.get(path)
			asked = 0
			expect((await anna.get(path)).status).toBe(200)
			counts[name] = asked
		}
		// Who looks, then the page in one or two; all but the pay page ask first whether anything has changed.
		expect(counts).toEqual({ overview: 3, contract: 3, invoices: 3, invoice: 4, pay: 2 })
	})
})

describe('paying without script', () => {
	test('shows a sum anew that has not been seen, and starts nothing', async () => {
		const invoices = await world.sql<{ id: string; minor: bigint }[]>`
			select id, total_minor - settled_minor as minor from invoice
			where customer_id = ${told.nordwind.id} and kind = 'invoice' and state = 'issued' and settled_minor < total_minor
			order by due_on limit 2`
		const chosen = invoices.map(({ id, minor }): [string, string] => ['invoice', `${id}_${minor}`])
		const answer = await anna.post('/pay', [
			...chosen,
			['shown', String(invoices[0]?.minor)],
			['currency', 'EUR'],
			['key', crypto.randomUUID()],
		])
		expect(answer.headers.get('location')).toBe(`/pay?invoice=${invoices[0]?.id}&invoice=${invoices[1]?.id}`)
		const [started] = await world.sql`select count(*)::int from payment where state = 'started'`
		expect(started).toEqual({ count: 0 })
	})

	test('refuses an amount that is no longer what is open, with the new one beside it', async () => {
		const id = await idOf('INV-000015')
		const answer = await anna.post(`/pay?invoice=${id}`, [
			['invoice', `${id}_100`],
			['shown', '100'],
			['currency', 'EUR'],
			['key', crypto.randomUUID()],
		])
		const page = await answer.text()
		expect(page).toContain('The amount has changed from €1.00 to €628.08.')
	})

	test('pressing twice opens one page of the processor', async () => {
		const id = await idOf('INV-000015')
		const fields: [string, string][] = [
			['invoice', `${id}_62808`],
			['shown', '62808'],
			['currency', 'EUR'],
			['key', crypto.randomUUID()],
		]
		const answers = await Promise.all([1, 2, 3].map(() => anna.post('/pay', fields)))
		const pages = new Set(answers.map((answer) => answer.headers.get('location')))
		expect([...pages]).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\//)])
		const [started] = await world.sql`select count(*)::int from payment where state = 'started'`
		expect(started).toEqual({ count: 1 })
	})

	test('waits for the outcome by loading itself again, and says nothing is paid before it is', async () => {
		const [payment] = await world.sql<{ id: string }[]>`select id from payment where state = 'started'`
		const answer = await anna.get(`/payments/${payment?.id}`)
		const html = await answer.text()
		expect(html).toContain('<noscript><meta http-equiv="refresh" content="5"/></noscript>')
		expect(html).toContain('Waiting for your payment')
		expect(html).not.toContain('Paid.')
		const other = new Visit(shop.address)
		const { token } = await linkTo(world.books, told.stranger, { kind: 'customer', id: told.stranger.id })
		await other.post(`/l/${token}`)
		expect((await other.get(`/payments/${payment?.id}`)).status).toBe(404)
		expect((await anna.get(`/payments/${payment?.id}/receipt.pdf`)).status).toBe(404)
	})
})
