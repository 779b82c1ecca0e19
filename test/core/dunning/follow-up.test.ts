import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { payByCard } from '#core/contract/pay-by-card.ts'
import { readPolicy } from '#core/dunning/policy.ts'
import { followUp } from '#core/dunning/run.ts'
import { type PaymentRules, setPaymentRules } from '#core/dunning/set-policy.ts'
import { keepCard, refreshCard } from '#core/payment/keep-card.ts'
import { finance, invoice, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

const administrator = { ...finance, role: 'administrator' } as const
const letters = async ({ sql }: World) =>
	(
		await sql<{ letter: string }[]>`select payload ->> 'letter' as letter from outbox where kind = 'mail' order by id`
	).map((row) => row.letter)

test('an invoice is reminded of before and after its due day, once each, however many workers look', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const customer = await welcome(world.books)
	await invoice(world.books, customer, 100_00n)
	const live = async (day: string) => {
		world.clock.standOn(day)
		const all = await Promise.all([1, 2, 3, 4].map(() => followUp(world.books, system)))
		return all.reduce((sum, one) => sum + one.reminders, 0)
	}
	expect(await live('2026-03-12')).toBe(0)
	expect(await live('2026-03-13')).toBe(1)
	expect(await live('2026-03-16')).toBe(0)
	expect(await live('2026-03-17')).toBe(0)
	// The worker slept over the third day after the due day, and makes it good.
	expect(await live('2026-03-21')).toBe(1)
	expect(await live('2026-03-30')).toBe(1)
	expect(await live('2026-06-01')).toBe(0)
	expect(await letters(world)).toEqual(['invoice-due-soon', 'invoice-overdue', 'invoice-overdue'])
	expect(await world.sql`select happened_on::text as on from event where kind = 'invoice.overdue'`).toEqual([
		{ on: '2026-03-17' },
	])
})

test('an old debt is not told as news', async () => {
	await using world = await openBooks({ on: '2025-01-02' })
	const customer = await welcome(world.books)
	await invoice(world.books, customer, 100_00n)
	world.clock.standOn('2026-03-02')
	expect(await followUp(world.books, system)).toMatchObject({ reminders: 0 })
})

test('a card that pays contracts is warned of a month ahead and once it is past, anew for a new expiry', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books, sql } = world
	const customer = await welcome(books)
	const card = { processorMethodId: 'pm_1', brand: 'visa', last4: '4242', expiryMonth: 5, expiryYear: 2026 }
	const paymentMethodId = expectOk(await act(books, system, keepCard, { ...card, customerId: customer.id }))
	expectOk(
		await act(books, system, keepCard, { ...card, processorMethodId: 'pm_2', customerId: customer.id, expiryMonth: 4 }),
	)
	const contract = expectOk(
		await act(books, system, createContract, {
			customerId: customer.id,
			currency: 'EUR',
			startsOn: '2026-03-02',
			lines: [{ description: 'Plan', quantity: '1', unitPrice: '1', interval: { unit: 'year', count: 1 } }],
		}),
	)
	expectOk(await act(books, system, activateContract, { id: contract.id }))
	expectOk(await act(books, system, payByCard, { id: contract.id, paymentMethodId }))
	const live = async (day: string) => {
		world.clock.standOn(day)
		return (await followUp(books, system)).cards
	}
	expect(await live('2026-04-29')).toBe(0)
	expect(await live('2026-04-30')).toBe(1)
	expect(await live('2026-05-31')).toBe(0)
	expect(await live('2026-06-01')).toBe(1)
	expectOk(await act(books, system, refreshCard, { ...card, expiryYear: 2027 }))
	expect(await live('2026-06-02')).toBe(0)
	expect(await live('2027-05-01')).toBe(1)
	const told = await sql<{ kind: string }[]>`select kind from event where kind like 'payment_method.%' order by id`
	expect(told.map(({ kind }) => kind)).toEqual([
		'payment_method.saved',
		'payment_method.saved',
		'payment_method.expiring',
		'payment_method.expired',
		'payment_method.renewed',
		'payment_method.expiring',
	])
})

const rules: PaymentRules = {
	retryDays: [2, 4],
	retryHour: 18,
	remindBeforeDays: [],
	remindAfterDays: [5],
	warnedAfterDays: 5,
	restrictedAfterDays: null,
	blockedAfterDays: 20,
	partPayment: true,
	smallestPartPaymentMinor: 25_00n,
}

test('only an administrator sets the rules, and they are kept as given', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books } = world
	expect(await act(books, finance, setPaymentRules, rules)).toMatchObject({ refusal: { code: 'not_permitted' } })
	expectOk(await act(books, administrator, setPaymentRules, rules))
	const { partPayment, smallestPartPaymentMinor, ...policy } = rules
	expect(expectOk(await look(books, administrator, readPolicy, undefined as never))).toEqual(policy)
	expect(await act(books, administrator, async (scope) => scope.company, undefined)).toMatchObject({
		value: { partPayment, smallestPartPaymentMinor },
	})
	const set = (more: Partial<PaymentRules>) => act(books, administrator, setPaymentRules, { ...rules, ...more })
	for (const retryDays of [[3, 3], [4, 2], [0], [1.5], [400], Array.from({ length: 13 }, (_, day) => day + 1)])
		expect(await set({ retryDays })).toMatchObject({ refusal: { code: 'dunning.days_not_rising' } })
	expect(await set({ restrictedAfterDays: 5 })).toMatchObject({ refusal: { code: 'dunning.ladder_not_rising' } })
	expect(await set({ blockedAfterDays: 0 })).toMatchObject({ refusal: { code: 'dunning.ladder_not_rising' } })
	expect(await set({ retryHour: 24 })).toMatchObject({ refusal: { code: 'input.invalid' } })
	expect(await set({ smallestPartPaymentMinor: -1n })).toMatchObject({ refusal: { code: 'input.invalid' } })
})
