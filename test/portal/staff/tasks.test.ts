import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, type Scope } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { createCustomer } from '#core/customer/create.ts'
import { addPayable } from '#core/payable/add.ts'
import { type Customer, welcome } from '#test/core/payment/ledger.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { hire, signedIn } from './console.ts'

/* Next steps as tasks: whose, by when, and what moves. The day is Wednesday, 4 March 2026. */

let world: World
let portal: Portal
let customer: Customer
let seller: Visit
let manager: Visit
let boss: { id: string }

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-04', max: 10 })
	portal = await openPortal(world)
	customer = await welcome(world.books)
	seller = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, 'salesperson')).email)
	const hired = await hire(world.books, 'manager')
	boss = hired
	manager = await signedIn(world.books, portal.address, 'staff', hired.email)
	await record('Overdue one', '2026-03-02')
	await record('Today one', '2026-03-04')
	await record('Friday one', '2026-03-06')
	await record('Later one', '2026-03-30')
	await record('Given one', '2026-03-06', boss.id)
}, 180_000)
afterAll(async () => {
	await portal.close()
	await world.close()
})

function record(nextStep: string, nextOn: string, assigneeId = '') {
	const fields = {
		intent: 'record',
		kind: 'call',
		text: `About ${nextStep}`,
		key: crypto.randomUUID(),
		nextStep,
		nextOn,
	}
	return seller.post(`/staff/follow-ups/new?customer=${customer.id}`, { ...fields, assigneeId })
}
const idOf = async (step: string) =>
	(await world.sql<{ id: string }[]>`select id from follow_up where next_step = ${step}`)[0]?.id ?? ''
const steps = (text: string) => text.match(/(?<!: )(Overdue|Today|Friday|Later|Given) one/g) ?? []

test('a list holds one’s own, a colleague’s or everybody’s, of days past, today or the week, the earliest first', async () => {
	expect(steps(await seller.read('/staff/tasks'))).toEqual(['Overdue one', 'Today one', 'Friday one', 'Later one'])
	expect(steps(await seller.read('/staff/tasks?when=overdue'))).toEqual(['Overdue one'])
	expect(await seller.read('/staff/tasks?when=overdue')).toContain('2 days overdue')
	expect(steps(await seller.read('/staff/tasks?when=today'))).toEqual(['Today one'])
	expect(steps(await seller.read('/staff/tasks?when=week'))).toEqual(['Today one', 'Friday one'])
	expect(steps(await seller.read('/staff/tasks?when=week&whose=all'))).toEqual(['Today one', 'Friday one', 'Given one'])
	expect(steps(await manager.read('/staff/tasks'))).toEqual(['Given one'])
	expect(steps(await seller.read(`/staff/tasks?whose=${boss.id}`))).toEqual(['Given one'])
})

test('the calendar shows a month or a week with each task on its day, and goes on from there', async () => {
	const month = await (await seller.get('/staff/tasks/calendar?whose=all')).text()
	expect(month.match(/<li[^>]*class="min-w-0 p-2.5/g)).toHaveLength(42)
	expect(textOf(month)).toMatch(/6 Mar 2026 6 Friday one .*? Given one .*? 7 Mar 2026/)
	expect(month).toMatch(/aria-current="date"/)
	const week = await (await seller.get('/staff/tasks/calendar?view=week&on=2026-03-30')).text()
	expect(week.match(/<li[^>]*class="min-w-0 p-2.5/g)).toHaveLength(7)
	expect(steps(textOf(week))).toEqual(['Later one'])
	expect(week).toContain('on=2026-04-06')
})

test('what is to be paid to a supplier stands on its day for whoever keeps plans, and leads to it', async () => {
	const system = { kind: 'system', name: 'test' } as const
	const run = async <In, Out>(verb: (scope: Scope, input: In) => Promise<Out>, input: In) =>
		expectOk(await act(world.books, system, verb, input))
	const maker = await run(createCustomer, {
		name: 'Maker',
		language: 'en',
		currency: 'EUR',
		email: '',
		country: 'DE',
		role: 'supplier',
	})
	const contract = await run(createContract, {
		customerId: maker.id,
		currency: 'EUR',
		startsOn: '2026-03-01',
		ownerId: boss.id,
		lines: [],
		...{ title: 'Office', renewal: 'tacit', termMonths: 12, noticeDays: 340 },
	})
	await run(decided(activateContract), contract)
	await run(addPayable, {
		contractId: contract.id,
		description: 'Rent',
		amount: '4000',
		firstDueOn: '2026-03-10',
		interval: null,
	} as never)
	const own = await (await manager.get('/staff/tasks/calendar')).text()
	expect(textOf(own)).toMatch(/To pay: Rent, €4,000\.00/)
	expect(own).toContain(`/staff/contracts/${contract.id}/payments`)
	expect(textOf(own)).toMatch(/Last day to object: Office renews after 28 Feb 2027/)
	expect(textOf(await (await seller.get('/staff/tasks/calendar?whose=all')).text())).not.toContain('To pay: Rent')
	const week = textOf(await (await manager.get('/staff/tasks/calendar?view=week&on=2026-03-23')).text())
	expect(week).toContain('Last day to object: Office')
	expect(week).not.toContain('To pay: Rent')
	const next = textOf(await (await manager.get('/staff/tasks/calendar?view=week&on=2026-03-30')).text())
	expect(next).not.toContain('Last day to object')
})

test('a task is handed over, moved and ticked off; what is done moves no more', async () => {
	const id = await idOf('Friday one')
	const moved = await seller.post('/staff/tasks?when=week', {
		intent: 'move',
		id,
		nextOn: '2026-03-09',
		assigneeId: boss.id,
	})
	expect(moved.headers.get('location')).toBe('/staff/tasks?when=week&done=move')
	expect(steps(await manager.read('/staff/tasks?when=week'))).toEqual(['Given one', 'Friday one'])
	const [event] = await world.sql<{ facts: unknown }[]>`select facts from event where kind = 'follow_up.moved'`
	expect(event?.facts).toMatchObject({
		before: { nextOn: '2026-03-06' },
		after: { nextOn: '2026-03-09', assigneeId: boss.id },
	})
	await manager.post('/staff/tasks', { intent: 'settle', id })
	expect(steps(await manager.read('/staff/tasks'))).toEqual(['Given one'])
	const late = await manager.post('/staff/tasks', { intent: 'move', id, nextOn: '2026-03-20' })
	expect(late.status).toBe(422)
	expect(textOf(await late.text())).toContain('This is done already.')
	const nobody = { intent: 'move', id: await idOf('Given one'), nextOn: '2026-03-20', assigneeId: crypto.randomUUID() }
	expect((await manager.post('/staff/tasks', nobody)).status).toBe(422)
})
