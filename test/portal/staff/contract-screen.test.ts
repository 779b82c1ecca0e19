import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { makeChange } from '#core/amendment/make-change.ts'
import { previewChange } from '#core/amendment/preview-change.ts'
import { remind } from '#core/dunning/remind.ts'
import { recordFollowUp } from '#core/follow-up/record.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { hire, signedIn } from './console.ts'

/* One contract, all that staff see of it and do with it, each part at an address of its own. */

let world: World
let portal: Portal
let told: Story
let visit: Visit
let clerk: { id: string }
const system = { kind: 'system', name: 'test' } as const

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 10 })
	told = await tellStory(world, 60)
	portal = await openPortal(world)
	const hired = await hire(world.books, 'administrator')
	clerk = hired
	visit = await signedIn(world.books, portal.address, 'staff', hired.email)
}, 300_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

const service = (tab = '') => `/staff/contracts/${told.service.id}${tab}`
const subscription = (tab = '') => `/staff/contracts/${told.subscription.id}${tab}`
const html = async (path: string) => await (await visit.get(path)).text()

describe('the lines', () => {
	test('come a page at a time, are found by model and serial number, and are summed whole', async () => {
		const first = await visit.read(service('/lines'))
		expect(first).toContain('60 lines')
		// 60 machines at 118.40 a quarter, each a month rounded by itself.
		expect(first).toContain('€2,368.20')
		expect(first).toContain('FN900100')
		expect(first).not.toContain(`FN${900_100 + 55 * 37}`)
		const next = /after=(\d+)/.exec(await html(service('/lines')))?.[1]
		expect(await visit.read(service(`/lines?after=${next}`))).toContain(`FN${900_100 + 55 * 37}`)
		const found = await visit.read(service('/lines?search=etv'))
		expect(found).toContain('20 lines')
		expect(found).toContain('€789.40')
	})

	test('that are picked are changed alone, and ending one shows what it gives back before it is done', async () => {
		const [one, other] = await world.sql<{ id: string }[]>`
			select id from contract_line where contract_id = ${told.service.id} order by position limit 2`
		if (!one || !other) throw new Error('no lines')
		const page = await html(service(`/change?line=${one.id}&line=${other.id}`))
		expect(textOf(page)).toContain('The 2 lines that were picked.')
		expect(page.match(/name="lines\[\d+\]\.id"/g)).toHaveLength(2)
		const looked = await visit.post(service('/change'), {
			intent: 'lines',
			'lines[0].id': one.id,
			'lines[0].off': 'on',
			on: '2026-06-20',
		})
		const preview = await looked.text()
		expect(textOf(preview)).toMatch(/You get back/)
		const [before] =
			await world.sql`select count(*)::int as count from amendment where contract_id = ${told.service.id}`
		expect(before?.count).toBe(1)
		const hidden = [...preview.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
		const form = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')]))
		const done = await visit.post(service('/change'), { ...form, intent: 'apply' })
		expect(done.headers.get('location')).toMatch(/\/changed\//)
		expect(await visit.read(service('/lines'))).toContain('59 lines')
	})
})

describe('billing now', () => {
	test('shows what is due to the cent, and issues exactly that', async () => {
		world.clock.standOn('2026-07-01')
		const page = await html(subscription('/bill'))
		const due = /data-testid="due"[^>]*>(?:<[^>]+>)*([^<]+)/.exec(page)?.[1]
		const seen = /name="seen" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? ''
		const answer = await visit.post(subscription('/bill'), { intent: 'bill', seen })
		expect(answer.headers.get('location')).toBe(subscription('/billing?done=bill&count=1'))
		const after = await visit.read(subscription('/billing?done=bill&count=1'))
		expect(after).toContain('1 invoice was issued.')
		expect(after).toContain(due)
		expect(await visit.read(subscription('/bill'))).toContain('Nothing is due')
	})

	test('is refused where something has changed since it was looked at, and issues nothing', async () => {
		world.clock.standOn('2026-08-01')
		const seen = /name="seen" value="([0-9a-f]{64})"/.exec(await html(subscription('/bill')))?.[1] ?? ''
		const [line] = await world.sql<{ id: string }[]>`
			select id from contract_line where contract_id = ${told.subscription.id} order by position limit 1`
		const change = { kind: 'quantity', lineId: line?.id ?? '', quantity: '40' } as const
		const asked = { contractId: told.subscription.id, change, on: '2026-08-01' }
		const actor = { kind: 'staff', userId: clerk.id, role: 'administrator' } as const
		const { seen: agreed } = expectOk(await act(world.books, actor, previewChange, asked))
		expectOk(await act(world.books, actor, makeChange, { ...asked, seen: agreed, key: crypto.randomUUID() }))
		const count = async () =>
			(await world.sql`select id from invoice where contract_id = ${told.subscription.id}`).length
		const before = await count()
		const answer = await visit.post(subscription('/bill'), { intent: 'bill', seen })
		expect(answer.status).toBe(422)
		expect(textOf(await answer.text())).toContain('What is due has changed since you looked.')
		expect(await count()).toBe(before)
	})
})

test('collection says what is late and since when, what was sent and promised, and which money settles what', async () => {
	expectOk(await act(world.books, system, remind, undefined))
	const [late] = await world.sql<{ id: string; number: string; days: number; open: bigint }[]>`
		select id, number, ${world.clock.today()}::date - due_on as days, total_minor - settled_minor as open from invoice
		where contract_id = ${told.subscription.id} and kind = 'invoice' and state = 'issued' and settled_minor < total_minor
		order by due_on limit 1`
	if (!late) throw new Error('nothing is late')
	const promise = { invoiceId: late.id, amountMinor: 1000n, currency: 'EUR', on: '2026-08-10' }
	const actor = { kind: 'staff', userId: clerk.id, role: 'administrator' } as const
	const record = {
		customerId: told.nordwind.id,
		contractId: told.subscription.id,
		kind: 'call',
		text: 'They pay',
	} as const
	expectOk(await act(world.books, actor, recordFollowUp, { ...record, key: 'p', promise }))
	const page = await visit.read(subscription('/collection'))
	expect(page).toContain(`${late.days} days late`)
	expect(page).toMatch(new RegExp(`€10.00 by 10 Aug 2026 for ${late.number} · to The administrator`))
	expect(page).toMatch(/settles INV-\d+ €/)
	expect(page).toContain('Automatic payment off')
})

test('history names every amendment with who made it, and shows the contract as it was on a day', async () => {
	const page = await visit.read(subscription('/history'))
	expect(page).toMatch(/Change No\. \d/)
	expect(page).toContain('by The administrator')
	expect(page).toContain('Fleet software, Business plan: 40 instead of')
	const then = await visit.read(subscription('/history?on=2026-02-01'))
	expect(then).toContain('The terms and lines as they are on 1 Feb 2026')
	expect(then).toMatch(/Fleet software, Business plan .{0,120} 12 €29.95/)
	expect(await visit.read(subscription('/history?on=2025-01-01'))).toContain('this contract has not begun')
})

test('what waits for approval stands on every tab, with the way to it', async () => {
	await world.sql`
		insert into approval_request (subject_kind, subject_id, about, contract_id, customer_id, change, asked_on, requested_by, requested_at, state, fingerprint, shown)
		select 'cancellation', id, jsonb_build_object('of', number), id, customer_id, '{}', '2026-08-01', ${`staff:${clerk.id}`}, now(), 'waiting', repeat('0', 64), '{}'
		from contract where id = ${told.service.id}`
	for (const tab of ['', '/lines', '/billing', '/collection', '/documents', '/follow-ups', '/messages', '/history'])
		expect(await visit.read(service(tab))).toMatch(/End contract \S+ waits for approval Asked by The administrator/)
})
