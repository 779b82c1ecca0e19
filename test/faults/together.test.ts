import { expect, test } from 'vitest'
import { type Actor, act } from '#core/act.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { refundPayment } from '#core/payment/refund.ts'
import { balances, finance, invoice, openOf, welcome } from '#test/core/payment/ledger.ts'
import { open, paymentOf, press, takenByStripe } from '#test/portal/stripe/choosing.ts'
import { openTaking, payWith } from '#test/portal/stripe/taking.ts'
import { decided } from '#test/support/decided.ts'
import { times } from '#test/support/times.ts'

const people = times(12, 50)

test(`the same invoice paid by ${people} at once, logged in and by link, is one payment, and each is answered`, async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 10_00n)
	const link: Actor = {
		kind: 'link',
		linkId: customer.id,
		customerId: customer.id,
		contactId: null,
		subject: { kind: 'invoice', id: owed.id },
		scope: 'pay',
	}
	const answers = await Promise.all(
		Array.from({ length: people }, (_, one) =>
			press(taking, one % 2 ? { ...customer, actor: link } : customer, [owed], `form ${one % 4}`),
		),
	)
	const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]))
	expect(refused.filter((code) => !code.startsWith('payment.'))).toEqual([])
	const pages = new Set(answers.flatMap((answer) => (answer.ok ? [answer.value.url] : [])))
	const cards = await Promise.allSettled([...pages].map((url) => payWith(url, '4242424242424242')))
	expect(cards.length).toBeGreaterThan(0)
	await taking.settle()
	expect(await takenByStripe(taking, customer)).toBe(10_00)
	expect(await openOf(taking.books, owed.id)).toBe(0n)
	expect(await balances(taking.books)).toEqual({ cash: 10_00n, revenue: -10_00n })
}, 120_000)

test(`a refund and a void pressed ${people} times at once each happen once, and each press is answered`, async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 100_00n)
	const { payment, url } = await open(taking, customer, [owed])
	await payWith(url, '4242424242424242')
	await taking.settle()
	const money = { paymentId: payment.id, amountMinor: 100_00n, reason: 'Goodwill' }
	const answers = await Promise.all(
		Array.from({ length: people }, (_, one) =>
			one % 2
				? act(taking.books, finance, decided(refundPayment), money)
				: act(taking.books, finance, decided(voidInvoice), { id: owed.id, reason: 'Wrong customer' }),
		),
	)
	expect(answers.filter((answer) => answer.ok).length, 'one refund and one void').toBe(2)
	await taking.settle()
	expect(await paymentOf(taking, payment.id)).toMatchObject({ returnedMinor: 100_00n, allocatedMinor: 0n })
	expect(await balances(taking.books)).toEqual({})
}, 120_000)
