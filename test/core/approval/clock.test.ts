import { afterAll, beforeAll, expect, test } from 'vitest'
import { tendApprovals } from '#core/approval/tend.ts'
import { type Customer, invoice, openOf, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { askCredit, byRole, cardOf, cardsFor, connect, hire, type Member, press, rule, step } from './office.ts'

let world: World
let customer: Customer
let [fin, kim, sal, boss] = [] as unknown as [Member, Member, Member, Member]

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-06' })
	const { books } = world
	customer = await welcome(books)
	fin = await hire(books, 'fin', 'finance')
	kim = await hire(books, 'kim', 'finance')
	sal = await hire(books, 'sal', 'manager')
	boss = await hire(books, 'boss', 'administrator')
	await books.sql`update staff_user set role = 'finance' where id = ${sal.userId}`
	sal = { ...sal, role: 'finance' }
	await connect(world, fin, kim, sal, boss)
})
afterAll(() => world.close())

const tend = async () => {
	const { failed, ...did } = await tendApprovals(world.books)
	expect(failed).toEqual([])
	return did
}
const lettersOf = async (id: string) =>
	(
		await world.sql<{ name: string; again: boolean }[]>`
		select staff_user.name, (payload ->> 'again')::boolean as again from outbox
			join staff_user on staff_user.id = (payload ->> 'userId')::uuid
		where kind = 'mail' and payload ->> 'letter' = 'approval-asked' and payload ->> 'requestId' = ${id} order by outbox.id`
	).map(({ name, again }) => `${name}${again ? ' again' : ''}`)

test('asked on a Friday afternoon: reminded on Monday, passed up on Tuesday, decided from above', async () => {
	const finance = [{ kind: 'user' as const, userId: fin.userId }]
	const steps = [step({ approvers: finance, limitHours: 48, remindHours: 24, escalateTo: [byRole('administrator')] })]
	await rule(world, 'credit_note', steps)
	const owed = await invoice(world.books, customer, 2000_00n)
	world.clock.standAt('2026-03-06T15:00:00Z')
	const id = await askCredit(world, sal, owed.id)
	world.clock.standAt('2026-03-08T23:00:00Z')
	expect(await tend()).toEqual({ reminded: 0, escalated: 0, settled: 0 })
	world.clock.standAt('2026-03-09T15:00:00Z')
	expect(await tend()).toEqual({ reminded: 1, escalated: 0, settled: 0 })
	expect(await tend()).toEqual({ reminded: 0, escalated: 0, settled: 0 })
	expect(await press(world, boss, id, 'approve')).toMatchObject({ ok: false })
	world.clock.standAt('2026-03-10T15:00:00Z')
	expect(await tend()).toEqual({ reminded: 0, escalated: 1, settled: 0 })
	expect(await tend()).toEqual({ reminded: 0, escalated: 0, settled: 0 })
	expect(await lettersOf(id)).toEqual(['fin', 'fin again', 'boss'])
	const [step1] = (await cardOf(world, id)).steps
	expect(step1?.approvers.map(({ name, as }) => `${name} ${as}`)).toEqual(['fin approver', 'boss escalation'])
	expect(await press(world, boss, id, 'approve')).toMatchObject({ ok: true, value: { did: 'approved' } })
	expect(await openOf(world.books, owed.id)).toBe(0n)
	const cards = await cardsFor(world, id)
	const { revision } = await cardOf(world, id)
	expect(cards).toEqual(['boss', 'fin', 'sal'].map((who) => ({ who, revision })))
})

test('when too few of so many are left after a no, it ends with that no', async () => {
	const ids = [fin, kim, boss].map(({ userId }) => ({ kind: 'user' as const, userId }))
	await rule(world, 'credit_note', [step({ approvers: ids, needs: 'count', count: 2 })])
	const owed = await invoice(world.books, customer, 2000_00n)
	const id = await askCredit(world, sal, owed.id)
	expect(await press(world, kim, id, 'reject', { comment: 'Too much.' })).toMatchObject({ value: { did: 'counted' } })
	expect(await tend()).toMatchObject({ settled: 0 })
	await world.sql`update staff_user set left_at = now() where id = ${fin.userId}`
	expect(await tend()).toMatchObject({ settled: 1 })
	expect(await cardOf(world, id)).toMatchObject({
		state: 'rejected',
		outcome: { name: 'kim', channel: 'clock', comment: 'Too much.' },
	})
	await world.sql`update staff_user set left_at = null where id = ${fin.userId}`
})

test('when the only one missing of all leaves, it goes on without them', async () => {
	await rule(world, 'credit_note', [step({ needs: 'all' })])
	const owed = await invoice(world.books, customer, 2000_00n)
	const id = await askCredit(world, sal, owed.id)
	expect(await press(world, fin, id, 'approve')).toMatchObject({ value: { did: 'counted' } })
	expect(await tend()).toMatchObject({ settled: 0 })
	await world.sql`update staff_user set left_at = now() where id = ${kim.userId}`
	expect(await tend()).toMatchObject({ settled: 1 })
	expect(await cardOf(world, id)).toMatchObject({ state: 'approved', outcome: { name: 'fin', channel: 'clock' } })
	expect(await openOf(world.books, owed.id)).toBe(0n)
})
