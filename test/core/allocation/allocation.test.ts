import fc from 'fast-check'
import { expect, test } from 'vitest'
import { act, expectOk, type Scope } from '#core/act.ts'
import { allocate } from '#core/allocation/allocate.ts'
import { spread } from '#core/allocation/spread.ts'
import { takeBack } from '#core/allocation/take-back.ts'
import { startPayment } from '#core/payment/start.ts'
import { balances, type Customer, invoice, openOf, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

async function money(world: World, customer: Customer, minor: bigint, currency = 'EUR'): Promise<string> {
	const [payment] = await world.sql<{ id: string }[]>`
		insert into payment (customer_id, currency, amount_minor, source, state, initiated_by, created_at, received_on, settled_at)
		values (${customer.id}, ${currency}, ${minor}, 'recorded', 'succeeded', 'customer', now(), '2026-03-02', now()) returning id`
	return payment?.id ?? ''
}

const run = <Value>(world: World, verb: (scope: Scope) => Promise<Value>) => act(world.books, system, verb, undefined)

const paying = (paymentId: string, customer: Customer, leftMinor: bigint) => ({
	paymentId,
	customerId: customer.id,
	currency: customer.currency,
	leftMinor,
})

test('money goes to what was chosen first, then to the oldest due, and the rest stays', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const customer = await welcome(world.books)
	const late = await invoice(world.books, customer, 40_00n, { days: 30 })
	const early = await invoice(world.books, customer, 40_00n, { days: 5 })
	const chosen = await invoice(world.books, customer, 40_00n, { days: 60 })
	const foreign = await invoice(world.books, customer, 40_00n, { currency: 'USD' })
	const payment = await money(world, customer, 100_00n)
	const wanted = [{ invoiceId: chosen.id, amountMinor: 25_00n }]
	expect(expectOk(await run(world, (scope) => spread(scope, paying(payment, customer, 100_00n), wanted)))).toBe(0n)
	const open = await Promise.all([chosen, early, late, foreign].map((one) => openOf(world.books, one.id)))
	expect(open).toEqual([15_00n, 0n, 5_00n, 40_00n])
	const more = await money(world, customer, 50_00n)
	expect(expectOk(await run(world, (scope) => spread(scope, paying(more, customer, 50_00n), [])))).toBe(30_00n)
})

test('an invoice that somebody is about to pay gets no money that was not meant for it', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const customer = await welcome(world.books)
	const owed = await invoice(world.books, customer, 40_00n)
	const choice = { invoices: [{ id: owed.id, amountMinor: 40_00n }], shownTotalMinor: 40_00n, key: 'a' }
	expectOk(await act(world.books, customer.actor, startPayment, choice))
	const payment = await money(world, customer, 10_00n)
	expect(expectOk(await run(world, (scope) => spread(scope, paying(payment, customer, 10_00n), [])))).toBe(10_00n)
})

test('what is taken back opens its invoices by exactly as much, those due last first', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const customer = await welcome(world.books)
	const first = await invoice(world.books, customer, 40_00n, { days: 5 })
	const second = await invoice(world.books, customer, 40_00n, { days: 9 })
	const payment = await money(world, customer, 80_00n)
	expectOk(await run(world, (scope) => spread(scope, paying(payment, customer, 80_00n), [])))
	const back = { paymentId: payment, amountMinor: 50_00n }
	const taken = expectOk(await run(world, (scope) => takeBack(scope, back)))
	expect(taken).toEqual([
		{ invoiceId: second.id, amountMinor: 40_00n },
		{ invoiceId: first.id, amountMinor: 10_00n },
	])
	expect(await openOf(world.books, first.id)).toBe(10_00n)
	expect(await openOf(world.books, second.id)).toBe(40_00n)
	const [row] = await world.sql`select allocated_minor from payment where id = ${payment}`
	expect(row).toEqual({ allocated_minor: 30_00n })
})

test('the database refuses more than is open, more than came, and another customer', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const customer = await welcome(world.books)
	const stranger = await welcome(world.books, 'Somebody else')
	const owed = await invoice(world.books, customer, 40_00n)
	const foreign = await invoice(world.books, stranger, 40_00n)
	const paymentId = await money(world, customer, 30_00n)
	const row = { invoiceId: owed.id, contractId: null, customerId: customer.id, currency: 'EUR', paymentId }
	const tries: [string, Parameters<typeof allocate>[1]][] = [
		['payment_money', [{ ...row, amountMinor: 30_01n }]],
		[
			'payment_money',
			[
				{ ...row, amountMinor: 20_00n },
				{ ...row, amountMinor: 20_00n },
			],
		],
		['invoice_settled', [{ ...row, paymentId: await money(world, customer, 90_00n), amountMinor: 40_01n }]],
		['allocation_invoice', [{ ...row, invoiceId: foreign.id, amountMinor: 1_00n }]],
		['allocation_sign', [{ ...row, amountMinor: 0n }]],
	]
	for (const [promise, rows] of tries)
		await expect(
			run(world, (scope) => allocate(scope, rows)),
			promise,
		).rejects.toThrow(promise)
	expect(await openOf(world.books, owed.id)).toBe(40_00n)
})

test('money in is always what is allocated and what is not, whatever is done with it', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const amount = fc.bigInt({ min: 1n, max: 300n })
	await fc.assert(
		fc.asyncProperty(
			fc.array(amount, { minLength: 1, maxLength: 4 }),
			fc.array(amount, { minLength: 1, maxLength: 3 }),
			fc.array(amount, { maxLength: 3 }),
			async (owed, came, back) => {
				const customer = await welcome(world.books)
				const invoices = []
				for (const [index, minor] of owed.entries())
					invoices.push(await invoice(world.books, customer, minor, { days: index }))
				for (const minor of came) {
					const payment = await money(world, customer, minor)
					expectOk(await run(world, (scope) => spread(scope, paying(payment, customer, minor), [])))
					const amountMinor = back.pop() ?? 0n
					expectOk(await run(world, (scope) => takeBack(scope, { paymentId: payment, amountMinor })))
				}
				const [sums] = await world.sql`
					select (select sum(settled_minor) from invoice where customer_id = ${customer.id})
						= (select sum(allocated_minor) from payment where customer_id = ${customer.id}) as even,
						(select bool_and(allocated_minor <= amount_minor) from payment where customer_id = ${customer.id}) as within`
				expect(sums).toEqual({ even: true, within: true })
			},
		),
		{ numRuns: 12 },
	)
	const sums = await balances(world.books)
	expect(Object.values(sums).reduce((sum, minor) => sum + minor, 0n)).toBe(0n)
})
