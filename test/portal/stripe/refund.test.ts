import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { refundPayment } from '#core/payment/refund.ts'
import { balances, finance, invoice, openOf, welcome } from '#test/core/payment/ledger.ts'
import { decided } from '#test/support/decided.ts'
import { open, paymentOf } from './choosing.ts'
import { openTaking, payWith, type Taking } from './taking.ts'

async function paid(taking: Taking, minor: bigint, card = '4242424242424242') {
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, minor)
	const { payment, url } = await open(taking, customer, [owed])
	await payWith(url, card)
	await taking.settle()
	return { customer, owed, payment }
}

const refund = (taking: Taking, paymentId: string, amountMinor: bigint) =>
	act(taking.books, finance, decided(refundPayment), { paymentId, amountMinor, reason: 'Goodwill' })

async function refundedByStripe(taking: Taking): Promise<number> {
	const [row] = await taking.sql<{ refunded: number }[]>`
		select coalesce(sum((body ->> 'amount')::int), 0)::int as refunded from card_sandbox.object
		where kind = 'refund' and body ->> 'status' in ('succeeded', 'pending')`
	return row?.refunded ?? 0
}

test('a part of a payment goes back and opens its invoice by as much', async () => {
	await using taking = await openTaking()
	const { owed, payment } = await paid(taking, 100_00n)
	expectOk(await refund(taking, payment.id, 30_00n))
	await taking.settle()
	expect(await paymentOf(taking, payment.id)).toMatchObject({ returnedMinor: 30_00n, allocatedMinor: 70_00n })
	expect(await openOf(taking.books, owed.id)).toBe(30_00n)
	expect(await balances(taking.books)).toEqual({ cash: 70_00n, receivable: 30_00n, revenue: -100_00n })
	expect(taking.letters).toEqual(['payment-received', 'payment-refunded'])
})

test('money of an invoice that was taken back leaves without opening anything', async () => {
	await using taking = await openTaking()
	const { owed, payment } = await paid(taking, 100_00n)
	expectOk(await act(taking.books, finance, decided(voidInvoice), { id: owed.id, reason: 'Wrong customer' }))
	expectOk(await refund(taking, payment.id, 100_00n))
	await taking.settle()
	expect(await paymentOf(taking, payment.id)).toMatchObject({ returnedMinor: 100_00n, allocatedMinor: 0n })
	expect(await openOf(taking.books, owed.id)).toBe(0n)
	expect(await balances(taking.books)).toEqual({})
})

test('no more goes back than came, also while refunds are on their way', async () => {
	await using taking = await openTaking()
	const { payment } = await paid(taking, 100_00n)
	const pressed = await Promise.all(Array.from({ length: 10 }, () => refund(taking, payment.id, 60_00n)))
	expect(pressed.filter((one) => one.ok).length).toBe(1)
	expect(pressed.find((one) => !one.ok)).toMatchObject({
		refusal: { code: 'refund.exceeds', facts: { leftMinor: 40_00n } },
	})
	await taking.settle()
	expect(await refundedByStripe(taking)).toBe(60_00)
})

test('a refund that the bank sends back is told, and the money is on the account again', async () => {
	await using taking = await openTaking()
	const { payment } = await paid(taking, 100_00n, '4000000000005126')
	expectOk(await refund(taking, payment.id, 100_00n))
	await taking.settle()
	expect(await taking.sql`select state from refund`).toEqual([{ state: 'failed' }])
	expect(await paymentOf(taking, payment.id)).toMatchObject({ returnedMinor: 0n })
	const sums = await balances(taking.books)
	expect(sums.cash).toBe(100_00n)
	const told = await taking.sql`select kind from event where kind like 'payment.refund%' order by id`
	expect(told).toEqual([{ kind: 'payment.refunded' }, { kind: 'payment.refund_failed' }])
})

test('a refund made at Stripe itself is recorded like one of ours', async () => {
	await using taking = await openTaking()
	const { owed, payment } = await paid(taking, 100_00n)
	const { intentId } = await paymentOf(taking, payment.id)
	await taking.till.stripe.refunds.create({ payment_intent: intentId ?? '', amount: 20_00 })
	await taking.settle()
	expect(await taking.sql`select state, amount_minor from refund`).toEqual([
		{ state: 'succeeded', amount_minor: 20_00n },
	])
	expect(await openOf(taking.books, owed.id)).toBe(20_00n)
})
