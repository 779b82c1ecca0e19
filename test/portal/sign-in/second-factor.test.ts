import { TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { resetSecondFactor } from '#core/sign-in/second-factor/reset.ts'
import { system } from '#test/core/payment/ledger.ts'
import { Visit } from '#test/portal/customer/visit.ts'
import { hire, signedIn, signInToken } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	portal = await openPortal(world, { settings: { secretKey: 'a key of the tests, long enough for it' } })
}, 180_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

/** The code at the product's own moment, half-minutes on from it. */
function codeOf(secret: string, steps = 0): string {
	const timestamp = world.clock.now().epochMilliseconds + steps * 30_000
	return new TOTP({ secret: secret.replaceAll(' ', '') }).generate({ timestamp })
}

const recoveryIn = (html: string) => [...html.matchAll(/<code>([a-z2-7-]+)<\/code>/g)].map(([, code = '']) => code)

/** Somebody who has set one up, a browser of theirs, and what the app holds. */
async function equipped() {
	const person = await hire(world.books, 'salesperson')
	const visit = await signedIn(world.books, portal.address, 'staff', person.email)
	const page = await (await visit.get('/staff/second-factor')).text()
	const secret = /value="([A-Z2-7]{4}(?: [A-Z2-7]{4})+)"/.exec(page)?.[1] ?? ''
	expect(secret).not.toBe('')
	const on = await visit.post('/staff/second-factor', { intent: 'on', code: codeOf(secret) })
	expect(on.status).toBe(200)
	const recovery = recoveryIn(await on.text())
	expect(recovery.length).toBe(10)
	world.clock.moveOn({ minutes: 2 })
	return { person, visit, secret, recovery }
}

const cookieOf = ({ cookies }: Visit) => [...cookies].find(([name]) => name.includes('staff'))?.[1]

async function comeBack(email: string): Promise<Visit> {
	const visit = new Visit(portal.address)
	await visit.post(`/sign-in/open/${await signInToken(world.books, 'staff', email)}`)
	return visit
}

test('who has one comes in with it alone, and the browser it was set up in stays in', async () => {
	const { person, visit, secret } = await equipped()
	expect((await visit.get('/staff')).status).toBe(200)
	const later = await comeBack(person.email)
	const sent = await later.get('/staff/customers')
	expect(sent.headers.get('location')).toBe('/sign-in/second?return=%2Fstaff%2Fcustomers')
	for (const path of ['/staff', '/staff/second-factor', '/staff/customers.data'])
		expect((await later.get(path)).status).not.toBe(200)
	const before = cookieOf(later)
	const passed = await later.post('/sign-in/second?return=%2Fstaff%2Fcustomers', { code: codeOf(secret) })
	expect(passed.headers.get('location')).toBe('/staff/customers')
	expect((await later.get('/staff/customers')).status).toBe(200)
	expect(cookieOf(later)).not.toBe(before)
})

test('a code lets in once, a recovery code too, and whoever tries too often waits', async () => {
	const { person, secret, recovery } = await equipped()
	const first = await comeBack(person.email)
	const code = codeOf(secret)
	expect((await first.post('/sign-in/second', { code })).status).toBe(302)
	const second = await comeBack(person.email)
	expect((await second.post('/sign-in/second', { code })).status).toBe(422)
	expect((await second.post('/sign-in/second', { code: recovery[0] ?? '' })).status).toBe(302)
	const third = await comeBack(person.email)
	expect((await third.post('/sign-in/second', { code: recovery[0] ?? '' })).status).toBe(422)
	for (let tries = 0; tries < 4; tries++) await third.post('/sign-in/second', { code: '000000' })
	world.clock.moveOn({ minutes: 1 })
	const closed = await third.post('/sign-in/second', { code: codeOf(secret) })
	expect(await closed.text()).toContain('Too many tries. Wait 14 minutes.')
	world.clock.moveOn({ minutes: 15 })
	expect((await third.post('/sign-in/second', { code: codeOf(secret, 1) })).status).toBe(302)
})

test('four that press at once with one code: one comes in', async () => {
	const { person, secret } = await equipped()
	// One after the other: a letter takes the ones before it with it.
	const visits: Visit[] = []
	for (let count = 0; count < 4; count++) visits.push(await comeBack(person.email))
	const code = codeOf(secret)
	const answers = await Promise.all(visits.map((visit) => visit.post('/sign-in/second', { code })))
	expect(answers.filter(({ status }) => status === 302).length).toBe(1)
})

test('taking it off takes a code; an administrator helps whoever has lost the phone', async () => {
	const { person, visit, secret } = await equipped()
	expect((await visit.post('/staff/second-factor', { intent: 'off', code: '123456' })).status).toBe(422)
	const off = await visit.post('/staff/second-factor', { intent: 'off', code: codeOf(secret) })
	expect(off.headers.get('location')).toBe('/staff/second-factor?off')
	expect((await (await comeBack(person.email)).get('/staff')).status).toBe(200)
	const other = await equipped()
	const salesperson = { kind: 'staff', userId: person.id, role: 'salesperson' } as const
	expect(
		await act(world.books, salesperson, resetSecondFactor, { userId: other.person.id, reason: 'x' }),
	).toMatchObject({
		refusal: { code: 'not_permitted' },
	})
	expectOk(await act(world.books, system, resetSecondFactor, { userId: other.person.id, reason: 'the phone is gone' }))
	expect((await (await comeBack(other.person.email)).get('/staff')).status).toBe(200)
})

test('the table alone opens nothing: no secret and no recovery code stands in it', async () => {
	const { secret, recovery } = await equipped()
	const rows = JSON.stringify(await world.sql`select row_to_json(second_factor) as row from second_factor`)
	for (const text of [secret.replaceAll(' ', ''), ...recovery, ...recovery.map((code) => code.replaceAll('-', ''))])
		expect(rows).not.toContain(text)
})

test('an administrator resets it on the page of people, with a reason, and the person is signed out and told why', async () => {
	const { person, visit } = await equipped()
	const administrator = await hire(world.books, 'administrator')
	const desk = await signedIn(world.books, portal.address, 'staff', administrator.email)
	const people = '/staff/settings/people'
	const reset = (userId: string, reason: string) => desk.post(people, { intent: 'reset', userId, reason })
	expect((await reset(person.id, ' ')).status).toBe(422)
	expect((await reset(administrator.id, 'mine')).status).toBe(422)
	expect((await visit.post(people, { intent: 'reset', userId: person.id, reason: 'x' })).status).toBe(404)
	expect((await visit.post(people, { intent: 'require', required: 'yes' })).status).toBe(404)
	expect((await reset(person.id, 'The phone fell into the sea')).status).toBe(302)
	expect((await visit.get('/staff')).status).toBe(302)
	expect((await (await comeBack(person.email)).get('/staff')).status).toBe(200)
	const [event] = await world.sql<{ facts: object; actor: string }[]>`
		select facts, actor from event where kind = 'second_factor.off' and subject_id = ${person.id}`
	expect(event?.facts).toEqual({ reset: true, reason: 'The phone fell into the sea' })
	expect(event?.actor).toContain(administrator.id)
	const [letter] = await world.sql<{ payload: object }[]>`
		select payload from outbox where payload->>'letter' = 'second-factor-reset' and payload->'to'->>'email' = ${person.email}`
	expect(letter?.payload).toMatchObject({ by: 'The administrator', reason: 'The phone fell into the sea' })
	expect((await reset(person.id, 'again')).status).toBe(422)
})

test('a browser left open sets up neither an app nor a passkey, and whoever does is written to', async () => {
	const { person } = await equipped()
	const letters = await world.sql<{ what: string }[]>`
		select payload->>'what' as what from outbox where payload->>'letter' = 'access-changed' and payload->'to'->>'email' = ${person.email}`
	expect(letters.map(({ what }) => what)).toEqual(['factor_on'])
	const other = await hire(world.books, 'salesperson')
	const visit = await signedIn(world.books, portal.address, 'staff', other.email)
	const page = await (await visit.get('/staff/second-factor')).text()
	const secret = /value="([A-Z2-7]{4}(?: [A-Z2-7]{4})+)"/.exec(page)?.[1] ?? ''
	await world.sql`update session set created_at = now() - interval '1 hour'`
	const refused = await visit.post('/staff/second-factor', { intent: 'on', code: codeOf(secret) })
	expect(refused.status).toBe(422)
	expect(await refused.text()).toContain('Sign in again')
	expect(await visit.read('/staff/second-factor')).not.toContain('Add a passkey')
})
