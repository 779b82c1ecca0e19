import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { type FindStatement, findStatement, type Statement } from '#core/journal/statement.ts'
import { invoice, system, welcome } from '#test/core/payment/ledger.ts'
import { agree, dispute, holderOf, pay, refund } from '#test/core/payment/shares.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-01-05' })
})
afterAll(() => world.close())

const tell = async (actor: Actor, input: FindStatement): Promise<Statement> =>
	expectOk(await look(world.books, actor, findStatement, input))

const shown = (statement: Statement) =>
	statement.accounts[0]?.lines.map((line) => [
		line.on,
		line.kind,
		line.debitMinor - line.creditMinor,
		line.balanceMinor,
	])

describe('a statement told in days', () => {
	test('is right to the cent from the first invoice to a dispute, as of every day', async () => {
		world.clock.standOn('2026-01-05')
		const customer = await welcome(world.books)
		const fleet = await agree(world, customer, 'Fleet')
		const lift = await agree(world, customer, 'Lift')
		const first = await invoice(world.books, customer, 10_000n, { contractId: fleet })
		const second = await invoice(world.books, customer, 5_001n, { contractId: lift, days: 0 })
		world.clock.standOn('2026-01-20')
		const joint = await pay(world, [first.id, second.id])
		world.clock.standOn('2026-02-01')
		const third = await invoice(world.books, customer, 7_700n, { contractId: fleet, days: 10 })
		world.clock.standOn('2026-02-10')
		await refund(world, joint.id, 1_000n)
		world.clock.standOn('2026-03-01')
		expectOk(await act(world.books, system, voidInvoice, { id: third.id, reason: 'Twice', again: false }))
		world.clock.standOn('2026-03-05')
		await dispute(world, joint.id, 14_001n, 'open')
		world.clock.standOn('2026-04-20')

		const all = await tell(customer.actor, { customerId: customer.id })
		expect(shown(all)).toEqual([
			['2026-01-05', 'invoice', 10_000n, 10_000n],
			['2026-01-05', 'invoice', 5_001n, 15_001n],
			['2026-01-20', 'payment', -15_001n, 0n],
			['2026-02-01', 'invoice', 7_700n, 7_700n],
			['2026-02-10', 'refund', 1_000n, 8_700n],
			['2026-03-01', 'credit_note', -7_700n, 1_000n],
			['2026-03-05', 'dispute', 14_001n, 15_001n],
		])
		expect(all.accounts[0]?.lines.map((line) => line.number)).toEqual([
			'INV-000001',
			'INV-000002',
			'R-000001',
			'INV-000003',
			'R-000001',
			'CN-00001',
			'R-000001',
		])
		expect(all.accounts[0]).toMatchObject({ closingMinor: 15_001n, openMinor: 15_001n, freeMinor: 0n })
		// Due on 19 January and 5 January: 91 and 105 days before 20 April.
		expect(all.accounts[0]?.items.map((item) => [item.number, item.daysPastDue, item.openMinor])).toEqual([
			['INV-000002', 105, 5_001n],
			['INV-000001', 91, 10_000n],
		])

		const february = await tell(customer.actor, { customerId: customer.id, from: '2026-02-01', on: '2026-02-28' })
		expect(february.accounts[0]).toMatchObject({ openingMinor: 0n, closingMinor: 8_700n, debitMinor: 8_700n })
		// The refund was taken from the invoice allocated last; of the third, seventeen days are past due.
		expect(february.accounts[0]?.ageing).toEqual({ notDue: 0n, to30: 7_700n, to60: 1_000n, to90: 0n, over90: 0n })

		const ofFleet = await tell(holderOf(customer, 'contract', fleet), { contractId: fleet })
		const ofLift = await tell(holderOf(customer, 'contract', lift), { contractId: lift })
		expect(shown(ofLift)).toEqual([
			['2026-01-05', 'invoice', 5_001n, 5_001n],
			['2026-01-20', 'payment', -5_001n, 0n],
			['2026-03-05', 'dispute', 5_001n, 5_001n],
		])
		expect(shown(ofFleet)).toEqual([
			['2026-01-05', 'invoice', 10_000n, 10_000n],
			['2026-01-20', 'payment', -10_000n, 0n],
			['2026-02-01', 'invoice', 7_700n, 7_700n],
			['2026-02-10', 'refund', 1_000n, 8_700n],
			['2026-03-01', 'credit_note', -7_700n, 1_000n],
			['2026-03-05', 'dispute', 9_000n, 10_000n],
		])
		expect(JSON.stringify(ofLift, (_key, value) => (typeof value === 'bigint' ? String(value) : value))).not.toMatch(
			/15001|14001|INV-000001|Fleet/,
		)
	})

	test('names money and credit that settle nothing yet, and of a contract only its own', async () => {
		world.clock.standOn('2026-05-01')
		const customer = await welcome(world.books)
		const fleet = await agree(world, customer, 'Fleet')
		const paid = await invoice(world.books, customer, 4_000n, { contractId: fleet })
		await pay(world, [paid.id], 4_500n)
		const { accounts } = await tell(customer.actor, { customerId: customer.id })
		expect(accounts[0]).toMatchObject({ closingMinor: -500n, openMinor: 0n, freeMinor: 500n })
		expect(accounts[0]?.free).toMatchObject([{ kind: 'payment', minor: 500n, on: '2026-05-01' }])
		const own = await tell(holderOf(customer, 'contract', fleet), { contractId: fleet })
		expect(own.accounts[0]).toMatchObject({ closingMinor: 0n, freeMinor: 0n, free: [] })
	})

	test('keeps currencies apart and shows the customer’s own although nothing is posted in it', async () => {
		const customer = await welcome(world.books, 'Kranich', 'JPY')
		await invoice(world.books, customer, 900n, { currency: 'KWD' })
		const { accounts } = await tell(customer.actor, { customerId: customer.id })
		expect(accounts.map((account) => [account.currency, account.closingMinor])).toEqual([
			['JPY', 0n],
			['KWD', 900n],
		])
	})
})

describe('a statement is refused', () => {
	test('to whoever does not reach the whole of it, as if there were none', async () => {
		const customer = await welcome(world.books)
		const stranger = await welcome(world.books, 'Südwind')
		const fleet = await agree(world, customer, 'Fleet')
		const lift = await agree(world, customer, 'Lift')
		const bill = await invoice(world.books, customer, 100n, { contractId: fleet })
		const cases: [Actor, FindStatement][] = [
			[stranger.actor, { customerId: customer.id }],
			[stranger.actor, { contractId: fleet }],
			[stranger.actor, { customerId: stranger.id, contractId: fleet }],
			[holderOf(customer, 'contract', fleet), { customerId: customer.id }],
			[holderOf(customer, 'contract', fleet), { contractId: lift }],
			[holderOf(customer, 'invoice', bill.id), { customerId: customer.id }],
			[holderOf(customer, 'invoice', bill.id), { contractId: fleet }],
			[customer.actor, {}],
		]
		for (const [actor, input] of cases)
			expect(await look(world.books, actor, findStatement, input)).toMatchObject({ refusal: { code: 'not_found' } })
		const storekeeper: Actor = { kind: 'staff', userId: customer.id, role: 'storekeeper' }
		expect(await look(world.books, storekeeper, findStatement, { customerId: customer.id })).toMatchObject({
			refusal: { code: 'not_permitted' },
		})
		expect((await tell(holderOf(customer, 'customer', customer.id), { contractId: lift })).contract?.id).toBe(lift)
	})

	test.each(['2026-02-30', 'yesterday', '2026-1-1', '+002026-01-01'])('for the day %s', async (on) => {
		const customer = await welcome(world.books)
		expect(await look(world.books, customer.actor, findStatement, { customerId: customer.id, on })).toMatchObject({
			refusal: { code: 'input.invalid', facts: { field: 'on' } },
		})
	})
})
