import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import { countTry, isWithin } from '#portal/sign-in/limits.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { lastSecrets } from '#test/support/secrets.ts'
import { codeSentTo, enter } from './enter.ts'
import { openShop, type Shop } from './shop.ts'
import { type Story, tellStory } from './story.ts'
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
		const entered = await browser.post('/sign-in/code', { code: await codeSentTo(world, told.nordwind.email) })
		expect(entered.headers.get('location')).toBe(wanted)
		expect((await browser.get(wanted)).status).toBe(200)
	})

	test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/ /evil'])(
		'never leads to %s',
		async (wanted) => {
			const browser = visit()
			await browser.post('/sign-in', { email: told.nordwind.email, return: wanted })
			const entered = await browser.post('/sign-in/code', { code: await codeSentTo(world, told.nordwind.email) })
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
		const code = await codeSentTo(world, told.nordwind.email)
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

	test('is not shut to a person by a stranger who asks for letters to them', async () => {
		const email = told.nordwind.email
		const stranger = async () => {
			await countTry(world.sql, 'letter', `198.51.100.7 ${email}`)
			expect(await isWithin(world.sql, 'letters_to', `customer ${email}`)).toBe(true)
		}
		await world.sql`delete from rate_limit`
		for (let ask = 0; ask < 5; ask++) await stranger()
		await expect(stranger()).rejects.toMatchObject({ init: { status: 429 } })
		const browser = visit()
		expect((await browser.post('/sign-in', { email })).status).toBe(302)
		const letter = await lastSecrets(world.sql, { to: email })
		// Strangers in many networks: no more letters leave, and the one that is there lets in, whatever browser asked.
		const answers = []
		for (const address of [email, 'nobody@nowhere.example']) {
			for (let ask = 0; ask < 12; ask++) await isWithin(world.sql, 'letters_to', `customer ${address}`)
			const refused = await visit().post('/sign-in', { email: address })
			expect(refused.status).toBe(422)
			answers.push(textOf(await refused.text()).replace(address, '…'))
		}
		expect(answers[0]).toContain('Several letters have gone to this address')
		expect(answers[1]).toBe(answers[0])
		const entered = await visit().post(`/sign-in/open/${letter.token}`)
		expect(entered.headers.get('location')).toBe('/overview')
		// Who is in has used their letters up, and may ask anew.
		expect((await visit().post('/sign-in', { email })).status).toBe(302)
		await world.sql`delete from rate_limit`
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

	test('asks whoever has much reckoned, written or begun to wait, in words', async () => {
		await world.sql`delete from rate_limit`
		const browser = await enter(world, shop, told.nordwind.email)
		const [invoice] = await world.sql<{ id: string }[]>`
			select id from invoice where contract_id = ${told.subscription.id} and state = 'issued' limit 1`
		const id = invoice?.id ?? ''
		const contract = `/contracts/${told.subscription.id}`
		const made = { change: JSON.stringify({ kind: 'resume' }), seen: '0'.repeat(64), intent: 'apply' }
		const asks: [string, () => Promise<Response>][] = [
			['previews', () => browser.get(`${contract}/cancel`)],
			['previews', () => browser.post(`${contract}/change`, { ...made, key: crypto.randomUUID() })],
			['papers', () => browser.get(`/invoices/${id}.pdf`)],
			[
				'payments',
				() => browser.post('/pay', { invoice: `${id}_1`, shown: '1', currency: 'EUR', key: crypto.randomUUID() }),
			],
		]
		for (const [window, ask] of asks) {
			expect((await ask()).status).toBeLessThan(400)
			const counted = await world.sql`update rate_limit set points = 1000 where key like ${`${window}:%`} returning key`
			expect(counted).toHaveLength(1)
			const refused = await ask()
			expect([window, refused.status]).toEqual([window, 429])
			expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
			expect(textOf(await refused.text())).toContain('Wait a little')
			await world.sql`delete from rate_limit`
		}
	})
})

describe('a session', () => {
	test('is a cookie that scripts and other sites do not get, and a hash in the database', async () => {
		const browser = await enter(world, shop, told.nordwind.email)
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
			await enter(world, shop, told.nordwind.email),
			await enter(world, shop, told.nordwind.email),
			await enter(world, shop, told.nordwind.email),
		]
		await one.post('/sign-out')
		expect((await one.get('/overview')).status).toBe(302)
		expect((await two.get('/overview')).status).toBe(200)
		await two.post('/sign-out', { everywhere: 'on' })
		expect((await three.get('/overview')).status).toBe(302)
	})

	test('that has run out opens nothing', async () => {
		const browser = await enter(world, shop, told.nordwind.email)
		await world.sql`update session set expires_at = now() - interval '1 second'`
		expect((await browser.get('/overview')).status).toBe(302)
	})

	test('that is half used up is renewed by a visit', async () => {
		const browser = await enter(world, shop, told.nordwind.email)
		await world.sql`update session set expires_at = now() + interval '2 days'`
		await browser.get('/overview')
		const [renewed] = await world.sql`select expires_at > now() + interval '29 days' as renewed from session`
		expect(renewed).toEqual({ renewed: true })
	})

	test('of staff is another one, and ends with their work', async () => {
		const id = await hire('sam@halden.example')
		const browser = await enter(world, shop, 'sam@halden.example', 'staff')
		expect([...browser.cookies.keys()]).toContain('staff_session')
		expect((await browser.get('/')).headers.get('location')).toBe('/staff')
		expect((await browser.get('/overview')).headers.get('location')).toMatch(/^\/sign-in\?/)
		await world.sql`update staff_user set left_at = now() where id = ${id}`
		expect((await browser.get('/')).headers.get('location')).toBe('/sign-in')
	})

	test('of a customer does not open the console', async () => {
		const browser = await enter(world, shop, told.nordwind.email)
		browser.cookies.set('staff_session', browser.cookies.get('session') ?? '')
		expect((await browser.get('/staff')).headers.get('location')).toBe('/sign-in/staff?return=%2Fstaff')
	})

	test('takes five requests to be let off interest on a contract a day, whatever was answered to them', async () => {
		await world.sql`delete from rate_limit`
		const browser = await enter(world, shop, told.nordwind.email)
		const ask = async () => {
			const asked = { amount: '1.00', reason: 'The bank was closed' }
			return (await browser.post(`/contracts/${told.subscription.id}/penalty`, asked)).status
		}
		for (let time = 0; time < 5; time++) expect(await ask()).toBeLessThan(429)
		expect(await ask()).toBe(429)
		await world.sql`delete from rate_limit`
	})
})
