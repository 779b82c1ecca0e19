import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { recordPayment } from '#core/api/record-payment.ts'
import { applyCredits } from '#core/credit-note/apply.ts'
import { allocateReceipt } from '#core/payment/allocate-receipt.ts'
import { recordReceipts, undoReceipts } from '#core/payment/record.ts'
import { examine } from '#core/report/examine.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { hand, oweTwice, receive, refusal, tellAsOf } from './hand.ts'
import { type Customer, finance, invoice, openOf, system } from './ledger.ts'

let world: World
let customer: Customer
let fleet: string
let lift: string
/** 1,000.00 of Fleet due on 11 January, 600.00 of Lift due on 16 January. */
let first: string
let second: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-01-01' })
})
beforeEach(async () => {
	;({ customer, fleet, lift, first, second } = await oweTwice(world))
})
afterAll(() => world.close())

const day = (monthDay: string) => `${world.clock.today().year}-${monthDay}`
const open = async () => [await openOf(world.books, first), await openOf(world.books, second)]
const put = (
	monthDay: string,
	minor: bigint,
	...rest: Parameters<typeof receive> extends [unknown, unknown, unknown, unknown, ...infer Rest] ? Rest : never
) => receive(world.books, customer, day(monthDay), minor, ...rest)
const told = (monthDay: string) => tellAsOf(world.books, customer, fleet, day(monthDay))

test('what was recorded to settle nothing yet stays until somebody puts it, and follows the order only then', async () => {
	const kept = expectOk(await put('01-21', 700_00n, { by: 'none' }))
	const waiting = async () => {
		await act(world.books, system, async (scope, _: undefined) => applyCredits(scope, [customer.id]), undefined)
		return await open()
	}
	expect(await waiting()).toEqual([1_000_00n, 600_00n])
	const some = { paymentId: kept.paymentId, allocate: hand([second, 100_00n]), freeMinor: 700_00n }
	expectOk(await act(world.books, finance, allocateReceipt, some))
	// By hand a part of it goes; what is left stays kept.
	expect(await waiting()).toEqual([1_000_00n, 500_00n])
	const rest = { paymentId: kept.paymentId, allocate: { by: 'order' } as const, freeMinor: 600_00n }
	expectOk(await act(world.books, finance, allocateReceipt, rest))
	expect(await waiting()).toEqual([400_00n, 500_00n])
	// What is left over in the company's order is the customer's, and settles what is invoiced to them next.
	expectOk(await put('02-01', 1_000_00n))
	const third = (await invoice(world.books, customer, 80_00n)).id
	await waiting()
	expect(await openOf(world.books, third)).toBe(0n)
})

test('money that is left over settles the contract first that it was for', async () => {
	expectOk(await put('02-01', 1_650_00n, undefined, { contractId: lift }))
	const ofFleet = (await invoice(world.books, customer, 50_00n, { contractId: fleet, days: 1 })).id
	const ofLift = (await invoice(world.books, customer, 50_00n, { contractId: lift, days: 9 })).id
	await act(world.books, system, async (scope, _: undefined) => applyCredits(scope, [customer.id]), undefined)
	expect([await openOf(world.books, ofFleet), await openOf(world.books, ofLift)]).toEqual([50_00n, 0n])
})

test('what a file or a program tells late comes before what came after it, as what is typed by hand does', async () => {
	const later = expectOk(await put('02-10', 1_000_00n))
	expect(await open()).toEqual([0n, 600_00n])
	const money = { customerId: customer.id, currency: 'EUR', method: 'transfer', reference: '' } as const
	const filed = {
		...money,
		amountMinor: 900_00n,
		receivedOn: day('01-21'),
		invoiceId: first,
		importKey: `file ${first}`,
	}
	const [fromFile = ''] = expectOk(await act(world.books, finance, (scope, all) => recordReceipts(scope, all), [filed]))
	const of = async (paymentId: string) =>
		await world.sql`select invoice_id as id, sum(amount_minor)::bigint as minor from allocation where payment_id = ${paymentId}
			group by 1 having sum(amount_minor) > 0 order by 2`
	expect(await of(fromFile)).toEqual([{ id: first, minor: 900_00n }])
	expect(await of(later.paymentId)).toEqual([
		{ id: first, minor: 100_00n },
		{ id: second, minor: 600_00n },
	])
	expect((await told('01-22')).penalty.open).toBe(100_00n)
	const program = { customerId: customer.id, amount: '500', currency: 'EUR', receivedOn: day('01-15') }
	const both = { ...program, externalId: `a ${first}`, invoiceId: first, allocate: 'order' as const }
	expect(refusal(await act(world.books, finance, recordPayment, both))).toBe('input.invalid')
	const { invoiceId: _, ...inOrder } = both
	const { id } = expectOk(await act(world.books, finance, recordPayment, inOrder))
	expect(await of(id)).toEqual([
		{ id: first, minor: 100_00n },
		{ id: second, minor: 400_00n },
	])
	expect(await of(later.paymentId)).toEqual([{ id: second, minor: 200_00n }])
	// Taken back, everything is as if the file had never told it.
	expectOk(await act(world.books, finance, undoReceipts, [fromFile, id]))
	expect(await of(later.paymentId)).toEqual([{ id: first, minor: 1_000_00n }])
	const found = expectOk(await look(world.books, system, examine, undefined))
	expect(found.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
})
