import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { askForRatings } from '#core/rating/ask.ts'
import { setRatingPolicy } from '#core/rating/policy.ts'
import { agree, hire as hireActor, write } from '#test/core/message/talking.ts'
import { type Customer, system, welcome } from '#test/core/payment/ledger.ts'
import { Visit } from '#test/portal/customer/visit.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { lastSecrets } from '#test/support/secrets.ts'

let world: World
let portal: Portal
let customer: Customer
let token: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	portal = await openPortal(world)
	customer = await welcome(world.books)
	const id = await agree(world, customer)
	expectOk(await act(world.books, system, setRatingPolicy, { stages: ['conversation_answered'], everyDays: 30 }))
	expectOk(await write(world, customer.actor, id, 'How do I add a user?'))
	expectOk(await write(world, await hireActor(world), id, 'On the page of options.'))
	world.clock.standOn('2026-03-04')
	expect(expectOk(await act(world.books, system, askForRatings, undefined))).toBe(1)
	token = (await lastSecrets(world.sql, { letter: 'rating-asked' })).token
}, 300_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

const ratings = () => world.sql`select score, comment from rating`

test('a link of the letter chooses a score and records nothing, whoever opens it and however often', async () => {
	const scanner = new Visit(portal.address)
	for (const score of ['1', '2', '3', '4', '5', '6', 'x', "1' or true"])
		expect((await scanner.get(`/rate/${token}?score=${encodeURIComponent(score)}`)).status).toBe(200)
	expect(await ratings()).toHaveLength(0)
	const page = await (await scanner.get(`/rate/${token}?score=4`)).text()
	expect(page).toMatch(/<input[^>]*checked=""[^>]*value="4"|<input[^>]*value="4"[^>]*checked=""/)
	expect(page).toContain('You wrote to us about Fleet software.')
	expect(page).not.toContain('Nordwind')
})

test('one button gives it, and giving it again changes it', async () => {
	const visit = new Visit(portal.address)
	const given = await visit.post(`/rate/${token}`, { score: '5', comment: 'Fine' })
	expect(given.headers.get('location')).toBe(`/rate/${token}?done`)
	expect(await visit.read(`/rate/${token}?done`)).toContain('Thank you. We have received your rating.')
	await visit.post(`/rate/${token}`, { score: '2', comment: '<b>Slow</b>' })
	expect([...(await ratings())]).toEqual([{ score: 2, comment: '<b>Slow</b>' }])
	const staff = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, 'administrator')).email)
	const list = await (await staff.get('/staff/ratings?show=low')).text()
	expect(list).toContain('&lt;b&gt;Slow&lt;/b&gt;')
	expect(list).toContain('2 of 5')
	expect(await staff.read(`/staff/customers/${customer.id}`)).toContain('Average : 2.0 ( 1 )')
	const saved = await staff.post('/staff/settings/ratings', { renewed: 'on', everyDays: '45' })
	expect(saved.headers.get('location')).toBe('/staff/settings/ratings?saved')
	expect([...(await world.sql`select stages, every_days from rating_policy`)]).toEqual([
		{ stages: ['renewed'], every_days: 45 },
	])
	expect((await staff.post('/staff/settings/ratings', { everyDays: '3' })).status).toBe(422)
})

test('nonsense is refused, a stranger’s token does not exist, and a late one is told so', async () => {
	const visit = new Visit(portal.address)
	for (const fields of [{}, { score: '0' }, { score: '9' }, { score: 'x', comment: 'Kept' }])
		expect((await visit.post(`/rate/${token}`, fields as Record<string, string>)).status).toBe(422)
	expect((await visit.get(`/rate/${'x'.repeat(43)}`)).status).toBe(404)
	expect((await visit.post(`/rate/${'x'.repeat(43)}`, { score: '5' })).status).toBe(404)
	expect((await visit.get('/rate/..%2F..')).status).toBe(404)
	world.clock.standOn('2026-05-20')
	expect(await visit.read(`/rate/${token}`)).toContain('This rating can no longer be given or changed.')
	expect((await visit.post(`/rate/${token}`, { score: '5' })).status).toBe(422)
	expect([...(await ratings())]).toEqual([{ score: 2, comment: '<b>Slow</b>' }])
})

test('the settings are the administrator’s', async () => {
	const staff = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, 'salesperson')).email)
	expect((await staff.get('/staff/settings/ratings')).status).toBe(404)
	expect((await staff.post('/staff/settings/ratings', { everyDays: '45' })).status).toBe(404)
	expect((await staff.get('/staff/ratings')).status).toBe(200)
})
