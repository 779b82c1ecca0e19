import { expect, test } from 'vitest'
import { invoice, openOf, welcome } from '#test/core/payment/ledger.ts'
import { paymentOf, press, takenByStripe } from './choosing.ts'
import { allFaults, type Fault } from './faults.ts'
import { openTaking, payWith, type Taking } from './taking.ts'

const timeout = 400

async function pressUntilOpen(
	taking: Taking,
	customer: Parameters<typeof press>[1],
	owed: Parameters<typeof press>[2],
) {
	for (let turn = 1; turn <= 6; turn++) {
		const outcome = await press(taking, customer, owed, 'one form')
		if (outcome.ok) return outcome.value
		expect(outcome.refusal.code).toBe('payment.processor_unavailable')
	}
	throw new Error('the page never opened')
}

const pairs: [Fault, Fault | 'none'][] = allFaults.flatMap((first, index) => [
	[first, 'none' as const],
	[first, allFaults[(index * 5 + 3) % allFaults.length] ?? 'none'],
])

test.each(pairs)('opening a page with "%s", then "%s", ends in one page that is paid once', async (first, second) => {
	await using taking = await openTaking({ timeout })
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 25_00n)
	taking.faults.next('/v1/customers', first)
	taking.faults.next('/v1/checkout/sessions', first, second)
	const { payment, url } = await pressUntilOpen(taking, customer, [owed])
	await payWith(url, '4242424242424242')
	await taking.settle()
	expect(await paymentOf(taking, payment.id)).toMatchObject({ state: 'succeeded', allocatedMinor: 25_00n })
	expect(await openOf(taking.books, owed.id)).toBe(0n)
	expect(await takenByStripe(taking)).toBe(25_00)
	const usable = await taking.sql`
		select from card_sandbox.object where kind = 'checkout.session' and body ->> 'status' = 'open'`
	expect(usable.length, 'no other page can be paid').toBe(0)
})
