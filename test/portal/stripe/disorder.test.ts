import fc from 'fast-check'
import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { expectOk, look } from '#core/act.ts'
import { findBalances } from '#core/journal/balance.ts'
import { type Customer, invoice, system, welcome } from '#test/core/payment/ledger.ts'
import { times } from '#test/support/times.ts'
import { open, paymentOf } from './choosing.ts'
import { openTaking, payWith, secret, type Taking } from './taking.ts'

/** Payments of many fates; what Stripe says about them is kept back. Answers the messages in the order they were sent. */
async function live(taking: Taking, customer: Customer): Promise<string[]> {
	const before = taking.posted.length
	const pay = async (minor: bigint, ...cards: string[]) => {
		const { payment, url } = await open(taking, customer, [await invoice(taking.books, customer, minor)])
		for (const card of cards) await payWith(url, card)
		return payment.id
	}
	const intentOf = async (paymentId: string) => {
		const { sessionId } = await paymentOf(taking, paymentId)
		const session = await taking.till.stripe.checkout.sessions.retrieve(sessionId ?? '')
		return String(session.payment_intent)
	}
	await pay(10_00n, '4242424242424242')
	await pay(20_00n, '4000000000000002', '4000000000009995', '5555555555554444')
	await pay(30_00n, '4000000000000259')
	await pay(40_00n, '4000000000000069')
	const refunded = await intentOf(await pay(50_00n, '4242424242424242'))
	await taking.till.stripe.refunds.create({ payment_intent: refunded, amount: 15_00 })
	await taking.till.stripe.refunds.create({ payment_intent: refunded, amount: 5_00 })
	const sentBack = await intentOf(await pay(60_00n, '4000000000005126'))
	await taking.till.stripe.refunds.create({ payment_intent: sentBack })
	await taking.sandbox.catchUp()
	return taking.posted.slice(before).map((one) => one.body)
}

async function post(taking: Taking, body: string, at: number, key = secret): Promise<number> {
	const timestamp = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000) + at
	const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: key, timestamp })
	const headers = { 'stripe-signature': signature }
	return (await fetch(`${taking.url}/webhooks/stripe`, { method: 'POST', body, headers })).status
}

/** How everything stands. Whether a refund that failed was told as made depends on what was heard first. */
async function standing(taking: Taking, customer: Customer) {
	const { sql } = taking
	return {
		payments: await sql`
			select state, amount_minor, allocated_minor, returned_minor, method_last4, failure_code, receipt_number is not null as receipt
			from payment where customer_id = ${customer.id} order by amount_minor`,
		refunds: await sql`
			select refund.amount_minor, refund.state from refund join payment on payment.id = payment_id
			where customer_id = ${customer.id} order by 1, 2`,
		disputes: await sql`
			select dispute.amount_minor, dispute.state from dispute join payment on payment.id = payment_id
			where customer_id = ${customer.id} order by 1`,
		invoices: await sql`
			select total_minor, settled_minor from invoice where customer_id = ${customer.id} order by 1`,
		balances: expectOk(await look(taking.books, system, findBalances, { customerId: customer.id })).filter(
			(row) => row.amountMinor !== 0n,
		),
		letters: await sql`
			select split_part(key, ':', 1) as letter, count(*)::int as count from outbox
			where payload ->> 'paymentId' in (select id::text from payment where customer_id = ${customer.id})
			group by 1 order by 1`,
		told: await sql`
			select kind, count(*)::int as count from event
			where customer_id = ${customer.id} and kind in ('payment.succeeded', 'payment.disputed')
			group by 1 order by 1`,
	}
}

const reach = () => ({
	order: fc.integer({ min: 0, max: 999 }).map((thousandths) => thousandths / 1000),
	again: fc.integer({ min: 0, max: 2 }),
})

test('messages shuffled, repeated and mixed with forged ones end where messages in order end', async () => {
	await using taking = await openTaking({ hold: true })
	const model = await welcome(taking.books, 'In order')
	for (const body of await live(taking, model)) {
		expect(await post(taking, body, 0)).toBe(200)
		await taking.settle()
	}
	const expected = await standing(taking, model)
	expect(expected.payments.map((row) => row.state)).toEqual([
		'succeeded',
		'succeeded',
		'succeeded',
		'started',
		'succeeded',
		'succeeded',
	])
	expect(expected.refunds.map((row) => row.state)).toEqual(['succeeded', 'succeeded', 'failed'])
	await fc.assert(
		fc.asyncProperty(fc.infiniteStream(fc.record(reach())), async (random) => {
			const customer = await welcome(taking.books, 'In disorder')
			const heard = (await live(taking, customer))
				.flatMap((body) => {
					const { again } = random.next().value
					return Array.from({ length: again === 2 ? 2 : 1 }, () => ({ body, order: random.next().value.order }))
				})
				.sort((one, two) => one.order - two.order)
			for (const { body, order } of heard) {
				if (order < 0.1) expect(await post(taking, body, 900)).toBe(400)
				if (order > 0.9) expect(await post(taking, body, -900)).toBe(400)
				if (order > 0.4 && order < 0.5) expect(await post(taking, body, 0, 'whsec_forged')).toBe(400)
				expect(await post(taking, body, 0)).toBe(200)
				if (order > 0.6) await taking.settle()
			}
			await taking.settle()
			expect(await standing(taking, customer)).toEqual(expected)
			await taking.sql`update inbox set processed_at = null`
			await taking.settle()
			expect(await standing(taking, customer), 'all of it replayed').toEqual(expected)
		}),
		{ numRuns: times(2, 40) },
	)
}, 1_800_000)
