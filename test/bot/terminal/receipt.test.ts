import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Customer, invoice, openOf, welcome } from '#test/core/payment/ledger.ts'
import { agree } from '#test/core/payment/shares.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { typed } from './typed.ts'

let world: World
let customer: Customer
let contract: string
let older: string
let ofContract: string
let number: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	vi.stubEnv('DATABASE_URL', world.url)
	vi.stubEnv('NODE_ENV', 'test')
	customer = await welcome(world.books)
	const contractId = await agree(world, customer, 'Crane')
	older = (await invoice(world.books, customer, 100_00n, { days: 1 })).id
	const issued = await invoice(world.books, customer, 200_00n, { contractId, days: 9 })
	ofContract = issued.id
	number = issued.number
	contract = (await world.sql<{ number: string }[]>`select number from contract`)[0]?.number ?? ''
	world.clock.standOn('2026-03-20')
})
afterAll(async () => {
	vi.unstubAllEnvs()
	await world.close()
})

const type = (...words: string[]) => typed('receipt', ...words)

const open = async () => [await openOf(world.books, older), await openOf(world.books, ofContract)]

test('money for a contract settles its invoices first, and a dry run records nothing', async () => {
	const words = [contract, '250.00', '--on', '2026-03-10', '--reference', 'INV', '--key', 'one', '--json']
	const shown = await type(...words, '--dry-run')
	expect(shown.code).toBe(0)
	expect(JSON.parse(shown.out)).toMatchObject({ recorded: false, settles: [{ invoice: number, amount: '200.00' }, {}] })
	expect(await open()).toEqual([100_00n, 200_00n])
	expect(JSON.parse((await type(...words)).out)).toMatchObject({ recorded: true, unallocated: '0.00', currency: 'EUR' })
	expect(await open()).toEqual([50_00n, 0n])
	const [payment] = await world.sql`select received_on::text as on, reference, method from payment`
	expect(payment).toEqual({ on: '2026-03-10', reference: 'INV', method: 'transfer' })
	const again = await type(...words)
	expect([again.code, JSON.parse(again.out).refusal.code]).toEqual([1, 'payment.known'])
})

test('money of a customer is kept where that is said', async () => {
	const [row] = await world.sql<{ number: string }[]>`select number from customer where id = ${customer.id}`
	const kept = await type(row?.number ?? '', '30', '--how', 'cash', '--keep')
	expect(kept.out).toContain('30.00 EUR settles nothing yet')
	expect(await open()).toEqual([50_00n, 0n])
})

test.each([
	[['NOBODY', '1'], 1],
	[['C'], 2],
	[['C', '1', '--how', 'shells'], 2],
	[['C', '1', 'x'], 2],
])('%o is refused', async (words, code) => {
	expect((await type(...words)).code).toBe(code)
})

test.each([
	['0', 'payment.not_positive'],
	['1.001', 'input.invalid'],
	['x', 'input.invalid'],
])('an amount of %s is refused', async (amount, code) => {
	expect(JSON.parse((await type(contract, amount, '--json')).out).refusal.code).toBe(code)
})

test('a day to come is refused', async () => {
	expect(JSON.parse((await type(contract, '1', '--on', '2890-01-01', '--json')).out).refusal.code).toBe(
		'receipt.day_ahead',
	)
})
