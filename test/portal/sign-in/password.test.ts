import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { enterWithPassword } from '#core/sign-in/password/enter.ts'
import { endUser } from '#core/staff/change-user.ts'
import { system } from '#test/core/payment/ledger.ts'
import { welcomeCustomer } from '#test/core/sign-in/people.ts'
import { textOf, Visit } from '#test/portal/customer/visit.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal
let customers = 0

const words = 'tricycle garden moss'
const others = 'seven purple kettles'

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	portal = await openPortal(world, { settings: { secretKey: 'a key of the tests, long enough for it' } })
}, 180_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

function inEnglish(visit: Visit): Visit {
	visit.cookies.set('language', 'en')
	return visit
}

/** A contact who is signed in, by letter. */
async function contact() {
	const person = await welcomeCustomer(world, 'Nordwind', `anna${customers++}@nordwind.example`)
	return { ...person, visit: inEnglish(await signedIn(world.books, portal.address, 'customer', person.email)) }
}

const set = (visit: Visit, password: string, more: Record<string, string> = {}) =>
	visit.post('/account/password', { intent: 'set', password, ...more })
const enter = (visit: Visit, email: string, password: string, door = '/sign-in/password') =>
	visit.post(door, { email, password })
/** As if the browser had been left open. */
const leaveOpen = () => world.sql`update session set created_at = now() - interval '1 hour'`
const lettersAbout = async (email: string) => {
	const rows = await world.sql<{ what: string }[]>`
		select payload->>'what' as what from outbox where payload->>'letter' = 'access-changed' and payload->'to'->>'email' = ${email}
		order by id`
	return rows.map(({ what }) => what)
}

test('a contact sets a password, comes in with it in another browser, changes and removes it, and is written to each time', async () => {
	const { visit, email } = await contact()
	const [before] = [...visit.cookies.values()]
	expect((await set(visit, words)).headers.get('location')).toBe('/account/password?set')
	expect([...visit.cookies.values()]).not.toContain(before)
	expect(await visit.read('/account/password?set')).toContain('A letter about it is on its way')

	const other = new Visit(portal.address)
	const entered = await other.post('/sign-in/password', {
		email: email.toUpperCase(),
		password: words,
		return: '/invoices',
	})
	expect(entered.headers.get('location')).toBe('/invoices')
	expect((await other.get('/account')).status).toBe(200)

	await leaveOpen()
	expect((await set(visit, others, { current: 'not the right one' })).status).toBe(422)
	expect((await set(visit, others)).status).toBe(422)
	expect((await set(visit, others, { current: words, endOthers: 'on' })).status).toBe(302)
	expect((await other.get('/account')).status).toBe(302)
	expect((await visit.get('/account')).status).toBe(200)
	expect((await enter(new Visit(portal.address), email, words)).status).toBe(422)

	expect((await visit.post('/account/password', { intent: 'remove' })).status).toBe(422)
	expect((await visit.post('/account/password', { intent: 'remove', current: others })).status).toBe(302)
	expect((await enter(new Visit(portal.address), email, others)).status).toBe(422)
	expect(await lettersAbout(email)).toEqual(['set', 'changed', 'removed'])
})

test('a browser left open sets none; whoever has forgotten theirs comes in by letter and sets another', async () => {
	const { visit, email } = await contact()
	await leaveOpen()
	const stale = await visit.read('/account/password')
	expect(stale).toContain('sign in again')
	const refused = await set(visit, words)
	expect(refused.status).toBe(422)
	expect(textOf(await refused.text())).toContain('sign in again')
	expect((await visit.get('/sign-in?again=&return=%2Faccount%2Fpassword')).status).toBe(200)
	const fresh = await signedIn(world.books, portal.address, 'customer', email)
	expect((await set(fresh, words)).status).toBe(302)
	expect((await set(fresh, others)).status).toBe(302)
})

test('an unknown address, one without a password and a wrong password are answered with the same page', async () => {
	const known = await contact()
	await set(known.visit, words)
	const without = await contact()
	const pages: string[] = []
	for (const [email, password] of [
		['nobody@nowhere.example', words],
		[without.email, words],
		[known.email, others],
	] as const) {
		const answer = await enter(new Visit(portal.address), email, password)
		expect(answer.status).toBe(422)
		const html = await answer.text()
		expect(html).not.toContain(password)
		pages.push(textOf(html).replaceAll(email, '…'))
	}
	expect(new Set(pages).size).toBe(1)
	expect(pages[0]).toContain('Address and password do not fit together')
	expect((await enter(new Visit(portal.address), known.email, words, '/sign-in/staff/password')).status).toBe(422)
})

test.each([
	['short one', 'at least 12 characters'],
	['password1234', 'among the first to be guessed'],
	['qwertyuiopas', 'among the first to be guessed'],
	['Nordwind2026', 'among the first to be guessed'],
	['aaaaaaaaaaaaaaaa', 'among the first to be guessed'],
	['x'.repeat(129), 'at most 128 characters'],
])('%s is no password', async (password, why) => {
	const { visit } = await contact()
	const answer = await set(visit, password)
	expect(answer.status).toBe(422)
	const html = await answer.text()
	expect(textOf(html)).toContain(why)
	expect(html).not.toContain(`value="${password}"`)
})

test('any character counts, and the same letters typed in two ways are one password', async () => {
	const { visit, email } = await contact()
	expect((await set(visit, 'Tiếng chuông 鐘聲 ночью')).status).toBe(302)
	const typed = 'Tiếng chuông 鐘聲 ночью'.normalize('NFD')
	expect((await enter(new Visit(portal.address), email, typed)).status).toBe(302)
})

test('the eleventh try in a quarter of an hour is not looked at, be it right', async () => {
	const { visit, email } = await contact()
	await set(visit, words)
	const stranger = new Visit(portal.address)
	for (let tries = 0; tries < 10; tries++) expect((await enter(stranger, email, others)).status).toBe(422)
	expect((await enter(stranger, email, words)).status).toBe(429)
	await world.sql`delete from rate_limit`
	expect((await enter(stranger, email, words)).status).toBe(302)
})

test('after a hundred wrong ones in a row the password opens nothing until its owner has come in by letter', async () => {
	const { visit, email } = await contact()
	await set(visit, words)
	const attempt = (password: string) => enterWithPassword(world.books, { audience: 'customer', email, password })
	await world.sql`update password set wrong = 99 where account_id = (select id from account where contact_id = (
		select id from contact where email = ${email}))`
	expect(await attempt(others)).toMatchObject({ refusal: { code: 'sign_in.password_wrong' } })
	expect(await attempt(words)).toMatchObject({ refusal: { code: 'sign_in.password_wrong' } })
	expect((await lettersAbout(email)).at(-1)).toBe('closed')
	await signedIn(world.books, portal.address, 'customer', email)
	expectOk(await attempt(words))
})

test('a member of staff comes in with a password until they leave', async () => {
	const person = await hire(world.books, 'salesperson')
	const visit = await signedIn(world.books, portal.address, 'staff', person.email)
	const answer = await visit.post('/staff/password', { intent: 'set', password: words })
	expect(answer.headers.get('location')).toBe('/staff/password?set')
	const again = new Visit(portal.address)
	const entered = await again.post('/sign-in/staff/password', {
		email: person.email,
		password: words,
		return: 'https://elsewhere.example/',
	})
	expect(entered.headers.get('location')).toBe('/staff')
	expect((await again.get('/staff')).status).toBe(200)
	expectOk(await act(world.books, system, endUser, { userId: person.id }))
	const gone = await enter(new Visit(portal.address), person.email, words, '/sign-in/staff/password')
	expect(gone.status).toBe(422)
	expect((await again.get('/staff')).status).toBe(302)
})

test('the holder of a secure link and a stranger have no page for a password', async () => {
	const stranger = new Visit(portal.address)
	for (const path of ['/account/password', '/staff/password']) {
		expect((await stranger.get(path)).status).toBe(302)
		const answer = await stranger.post(path, { intent: 'set', password: words })
		expect(answer.headers.get('location')).toMatch(/^\/sign-in/)
	}
	const rows = JSON.stringify(await world.sql`select hash from password`)
	expect(rows).not.toContain(words)
})
