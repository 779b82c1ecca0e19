import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { byRole, rule, step } from '#test/core/approval/office.ts'
import { finance, welcome } from '#test/core/payment/ledger.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal
let staff: Visit

beforeAll(async () => {
	world = await openBooks({ on: '2028-01-20', max: 20 })
	portal = await openPortal(world)
	staff = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, 'finance')).email)
}, 180_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

/** A machine of 1,200.00, without tax, to be delivered on 31 January. */
async function sold() {
	const { books, sql } = world
	const customer = await welcome(books)
	const { id } = expectOk(
		await act(books, finance, createContract, {
			...{ customerId: customer.id, currency: 'EUR', timing: 'advance', alignment: 'anniversary' },
			...{ startsOn: '2028-01-31', paymentTermDays: 14 },
			lines: [{ description: 'Forklift', quantity: '1', unitPrice: '1200', interval: null, startsOn: '2028-01-31' }],
		} as never),
	)
	expectOk(await act(books, finance, decided(activateContract), { id }))
	const [line] = await sql<{ id: string }[]>`select id from contract_line where contract_id = ${id}`
	return { customer, id, lineId: line?.id ?? '', path: `/staff/contracts/${id}/plans` }
}

const seenIn = (page: string) => /name="seen" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? ''

test('staff see the instalments before they agree them, reschedule what is left, and customers pay ahead', async () => {
	const { customer, id, lineId, path } = await sold()
	const { books, sql } = world
	const said = { intent: 'make', lineIds: lineId, label: '', issueDaysBefore: '5', way: 'equal', every: '1', list: '' }
	const asked = { ...said, down: '200', downOn: '2028-01-31', count: '4', first: '2028-02-29' }
	const refused = async (more: object) => textOf(await (await staff.post(path, { ...asked, ...more })).text())
	expect(await refused({ downOn: '' })).toMatch(/Down payment due.{0,20}Fill this in/)
	expect(await refused({ first: '' })).toMatch(/First due.{0,20}Fill this in/)
	expect(await refused({ down: '-200' })).toMatch(/Down payment EUR No less than 0/)
	const { lineIds: _, ...nothing } = asked
	expect(textOf(await (await staff.post(path, nothing)).text())).toContain('Forklift · €1,200.00 Fill this in')
	const tooMuch = await (await staff.post(path, { ...asked, down: '9000' })).text()
	expect(/<input[^>]* name="down"[^>]*>/.exec(tooMuch)?.[0]).toContain('aria-invalid="true"')
	const shown = await (await staff.post(path, asked)).text()
	expect(textOf(shown)).toContain('5 instalments, €1,200.00 in all')
	expect(textOf(shown)).toContain('29 May 2028')
	const made = await staff.post(path, { ...asked, seen: seenIn(shown) })
	expect(made.headers.get('location')).toBe(`${path}?made`)
	const page = textOf(await staff.read(path))
	expect(page).toContain('€0.00 of €1,200.00')
	expect(page).toContain('Instalment 4 of 4')
	const [plan] = await sql<{ id: string }[]>`select id from collection_plan where contract_id = ${id}`
	const wrong = await staff.post(path, {
		...{ intent: 'reschedule', planId: plan?.id ?? '', reason: 'Harvest', way: 'list', every: '1' },
		list: '2028-03-31 100\nsoon 1100',
	})
	expect(wrong.status).toBe(422)
	expect(textOf(await wrong.text())).toContain('Line 2 is not a day and an amount: soon 1100')
	const list = { ...{ intent: 'reschedule', planId: plan?.id ?? '', reason: 'Harvest', way: 'list', every: '1' } }
	const off = await staff.post(path, { ...list, list: '2028-03-31 100' })
	const atField = await off.text()
	expect(textOf(atField)).toContain('The instalments come to €100.00, and €1,200.00 is to be paid.')
	expect(/<textarea[^>]* name="list"[^>]*>/.exec(atField)?.[0]).toContain('aria-invalid="true"')
	const halves = { ...list, list: '2028-03-31 50 % First half\n2028-06-30 50 %' }
	const seen = seenIn(await (await staff.post(path, halves)).text())
	expect((await staff.post(path, { ...halves, seen })).headers.get('location')).toBe(`${path}?rescheduled`)
	expect(textOf(await staff.read(path))).toContain('First half')
	const listed = await (await staff.get(`/staff/instalments?contractId=${id}`)).text()
	expect(textOf(listed)).toContain('30 Jun 2028')
	expect(textOf(listed)).toContain('not invoiced yet')
	expect(listed).toContain(`href="/staff/contracts/${id}/plans"`)
	expect(listed).toContain('href="/staff/bank-files"')
	const file = await (await staff.get(`/staff/lists/instalments.csv?contractId=${id}`)).text()
	expect(file.trim().split('\n')).toHaveLength(3)
	expect(file).toContain('600.00')
	const [{ email } = { email: '' }] = await sql<
		{ email: string }[]
	>`select email from contact where id = ${customer.contactId}`
	const visitor = await signedIn(books, portal.address, 'customer', email)
	expect(textOf(await visitor.read(`/contracts/${id}`))).toContain('Next: €600.00 , due 31 Mar 2028 .')
	const ahead = await visitor.post(`/contracts/${id}/plan`, { planId: plan?.id ?? '' })
	expect(ahead.headers.get('location')).toMatch(/^\/pay\?invoice=.+&invoice=/)
	const invoices = await sql<{ minor: bigint; dueOn: string }[]>`
		select total_minor as minor, due_on::text as "dueOn" from invoice where contract_id = ${id} order by due_on`
	expect(invoices).toEqual([
		{ minor: 60000n, dueOn: '2028-03-31' },
		{ minor: 60000n, dueOn: '2028-06-30' },
	])
})

test('rescheduling is asked of whom the company says, and what giving up does is shown before it is done', async () => {
	const { id, lineId, path } = await sold()
	const { sql } = world
	const list = '2028-03-31 600\n2028-04-30 600'
	const make = { intent: 'make', lineIds: lineId, label: '', issueDaysBefore: '5', way: 'list', every: '1', list }
	await staff.post(path, { ...make, seen: seenIn(await (await staff.post(path, make)).text()) })
	const [{ id: planId } = { id: '' }] = await sql<{ id: string }[]>`
		select id from collection_plan where contract_id = ${id}`
	await rule(world, 'reschedule', [step({ approvers: [byRole('manager')] })])
	const later = { ...make, intent: 'reschedule', planId, reason: 'Harvest', list: '2028-06-30 50 %\n2028-07-31 50 %' }
	const shown = await (await staff.post(path, later)).text()
	expect(textOf(shown)).toContain('Ask for approval')
	const asked = await staff.post(path, { ...later, seen: seenIn(shown) })
	expect(asked.headers.get('location')).toMatch(/^\/staff\/approvals\/[0-9a-f-]+\?did=new$/)
	const card = textOf(await staff.read(asked.headers.get('location') ?? ''))
	expect(card).toContain('Reschedule instalments of contract')
	expect(card).toContain('Penalty interest owed, not touched')
	expect(card).toContain('30 Apr 2028')
	expect(card).toContain('31 Jul 2028')
	const again = await staff.post(path, { ...later, seen: seenIn(shown) })
	expect(again.status).toBe(422)
	const open = async () =>
		(await sql`select from instalment where contract_id = ${id} and dropped_sequence is null`).length
	const giveUp = { intent: 'giveUp', planId, reason: 'Flood' }
	await rule(world, 'write_off', [step({ approvers: [byRole('manager')] })])
	expect(textOf(await (await staff.post(path, giveUp)).text())).toContain('Ask for approval')
	await sql`update approval_workflow set archived_at = now() where subject_kind = 'write_off'`
	const rest = await (await staff.post(path, giveUp)).text()
	expect(textOf(rest)).toContain('2 instalments, €1,200.00 in all, will not be asked for any more:')
	expect(textOf(rest)).toContain('€0.00 is open')
	expect(await open()).toBe(2)
	expect((await staff.post(path, { ...giveUp, seen: 'other' })).status).toBe(422)
	const done = await staff.post(path, { ...giveUp, seen: seenIn(rest) })
	expect(done.headers.get('location')).toBe(`${path}?gaveUp`)
	expect(await open()).toBe(0)
	await sql`update approval_workflow set archived_at = now() where subject_kind = 'reschedule'`
})

test('a plan in force is taken back with a reason, and asked of whom a reschedule is asked', async () => {
	const { id, lineId, path } = await sold()
	const list = '2028-03-31 600\n2028-04-30 600'
	const make = { intent: 'make', lineIds: lineId, label: '', issueDaysBefore: '5', way: 'list', every: '1', list }
	const agree = async () => {
		await staff.post(path, { ...make, seen: seenIn(await (await staff.post(path, make)).text()) })
		const [plan] = await world.sql<{ id: string }[]>`
			select id from collection_plan where contract_id = ${id} order by number desc limit 1`
		return { intent: 'takeBack', planId: plan?.id ?? '' }
	}
	const back = await agree()
	expect(await staff.read(path)).toContain('Why the plan is taken back')
	const unsaid = await staff.post(path, back)
	expect(unsaid.status).toBe(422)
	expect((await staff.post(path, { ...back, reason: 'Typed wrong' })).headers.get('location')).toBe(`${path}?tookBack`)
	const again = await agree()
	await rule(world, 'reschedule', [step({ approvers: [byRole('manager')] })])
	const asked = await staff.post(path, { ...again, reason: 'Harvest' })
	expect(asked.headers.get('location')).toMatch(/^\/staff\/approvals\/[0-9a-f-]+\?did=new$/)
	expect(textOf(await staff.read(asked.headers.get('location') ?? ''))).toContain('Harvest')
	await world.sql`update approval_workflow set archived_at = now() where subject_kind = 'reschedule'`
})

test('who may not amend contracts sees plans and changes none, and nobody those of others', async () => {
	const { id, lineId, path } = await sold()
	const collector = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, 'collector')).email)
	expect(await collector.read(path)).not.toContain('name="intent" value="make"')
	const said = {
		intent: 'make',
		lineIds: lineId,
		issueDaysBefore: '5',
		way: 'list',
		list: '2028-03-31 1200',
		every: '1',
	}
	expect((await collector.post(path, said)).status).toBe(404)
	const other = await welcome(world.books, 'Someone else')
	const [{ email } = { email: '' }] = await world.sql<
		{ email: string }[]
	>`select email from contact where id = ${other.contactId}`
	const stranger = await signedIn(world.books, portal.address, 'customer', email)
	expect((await stranger.post(`/contracts/${id}/plan`, { planId: id })).status).toBe(404)
})
