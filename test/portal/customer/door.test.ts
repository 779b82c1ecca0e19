import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import { revokeLink } from '#core/sign-in/revoke-link.ts'
import { openBooks, type World } from '#test/support/books.ts'
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

beforeEach(() => world.sql`delete from rate_limit`)

const visit = () => new Visit(shop.address)

async function codeSentTo(email: string): Promise<string> {
	const [letter] = await world.sql<{ payload: { secrets: { code: string } } }[]>`
		select payload from outbox where payload->'to'->>'email' = ${email} and payload ? 'secrets' order by id desc limit 1`
	if (!letter) throw new Error(`no letter to ${email}`)
	return letter.payload.secrets.code
}

async function signIn(email: string, audience: 'customer' | 'staff' = 'customer'): Promise<Visit> {
	const { token } = expectOk(await act(world.books, system, createSignIn, { audience, email }))
	const browser = visit()
	await browser.post(`/sign-in/open/${token}`)
	return browser
}

async function hire(email: string): Promise<string> {
	const [row] = await world.sql<{ id: string }[]>`
		insert into staff_user (email, name, role) values (${email}, 'Sam', 'finance') returning id`
	return row?.id ?? ''
}

describe('the door', () => {
	test('leads a stranger from any page to the sign-in page and back to where they wanted to go', async () => {
		const browser = visit()
		const wanted = `/contracts/${told.subscription.id}?on=2026-05-01`
		const away = await browser.get(wanted)
		expect(away.status).toBe(302)
		expect(away.headers.get('location')).toBe(`/sign-in?return=${encodeURIComponent(wanted)}`)
		const asked = await browser.post('/sign-in', { email: told.nordwind.email, return: wanted })
		expect(asked.headers.get('location')).toBe('/sign-in/code')
		const entered = await browser.post('/sign-in/code', { code: await codeSentTo(told.nordwind.email) })
		expect(entered.headers.get('location')).toBe(wanted)
		expect((await browser.get(wanted)).status).toBe(200)
	})

	test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/ /evil'])(
		'never leads to %s',
		async (wanted) => {
			const browser = visit()
			await browser.post('/sign-in', { email: told.nordwind.email, return: wanted })
			const entered = await browser.post('/sign-in/code', { code: await codeSentTo(told.nordwind.email) })
			expect(entered.headers.get('location')).toBe('/overview')
		},
	)

	test('answers an unknown address as it answers a known one', async () => {
		const answers = []
		for (const email of [told.nordwind.email, 'nobody@nowhere.example']) {
			const browser = visit()
			const answer = await browser.post('/sign-in', { email })
			const cookie = browser.set.map((line) => line.replace(/=[^;]*/, '=…'))
			answers.push([answer.status, answer.headers.get('location'), cookie, await browser.read('/sign-in/code')])
		}
		expect(answers[1]).toEqual(answers[0])
	})

	test('says in the form what is wrong with an address or a code', async () => {
		const browser = visit()
		const wrong = await browser.post('/sign-in', { email: 'not an address' })
		expect(wrong.status).toBe(422)
		expect(await wrong.text()).toContain('This is not an email address.')
		await browser.post('/sign-in', { email: told.nordwind.email })
		const code = await codeSentTo(told.nordwind.email)
		const refused = await browser.post('/sign-in/code', { code: code === '111111' ? '222222' : '111111' })
		expect(refused.status).toBe(422)
		expect(await refused.text()).toContain('Tries left: 4')
		expect((await browser.post('/sign-in/code', { code: ` ${code.slice(0, 3)} ${code.slice(3)}` })).status).toBe(302)
	})

	test('the link of a letter is used up by its button, not by looking at it', async () => {
		const { token } = expectOk(
			await act(world.books, system, createSignIn, { audience: 'customer', email: told.nordwind.email }),
		)
		const scanner = visit()
		for (let look = 0; look < 3; look++) expect((await scanner.get(`/sign-in/open/${token}`)).status).toBe(200)
		const browser = visit()
		expect((await browser.post(`/sign-in/open/${token}`)).headers.get('location')).toBe('/overview')
		expect(await browser.read('/overview')).toContain('Nordwind Logistik')
		const again = await visit().post(`/sign-in/open/${token}`)
		expect(again.status).toBe(410)
		expect(await again.text()).toContain('This letter has done its work')
	})

	test('stops whoever asks too often, for one address and from one network', async () => {
		const browser = visit()
		const statuses = []
		for (let ask = 0; ask < 6; ask++)
			statuses.push((await browser.post('/sign-in', { email: told.nordwind.email })).status)
		expect(statuses).toEqual([302, 302, 302, 302, 302, 429])
		expect((await browser.post('/sign-in', { email: told.stranger.email })).status).toBe(302)
		const tries = []
		for (let link = 0; link < 32; link++) tries.push((await browser.post(`/l/${'x'.repeat(43)}`)).status)
		expect(tries.slice(0, 29).every((status) => status === 410)).toBe(true)
		expect(tries.at(-1)).toBe(429)
	})
})

describe('a session', () => {
	test('is a cookie that scripts and other sites do not get, and a hash in the database', async () => {
		const browser = await signIn(told.nordwind.email)
		const line = browser.set.find((cookie) => cookie.startsWith('session=')) ?? ''
		expect(line).toMatch(/HttpOnly/)
		expect(line).toMatch(/SameSite=Lax/)
		expect(line).toMatch(/Path=\//)
		const id = browser.cookies.get('session') ?? ''
		const [kept] = await world.sql`select count(*)::int from session where id = ${id}`
		expect(kept).toEqual({ count: 0 })
		const [hashed] = await world.sql`select count(*)::int from session where id = encode(sha256(${id}::bytea), 'hex')`
		expect(hashed).toEqual({ count: 1 })
	})

	test('ends here, and everywhere when asked', async () => {
		const [one, two, three] = [
			await signIn(told.nordwind.email),
			await signIn(told.nordwind.email),
			await signIn(told.nordwind.email),
		]
		await one.post('/sign-out')
		expect((await one.get('/overview')).status).toBe(302)
		expect((await two.get('/overview')).status).toBe(200)
		await two.post('/sign-out', { everywhere: 'on' })
		expect((await three.get('/overview')).status).toBe(302)
	})

	test('that has run out opens nothing', async () => {
		const browser = await signIn(told.nordwind.email)
		await world.sql`update session set expires_at = now() - interval '1 second'`
		expect((await browser.get('/overview')).status).toBe(302)
	})

	test('that is half used up is renewed by a visit', async () => {
		const browser = await signIn(told.nordwind.email)
		await world.sql`update session set expires_at = now() + interval '2 days'`
		await browser.get('/overview')
		const [renewed] = await world.sql`select expires_at > now() + interval '29 days' as renewed from session`
		expect(renewed).toEqual({ renewed: true })
	})

	test('of staff is another one, and ends with their work', async () => {
		const id = await hire('sam@halden.example')
		const browser = await signIn('sam@halden.example', 'staff')
		expect([...browser.cookies.keys()]).toContain('staff_session')
		expect((await browser.get('/')).headers.get('location')).toBe('/staff')
		expect((await browser.get('/overview')).headers.get('location')).toMatch(/^\/sign-in\?/)
		await world.sql`update staff_user set left_at = now() where id = ${id}`
		expect((await browser.get('/')).headers.get('location')).toBe('/sign-in')
	})

	test('of a customer does not open the console', async () => {
		const browser = await signIn(told.nordwind.email)
		browser.cookies.set('staff_session', browser.cookies.get('session') ?? '')
		expect((await browser.get('/staff')).headers.get('location')).toBe('/sign-in/staff?return=%2Fstaff')
	})
})

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
		const signedIn = await signIn(told.nordwind.email)
		await signedIn.post(`/l/${mine.token}`)
		expect(signedIn.cookies.has('links')).toBe(false)
		await signedIn.post(`/l/${theirs.token}`)
		expect((await signedIn.get(`/contracts/${told.foreign.id}`)).status).toBe(200)
		expect((await signedIn.get(`/contracts/${told.service.id}`)).status).toBe(200)
	})

	test('is closed by its holder, and lets its contact claim an account by mail', async () => {
		const { token } = await linkTo(world.books, told.nordwind, { kind: 'customer', id: told.nordwind.id }, 'view')
		const browser = visit()
		await browser.post(`/l/${token}`)
		const claimed = await browser.post('/account/claim')
		expect(claimed.headers.get('location')).toBe('/sign-in/code')
		const entered = await browser.post('/sign-in/code', { code: await codeSentTo(told.nordwind.email) })
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
		const browser = await signIn(told.nordwind.email)
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
		const browser = await signIn(told.nordwind.email)
		expect((await browser.get(path)).status).toBe(404)
	})
})
