import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { tendApprovals } from '#core/approval/tend.ts'
import { cancelPayment } from '#core/payment/cancel.ts'
import { endUser } from '#core/staff/change-user.ts'
import { invoice, system, welcome } from '#test/core/payment/ledger.ts'
import { begin } from '#test/core/payment/shares.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { askCredit, byRole, cardOf, hire, press, rule, step } from './office.ts'

const giveUp = async ({ books }: World, paymentId: string) =>
	expectOk(await act(books, system, cancelPayment, { paymentId, reason: 'expired' }))
const decisions = async ({ sql }: World, id: string) =>
	(await sql<{ says: string }[]>`select says from approval_decision where request_id = ${id} order by sequence`).map(
		({ says }) => says,
	)

test('a yes while a payment is under way is told why nothing is done, and counts once the payment has an outcome', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books, sql } = world
	const fin = await hire(books, 'fin', 'finance')
	const asker = await hire(books, 'asker', 'administrator')
	await rule(world, 'credit_note', [step()])
	const owed = await invoice(books, await welcome(books), 5000_00n)
	const id = await askCredit(world, asker, owed.id)
	const asked = await cardOf(world, id)
	const before = await decisions(world, id)
	const letters = async () => await sql`select from outbox where key like ${`request-news:${id}%`}`
	const payment = await begin(world, [owed.id])
	expect(await press(world, fin, id, 'approve')).toEqual({
		ok: false,
		refusal: { code: 'approval.held', facts: { number: asked.about.number } },
	})
	expect(await cardOf(world, id)).toMatchObject({ state: 'waiting', revision: asked.revision, seen: asked.seen })
	expect(await decisions(world, id)).toEqual(before)
	expect((await letters()).length).toBe(0)
	await giveUp(world, payment.id)
	expect(expectOk(await press(world, fin, id, 'approve', { seen: asked.seen }))).toMatchObject({ did: 'approved' })
	expect(await decisions(world, id)).toEqual([...before, 'approve'])
})

test('a first yes of two is held too, and a no ends the request though a payment is under way', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books } = world
	const fin = await hire(books, 'fin', 'finance')
	const mia = await hire(books, 'mia', 'manager')
	const asker = await hire(books, 'asker', 'administrator')
	await rule(world, 'credit_note', [step({ needs: 'all', approvers: [byRole('finance'), byRole('manager')] })])
	const owed = await invoice(books, await welcome(books), 5000_00n)
	const id = await askCredit(world, asker, owed.id)
	await begin(world, [owed.id])
	expect(await press(world, fin, id, 'approve')).toMatchObject({ refusal: { code: 'approval.held' } })
	expect(expectOk(await press(world, mia, id, 'reject', { comment: 'They pay' }))).toMatchObject({ did: 'rejected' })
})

test('what is settled by somebody leaving waits for the payment under way, and is then done by the clock', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books } = world
	const fin = await hire(books, 'fin', 'finance')
	const mia = await hire(books, 'mia', 'manager')
	await hire(books, 'max', 'manager')
	const asker = await hire(books, 'asker', 'administrator')
	const both = [
		{ kind: 'user' as const, userId: fin.userId },
		{ kind: 'user' as const, userId: mia.userId },
	]
	await rule(world, 'credit_note', [step({ needs: 'all', approvers: both })])
	const owed = await invoice(books, await welcome(books), 5000_00n)
	const id = await askCredit(world, asker, owed.id)
	expectOk(await press(world, fin, id, 'approve'))
	const payment = await begin(world, [owed.id])
	expectOk(await act(books, asker, endUser, { userId: mia.userId }))
	expect(await tendApprovals(books)).toMatchObject({ settled: 0, failed: [] })
	expect(await cardOf(world, id)).toMatchObject({ state: 'waiting' })
	await giveUp(world, payment.id)
	expect(await tendApprovals(books)).toMatchObject({ settled: 1, failed: [] })
	expect(await cardOf(world, id)).toMatchObject({ state: 'approved' })
})
