import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { findBalances } from '#core/journal/balance.ts'
import { type FindStatement, findStatement, type Statement } from '#core/journal/statement.ts'
import type { DisputeState } from '#core/payment/record-dispute.ts'
import { type Customer, invoice, invoiceParts, openOf, system, welcome } from '#test/core/payment/ledger.ts'
import { agree, dispute, holderOf, pay, refund } from '#test/core/payment/shares.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-01-05' })
})
afterAll(() => world.close())

const tell = async (actor: Actor, input: FindStatement): Promise<Statement> =>
	expectOk(await look(world.books, actor, findStatement, input))

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
			// The last is over both contracts.
			contract: fc.nat(3),
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
				const contracts = [await agree(world, customer, 'One'), await agree(world, customer, 'Two')]
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
			const { days } = one
			const minor = BigInt(one.minor)
			const parts = [
				{ contractId: contracts[0] ?? null, minor: -minor / 7n },
				{ contractId: contracts[1] ?? null, minor },
				{ contractId: contracts[0] ?? null, minor: minor / 3n },
			]
			const issued =
				one.contract === 3
					? await invoiceParts(world.books, customer, parts, { days })
					: await invoice(world.books, customer, minor, { days, ...(contractId ? { contractId } : {}) })
			bills.push(issued.id)
		} else if (one.kind === 'pay') {
			const wanted = one.which.flatMap((index) => bills[index] ?? [])
			const open: string[] = []
			for (const id of wanted) if ((await openOf(world.books, id)) > 0n && !(await isVoid(id))) open.push(id)
			if (open.length === 0) continue
			const sums = await Promise.all(open.map((id) => openOf(world.books, id)))
			payments.push(await pay(world, open, sums.reduce((sum, minor) => sum + minor, 0n) + BigInt(one.more)))
		} else if (one.kind === 'refund') {
			const payment = payments[one.which]
			const left = payment ? await leftOf(payment.id) : 0n
			if (payment && left > 0n) await refund(world, payment.id, (left * BigInt(one.share) + 99n) / 100n, `${++tries}`)
		} else if (one.kind === 'dispute') {
			const payment = payments[one.which]
			if (payment) await dispute(world, payment.id, payment.amountMinor, one.state)
		} else if (bills[one.which]) {
			await act(world.books, system, voidInvoice, { id: bills[one.which] ?? '', reason: 'Wrong', again: false })
		}
	}
}

/** Papers over both contracts: each contract has its part of them. */
async function jointOf(customer: Customer): Promise<string[]> {
	const rows = await world.sql<{ id: string }[]>`
		select id from invoice where customer_id = ${customer.id} and contract_id is null
			and exists (select from invoice_line where invoice_id = invoice.id and contract_id is not null)`
	return rows.map(({ id }) => id)
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

	const joint = await jointOf(customer)
	let parts = account.items
		.filter((item) => !item.contract && !joint.includes(item.id))
		.reduce((sum, item) => sum + item.openMinor, 0n)
	parts -= account.free.filter((money) => money.kind === 'payment').reduce((sum, money) => sum + money.minor, 0n)
	let credits = account.free
		.filter((money) => money.kind === 'credit_note' && !joint.includes(money.id))
		.reduce((sum, money) => sum + money.minor, 0n)
	for (const contractId of contracts) {
		const [own] = (await tell(holderOf(customer, 'contract', contractId), { contractId, ...days })).accounts
		if (!own) throw new Error('a contract without an account')
		expect(own.openingMinor + own.debitMinor - own.creditMinor).toBe(own.closingMinor)
		expect(own.openMinor - own.freeMinor).toBe(own.closingMinor)
		parts += own.closingMinor
		credits -= own.freeMinor
	}
	expect(parts - credits).toBe(account.closingMinor)
}
