import { afterAll, beforeAll, expect, test } from 'vitest'
import { given, type Member, owing } from '#test/core/collection/collecting.ts'
import type { Customer } from '#test/core/payment/ledger.ts'
import type { Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { hire, signedIn } from './console.ts'
import { mistake } from './mistake.ts'

let world: World
let portal: Portal
let customer: Customer
let id: string
const visits = {} as Record<'anna' | 'bert' | 'boss' | 'seller', Visit>
const members = {} as Record<'anna' | 'bert', Member>

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	portal = await openPortal(world)
	const people = { anna: 'collector', bert: 'collector', boss: 'administrator', seller: 'salesperson' } as const
	for (const [name, role] of Object.entries(people)) {
		const hired = await hire(world.books, role)
		if (role === 'collector') members[name as 'anna'] = { kind: 'staff', userId: hired.id, role }
		visits[name as 'anna'] = await signedIn(world.books, portal.address, 'staff', hired.email)
	}
	;({ customer } = await owing(world, 'Nordwind Logistik'))
	await owing(world, 'Südwind Spedition')
	world.clock.standOn('2026-03-12')
	id = await given(world, customer, members.anna)
}, 180_000)
afterAll(async () => {
	await portal.close()
	await world.close()
})

const entry = (more: Record<string, string> = {}) => ({
	...{ intent: 'log', kind: 'spoke', currency: 'EUR', key: crypto.randomUUID(), spokenTo: 'Anna Petersen' },
	...more,
})
const entries = () => world.sql`select from collection_entry`

test('a collector sees their day, one press from ringing, the map and the statement', async () => {
	expect(await visits.anna.read('/staff/collection')).toMatch(
		/To do now .*Nordwind Logistik 10 days late · 1 invoice €500.00 New/,
	)
	const page = await (await visits.anna.get(`/staff/collection/${id}`)).text()
	expect(page).toContain(`/staff/customers/${customer.id}/statement.pdf`)
	expect(page).toContain('https://www.openstreetmap.org/search?query=Hafen+4%2C+Hamburg%2C+Germany')
	expect(page).not.toContain('id="give"')
	const { headers } = await visits.anna.get(`/staff/collection/${id}`)
	expect(headers.get('permissions-policy')).toContain('geolocation=(self)')
})

test('what is wrong with an entry, or with giving a case out or back, is said at its field', async () => {
	const path = `/staff/collection/${id}`
	const wrong = (more: Record<string, string>) => mistake(visits.anna, path, entry({ note: 'Half comes', ...more }))
	const on = { promiseOn: '2026-03-20' }
	expect(await wrong({ promiseAmount: 'half', ...on })).toMatch(/^promiseAmount: This is not an amount/)
	expect(await wrong({ promiseAmount: '0', ...on })).toMatch(/^promiseAmount: /)
	expect(await wrong({ promiseAmount: '50' })).toMatch(/^promiseOn: /)
	expect(await wrong({ promiseAmount: '50', promiseOn: '2026-03-01' })).toMatch(/^promiseOn: The day must be/)
	expect(await wrong({ nextStep: 'Ring' })).toMatch(/^nextOn: /)
	expect(await wrong({ kind: 'other', note: ' ' })).toMatch(/^note: /)
	const phone = await visits.anna.post(`${path}/entries`, entry({ promiseAmount: 'half', ...on }))
	expect(await phone.json()).toEqual({
		problems: [],
		errors: { promiseAmount: [expect.stringMatching(/not an amount/)] },
	})
	expect(await mistake(visits.anna, path, { intent: 'back', reason: ' ' })).toBe('reason: Fill this in.')
	const nobody = { intent: 'give', collectorId: '', note: 'Ask for Jane' }
	expect(await mistake(visits.boss, path, nobody)).toMatch(/^collectorId: /)
})

test('somebody else’s case is not there for a collector, nor is any for who does not collect', async () => {
	expect(await visits.bert.read('/staff/collection')).toContain('No case is yours')
	for (const path of [`/staff/collection/${id}`, `/staff/collection/${id}/photos/${id}`])
		expect((await visits.bert.get(path)).status).toBe(404)
	expect((await visits.bert.post(`/staff/collection/${id}`, entry({ note: 'Mine now' }))).status).toBe(404)
	expect((await visits.bert.post(`/staff/collection/${id}`, { intent: 'back', reason: 'No' })).status).toBe(404)
	expect((await visits.anna.post(`/staff/collection/${id}`, { intent: 'give', collectorId: id })).status).toBe(404)
	expect((await visits.seller.get('/staff/collection')).status).toBe(404)
	expect(await entries()).toHaveLength(0)
})

test('what is missing is said, with everything as it was typed', async () => {
	for (const [more, said] of [
		[{ promiseAmount: '200' }, 'A promise has an amount and a day.'],
		[{ promiseAmount: 'much', promiseOn: '2026-03-20' }, 'amount'],
		[{ promiseAmount: '200', promiseOn: '2026-03-01' }, 'The day must be between'],
		[{ nextStep: 'Ring' }, 'A next step has a day.'],
		[{ kind: 'other' }, 'Say what was done.'],
	] as const) {
		const answer = await visits.anna.post(`/staff/collection/${id}`, entry(more))
		expect(answer.status).toBe(422)
		const page = await answer.text()
		expect(page).toContain(said)
		expect(page).toContain('value="Anna Petersen"')
	}
	expect(await entries()).toHaveLength(0)
})

test('an entry with a photo is written once however often it is pressed, and the promise stands on the case', async () => {
	const form = new FormData()
	const fields = entry({
		...{ promiseAmount: '200', promiseOn: '2026-03-20', nextStep: 'Ring again', nextOn: '2026-03-21' },
		...{ latitude: '53.5403', longitude: '9.9841' },
	})
	for (const [name, value] of Object.entries(fields)) form.append(name, value)
	const png = Buffer.from(
		'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
		'base64',
	)
	form.append('files', new Blob([png], { type: 'image/png' }), 'gate.png')
	for (let press = 0; press < 2; press++) {
		const answer = await visits.anna.postForm(`/staff/collection/${id}`, form)
		expect(answer.headers.get('location')).toBe(`/staff/collection/${id}?done=logged`)
	}
	expect(await entries()).toHaveLength(1)
	const page = await (await visits.anna.get(`/staff/collection/${id}`)).text()
	expect(page).toContain('€200.00 by 20 Mar 2026')
	expect(page).toContain('#map=17/53.540300/9.984100')
	const [photo] = /\/staff\/collection\/[\w-]+\/photos\/[\w-]+/.exec(page) ?? []
	expect((await visits.anna.get(photo ?? '')).headers.get('content-type')).toBe('image/png')
	expect((await visits.bert.get(photo ?? '')).status).toBe(404)
})

test('a case handed back is given to another, who sees it; the first does not any more', async () => {
	expect((await visits.anna.post(`/staff/collection/${id}`, { intent: 'back', reason: '' })).status).toBe(422)
	const back = await visits.anna.post(`/staff/collection/${id}`, { intent: 'back', reason: 'Speaks only Polish' })
	expect(back.headers.get('location')).toBe('/staff/collection?done=back')
	expect(await visits.boss.read('/staff/collection?show=nobody')).toContain('Nordwind Logistik')
	const debt = `${customer.id} EUR -`
	const nobody = await visits.boss.post('/staff/collection/dispatch', { debt })
	expect([nobody.status, await nobody.text()]).toEqual([422, expect.stringContaining('Choose who is to collect.')])
	const give = { debt, collectorId: members.bert.userId, note: 'He speaks Polish' }
	const location = (await visits.boss.post('/staff/collection/dispatch', give)).headers.get('location') ?? ''
	expect(await visits.boss.read(location)).toContain('1 debt was given out.')
	expect(await visits.bert.read(`/staff/collection/${id}`)).toMatch(
		/To know: He speaks Polish .*handed it back: Speaks only Polish/,
	)
	expect((await visits.anna.get(`/staff/collection/${id}`)).status).toBe(404)
	const late = await visits.boss.post(`/staff/collection/${id}`, {
		...{ intent: 'give', collectorId: members.anna.userId, seen: '' },
	})
	expect([late.status, await late.text()]).toEqual([422, expect.stringContaining('Somebody else has given it out')])
})

test('a rule is added, shown dry, and gives out by a press', async () => {
	const wrong = await visits.boss.post('/staff/settings/collection', { intent: 'add', fromDays: '3', least: '100' })
	expect(wrong.status).toBe(422)
	const rule = { intent: 'add', fromDays: '3', least: '100', currency: 'EUR', collectorId: members.anna.userId }
	const added = await visits.boss.post('/staff/settings/collection', rule)
	expect(await visits.boss.read(added.headers.get('location') ?? '')).toMatch(
		/The rule is added.*From 3 days.*≥ €100.00.*The collector gets 1 debt.*Südwind Spedition/,
	)
	const applied = await visits.boss.post('/staff/settings/collection', { intent: 'apply' })
	expect(applied.headers.get('location')).toBe('/staff/settings/collection?done=applied&count=1')
	expect(await visits.anna.read('/staff/collection')).toContain('Südwind Spedition')
})
