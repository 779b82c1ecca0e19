import { expect, test } from 'vitest'
import { expectOk, look } from '#core/act.ts'
import { findImbalances } from '#core/journal/balance.ts'
import { closeAttempt } from '#portal/stripe/close.ts'
import { refreshPayment } from '#portal/stripe/refresh.ts'
import { closeStale } from '#portal/stripe/sweep.ts'
import { balances, invoice, openOf, system, welcome } from '#test/core/payment/ledger.ts'
import { open, paymentOf, press, takenByStripe } from './choosing.ts'
import { openTaking, payWith } from './taking.ts'

test('a customer pays two invoices on one page and the message of Stripe settles both', async () => {
	await using taking = await openTaking({ mail: true })
	const { books } = taking
	const customer = await welcome(books)
	const first = await invoice(books, customer, 120_00n)
	const second = await invoice(books, customer, 79_99n)
	const { payment, url } = await open(taking, customer, [first, second])
	expect(await paymentOf(taking, payment.id)).toMatchObject({ state: 'started', sessionUrl: url })

	expect(await payWith(url, '4242424242424242')).toBe(`${taking.url}/payments/${payment.id}`)
	expect(await openOf(books, first.id), 'nothing counts before Stripe has said so').toBe(120_00n)
	await taking.settle()

	expect(await paymentOf(taking, payment.id)).toMatchObject({
		state: 'succeeded',
		amountMinor: 199_99n,
		allocatedMinor: 199_99n,
		receiptNumber: 'R-000001',
		methodBrand: 'visa',
		methodLast4: '4242',
	})
	expect([await openOf(books, first.id), await openOf(books, second.id)]).toEqual([0n, 0n])
	expect(await balances(books)).toEqual({ cash: 199_99n, revenue: -199_99n })
	expect(expectOk(await look(books, system, findImbalances, undefined))).toEqual([])
	const letters = await taking.sql`select subject, letter from mailbox_letter`
	expect(letters).toEqual([{ subject: 'We received your payment of €199.99', letter: 'payment-received' }])
})

test('the outcome page may ask before the message comes, and the message changes nothing then', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 50_00n)
	const { payment, url } = await open(taking, customer, [owed])
	expect(await refreshPayment(taking.till, payment.id)).toMatchObject({ state: 'started' })
	await payWith(url, '4242424242424242')
	const seen = await refreshPayment(taking.till, payment.id)
	expect(seen).toMatchObject({ state: 'succeeded', methodLast4: '4242', receiptNumber: 'R-000001' })
	await taking.settle()
	expect(await paymentOf(taking, payment.id)).toMatchObject({ ...seen })
})

test('the same pay pressed twenty times together opens one page and one payment', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 10_00n)
	const pressed = await Promise.all(Array.from({ length: 20 }, () => open(taking, customer, [owed], 'one form')))
	expect(new Set(pressed.map((one) => one.payment.id)).size).toBe(1)
	expect(new Set(pressed.map((one) => one.url)).size).toBe(1)
	const sessions = await taking.sql`select from card_sandbox.object where kind = 'checkout.session'`
	expect(sessions.length).toBe(1)
})

test('a reload, the back button and a second tab lead to the page that is open already', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 10_00n)
	const first = await open(taking, customer, [owed], 'first form')
	const second = await open(taking, customer, [owed], 'second form')
	expect(second).toMatchObject({ url: first.url, payment: { id: first.payment.id } })
	await payWith(first.url, '4242424242424242')
	const late = await open(taking, customer, [owed], 'third form')
	expect(late.url, 'paid before any message came').toBe(`${taking.url}/payments/${first.payment.id}`)
	await taking.settle()
	expect(await press(taking, customer, [owed], 'fourth form')).toMatchObject({
		ok: false,
		refusal: { code: 'payment.nothing_open' },
	})
	const again = await open(taking, customer, [owed], 'first form')
	expect(again.url, 'the first form repeats its answer').toBe(`${taking.url}/payments/${first.payment.id}`)
	expect(await takenByStripe(taking)).toBe(10_00)
})

test('another choice in a second tab closes the page of the first, so that nothing is paid twice', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 10_00n)
	const other = await invoice(taking.books, customer, 5_00n)
	const first = await open(taking, customer, [owed])
	const second = await open(taking, customer, [owed, other])
	expect(second.payment.id).not.toBe(first.payment.id)
	expect(await paymentOf(taking, first.payment.id)).toMatchObject({ state: 'canceled' })
	expect(await payWith(first.url, '4242424242424242')).toContain('This page has expired')
	await payWith(second.url, '4242424242424242')
	await taking.settle()
	expect(await takenByStripe(taking)).toBe(15_00)
	expect(await paymentOf(taking, second.payment.id)).toMatchObject({ state: 'succeeded', allocatedMinor: 15_00n })
})

test('another choice says that the first has been paid when its message has not come yet', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 10_00n)
	const other = await invoice(taking.books, customer, 5_00n)
	const first = await open(taking, customer, [owed])
	await payWith(first.url, '4242424242424242')
	expect(await press(taking, customer, [owed, other])).toEqual({
		ok: false,
		refusal: {
			code: 'payment.amount_changed',
			facts: { shownMinor: 15_00n, nowMinor: 5_00n, currency: 'EUR' },
		},
	})
	expect(await paymentOf(taking, first.payment.id)).toMatchObject({ state: 'succeeded' })
	expect(await takenByStripe(taking)).toBe(10_00)
})

test('two tabs with different choices, pressed together many times, leave one page that can be paid', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 10_00n)
	const other = await invoice(taking.books, customer, 5_00n)
	const pressed = await Promise.all(
		Array.from({ length: 12 }, (_, index) => press(taking, customer, index % 2 ? [owed] : [owed, other])),
	)
	for (const one of pressed) if (one.ok) await payWith(one.value.url, '4242424242424242')
	await taking.settle()
	const [open] = await taking.sql`select from payment where state in ('started', 'processing')`
	expect(open).toBeUndefined()
	const paid = await taking.sql<
		{ amount: bigint }[]
	>`select amount_minor as amount from payment where state = 'succeeded'`
	expect(paid.length).toBe(1)
	expect(await takenByStripe(taking)).toBe(Number(paid[0]?.amount))
	expect(await openOf(taking.books, owed.id)).toBe(0n)
})

test('a page that opens while its attempt is being closed is closed with it', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 10_00n)
	const { payment, url } = await open(taking, customer, [owed])
	const asReadBefore = { ...payment, sessionId: null, sessionUrl: null }
	expect(await closeAttempt(taking.till, asReadBefore, 'superseded')).toBe(true)
	expect(await paymentOf(taking, payment.id)).toMatchObject({ state: 'canceled' })
	expect(await payWith(url, '4242424242424242')).toContain('This page has expired')
})

test('a declined card and then a good one on the same page is a payment', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 10_00n)
	const { payment, url } = await open(taking, customer, [owed])
	await payWith(url, '4000000000009995')
	await taking.settle()
	expect(await paymentOf(taking, payment.id)).toMatchObject({ state: 'started', failureCode: 'insufficient_funds' })
	await payWith(url, '4242424242424242')
	await taking.settle()
	expect(await paymentOf(taking, payment.id)).toMatchObject({ state: 'succeeded', failureCode: '' })
	const told =
		await taking.sql`select kind, facts ->> 'reason' as reason from event where subject_id = ${payment.id} order by id`
	expect(told).toEqual([
		{ kind: 'payment.started', reason: null },
		{ kind: 'payment.failed', reason: 'insufficient_funds' },
		{ kind: 'payment.succeeded', reason: null },
	])
	expect(taking.letters).toEqual(['payment-received'])
})

test('a choice that no longer fits what is open is refused before Stripe is asked', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const stranger = await welcome(taking.books, 'Somebody else')
	const owed = await invoice(taking.books, customer, 10_00n)
	const foreign = await invoice(taking.books, stranger, 10_00n)
	const dollars = await invoice(taking.books, customer, 10_00n, { currency: 'USD' })
	const refusal = async (invoices: { id: string; totalMinor: bigint }[]) => {
		const outcome = await press(taking, customer, invoices)
		return outcome.ok ? 'ok' : outcome.refusal.code
	}
	expect(await refusal([{ ...owed, totalMinor: 9_99n }])).toBe('payment.amount_changed')
	expect(await refusal([foreign])).toBe('not_found')
	expect(await refusal([owed, dollars])).toBe('payment.mixed_currencies')
	expect(await refusal([])).toBe('payment.nothing_open')
	const view = { kind: 'link', linkId: customer.id, customerId: customer.id, contactId: null, scope: 'view' } as const
	const looking = { ...customer, actor: { ...view, subject: { kind: 'customer', id: customer.id } as const } }
	expect(await press(taking, looking, [owed])).toMatchObject({ refusal: { code: 'link.view_only' } })
	expect(taking.faults.passed).toEqual([])
})

test('an amount too small for Stripe is refused, and nothing stands in the way afterwards', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 10n)
	expect(await press(taking, customer, [owed])).toMatchObject({
		refusal: { code: 'payment.not_by_card', facts: { amountMinor: 10n } },
	})
	const [open] = await taking.sql`select from payment where state = 'started'`
	expect(open).toBeUndefined()
})

test('a key of somebody else is of no use', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const stranger = await welcome(taking.books, 'Somebody else')
	const owed = await invoice(taking.books, customer, 10_00n)
	const foreign = await invoice(taking.books, stranger, 20_00n)
	const first = await open(taking, customer, [owed], 'the same key')
	const second = await open(taking, stranger, [foreign], 'the same key')
	expect(second.payment.id).not.toBe(first.payment.id)
})

test('a customer whom Stripe does not know, because the account was changed, is made anew', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	await taking.sql`update customer set processor_customer_id = 'cus_of_another_account' where id = ${customer.id}`
	const owed = await invoice(taking.books, customer, 10_00n)
	const { url } = await open(taking, customer, [owed])
	await payWith(url, '4242424242424242')
	await taking.settle()
	expect(await openOf(taking.books, owed.id)).toBe(0n)
})

test('what nobody finished is closed at Stripe and here, and the invoice is free again', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 10_00n)
	const { payment, url } = await open(taking, customer, [owed])
	expect(await closeStale(taking.till), 'a young one is left alone').toBe(0)
	const later = Temporal.Now.instant().add({ hours: 2 })
	expect(await closeStale(taking.till, later)).toBe(1)
	expect(await paymentOf(taking, payment.id)).toMatchObject({ state: 'canceled' })
	expect(await payWith(url, '4242424242424242')).toContain('This page has expired')
})

test('a payment whose message was lost is settled when attempts are swept up', async () => {
	await using taking = await openTaking({ hold: true })
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 10_00n)
	const { payment, url } = await open(taking, customer, [owed])
	await payWith(url, '4242424242424242')
	expect(await closeStale(taking.till, Temporal.Now.instant().add({ hours: 2 }))).toBe(1)
	expect(await paymentOf(taking, payment.id)).toMatchObject({ state: 'succeeded', allocatedMinor: 10_00n })
})

test("a page that Stripe does not know any more stands in nobody's way", async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 10_00n)
	const lost = await open(taking, customer, [owed])
	await taking.sql`update payment set processor_session_id = 'cs_test_of_another_account'`
	const again = await open(taking, customer, [owed])
	expect(again.payment.id).not.toBe(lost.payment.id)
	expect(await paymentOf(taking, lost.payment.id)).toMatchObject({ state: 'canceled' })
	await taking.sql`update payment set processor_session_id = 'cs_test_of_a_third' where state = 'started'`
	expect(await closeStale(taking.till, Temporal.Now.instant().add({ hours: 2 }))).toBe(1)
})

test('dinars are paid by card as far as cards carry them, and nothing stays open', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books, 'Al Sabah Trading', 'KWD')
	const bills = [
		await invoice(taking.books, customer, 12_347n),
		await invoice(taking.books, customer, 4_101n, { days: 20 }),
	]
	const { payment, url } = await open(taking, customer, bills)
	await payWith(url, '4242424242424242')
	await taking.settle()
	expect(await takenByStripe(taking)).toBe(16_440)
	expect(await paymentOf(taking, payment.id)).toMatchObject({ state: 'succeeded', allocatedMinor: 16_440n })
	for (const { id } of bills) expect(await openOf(taking.books, id)).toBe(0n)
	expect(await balances(taking.books)).toEqual({ cash: 16_440n, revenue: -16_448n, write_off: 8n })
})
