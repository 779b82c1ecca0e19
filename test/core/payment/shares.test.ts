import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { findTimeline } from '#core/contract/timeline.ts'
import { listPapers } from '#core/invoice/list.ts'
import { findPayment } from '#core/payment/find.ts'
import { recordRefund } from '#core/payment/record-refund.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { type Customer, invoice, system, welcome } from './ledger.ts'
import { agree, begin, holderOf, pay } from './shares.ts'

let world: World
let customer: Customer
let fleet: string
let lift: string

beforeEach(async () => {
	world ??= await openBooks({ on: '2026-03-02' })
	world.clock.moveOn({ hours: 1 })
	customer = await welcome(world.books)
	fleet = await agree(world, customer, 'Fleet')
	lift = await agree(world, customer, 'Lift')
})
afterAll(() => world.close())

const told = async (contractId: string) =>
	expectOk(
		await look(world.books, holderOf(customer, 'contract', contractId), findTimeline, { contractId, limit: 50 }),
	).filter((one) => one.kind.startsWith('payment.'))
const amounts = async (contractId: string) => (await told(contractId)).map((one) => [one.kind, one.facts.amountMinor])

async function refund(paymentId: string, amountMinor: bigint) {
	world.clock.moveOn({ days: 1 })
	const word = { paymentId, processorRefundId: `re_${paymentId}`, amountMinor, state: 'succeeded' as const, reason: '' }
	expectOk(await act(world.books, system, recordRefund, word))
}

describe('the timeline of a contract', () => {
	test('tells of a payment for several contracts only its own part', async () => {
		const one = await invoice(world.books, customer, 10_000n, { contractId: fleet, days: 1 })
		const two = await invoice(world.books, customer, 2_500n, { contractId: lift, days: 9 })
		world.clock.moveOn({ hours: 1 })
		const payment = await pay(world, [one.id, two.id])
		expect(await amounts(fleet)).toEqual([['payment.succeeded', '10000']])
		expect(await amounts(lift)).toEqual([['payment.succeeded', '2500']])
		// Taken from what falls due last: all of Lift's and a part of Fleet's.
		await refund(payment.id, 3_000n)
		expect(await amounts(fleet)).toEqual([
			['payment.refunded', '500'],
			['payment.succeeded', '10000'],
		])
		expect(await amounts(lift)).toEqual([
			['payment.refunded', '2500'],
			['payment.succeeded', '2500'],
		])
		expect(JSON.stringify(await told(lift))).not.toMatch(/12500|3000|10000/)
	})

	test('does not tell of a refund that took nothing of it', async () => {
		const one = await invoice(world.books, customer, 10_000n, { contractId: fleet, days: 1 })
		const two = await invoice(world.books, customer, 2_500n, { contractId: lift, days: 9 })
		world.clock.moveOn({ hours: 1 })
		await refund((await pay(world, [one.id, two.id])).id, 2_500n)
		expect(await amounts(fleet)).toEqual([['payment.succeeded', '10000']])
	})

	test('tells of a payment for it alone the whole', async () => {
		const one = await invoice(world.books, customer, 10_000n, { contractId: fleet })
		await pay(world, [one.id])
		expect(await amounts(fleet)).toEqual([['payment.succeeded', '10000']])
	})
})

describe('a narrow link', () => {
	test('lists the receipts of payments that are all its own, and no others', async () => {
		const one = await invoice(world.books, customer, 10_000n, { contractId: fleet })
		const two = await invoice(world.books, customer, 2_500n, { contractId: lift })
		const three = await invoice(world.books, customer, 700n, { contractId: fleet })
		await pay(world, [one.id, two.id])
		const own = await pay(world, [three.id])
		const listed = async (actor: Parameters<typeof look>[1]) =>
			expectOk(await look(world.books, actor, listPapers, { kind: 'receipt', limit: 10 })).papers.map(
				(paper) => paper.id,
			)
		expect(await listed(holderOf(customer, 'contract', fleet))).toEqual([own.id])
		expect(await listed(holderOf(customer, 'contract', lift))).toEqual([])
		expect(await listed(holderOf(customer, 'invoice', three.id))).toEqual([own.id])
		expect(await listed(holderOf(customer, 'customer', customer.id))).toHaveLength(2)
	})

	test('is told of a payment with others its own part, and never where to pay it', async () => {
		const one = await invoice(world.books, customer, 10_000n, { contractId: fleet })
		const two = await invoice(world.books, customer, 2_500n, { contractId: lift })
		const attempt = await begin(world, [one.id, two.id])
		await world.sql`
			update payment set processor_session_id = ${attempt.id}, processor_session_url = 'https://checkout.example/x'
			where id = ${attempt.id}`
		const seen = async (kind: 'customer' | 'contract' | 'invoice', id: string) =>
			expectOk(await look(world.books, holderOf(customer, kind, id), findPayment, { id: attempt.id }))
		expect(await seen('invoice', two.id)).toMatchObject({
			whole: false,
			amountMinor: 2_500n,
			sessionUrl: null,
			sessionId: null,
		})
		expect(await seen('contract', fleet)).toMatchObject({ whole: false, amountMinor: 10_000n, sessionUrl: null })
		expect(await seen('customer', customer.id)).toMatchObject({
			whole: true,
			amountMinor: 12_500n,
			sessionUrl: 'https://checkout.example/x',
		})
	})

	test('is told of a payment that came with others what it settled here and nothing of the rest', async () => {
		const one = await invoice(world.books, customer, 10_000n, { contractId: fleet, days: 1 })
		const two = await invoice(world.books, customer, 2_500n, { contractId: lift, days: 9 })
		const payment = await pay(world, [one.id, two.id])
		await refund(payment.id, 3_000n)
		const seen = expectOk(
			await look(world.books, holderOf(customer, 'invoice', one.id), findPayment, { id: payment.id }),
		)
		expect(seen).toMatchObject({ amountMinor: 10_000n, allocatedMinor: 9_500n, returnedMinor: 500n })
	})
})
