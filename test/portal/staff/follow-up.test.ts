import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { tendPromises } from '#core/follow-up/tend-promises.ts'
import { type Customer, invoice, system, welcome } from '#test/core/payment/ledger.ts'
import type { Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { hire, signedIn } from './console.ts'

let world: World
let portal: Portal
let customer: Customer
let issued: { id: string; number: string }
let collector: Visit
let administrator: Visit

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	portal = await openPortal(world)
	customer = await welcome(world.books)
	issued = await invoice(world.books, customer, 50_000n)
	collector = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, 'collector')).email)
	administrator = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, 'administrator')).email)
}, 180_000)
afterAll(async () => {
	await portal.close()
	await world.close()
})

const address = () => `/staff/follow-ups/new?customer=${customer.id}`
const record = (more: Record<string, string> = {}) =>
	collector.post(address(), {
		...{ intent: 'record', kind: 'call', text: 'They pay on Friday', key: crypto.randomUUID() },
		...{ promiseFor: `EUR:${issued.id}`, promiseAmount: '200', promiseOn: '2026-03-06' },
		...more,
	})
const plain = (html: string) => html.replaceAll(/<[^>]*>|\s+/g, ' ')

test('a promise is written down in the console, and what became of it stands on the customer’s page', async () => {
	expect(await (await collector.get(address())).text()).toContain(issued.number)
	const answer = await record({ nextStep: 'Call again', nextOn: '2026-03-09' })
	expect(answer.headers.get('location')).toBe(`/staff/customers/${customer.id}#follow-up`)
	const page = () => collector.get(`/staff/customers/${customer.id}`).then(async (one) => plain(await one.text()))
	expect(await page()).toMatch(/Promised: €200.00 for INV-\S+ by 6 Mar 2026/)
	world.clock.standOn('2026-03-07')
	expectOk(await act(world.books, system, tendPromises, undefined))
	expect(await page()).toContain('Broken')
	const [step] = await world.sql<{ id: string }[]>`select id from follow_up where next_step = 'Call again'`
	await collector.post(address(), { intent: 'settle', id: step?.id ?? '' })
	expect(await world.sql`select from follow_up where settled_at is not null`).toHaveLength(1)
})

test('what is missing or cannot be is said at its field, with everything as it was typed', async () => {
	const refused = [
		[{ promiseOn: '' }, 'A promise has an amount and a day.'],
		[{ promiseAmount: 'much' }, 'amount'],
		[{ promiseAmount: '900', promiseOn: '2026-04-01' }, 'only €500.00 is open'],
		[{ promiseOn: '2026-03-01' }, 'The day must be between today'],
		[{ text: ' ' }, ''],
	] as const
	for (const [more, words] of refused) {
		const answer = await record(more)
		expect(answer.status).toBe(422)
		expect(plain(await answer.text())).toContain(words)
	}
	expect((await collector.get('/staff/follow-ups/new?customer=nobody')).status).toBe(404)
	expect((await collector.get(`/staff/follow-ups/new?customer=${crypto.randomUUID()}`)).status).toBe(404)
})

test('an answer with a chart is drawn on the chat page, with the same in numbers', async () => {
	const page = await (await administrator.post('/staff/chat', { ask: 'invoiced last 30 days by customer' })).text()
	expect(page).toContain('Invoiced')
	const overTime = await (await administrator.post('/staff/chat', { ask: 'invoiced this month' })).text()
	expect(overTime).toMatch(/<svg role="img" aria-label="invoiced, EUR"/)
	expect(plain(overTime)).toContain('€500.00')
})

test('an administrator ties a channel to a team, and nobody else does', async () => {
	const [group] = await world.sql<{ id: string }[]>`insert into staff_group (name) values ('North') returning id`
	await world.sql`
		insert into chat_place (channel, team, place, name, hears, added_by, added_at)
		select 'slack', 'T1', 'C1', '#north', 'alerts', id, now() from staff_user limit 1`
	const tie = { intent: 'tie', channel: 'slack', place: 'C1', groupId: group?.id ?? '' }
	expect((await collector.post('/staff/chat-accounts', tie)).status).toBe(404)
	expect((await administrator.post('/staff/chat-accounts', tie)).status).toBe(302)
	expect(await world.sql`select from chat_place where group_id = ${group?.id ?? ''}`).toHaveLength(1)
	expect(await (await administrator.get('/staff/chat-accounts')).text()).toContain('#north')
})
