import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { refundPayment } from '#core/payment/refund.ts'
import { refreshPayment } from '#portal/stripe/refresh.ts'
import { type Customer, finance, invoice, openOf, welcome } from '#test/core/payment/ledger.ts'
import { decided } from '#test/support/decided.ts'
import { times } from '#test/support/times.ts'
import { billAutomatically } from './autopay.ts'
import { paymentOf, press, takenByStripe } from './choosing.ts'
import { allFaults, type Fault } from './faults.ts'
import { openTaking, payWith, type Taking } from './taking.ts'

let taking: Taking
/** Where no message of Stripe's comes: what is known is known from its answers alone. */
let deaf: Taking

beforeAll(async () => {
	taking = await openTaking({ timeout: 1000 })
	deaf = await openTaking({ timeout: 1000, hold: true })
})
afterAll(async () => {
	await taking.close()
	await deaf.close()
})

/** What goes wrong first, and with the request that follows: by `npm run test:faults` every pair. */
const followers = [...allFaults, 'none' as const]
const pairs: [Fault, Fault | 'none'][] = allFaults.flatMap((first, index) =>
	[...allFaults, 'none' as const]
		.slice(0, times(1, allFaults.length + 1))
		.map((_, turn): [Fault, Fault | 'none'] => [first, followers[(index * 5 + 3 + turn) % followers.length] ?? 'none']),
)

async function pressUntilOpen(taking: Taking, customer: Customer, owed: Parameters<typeof press>[2]) {
	for (let turn = 1; turn <= 6; turn++) {
		const outcome = await press(taking, customer, owed, 'one form')
		if (outcome.ok) return outcome.value
		expect(outcome.refusal.code).toBe('payment.processor_unavailable')
	}
	throw new Error('the page never opened')
}

/** What was put off is due at once, as if the time had passed. */
async function settleAtLast(taking: Taking) {
	for (let turn = 0; turn < 4; turn++) {
		await taking.settle()
		await taking.sql`update outbox set leased_until = null where leased_until is not null`
	}
	await taking.settle()
}

test.each(pairs)('opening a page with "%s", then "%s", ends in one page that is paid once', async (first, second) => {
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 25_00n)
	taking.faults.next('/v1/customers', first)
	taking.faults.next('/v1/checkout/sessions', first, second)
	const { payment, url } = await pressUntilOpen(taking, customer, [owed])
	await payWith(url, '4242424242424242')
	await settleAtLast(taking)
	expect(await paymentOf(taking, payment.id)).toMatchObject({ state: 'succeeded', allocatedMinor: 25_00n })
	expect(await openOf(taking.books, owed.id)).toBe(0n)
	expect(await takenByStripe(taking, customer)).toBe(25_00)
	const usable = await taking.sql`
		select from card_sandbox.object where kind = 'checkout.session' and body ->> 'status' = 'open'`
	expect(usable.length, 'no other page can be paid').toBe(0)
})

test.each(pairs)(
	'a charge that meets "%s", then "%s", is made once, whether messages come or not',
	async (first, second) => {
		for (const place of [taking, deaf]) {
			const customer = await welcome(place.books)
			const invoiceId = await billAutomatically(place, customer, 'pm_card_visa')
			place.faults.next('/v1/payment_intents', first, second)
			await settleAtLast(place)
			const payments = await place.sql`select state, allocated_minor from payment where customer_id = ${customer.id}`
			expect(payments).toEqual([{ state: 'succeeded', allocated_minor: 100_00n }])
			expect(await openOf(place.books, invoiceId)).toBe(0n)
			expect(await takenByStripe(place, customer)).toBe(100_00)
			place.faults.forget()
		}
	},
)

test.each(allFaults)('a refund that meets "%s" is made once, whether messages come or not', async (fault) => {
	for (const place of [taking, deaf]) {
		const customer = await welcome(place.books)
		const owed = await invoice(place.books, customer, 100_00n)
		const { payment, url } = await pressUntilOpen(place, customer, [owed])
		await payWith(url, '4242424242424242')
		await refreshPayment(place.till, payment.id)
		place.faults.next('/v1/refunds', fault)
		const input = { paymentId: payment.id, amountMinor: 40_00n, reason: 'Goodwill' }
		expectOk(await act(place.books, finance, decided(refundPayment), input))
		await settleAtLast(place)
		const after = await paymentOf(place, payment.id)
		expect(after).toMatchObject({ returnedMinor: 40_00n, allocatedMinor: 60_00n })
		const made = await place.sql`
			select body ->> 'status' as status from card_sandbox.object
			where kind = 'refund' and body ->> 'payment_intent' = ${after.intentId}`
		expect(made).toEqual([{ status: 'succeeded' }])
	}
})
