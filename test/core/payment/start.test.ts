import { expect, test } from 'vitest'
import { type Actor, act, type Books, expectOk, look } from '#core/act.ts'
import { confirmPayment } from '#core/payment/confirm.ts'
import { failPayment } from '#core/payment/fail.ts'
import { findPayment, findPayments } from '#core/payment/find.ts'
import { startPayment } from '#core/payment/start.ts'
import { invoice, openOf, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks } from '#test/support/books.ts'

type Choice = Parameters<typeof startPayment>[1]

async function answer(books: Books, actor: Actor, choice: Choice) {
	const outcome = await act(books, actor, startPayment, choice)
	return outcome.ok ? outcome.value.amountMinor : outcome.refusal
}

const choice = (id: string, amountMinor: bigint, shownTotalMinor = amountMinor): Choice => ({
	invoices: [{ id, amountMinor }],
	shownTotalMinor,
	key: crypto.randomUUID(),
})

test('a part is paid only where the company allows it, and not too small a part', async () => {
	await using whole = await openBooks({ on: '2026-03-02' })
	const strict = await welcome(whole.books)
	const owed = await invoice(whole.books, strict, 100_00n)
	expect(await answer(whole.books, strict.actor, choice(owed.id, 40_00n, 100_00n))).toMatchObject({
		code: 'payment.part_not_allowed',
	})
	const company = { partPayment: true, smallestPartPaymentMinor: 25_00n }
	await using parts = await openBooks({ on: '2026-03-02', company })
	const customer = await welcome(parts.books)
	const due = await invoice(parts.books, customer, 100_00n)
	const say = (amountMinor: bigint, shown = 100_00n) =>
		answer(parts.books, customer.actor, choice(due.id, amountMinor, shown))
	expect(await say(10_00n)).toEqual({
		code: 'payment.part_too_small',
		facts: { smallestMinor: 25_00n, currency: 'EUR' },
	})
	expect(await say(100_01n)).toMatchObject({ code: 'payment.part_too_large' })
	expect(await say(0n)).toMatchObject({ code: 'payment.not_positive' })
	expect(await say(40_00n, 90_00n)).toMatchObject({ code: 'payment.amount_changed' })
	expect(await say(40_00n)).toBe(40_00n)
})

test('a draft, a credit note and an invoice of somebody else cannot be paid', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const customer = await welcome(world.books)
	const stranger = await welcome(world.books, 'Somebody else')
	const foreign = await invoice(world.books, stranger, 100_00n)
	expect(await answer(world.books, customer.actor, choice(foreign.id, 100_00n))).toMatchObject({ code: 'not_found' })
	const [draft] = await world.sql<{ id: string }[]>`
		insert into invoice (kind, customer_id, currency, subtotal_minor, tax_minor, total_minor, language, created_at)
		values ('invoice', ${customer.id}, 'EUR', 1, 0, 1, 'en', now()) returning id`
	expect(await answer(world.books, customer.actor, choice(draft?.id ?? '', 1n))).toMatchObject({
		code: 'invoice.not_issued',
	})
	const owed = await invoice(world.books, customer, 100_00n)
	const elsewhere: Actor = {
		kind: 'link',
		linkId: customer.id,
		customerId: customer.id,
		contactId: null,
		subject: { kind: 'invoice', id: foreign.id },
		scope: 'pay',
	}
	expect(await answer(world.books, elsewhere, choice(owed.id, 100_00n))).toMatchObject({ code: 'not_found' })
	const here = { ...elsewhere, subject: { kind: 'invoice' as const, id: owed.id } }
	expect(await answer(world.books, here, choice(owed.id, 100_00n))).toBe(100_00n)
})

test('a payment is seen by its customer and by a link to its invoice, and by nobody else', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const customer = await welcome(world.books)
	const stranger = await welcome(world.books, 'Somebody else')
	const owed = await invoice(world.books, customer, 100_00n)
	const other = await invoice(world.books, customer, 50_00n)
	const payment = expectOk(await act(world.books, customer.actor, startPayment, choice(owed.id, 100_00n)))
	const sees = async (actor: Actor) => (await look(world.books, actor, findPayment, { id: payment.id })).ok
	const link = (id: string): Actor => ({
		kind: 'link',
		linkId: customer.id,
		customerId: customer.id,
		contactId: null,
		subject: { kind: 'invoice', id },
		scope: 'view',
	})
	expect([await sees(customer.actor), await sees(link(owed.id))]).toEqual([true, true])
	expect([await sees(stranger.actor), await sees(link(other.id))]).toEqual([false, false])
	expect(expectOk(await look(world.books, stranger.actor, findPayments, {}))).toEqual([])
	expect(expectOk(await look(world.books, customer.actor, findPayments, {})).map((one) => one.id)).toEqual([payment.id])
})

test('only the product itself may say that money has come or has not', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const customer = await welcome(world.books)
	const owed = await invoice(world.books, customer, 100_00n)
	const payment = expectOk(await act(world.books, customer.actor, startPayment, choice(owed.id, 100_00n)))
	const money = { paymentId: payment.id, intentId: 'pi_1', receivedMinor: 100_00n, currency: 'EUR' }
	const finance: Actor = { kind: 'staff', userId: customer.id, role: 'administrator' }
	for (const actor of [customer.actor, finance])
		expect(await act(world.books, actor, confirmPayment, money)).toMatchObject({ refusal: { code: 'not_permitted' } })
	expect(await openOf(world.books, owed.id)).toBe(100_00n)
})

test('money that came for an attempt that had failed counts, and a late failure changes nothing', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const customer = await welcome(world.books)
	const owed = await invoice(world.books, customer, 100_00n)
	const { id: paymentId } = expectOk(await act(world.books, customer.actor, startPayment, choice(owed.id, 100_00n)))
	const failure = { paymentId, intentId: 'pi_1', reason: 'declined' as const, tryId: 'ch_1', final: true }
	expect(expectOk(await act(world.books, system, failPayment, failure))).toMatchObject({ state: 'failed' })
	const money = { paymentId, intentId: 'pi_1', receivedMinor: 100_00n, currency: 'EUR' }
	const together = await Promise.all(Array.from({ length: 8 }, () => act(world.books, system, confirmPayment, money)))
	expect(new Set(together.map((outcome) => expectOk(outcome).receiptNumber))).toEqual(new Set(['R-000001']))
	expectOk(await act(world.books, system, failPayment, { ...failure, tryId: 'ch_2' }))
	const found = expectOk(await look(world.books, customer.actor, findPayment, { id: paymentId }))
	expect(found).toMatchObject({ state: 'succeeded', failureCode: '', allocatedMinor: 100_00n })
	expect((await world.sql`select from event where kind = 'payment.succeeded'`).length).toBe(1)
})

test('invoices of two currencies, or of two customers, are never paid together', async () => {
	await using world = await openBooks({ on: '2026-03-02', company: { partPayment: true } })
	const { books } = world
	const customer = await welcome(books)
	const euros = await invoice(books, customer, 100_00n)
	const dollars = await invoice(books, customer, 100_00n, { currency: 'USD' })
	const both = (one: string, two: string) => ({
		invoices: [
			{ id: one, amountMinor: 100_00n },
			{ id: two, amountMinor: 100_00n },
		],
		shownTotalMinor: 200_00n,
		key: crypto.randomUUID(),
	})
	expect(await answer(books, customer.actor, both(euros.id, dollars.id))).toMatchObject({
		code: 'payment.mixed_currencies',
	})
	const other = await welcome(books, 'Somebody else')
	const theirs = await invoice(books, other, 100_00n)
	await world.sql`insert into customer_contact (customer_id, contact_id) values (${other.id}, ${customer.contactId})`
	expect(await answer(books, customer.actor, both(euros.id, theirs.id))).toMatchObject({
		code: 'payment.mixed_currencies',
	})
	const more = await invoice(books, customer, 50_00n)
	const part = { ...both(euros.id, more.id), shownTotalMinor: 120_00n }
	part.invoices[1] = { id: more.id, amountMinor: 20_00n }
	expect(await answer(books, customer.actor, part)).toBe(120_00n)
})
