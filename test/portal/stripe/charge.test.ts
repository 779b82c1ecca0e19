import { expect, test } from 'vitest'
import { balances, invoice, openOf, welcome } from '#test/core/payment/ledger.ts'
import { billAutomatically } from './autopay.ts'
import { open, paymentOf, takenByStripe } from './choosing.ts'
import { openTaking, payWith, type Taking } from './taking.ts'

async function onlyPayment(taking: Taking) {
	const rows = await taking.sql<{ id: string }[]>`select id from payment order by id`
	expect(rows.length).toBe(1)
	return await paymentOf(taking, rows[0]?.id ?? '')
}

/** What was put off is due at once, as if the time had passed. */
async function letTimePass(taking: Taking) {
	await taking.sql`update outbox set leased_until = null where leased_until is not null`
	await taking.settle()
}

test('an invoice of a contract with a card pays itself when it is issued', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const invoiceId = await billAutomatically(taking, customer, 'pm_card_visa')
	await taking.settle()
	expect(await onlyPayment(taking)).toMatchObject({
		state: 'succeeded',
		initiatedBy: 'company',
		amountMinor: 100_00n,
		allocatedMinor: 100_00n,
		methodLast4: '4242',
	})
	expect(await openOf(taking.books, invoiceId)).toBe(0n)
	expect(taking.letters).toEqual(['invoice-issued', 'payment-received'])
	expect(await balances(taking.books)).toEqual({ cash: 100_00n, deferred_revenue: -100_00n })
})

test('a card that is declined sends a letter that says why, and the invoice can be paid by hand', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const invoiceId = await billAutomatically(taking, customer, 'pm_card_chargeCustomerFail')
	await taking.settle()
	const failed = await onlyPayment(taking)
	expect(failed).toMatchObject({ state: 'failed', failureCode: 'declined' })
	expect(taking.letters).toEqual(['invoice-issued', 'payment-failed'])
	const told = await taking.sql`select facts ->> 'final' as final from event where kind = 'payment.failed'`
	expect(told, 'told once, though Stripe says it in its answer and in a message').toEqual([{ final: 'true' }])
	const { url } = await open(taking, customer, [{ id: invoiceId, totalMinor: 100_00n }])
	await payWith(url, '4242424242424242')
	await taking.settle()
	expect(await openOf(taking.books, invoiceId)).toBe(0n)
	expect(await takenByStripe(taking)).toBe(100_00)
})

test('a bank that asks for authentication sends the customer a link to confirm', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	await billAutomatically(taking, customer, 'pm_card_authenticationRequired')
	await taking.settle()
	expect(await onlyPayment(taking)).toMatchObject({
		state: 'action_required',
		failureCode: 'authentication_required',
	})
	const [event] = await taking.sql`select kind from event where kind = 'payment.action_required'`
	expect(event).toEqual({ kind: 'payment.action_required' })
	expect(taking.letters).toEqual(['invoice-issued', 'payment-to-confirm'])
})

test('a card is not charged while the customer is paying themselves', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const invoiceId = await billAutomatically(taking, customer, 'pm_card_visa')
	const { payment, url } = await open(taking, customer, [{ id: invoiceId, totalMinor: 100_00n }])
	await taking.settle()
	expect(await takenByStripe(taking)).toBe(0)
	await payWith(url, '4242424242424242')
	await taking.settle()
	await letTimePass(taking)
	expect(await onlyPayment(taking)).toMatchObject({ id: payment.id, state: 'succeeded' })
	expect(await takenByStripe(taking)).toBe(100_00)
	const [waiting] = await taking.sql`select from outbox where delivered_at is null`
	expect(waiting).toBeUndefined()
})

test('a card kept while paying is charged for the next invoice', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 30_00n)
	const { openCheckout } = await import('#portal/stripe/checkout.ts')
	const opened = await openCheckout(taking.till, customer.actor, {
		invoices: [{ id: owed.id, amountMinor: 30_00n }],
		shownTotalMinor: 30_00n,
		key: 'with a card to keep',
		saveCard: true,
	})
	if (!opened.ok) throw new Error(opened.refusal.code)
	await payWith(opened.value.url, '5555555555554444')
	await taking.settle()
	const cards = await taking.sql`select brand, last4, expiry_month, expiry_year, customer_id from payment_method`
	expect(cards).toEqual([
		{ brand: 'mastercard', last4: '4444', expiry_month: 4, expiry_year: 2030, customer_id: customer.id },
	])
	expect(await paymentOf(taking, opened.value.payment.id)).toMatchObject({ paymentMethodId: expect.any(String) })
})
