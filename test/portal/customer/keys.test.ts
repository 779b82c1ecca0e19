import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { startPayment } from '#core/payment/start.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { revokeLink } from '#core/sign-in/revoke-link.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { codeSentTo, enter } from './enter.ts'
import { openShop, type Shop } from './shop.ts'
import { linkTo, type Story, tellStory } from './story.ts'
import { textOf, Visit } from './visit.ts'

let world: World
let shop: Shop
let told: Story
const system = { kind: 'system', name: 'test' } as const

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20' })
	told = await tellStory(world, 3)
	shop = await openShop(world)
}, 180_000)

afterAll(async () => {
	await shop.close()
	await world.close()
})

const visit = () => new Visit(shop.address)

describe('a secure link', () => {
	test('is opened by its button, and its token leaves the address for a cookie', async () => {
		const { token } = await linkTo(world.books, told.nordwind, { kind: 'contract', id: told.subscription.id })
		const browser = visit()
		expect((await browser.get(`/l/${token}`)).status).toBe(200)
		expect((await browser.get(`/contracts/${told.subscription.id}`)).status).toBe(302)
		const opened = await browser.post(`/l/${token}`)
		expect(opened.headers.get('location')).toBe(`/contracts/${told.subscription.id}`)
		const line = browser.set.find((cookie) => cookie.startsWith('links=')) ?? ''
		expect(line).toMatch(/HttpOnly; SameSite=Lax/)
		const page = await (await browser.get(`/contracts/${told.subscription.id}`)).text()
		expect(page).toContain('Fleet software')
		expect(page).not.toContain(token)
	})

	test('opens its subject and what belongs to it, and nothing else', async () => {
		const { token } = await linkTo(world.books, told.nordwind, { kind: 'contract', id: told.subscription.id })
		const browser = visit()
		await browser.post(`/l/${token}`)
		const [own] = await world.sql<{ id: string }[]>`
			select id from invoice where contract_id = ${told.subscription.id} and kind = 'invoice' limit 1`
		const [other] = await world.sql<{ id: string }[]>`
			select id from invoice where contract_id = ${told.service.id} and kind = 'invoice' limit 1`
		expect((await browser.get(`/invoices/${own?.id}`)).status).toBe(200)
		expect((await browser.get(`/invoices/${other?.id}`)).status).toBe(404)
		expect((await browser.get(`/invoices/${other?.id}.pdf`)).status).toBe(404)
		expect((await browser.get(`/contracts/${told.service.id}`)).status).toBe(404)
		expect((await browser.get('/overview')).headers.get('location')).toBe(`/contracts/${told.subscription.id}`)
		const list = await browser.read('/invoices')
		expect(list).toContain('Fleet software')
		expect(list).not.toContain('Forklift service')
		expect((await browser.get('/invoices.csv')).status).toBe(200)
		expect(await browser.read('/invoices.csv')).not.toContain('K-00002')
	})

	test('shows of a payment for several invoices only its own part, and no page to pay all of it on', async () => {
		const open = await world.sql<{ id: string; number: string; amountMinor: bigint; contractId: string }[]>`
			select distinct on (contract_id) id, number, total_minor - settled_minor as "amountMinor", contract_id as "contractId"
			from invoice where customer_id = ${told.nordwind.id} and kind = 'invoice' and state = 'issued'
				and total_minor > settled_minor and currency = 'EUR' order by contract_id, id limit 2`
		const [own, other] = open
		if (!own || !other) throw new Error('The story has no two open invoices')
		const payment = expectOk(
			await act(world.books, system, startPayment, {
				invoices: open.map(({ id, amountMinor }) => ({ id, amountMinor })),
				shownTotalMinor: own.amountMinor + other.amountMinor,
				key: 'together',
			}),
		)
		const address = 'https://checkout.example/open'
		await world.sql`update payment set processor_session_id = 'cs_open', processor_session_url = ${address} where id = ${payment.id}`
		const subject = { kind: 'invoice', id: own.id } as const
		for (const scope of ['view', 'pay'] as const) {
			const input = { customerId: told.nordwind.id, subject, scope }
			const { token } = expectOk(await act(world.books, system, createLink, input))
			const browser = visit()
			await browser.post(`/l/${token}`)
			const page = await (await browser.get(`/payments/${payment.id}`)).text()
			expect(page).toContain(own.number)
			expect(page).not.toContain(other.number)
			expect(page).not.toContain(address)
			expect(textOf(page)).toContain('A payment that covers this invoice is under way.')
			const both = Number(own.amountMinor + other.amountMinor) / 100
			expect(textOf(page)).not.toContain(both.toLocaleString('en-GB', { minimumFractionDigits: 2 }))
		}
		await world.sql`update payment set state = 'canceled' where id = ${payment.id}`
	})

	test('that has expired or was withdrawn sends its holder to sign in, and says why', async () => {
		const input = {
			customerId: told.nordwind.id,
			subject: { kind: 'contract', id: told.subscription.id },
			scope: 'view',
		} as const
		const link = expectOk(await act(world.books, system, createLink, input))
		const browser = visit()
		await browser.post(`/l/${link.token}`)
		expect((await browser.get(`/contracts/${told.subscription.id}`)).status).toBe(200)
		expectOk(await act(world.books, system, revokeLink, { id: link.id }))
		const away = await browser.get(`/contracts/${told.subscription.id}`)
		expect(away.headers.get('location')).toContain('link=revoked')
		expect(await browser.read(away.headers.get('location') ?? '')).toContain('Your link has been withdrawn.')
		const refused = await visit().post(`/l/${link.token}`)
		expect(refused.status).toBe(410)
	})

	test('stands beside others and beside a session: whichever opens the page is used', async () => {
		const mine = await linkTo(world.books, told.nordwind, { kind: 'contract', id: told.subscription.id })
		const theirs = await linkTo(world.books, told.stranger, { kind: 'contract', id: told.foreign.id })
		const both = visit()
		await both.post(`/l/${mine.token}`)
		await both.post(`/l/${theirs.token}`)
		expect((await both.get(`/contracts/${told.subscription.id}`)).status).toBe(200)
		expect((await both.get(`/contracts/${told.foreign.id}`)).status).toBe(200)
		expect((await both.get(`/contracts/${told.service.id}`)).status).toBe(404)
		const signedIn = await enter(world, shop, told.nordwind.email)
		await signedIn.post(`/l/${mine.token}`)
		expect(signedIn.cookies.has('links')).toBe(false)
		await signedIn.post(`/l/${theirs.token}`)
		expect((await signedIn.get(`/contracts/${told.foreign.id}`)).status).toBe(200)
		expect((await signedIn.get(`/contracts/${told.service.id}`)).status).toBe(200)
	})

	test('beside one of another customer keeps its pages: what is not named in the address is named by the page', async () => {
		const mine = await linkTo(world.books, told.nordwind, { kind: 'customer', id: told.nordwind.id }, 'manage')
		const theirs = await linkTo(world.books, told.stranger, { kind: 'customer', id: told.stranger.id }, 'manage')
		const both = visit()
		await both.post(`/l/${mine.token}`)
		await both.post(`/l/${theirs.token}`)
		for (const path of [
			'/overview',
			'/quotes',
			'/invoices',
			'/cards',
			'/pay',
			'/statement',
			'/co-terminate',
			'/cards/new',
		]) {
			const led = (await both.get(path)).headers.get('location')
			expect(led, path).toBe(`${path}?customer=${told.stranger.id}`)
			const page = await (await both.get(`${path}?customer=${told.nordwind.id}`)).text()
			expect(page, path).not.toContain('Südwind')
			// Every way on from the page stays with its customer.
			for (const [, href] of page.matchAll(
				/href="(\/(?:overview|quotes|invoices|cards|pay|statement|co-terminate)[^"/]*)"/g,
			))
				expect(href, path).toContain(`=${told.nordwind.id}`)
		}
	})

	test('is used for cards where it is theirs, whatever was opened after it', async () => {
		const mine = await linkTo(world.books, told.nordwind, { kind: 'customer', id: told.nordwind.id }, 'manage')
		const theirs = await linkTo(world.books, told.stranger, { kind: 'customer', id: told.stranger.id }, 'manage')
		const both = visit()
		await both.post(`/l/${mine.token}`)
		await both.post(`/l/${theirs.token}`)
		const [card] = await world.sql<{ id: string }[]>`
			insert into payment_method (customer_id, processor_method_id, brand, last4, expiry_year, expiry_month, saved_at)
			values (${told.nordwind.id}, 'pm_keys', 'visa', '4242', 2030, 12, ${world.clock.now()}) returning id`
		const pays = (id: string | null) =>
			world.sql`update contract set payment_method_id = ${id}, autopay = ${id !== null} where id = ${told.subscription.id}`
		await pays(card?.id ?? null)
		for (const path of [`/cards/${card?.id}/remove`, `/cards/new?replaces=${card?.id}`]) {
			const page = await both.get(path)
			expect(page.status, path).toBe(200)
			expect(await page.text()).toContain(`value="${told.nordwind.id}"`)
		}
		await pays(null)
		const removed = await both.post(`/cards/${card?.id}/remove`, { customer: told.nordwind.id })
		expect(removed.headers.get('location')).toBe(`/cards?customer=${told.nordwind.id}&done=removed`)
		const alone = visit()
		await alone.post(`/l/${theirs.token}`)
		expect((await alone.get(`/cards/${card?.id}/remove`)).status).toBe(404)
	})

	test('for looking, opened after one for more, does not take away what the other may', async () => {
		const subject = { kind: 'contract', id: told.subscription.id } as const
		const strong = await linkTo(world.books, told.nordwind, subject, 'manage')
		const weak = await linkTo(world.books, told.nordwind, subject, 'view')
		const both = visit()
		await both.post(`/l/${strong.token}`)
		await both.post(`/l/${weak.token}`)
		expect((await both.get(`/contracts/${told.subscription.id}/cancel`)).status).toBe(200)
		expect(await both.read(`/contracts/${told.subscription.id}`)).not.toContain('With it you can look, not pay.')
		const weakOnly = visit()
		await weakOnly.post(`/l/${weak.token}`)
		expect((await weakOnly.get(`/contracts/${told.subscription.id}/cancel`)).status).not.toBe(200)
	})

	test('is itself what its holder makes an account of, though another was opened after it', async () => {
		const mine = await linkTo(world.books, told.nordwind, { kind: 'contract', id: told.subscription.id })
		const theirs = await linkTo(world.books, told.stranger, { kind: 'contract', id: told.foreign.id })
		const both = visit()
		await both.post(`/l/${mine.token}`)
		await both.post(`/l/${theirs.token}`)
		const page = await (await both.get(`/contracts/${told.subscription.id}`)).text()
		const link = /name="link" value="([\w-]+)"/.exec(page)?.[1] ?? ''
		await both.post('/account/claim', { link })
		const entered = await both.post('/sign-in/code', { code: await codeSentTo(world, told.nordwind.email) })
		expect(entered.headers.get('location')).toBe('/overview')
	})

	test('is closed by its holder, and lets its contact claim an account by mail', async () => {
		const { token } = await linkTo(world.books, told.nordwind, { kind: 'customer', id: told.nordwind.id }, 'view')
		const browser = visit()
		await browser.post(`/l/${token}`)
		const claimed = await browser.post('/account/claim')
		expect(claimed.headers.get('location')).toBe('/sign-in/code')
		const entered = await browser.post('/sign-in/code', { code: await codeSentTo(world, told.nordwind.email) })
		expect(entered.headers.get('location')).toBe('/overview')
		expect([...browser.cookies.keys()]).toContain('session')
		await browser.post('/sign-out')
		expect(browser.cookies.has('links')).toBe(false)
		expect((await browser.get('/overview')).status).toBe(302)
	})

	test('for looking does not pay', async () => {
		const { token } = await linkTo(world.books, told.nordwind, { kind: 'customer', id: told.nordwind.id }, 'view')
		const browser = visit()
		await browser.post(`/l/${token}`)
		const page = await browser.read('/pay')
		expect(page).toContain('This link lets you look.')
		const [open] = await world.sql<{ id: string; minor: bigint }[]>`
			select id, total_minor - settled_minor as minor from invoice
			where customer_id = ${told.nordwind.id} and kind = 'invoice' and state = 'issued' and settled_minor < total_minor limit 1`
		const fields: [string, string][] = [
			['invoice', `${open?.id}_${open?.minor}`],
			['shown', String(open?.minor)],
			['currency', 'EUR'],
			['key', crypto.randomUUID()],
		]
		const refused = await browser.post('/pay', fields)
		expect(await refused.text()).toContain('This link only lets you look.')
		const [payments] = await world.sql`select count(*)::int from payment where state = 'started'`
		expect(payments).toEqual({ count: 0 })
	})
})

describe('anything that is not the visitor’s', () => {
	test('answers as if it did not exist', async () => {
		const browser = await enter(world, shop, told.nordwind.email)
		const [theirs] = await world.sql<
			{ id: string }[]
		>`select id from invoice where customer_id = ${told.stranger.id} limit 1`
		const nothing = '01900000-0000-7000-8000-000000000000'
		const strip = (html: string) => html.replace(/[\w-]{8,}-[\w-]+|nonce="[^"]*"|content="[a-z\d]{10}"/g, '…')
		for (const [foreign, missing] of [
			[`/contracts/${told.foreign.id}`, `/contracts/${nothing}`],
			[`/contracts/${told.foreign.id}/coming/2026-07-01`, `/contracts/${nothing}/coming/2026-07-01`],
			[`/invoices/${theirs?.id}`, `/invoices/${nothing}`],
			[`/invoices/${theirs?.id}.pdf`, `/invoices/${nothing}.pdf`],
			[`/overview?customer=${told.stranger.id}`, `/overview?customer=${nothing}`],
		] as const) {
			const [one, other] = [await browser.get(foreign), await browser.get(missing)]
			expect([foreign, one.status]).toEqual([foreign, 404])
			expect(other.status).toBe(404)
			expect(textOf(strip(await one.text()))).toBe(textOf(strip(await other.text())))
		}
	})

	test.each([
		'/contracts/1',
		'/invoices/%00',
		"/invoices/' or 1=1",
		'/payments/x',
		'/overview?customer=1',
		'/pay?invoice=1',
	])('%s is no page', async (path) => {
		const browser = await enter(world, shop, told.nordwind.email)
		expect((await browser.get(path)).status).toBe(404)
	})
})
