import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { findBalances } from '#core/journal/balance.ts'
import { type FindStatement, findStatement, type Statement } from '#core/journal/statement.ts'
import { confirmPayment } from '#core/payment/confirm.ts'
import { type DisputeState, recordDispute } from '#core/payment/record-dispute.ts'
import { recordRefund } from '#core/payment/record-refund.ts'
import { startPayment } from '#core/payment/start.ts'
import { type Customer, invoice, openOf, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-01-05' })
})
afterAll(() => world.close())

const tell = async (actor: Actor, input: FindStatement): Promise<Statement> =>
	expectOk(await look(world.books, actor, findStatement, input))

async function agree(customer: Customer, title: string): Promise<string> {
	const line = { description: 'Seat', quantity: '1', unitPrice: '1', interval: { unit: 'month', count: 1 } as const }
	const input = { customerId: customer.id, title, currency: customer.currency, startsOn: '2026-01-01', lines: [line] }
	const { id } = expectOk(await act(world.books, system, createContract, input))
	expectOk(await act(world.books, system, activateContract, { id }))
	return id
}

/** Money by card for some invoices, confirmed by the processor. Answers the payment. */
async function pay(ids: string[], receivedMinor?: bigint): Promise<{ id: string; amountMinor: bigint }> {
	const invoices = await Promise.all(ids.map(async (id) => ({ id, amountMinor: await openOf(world.books, id) })))
	const total = invoices.reduce((sum, one) => sum + one.amountMinor, 0n)
	const asked = { invoices, shownTotalMinor: total, key: crypto.randomUUID() }
	const started = expectOk(await act(world.books, system, startPayment, asked))
	const word = {
		paymentId: started.id,
		intentId: `pi_${started.id}`,
		receivedMinor: receivedMinor ?? total,
		currency: started.currency,
	}
	return expectOk(await act(world.books, system, confirmPayment, word))
}

const refund = async (paymentId: string, amountMinor: bigint, state: 'succeeded' | 'failed' = 'succeeded', id = '1') =>
	expectOk(
		await act(world.books, system, recordRefund, {
			paymentId,
			processorRefundId: `re_${paymentId}_${id}`,
			amountMinor,
			state,
			reason: '',
		}),
	)

const dispute = async (paymentId: string, amountMinor: bigint, state: DisputeState) =>
	expectOk(
		await act(world.books, system, recordDispute, {
			paymentId,
			processorDisputeId: `dp_${paymentId}`,
			amountMinor,
			state,
			reason: 'fraudulent',
			answerBy: null,
		}),
	)

const linkTo = (customer: Customer, kind: 'customer' | 'contract' | 'invoice', id: string): Actor => ({
	kind: 'link',
	linkId: crypto.randomUUID(),
	customerId: customer.id,
	contactId: null,
	subject: { kind, id },
	scope: 'view',
})

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
		const fleet = await agree(customer, 'Fleet')
		const lift = await agree(customer, 'Lift')
		const first = await invoice(world.books, customer, 10_000n, { contractId: fleet })
		const second = await invoice(world.books, customer, 5_001n, { contractId: lift, days: 0 })
		world.clock.standOn('2026-01-20')
		const joint = await pay([first.id, second.id])
		world.clock.standOn('2026-02-01')
		const third = await invoice(world.books, customer, 7_700n, { contractId: fleet, days: 10 })
		world.clock.standOn('2026-02-10')
		await refund(joint.id, 1_000n)
		world.clock.standOn('2026-03-01')
		expectOk(await act(world.books, system, voidInvoice, { id: third.id, reason: 'Twice', again: false }))
		world.clock.standOn('2026-03-05')
		await dispute(joint.id, 14_001n, 'open')
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

		const ofFleet = await tell(linkTo(customer, 'contract', fleet), { contractId: fleet })
		const ofLift = await tell(linkTo(customer, 'contract', lift), { contractId: lift })
		expect(shown(ofLift)).toEqual([
			['2026-01-05', 'invoice', 5_001n, 5_001n],
			['2026-01-20', 'payment', -5_001n, 0n],
			['2026-03-05', 'dispute', 5_001n, 5_001n],
		])
		expect(shown(ofFleet)?.slice(0, 4)).toEqual([
			['2026-01-05', 'invoice', 10_000n, 10_000n],
			['2026-01-20', 'payment', -10_000n, 0n],
			['2026-02-01', 'invoice', 7_700n, 7_700n],
			['2026-02-10', 'refund', 1_000n, 8_700n],
		])
		expect(JSON.stringify(ofLift, (_key, value) => (typeof value === 'bigint' ? String(value) : value))).not.toMatch(
			/15001|14001|INV-000001|Fleet/,
		)
	})

	test('names money and credit that settle nothing yet, and of a contract only its own', async () => {
		world.clock.standOn('2026-05-01')
		const customer = await welcome(world.books)
		const fleet = await agree(customer, 'Fleet')
		const paid = await invoice(world.books, customer, 4_000n, { contractId: fleet })
		await pay([paid.id], 4_500n)
		const { accounts } = await tell(customer.actor, { customerId: customer.id })
		expect(accounts[0]).toMatchObject({ closingMinor: -500n, openMinor: 0n, freeMinor: 500n })
		expect(accounts[0]?.free).toMatchObject([{ kind: 'payment', minor: 500n, on: '2026-05-01' }])
		const own = await tell(linkTo(customer, 'contract', fleet), { contractId: fleet })
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
		const fleet = await agree(customer, 'Fleet')
		const lift = await agree(customer, 'Lift')
		const bill = await invoice(world.books, customer, 100n, { contractId: fleet })
		const cases: [Actor, FindStatement][] = [
			[stranger.actor, { customerId: customer.id }],
			[stranger.actor, { contractId: fleet }],
			[stranger.actor, { customerId: stranger.id, contractId: fleet }],
			[linkTo(customer, 'contract', fleet), { customerId: customer.id }],
			[linkTo(customer, 'contract', fleet), { contractId: lift }],
			[linkTo(customer, 'invoice', bill.id), { customerId: customer.id }],
			[linkTo(customer, 'invoice', bill.id), { contractId: fleet }],
			[customer.actor, {}],
		]
		for (const [actor, input] of cases)
			expect(await look(world.books, actor, findStatement, input)).toMatchObject({ refusal: { code: 'not_found' } })
		const storekeeper: Actor = { kind: 'staff', userId: customer.id, role: 'storekeeper' }
		expect(await look(world.books, storekeeper, findStatement, { customerId: customer.id })).toMatchObject({
			refusal: { code: 'not_permitted' },
		})
		expect((await tell(linkTo(customer, 'customer', customer.id), { contractId: lift })).contract?.id).toBe(lift)
	})

	test.each(['2026-02-30', 'yesterday', '2026-1-1', '+002026-01-01'])('for the day %s', async (on) => {
		const customer = await welcome(world.books)
		expect(await look(world.books, customer.actor, findStatement, { customerId: customer.id, on })).toMatchObject({
			refusal: { code: 'input.invalid', facts: { field: 'on' } },
		})
	})
})

type Step =
	| { kind: 'invoice'; contract: number; minor: number; days: number }
	| { kind: 'pay'; which: number[]; more: number }
	| { kind: 'refund'; which: number; share: number }
	| { kind: 'dispute'; which: number; state: DisputeState }
	| { kind: 'void'; which: number }

const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('invoice' as const),
			contract: fc.nat(2),
			minor: fc.integer({ min: 1, max: 90_000 }),
			days: fc.nat(40),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('pay' as const),
			which: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 3 }),
			more: fc.constantFrom(0, 0, 0, 777),
		}),
	},
	fc.record({ kind: fc.constant('refund' as const), which: fc.nat(5), share: fc.integer({ min: 1, max: 100 }) }),
	fc.record({
		kind: fc.constant('dispute' as const),
		which: fc.nat(5),
		state: fc.constantFrom<DisputeState>('open', 'won', 'lost'),
	}),
	fc.record({ kind: fc.constant('void' as const), which: fc.nat(5) }),
)

test('whatever happened, a statement of any days is the journal, and its parts add up', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(fc.nat(20), step), { minLength: 3, maxLength: 14 }),
			fc.nat(120),
			fc.nat(120),
			async (steps, before, length) => {
				// Numbers are taken in the order of days, so the clock only goes on.
				world.clock.moveOn({ days: 1 })
				const customer = await welcome(world.books)
				const contracts = [await agree(customer, 'One'), await agree(customer, 'Two')]
				await live(customer, contracts, steps)
				const on = world.clock.today().subtract({ days: before })
				const from = on.subtract({ days: length })
				await agreesWithJournal(customer, contracts, { from: from.toString(), on: on.toString() })
			},
		),
		{ numRuns: 25 },
	)
}, 120_000)

async function live(customer: Customer, contracts: string[], steps: [number, Step][]): Promise<void> {
	const bills: string[] = []
	const payments: { id: string; amountMinor: bigint }[] = []
	let tries = 0
	for (const [days, one] of steps) {
		world.clock.moveOn({ hours: days * 24 + 1 })
		if (one.kind === 'invoice') {
			const contractId = contracts[one.contract]
			const more = { days: one.days, ...(contractId ? { contractId } : {}) }
			bills.push((await invoice(world.books, customer, BigInt(one.minor), more)).id)
		} else if (one.kind === 'pay') {
			const wanted = one.which.flatMap((index) => bills[index] ?? [])
			const open: string[] = []
			for (const id of wanted) if ((await openOf(world.books, id)) > 0n && !(await isVoid(id))) open.push(id)
			if (open.length === 0) continue
			const sums = await Promise.all(open.map((id) => openOf(world.books, id)))
			payments.push(await pay(open, sums.reduce((sum, minor) => sum + minor, 0n) + BigInt(one.more)))
		} else if (one.kind === 'refund') {
			const payment = payments[one.which]
			const left = payment ? await leftOf(payment.id) : 0n
			if (payment && left > 0n)
				await refund(payment.id, (left * BigInt(one.share) + 99n) / 100n, 'succeeded', `${++tries}`)
		} else if (one.kind === 'dispute') {
			const payment = payments[one.which]
			if (payment) await dispute(payment.id, payment.amountMinor, one.state)
		} else if (bills[one.which]) {
			await act(world.books, system, voidInvoice, { id: bills[one.which] ?? '', reason: 'Wrong', again: false })
		}
	}
}

async function isVoid(id: string): Promise<boolean> {
	const [row] = await world.sql<{ state: string }[]>`select state from invoice where id = ${id}`
	return row?.state === 'void'
}

async function leftOf(id: string): Promise<bigint> {
	const [row] = await world.sql<
		{ minor: bigint }[]
	>`select amount_minor - returned_minor as minor from payment where id = ${id}`
	return row?.minor ?? 0n
}

async function agreesWithJournal(customer: Customer, contracts: string[], days: { from: string; on: string }) {
	const { accounts } = await tell(customer.actor, { customerId: customer.id, ...days })
	const [account] = accounts
	if (!account) throw new Error('a statement without an account')
	const through = Temporal.PlainDate.from(days.on)
	const rows = expectOk(await look(world.books, system, findBalances, { customerId: customer.id, through }))
	const stands = (name: string) => rows.find((row) => row.account === name)?.amountMinor ?? 0n
	expect(account.closingMinor).toBe(stands('receivable') + stands('customer_balance'))
	expect(account.openMinor).toBe(stands('receivable'))
	expect(account.freeMinor).toBe(-stands('customer_balance'))
	expect(account.openingMinor + account.debitMinor - account.creditMinor).toBe(account.closingMinor)
	expect(account.lines.at(-1)?.balanceMinor ?? account.openingMinor).toBe(account.closingMinor)
	expect(Object.values(account.ageing).reduce((sum, minor) => sum + minor, 0n)).toBe(account.openMinor)
	const dayBefore = Temporal.PlainDate.from(days.from).subtract({ days: 1 }).toString()
	const earlier = await tell(customer.actor, { customerId: customer.id, on: dayBefore })
	expect(earlier.accounts[0]?.closingMinor).toBe(account.openingMinor)

	let parts = account.items.filter((item) => !item.contract).reduce((sum, item) => sum + item.openMinor, 0n)
	parts -= account.free.filter((money) => money.kind === 'payment').reduce((sum, money) => sum + money.minor, 0n)
	let credits = account.free
		.filter((money) => money.kind === 'credit_note')
		.reduce((sum, money) => sum + money.minor, 0n)
	for (const contractId of contracts) {
		const [own] = (await tell(linkTo(customer, 'contract', contractId), { contractId, ...days })).accounts
		if (!own) throw new Error('a contract without an account')
		expect(own.openingMinor + own.debitMinor - own.creditMinor).toBe(own.closingMinor)
		expect(own.openMinor - own.freeMinor).toBe(own.closingMinor)
		parts += own.closingMinor
		credits -= own.freeMinor
	}
	expect(parts - credits).toBe(account.closingMinor)
}
