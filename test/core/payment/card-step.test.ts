import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { payByCard } from '#core/contract/pay-by-card.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { findPaperFacts } from '#core/invoice/paper-facts.ts'
import { bill } from '#core/invoice/run.ts'
import { findStatement } from '#core/journal/statement.ts'
import { currencyCodes } from '#core/money.ts'
import { cardStep, partsByCard } from '#core/payment/card-step.ts'
import { keepCard } from '#core/payment/keep-card.ts'
import { refundPayment } from '#core/payment/refund.ts'
import { startPayment } from '#core/payment/start.ts'
import { startCharge } from '#core/payment/start-charge.ts'
import { examine } from '#core/report/examine.ts'
import { chargeable } from '#portal/stripe/amount.ts'
import { openBooks } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'
import { balances, finance, invoice, openOf, system, welcome } from './ledger.ts'
import { dispute, pay, refund } from './shares.ts'

test('whatever a card can carry is an amount that the card processor takes, in every currency', () => {
	for (const code of currencyCodes())
		for (const times of [1n, 7n, 1_234n])
			expect([code, chargeable(cardStep(code) * times, code) !== undefined]).toEqual([code, true])
	expect(partsByCard([{ amountMinor: 1_234n }, { amountMinor: 3n }], 'KWD')).toEqual([{ amountMinor: 1_230n }])
	expect(partsByCard([{ amountMinor: 1_234n }, { amountMinor: 4_321n }], 'KWD')).toEqual([
		{ amountMinor: 1_234n },
		{ amountMinor: 4_316n },
	])
	expect(partsByCard([{ amountMinor: 1_234n }], 'EUR')).toEqual([{ amountMinor: 1_234n }])
})

test('what a card cannot carry of an invoice is settled as a rounding difference, and owed again when the money goes', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books, sql } = world
	const customer = await welcome(books, 'Al Sabah Trading', 'KWD')
	const { id } = await invoice(books, customer, 12_347n)
	const paid = await pay(world, [id])
	expect(paid).toMatchObject({ amountMinor: 12_340n })
	expect(await openOf(books, id)).toBe(0n)
	const settled = { cash: 12_340n, revenue: -12_347n, write_off: 7n }
	expect(await balances(books)).toEqual(settled)
	const facts = expectOk(await look(books, system, findPaperFacts, { id }))
	expect(facts).toMatchObject({ paidMinor: 12_340n, roundedMinor: 7n, openMinor: 0n, standing: 'paid' })
	const told = expectOk(await look(books, customer.actor, findStatement, { customerId: customer.id })).accounts[0]
	expect(told?.lines.map(({ kind, creditMinor }) => `${kind} ${creditMinor}`)).toEqual([
		'invoice 0',
		'payment 12340',
		'rounding 7',
	])
	expect(told?.closingMinor).toBe(0n)

	// A dispute takes the money: all is open again, and settled again when it is won.
	world.clock.moveOn({ days: 1 })
	await dispute(world, paid.id, 12_340n, 'open')
	expect(await openOf(books, id)).toBe(12_347n)
	expect(await balances(books)).toEqual({ receivable: 12_347n, revenue: -12_347n })
	await dispute(world, paid.id, 12_340n, 'won')
	expect(await balances(books)).toEqual(settled)

	// A card takes back no finer amount than it pays; a part given back is open, and void leaves nothing of the difference.
	const give = { paymentId: paid.id, amountMinor: 5n, reason: 'Kind' }
	expect(await act(books, finance, decided(refundPayment), give)).toMatchObject({
		refusal: { code: 'payment.not_by_card' },
	})
	await refund(world, paid.id, 2_000n)
	expect(await openOf(books, id)).toBe(2_007n)
	expectOk(await act(books, system, voidInvoice, { id, reason: 'Wrong', again: false }))
	expect(await balances(books)).toEqual({ cash: 10_340n, customer_balance: -10_340n })
	const found = expectOk(await look(books, system, examine, undefined))
	expect(found.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
	await expect(sql`
		insert into allocation (invoice_id, customer_id, currency, amount_minor, allocated_on, created_at, rounding)
		values (${id}, ${customer.id}, 'KWD', 100, '2026-03-02', now(), true)`).rejects.toThrow('allocation_rounding')
})

test('less than a card can carry is not paid by card', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const customer = await welcome(world.books, 'Al Sabah Trading', 'KWD')
	const { id } = await invoice(world.books, customer, 9n)
	const asked = { invoices: [{ id, amountMinor: 9n }], shownTotalMinor: 9n, key: crypto.randomUUID() }
	expect(await act(world.books, system, startPayment, asked)).toMatchObject({
		refusal: { code: 'payment.not_by_card' },
	})
})

test('a contract that pays itself is charged what its card can carry', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books, sql } = world
	const customer = await welcome(books, 'Al Sabah Trading', 'KWD')
	const line = {
		description: 'Plan',
		quantity: '1',
		unitPrice: '12.347',
		interval: { unit: 'month', count: 1 } as const,
	}
	const terms = { customerId: customer.id, currency: 'KWD', startsOn: '2026-03-02', lines: [line] }
	const { id } = expectOk(await act(books, system, createContract, terms))
	expectOk(await act(books, system, activateContract, { id }))
	const card = { processorMethodId: 'pm_1', brand: 'visa', last4: '4242', expiryMonth: 5, expiryYear: 2028 }
	const paymentMethodId = expectOk(await act(books, system, keepCard, { ...card, customerId: customer.id }))
	expectOk(await act(books, system, payByCard, { id, paymentMethodId }))
	await bill(books, system, world.clock.today(), 1)
	const [billed] = await sql<{ id: string }[]>`select id from invoice`
	const asked = { invoiceId: billed?.id ?? '', number: 1 }
	expect(expectOk(await act(books, system, startCharge, asked))).toMatchObject({ payment: { amountMinor: 12_340n } })
})
