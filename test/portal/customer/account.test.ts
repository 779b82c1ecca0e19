// Over 300 lines: everything that a person keeps on their own page, told of the same customer.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { checkTaxDetails } from '#core/customer/check-tax.ts'
import { removeContact } from '#core/customer/remove-contact.ts'
import { bill } from '#core/invoice/run.ts'
import { findCustomerTax } from '#core/tax/of-customer.ts'
import type { Mail } from '#emails/post/mail.ts'
import { deliverMail } from '#portal/deliver/mail.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { codeSentTo, enter } from './enter.ts'
import { openShop, type Shop } from './shop.ts'
import { linkTo, type Story, tellStory } from './story.ts'
import { textOf, Visit } from './visit.ts'

const system = { kind: 'system', name: 'test' } as const

let world: World
let shop: Shop
let told: Story

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 20 })
	told = await tellStory(world, 2)
	shop = await openShop(world)
}, 180_000)

afterAll(async () => {
	await shop.close()
	await world.close()
})

/** Delivers what is said of who was added and removed. */
async function deliverPeople({ sql, books }: World): Promise<Mail[]> {
	const sent: Mail[] = []
	const post = { send: async (mail: Mail) => ({ id: `${sent.push(mail)}`, repeated: false }), close: async () => {} }
	const queued = await sql<{ key: string; payload: Record<string, unknown> }[]>`
		select key, payload from outbox where payload ->> 'letter' = 'people-changed' order by id`
	for (const effect of queued) await deliverMail({ books, post, publicUrl: 'https://portal.example' }, effect)
	return sent
}

const anna = () => enter(world, shop, told.nordwind.email)

async function partyOf(customerId: string) {
	const [party] = await world.sql<{ id: string; country: string; city: string }[]>`
		select party.id, country, city from customer join billing_party as party on party.id = billing_party_id
		where customer.id = ${customerId}`
	if (!party) throw new Error('no party')
	return party
}

const taxOfNordwind = async () =>
	expectOk(await look(world.books, system, findCustomerTax, { customerId: told.nordwind.id }))

const move = async (effectiveOn: string, more: Record<string, string> = {}) => ({
	name: 'Nordwind Logistik GmbH',
	street: 'Rue Haute 4',
	postalCode: '1000',
	city: 'Bruxelles',
	region: '',
	country: 'BE',
	taxNumber: 'BE0123456749',
	effectiveOn,
	customer: told.nordwind.id,
	seenId: (await partyOf(told.nordwind.id)).id,
	...more,
})

describe('a new billing address', () => {
	test('counts for tax from its day and not before', async () => {
		const visit = await anna()
		const answer = await visit.post('/account/address', await move('2026-07-15'))
		expect(answer.headers.get('location')).toContain('/account')
		expect((await partyOf(told.nordwind.id)).country).toBe('DE')
		expect(await visit.read('/account')).toContain('From 15 Jul 2026 Nordwind Logistik GmbH')
		const { toCheck } = await taxOfNordwind()
		expect(toCheck).toMatchObject([{ country: 'BE', taxNumber: 'BE0123456749', from: '2026-07-15' }])
		const check = { customerId: told.nordwind.id, partyId: toCheck[0]?.partyId ?? '' }
		expectOk(await act(world.books, system, checkTaxDetails, check))
		expect((await taxOfNordwind()).toCheck).toEqual([])
		world.clock.standOn('2026-07-01')
		await bill(world.books, system, Temporal.PlainDate.from('2026-07-01'))
		world.clock.standOn('2026-07-15')
		await bill(world.books, system, Temporal.PlainDate.from('2026-07-15'))
		const bills = await world.sql<{ on: string; tax: bigint; country: string }[]>`
			select issued_on::text as on, tax_minor as tax, party.country from invoice join billing_party as party on party.id = buyer_id
			where customer_id = ${told.nordwind.id} and issued_on >= '2026-07-01' order by issued_on`
		expect(bills.map(({ on, country, tax }) => [on, country, tax > 0n])).toEqual([
			['2026-07-01', 'DE', true],
			['2026-07-15', 'BE', false],
		])
		expect((await partyOf(told.nordwind.id)).city).toBe('Bruxelles')
	})

	test('is in a country that there is', async () => {
		const visit = await anna()
		const before = await visit.read('/account')
		for (const country of ['XX', 'EU', 'de', '']) {
			const answer = await visit.post('/account/address', await move('2026-07-20', { country }))
			expect(answer.status).toBe(422)
			expect(await answer.text()).toContain('aria-invalid="true"')
		}
		expect(await visit.read('/account')).toBe(before)
	})

	test('lowers no tax until staff have checked the country and the number', async () => {
		const visit = await anna()
		await visit.post('/account/address', await move('2026-07-16', { country: 'FR', taxNumber: 'FR40303265045' }))
		world.clock.standOn('2026-07-16')
		await bill(world.books, system, Temporal.PlainDate.from('2026-07-16'))
		expect(await visit.read('/account')).toContain('not checked this country and tax number yet')
		expect((await partyOf(told.nordwind.id)).country).toBe('FR')
		const [given] = await world.sql`
			select facts ->> 'text' as text from event where kind = 'customer.tax_details_given' order by id desc limit 1`
		expect(given).toEqual({ text: 'FR, FR40303265045' })
		expect(await taxOfNordwind()).toMatchObject({ percent: '19', reason: { kind: 'unchecked', country: 'DE' } })
		const { id: partyId } = await partyOf(told.nordwind.id)
		const check = (more = {}) =>
			act(world.books, system, checkTaxDetails, { customerId: told.nordwind.id, partyId, ...more })
		expect(await check({ partyId: told.nordwind.id })).toMatchObject({ refusal: { code: 'changed_meanwhile' } })
		expectOk(await check())
		expect(await taxOfNordwind()).toMatchObject({ percent: '0', reason: { kind: 'reverse_charge' } })
		expect(await visit.read('/account')).not.toContain('not checked')
		await visit.post(
			'/account/address',
			await move('2026-07-16', { city: 'Lyon', country: 'FR', taxNumber: 'FR40303265045' }),
		)
		expect((await taxOfNordwind()).toCheck, 'another street of the same place').toEqual([])
	})

	test('waits once only, and can be taken back until its day', async () => {
		const visit = await anna()
		await visit.post('/account/address', await move('2026-08-10', { city: 'Gent' }))
		await visit.post('/account/address', await move('2026-08-20', { city: 'Namur' }))
		const page = await visit.read('/account')
		expect(page).toContain('Namur')
		expect(page).not.toContain('Gent')
		await visit.post('/account', { intent: 'withdraw_address', customer: told.nordwind.id })
		expect(await visit.read('/account')).not.toContain('Namur')
	})

	test('is refused for a day that has passed, and for a page that is no longer true', async () => {
		const visit = await anna()
		const past = await visit.post('/account/address', await move('2026-01-01'))
		expect(past.status).toBe(422)
		expect(textOf(await past.text())).toContain('Choose a day from today')
		const stale = await move('2026-07-20', { seenId: '00000000-0000-4000-8000-000000000000' })
		expect((await visit.post('/account/address', stale)).status).toBe(422)
		const foreign = await visit.post('/account/address', await move('2026-07-20', { customer: told.stranger.id }))
		expect(foreign.status).toBe(404)
	})
})

describe('people', () => {
	test('are added by one of them, get a letter, and see the contracts until they are removed', async () => {
		const visit = await anna()
		const person = { name: 'Carl Holm', email: 'carl@nordwind.example', language: 'en', customer: told.nordwind.id }
		await visit.post('/account/people/new', person)
		const [letter] = await world.sql`select payload from outbox where payload->>'letter' = 'contact-added'`
		expect(letter?.payload).toMatchObject({ customerId: told.nordwind.id })
		const carl = await enter(world, shop, 'carl@nordwind.example')
		expect(await carl.read('/overview')).toContain('Nordwind Logistik')
		const [row] = await world.sql<{ id: string }[]>`select id from contact where email = 'carl@nordwind.example'`
		const removed = await visit.post('/account', {
			intent: 'remove',
			customer: told.nordwind.id,
			person: row?.id ?? '',
		})
		expect(textOf(await removed.text())).toContain('Carl Holm no longer sees these contracts')
		expect((await carl.get(`/contracts/${told.subscription.id}`)).status).toBe(404)
		const sent = await deliverPeople(world)
		expect(sent.map(({ to, subject }) => `${to}: ${subject}`).sort()).toEqual([
			expect.stringMatching(/^Anna Petersen <.*>: Who sees the contracts of Nordwind/),
			expect.stringMatching(/^Anna Petersen <.*>: Who sees the contracts of Nordwind/),
			expect.stringMatching(/^Carl Holm <.*>: Who sees the contracts of Nordwind/),
		])
		expect(sent.map(({ text }) => /Anna Petersen (added|removed) (you|Carl Holm)/.exec(text)?.[0]).sort()).toEqual([
			'Anna Petersen added Carl Holm',
			'Anna Petersen removed Carl Holm',
			'Anna Petersen removed you',
		])
	})

	test('are added and removed only by who has signed in lately: the page says so, and where', async () => {
		const visit = await anna()
		const person = { name: 'Dora Holm', email: 'dora@nordwind.example', language: 'en', customer: told.nordwind.id }
		await world.sql`update session set created_at = now() - interval '1 hour'`
		expect(await visit.read('/account/people/new')).toContain('To add or remove people, sign in again')
		const refused = await visit.post('/account/people/new', person)
		expect(refused.status).toBe(422)
		expect(await world.sql`select from contact where email = 'dora@nordwind.example'`).toHaveLength(0)
		const remove = { intent: 'remove', customer: told.nordwind.id, person: told.nordwind.contactId }
		expect((await visit.post('/account', remove)).status).toBe(422)
		const { id } = expectOk(
			await act(world.books, system, addContact, { ...person, customerId: told.nordwind.id, language: 'en' }),
		)
		const answer = await visit.post('/account', { ...remove, person: id })
		expect(await answer.text()).toContain('/sign-in?again=&amp;return=%2Faccount')
		expectOk(await act(world.books, system, removeContact, { customerId: told.nordwind.id, contactId: id }))
	})

	test('of another customer cannot be removed, nor can one remove oneself', async () => {
		const visit = await anna()
		const [self] = await world.sql<{ id: string }[]>`select id from contact where email = ${told.nordwind.email}`
		const [bo] = await world.sql<{ id: string }[]>`select id from contact where email = ${told.stranger.email}`
		const remove = (customer: string, person = '') => visit.post('/account', { intent: 'remove', customer, person })
		expect((await remove(told.nordwind.id, self?.id)).status).toBe(422)
		expect((await remove(told.stranger.id, bo?.id)).status).toBe(404)
		expect((await remove(told.nordwind.id, bo?.id)).status).toBe(404)
	})

	test('choose their letters, but somebody goes on reading the bills', async () => {
		await world.sql`update customer set email = '' where id = ${told.nordwind.id}`
		const visit = await anna()
		const choose = (letters: Record<string, string>) =>
			visit.post('/account', { intent: 'letters', customer: told.nordwind.id, ...letters })
		expect((await choose({ billing: 'on' })).status).toBe(200)
		const none = await choose({ reminders: 'on' })
		expect(none.status).toBe(422)
		expect(textOf(await none.text())).toContain('nobody')
		const [member] = await world.sql`
			select billing, reminders, ratings from customer_contact where customer_id = ${told.nordwind.id}`
		expect(member).toEqual({ billing: true, reminders: false, ratings: false })
	})
})

describe('an email address', () => {
	test('changes once the code sent to the new one comes back, and then signs in', async () => {
		const bo = await enter(world, shop, told.stranger.email)
		const asked = await bo.post('/account/email', { intent: 'ask', email: 'bo.strand@suedwind.example' })
		const html = await asked.text()
		const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''
		const code = await codeSentTo(world, 'bo.strand@suedwind.example')
		const answer = { intent: 'confirm', email: 'x', id: hidden('id'), handle: hidden('handle') }
		const wrong = await bo.post('/account/email', { ...answer, code: code === '000000' ? '111111' : '000000' })
		expect(wrong.status).toBe(422)
		const right = await bo.post('/account/email', { ...answer, code })
		expect(right.status).toBe(200)
		const [contact] = await world.sql`select email from contact where email like '%suedwind.example'`
		expect(contact?.email).toBe('bo.strand@suedwind.example')
		const [told_] = await world.sql`select payload from outbox where payload->>'letter' = 'email-changed'`
		expect(told_?.payload).toMatchObject({ to: { email: told.stranger.email } })
	})

	test('is not changed from a browser that was left open: with a sign-in of the last minutes, or the password', async () => {
		const visit = await anna()
		const change = (more: Record<string, string> = {}) =>
			visit.post('/account/email', { intent: 'ask', email: 'thief@elsewhere.example', ...more })
		const leaveOpen = () => world.sql`update session set created_at = now() - interval '1 hour'`
		await leaveOpen()
		const page = await visit.read('/account/email')
		expect(page).toContain('sign in again')
		expect(page).not.toContain('New email address')
		const refused = await change()
		expect(refused.status).toBe(422)
		expect(textOf(await refused.text())).toContain('sign in again')
		const fresh = await anna()
		const words = 'tricycle garden moss'
		expect((await fresh.post('/account/password', { intent: 'set', password: words })).status).toBe(302)
		await leaveOpen()
		expect(await visit.read('/account/email')).toContain('Present password')
		expect((await change()).status).toBe(422)
		expect((await change({ current: 'not the right one' })).status).toBe(422)
		expect(await world.sql`select from email_change where email = 'thief@elsewhere.example'`).toHaveLength(0)
		expect((await change({ current: words })).status).toBe(200)
		expect(await world.sql`select from email_change where email = 'thief@elsewhere.example'`).toHaveLength(1)
	})

	test('that somebody else has is not taken', async () => {
		const bo = await enter(world, shop, 'bo.strand@suedwind.example')
		const html = await (
			await bo.post('/account/email', { intent: 'ask', email: told.nordwind.email.toUpperCase() })
		).text()
		const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''
		const code = await codeSentTo(world, told.nordwind.email.toUpperCase())
		const answer = { intent: 'confirm', email: 'x', id: hidden('id'), handle: hidden('handle'), code }
		expect((await bo.post('/account/email', answer)).status).toBe(422)
	})
})

describe('devices', () => {
	test('are listed and signed out one by one', async () => {
		const here = await anna()
		const there = await anna()
		await there.read('/overview')
		const html = await (await here.get('/account')).text()
		const others = [...html.matchAll(/name="device" value="([^"]+)"/g)].map((match) => match[1] ?? '')
		expect(textOf(html)).toContain('this device')
		for (const device of others) await here.post('/account', { intent: 'sign_out', device })
		expect((await there.get('/overview')).status).toBe(302)
		expect((await here.get('/overview')).status).toBe(200)
	})

	test('of somebody else are out of reach', async () => {
		const here = await anna()
		const bo = await enter(world, shop, 'bo.strand@suedwind.example')
		const [session] = await world.sql<{ key: string }[]>`
			select key from session join account on account.id = account_id join contact on contact.id = contact_id
			where contact.email = 'bo.strand@suedwind.example' order by seen_at desc limit 1`
		expect((await here.post('/account', { intent: 'sign_out', device: session?.key ?? '' })).status).toBe(404)
		expect((await bo.get('/overview')).status).toBe(200)
	})
})

describe('the calendar feed', () => {
	test('tells coming bills and days to a calendar that knows its secret, until it is stopped', async () => {
		const visit = await anna()
		const made = await (await visit.post('/account', { intent: 'make_calendar' })).text()
		const path = /\/calendar\/[\w-]{43}\.ics/.exec(made)?.[0] ?? ''
		const calendar = new Visit(shop.address)
		const feed = await calendar.get(path)
		expect(feed.headers.get('content-type')).toContain('text/calendar')
		const text = (await feed.text()).replace(/\r\n /g, '')
		expect(text).toContain('BEGIN:VCALENDAR')
		expect(text).toMatch(/DTSTART;VALUE=DATE:20260801/)
		expect(text).toContain('last day to give notice')
		expect(text).not.toContain(told.foreign.number)
		await visit.post('/account', { intent: 'stop_calendar' })
		expect((await calendar.get(path)).status).toBe(404)
	})

	test('of one contract can be taken by whoever sees the contract', async () => {
		const visit = await anna()
		const answer = await visit.get(`/contracts/${told.subscription.id}/calendar.ics`)
		expect(await answer.text()).toContain(told.subscription.number)
		expect((await visit.get(`/contracts/${told.foreign.id}/calendar.ics`)).status).toBe(404)
	})
})

test('the holder of a link is asked to sign in for an account, and finds the door', async () => {
	const visit = new Visit(shop.address)
	const { token } = await linkTo(world.books, told.nordwind, { kind: 'contract', id: told.subscription.id })
	await visit.post(`/l/${token}`)
	const sent = await visit.get('/account')
	expect(sent.headers.get('location')).toBe('/sign-in?return=%2Faccount&account=needed')
	expect((await visit.get(sent.headers.get('location') ?? '')).status).toBe(200)
})

test('somebody who is known elsewhere keeps their name when another customer adds them', async () => {
	const input = {
		customerId: told.stranger.id,
		name: 'Wrong Name',
		email: told.nordwind.email,
		language: 'ru',
	} as const
	expectOk(await act(world.books, system, addContact, input))
	const [contact] = await world.sql`select name, language from contact where email = ${told.nordwind.email}`
	expect(contact).toEqual({ name: 'Anna Petersen', language: 'en' })
})
