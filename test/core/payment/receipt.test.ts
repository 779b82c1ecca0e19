import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { setReceiptOrder } from '#core/company/set-receipt-order.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { recordFollowUp } from '#core/follow-up/record.ts'
import { tendPromises } from '#core/follow-up/tend-promises.ts'
import { readJournalLines } from '#core/journal/read-lines.ts'
import { allocateReceipt } from '#core/payment/allocate-receipt.ts'
import { moveAllocation } from '#core/payment/move-allocation.ts'
import { returnOverpayment } from '#core/payment/return-overpayment.ts'
import { suggestSplit } from '#core/payment/suggest-split.ts'
import { takeBackReceipt } from '#core/payment/take-back-receipt.ts'
import { takeFromPenalty } from '#core/payment/take-from-penalty.ts'
import { setPenaltyTerms } from '#core/receivable/penalty-terms.ts'
import { examine } from '#core/report/examine.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'
import { hand, oweTwice, receive, refusal, tellAsOf } from './hand.ts'
import { balances, type Customer, finance, invoice, openOf, system, welcome } from './ledger.ts'

const administrator = { ...finance, role: 'administrator' } as const

let world: World
let customer: Customer
let fleet: string
let lift: string
/** 1,000.00 of Fleet due on 11 January, 600.00 of Lift due on 16 January. */
let first: string
let second: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-01-01' })
	const terms = { contractType: null, contractId: null, validFrom: '2026-01-01', graceDays: 0, chargeGrace: false }
	expectOk(await act(world.books, administrator, setPenaltyTerms, { ...terms, dailyRatePercent: '0.05' }))
})
beforeEach(async () => {
	;({ customer, fleet, lift, first, second } = await oweTwice(world))
})
afterAll(() => world.close())

const day = (monthDay: string) => `${world.clock.today().year}-${monthDay}`
const open = async () => [await openOf(world.books, first), await openOf(world.books, second)]
const put = (
	monthDay: string,
	minor: bigint,
	...rest: Parameters<typeof receive> extends [unknown, unknown, unknown, unknown, ...infer Rest] ? Rest : never
) => receive(world.books, customer, day(monthDay), minor, ...rest)
const told = (monthDay: string) => tellAsOf(world.books, customer, fleet, day(monthDay))

test('money goes to the oldest due first, and counts from the day on which it came', async () => {
	const { allocated, unallocatedMinor, receiptNumber } = expectOk(await put('01-21', 1_200_00n))
	expect(allocated.map(({ invoiceId, amountMinor }) => [invoiceId, amountMinor])).toEqual([
		[first, 1_000_00n],
		[second, 200_00n],
	])
	expect(unallocatedMinor).toBe(0n)
	expect(receiptNumber).toMatch(/\d/)
	expect(await open()).toEqual([0n, 400_00n])
	expect(await told('01-20')).toMatchObject({ open: 1_600_00n, ageing: { to30: 1_600_00n } })
	const after = await told('01-21')
	expect(after).toMatchObject({ open: 400_00n, closing: 400_00n, free: 0n, penalty: { accrued: 5_00n } })
	expect(after.lines?.at(-1)).toMatchObject({ day: day('01-21'), kind: 'payment', creditMinor: 1_200_00n })
	const period = { from: day('01-20'), to: day('01-22'), limit: 50 }
	const journal = expectOk(await look(world.books, administrator, readJournalLines, period))
	const days = journal.map(({ kind, postedOn, writtenOn }) => [kind, String(postedOn), String(writtenOn)])
	expect(days).toContainEqual(['payment', day('01-21'), day('03-01')])
	expect(days).toContainEqual(['allocation', day('01-21'), day('03-01')])
})

test('the contract that it is for comes first, and the company may say that the largest does', async () => {
	const asked = { customerId: customer.id, currency: 'EUR', amountMinor: 700_00n }
	const parts = async (more: object = {}) =>
		expectOk(await look(world.books, finance, suggestSplit, { ...asked, ...more })).parts.map(
			(part) => part.amountMinor,
		)
	expect(await parts()).toEqual([700_00n, 0n])
	expect(await parts({ contractId: lift })).toEqual([600_00n, 100_00n])
	const third = await invoice(world.books, customer, 5_000_00n, { contractId: lift, days: 30 })
	expectOk(await act(world.books, administrator, setReceiptOrder, { order: 'largest', paysPenalty: false }))
	delete world.books.company
	const { allocated } = expectOk(await put('02-01', 5_100_00n))
	expect(allocated.map(({ invoiceId }) => invoiceId)).toEqual([third.id, first])
	expectOk(await act(world.books, administrator, setReceiptOrder, { order: 'oldest', paysPenalty: false }))
	delete world.books.company
})

test('what is left after the invoices goes to penalty interest where the company says so, and is put anew with the rest', async () => {
	expectOk(await act(world.books, administrator, setReceiptOrder, { order: 'oldest', paysPenalty: true }))
	delete world.books.company
	const asked = { customerId: customer.id, currency: 'EUR', amountMinor: 1_700_00n, on: day('02-20') }
	const split = expectOk(await look(world.books, finance, suggestSplit, asked))
	const late = expectOk(await put('02-20', 1_700_00n))
	// What is suggested is what it does: the penalty interest of the day on which it came, less than is owed today.
	expect(split.unallocatedMinor).toBe(late.unallocatedMinor)
	// 40 days of 0.50 for Fleet and 35 of 0.30 for Lift.
	expect([late.penaltyMinor, late.unallocatedMinor]).toEqual([30_50n, 69_50n])
	expect(await told('03-01')).toMatchObject({ open: 0n, penalty: { accrued: 20_00n, due: 0n } })
	const early = expectOk(await put('01-21', 400_00n))
	expect(early).toMatchObject({ penaltyMinor: 0n, again: 1 })
	expect((await told('03-01')).penalty).toMatchObject({ accrued: 14_00n, due: 0n })
	const [paid] =
		await world.sql`select sum(amount_minor)::int as minor from penalty_payment where customer_id = ${customer.id}`
	expect(paid).toEqual({ minor: 24_50 })
	const [left] = await world.sql`
		select sum(amount_minor - allocated_minor - returned_minor)::int as minor from payment where customer_id = ${customer.id}`
	expect(left).toEqual({ minor: 475_50 })
	expectOk(await act(world.books, administrator, setReceiptOrder, { order: 'oldest', paysPenalty: false }))
	delete world.books.company
})

test('by hand it goes exactly where it is put, and never beyond the money or what is open', async () => {
	expect(refusal(await put('02-01', 500_00n, hand([first, 400_00n], [second, 200_00n])))).toBe('receipt.over_money')
	expect(refusal(await put('02-01', 900_00n, hand([second, 601_00n])))).toBe('receipt.over_invoice')
	const stranger = await welcome(world.books, 'Südwind')
	const theirs = await invoice(world.books, stranger, 10_00n)
	expect(refusal(await put('02-01', 900_00n, hand([theirs.id, 1_00n])))).toBe('not_found')
	expect(refusal(await put('03-02', 900_00n))).toBe('receipt.day_ahead')
	expect(refusal(await put('02-01', 0n))).toBe('payment.not_positive')
	expect(refusal(await put('02-01', 10n ** 24n))).toBe('input.invalid')
	const { unallocatedMinor } = expectOk(await put('02-01', 900_00n, hand([second, 100_00n], [second, 50_00n])))
	expect(unallocatedMinor).toBe(750_00n)
	expect(await open()).toEqual([1_000_00n, 450_00n])
})

test('the same press, and the same line of a bank, is one receipt', async () => {
	const key = crypto.randomUUID()
	const one = expectOk(await put('02-01', 300_00n, undefined, { key, importKey: `bank-${key}` }))
	expect(expectOk(await put('02-01', 300_00n, undefined, { key }))).toEqual({ ...one, seen: '' })
	expect(refusal(await put('02-01', 300_00n, undefined, { importKey: `bank-${key}` }))).toBe('payment.known')
	expectOk(await act(world.books, finance, takeBackReceipt, { paymentId: one.paymentId, reason: 'Not theirs' }))
	expectOk(await put('02-01', 300_00n, undefined, { importKey: `bank-${key}` }))
})

test('what waits is put later and counts from the day it came; what was put wrongly is moved without a trace', async () => {
	const { paymentId } = expectOk(await put('01-21', 700_00n, { by: 'none' }))
	expect(await open()).toEqual([1_000_00n, 600_00n])
	const allocate = hand([first, 500_00n])
	const stale = { paymentId, allocate, freeMinor: 1n }
	expect(refusal(await act(world.books, finance, allocateReceipt, stale))).toBe('receipt.changed')
	expectOk(await act(world.books, finance, allocateReceipt, { ...stale, freeMinor: 700_00n }))
	expect(refusal(await act(world.books, finance, allocateReceipt, { ...stale, freeMinor: 700_00n }))).toBe(
		'receipt.changed',
	)
	expect((await told('01-22')).penalty).toMatchObject({ open: 500_00n, accrued: 5_25n })
	const move = { paymentId, fromInvoiceId: first, toInvoiceId: second, amountMinor: 200_00n, seenMinor: 500_00n }
	expectOk(await act(world.books, finance, moveAllocation, move))
	expect(refusal(await act(world.books, finance, moveAllocation, move))).toBe('receipt.changed')
	expect(await open()).toEqual([700_00n, 400_00n])
	expect(await told('01-22')).toMatchObject({ open: 1_100_00n, free: 200_00n, penalty: { open: 700_00n } })
	const free = { ...move, toInvoiceId: null, amountMinor: 300_00n, seenMinor: 300_00n }
	expectOk(await act(world.books, finance, moveAllocation, free))
	expect(await open()).toEqual([1_000_00n, 400_00n])
})

test('a receipt taken back leaves everything as it was, and stays to be seen with its reason', async () => {
	const days = ['01-15', '01-25', '02-10', '03-01']
	const before = await Promise.all(days.map(told))
	const books = await balances(world.books)
	const { paymentId } = expectOk(await put('01-21', 1_700_00n))
	expect(await open()).toEqual([0n, 0n])
	world.clock.moveOn({ days: 3 })
	expect(refusal(await act(world.books, finance, takeBackReceipt, { paymentId, reason: ' ' }))).toBe('input.invalid')
	expectOk(await act(world.books, finance, takeBackReceipt, { paymentId, reason: 'Another customer paid' }))
	const after = await Promise.all(days.map(told))
	const still = (one: (typeof before)[number]) => ({
		...one,
		lines: one.lines?.filter(({ kind }) => !kind.startsWith('payment')),
	})
	expect(after.map(still)).toEqual(before.map(still))
	expect(await balances(world.books)).toEqual(books)
	const [payment] = await world.sql`
		select state, taken_back_reason as reason, taken_back_by as by, receipt_number is not null as numbered, received_on::text as on
		from payment where id = ${paymentId}`
	expect(payment).toEqual({
		state: 'canceled',
		reason: 'Another customer paid',
		by: expect.stringMatching(/^staff:/),
		numbered: true,
		on: day('01-21'),
	})
	expect(refusal(await act(world.books, finance, takeBackReceipt, { paymentId, reason: 'Again' }))).toBe(
		'payment.not_succeeded',
	)
})

test('an over-payment stays the customer’s or is sent back on its day, after which the receipt stands', async () => {
	const { paymentId, unallocatedMinor } = expectOk(await put('01-21', 1_700_00n))
	expect(unallocatedMinor).toBe(100_00n)
	const give = {
		paymentId,
		amountMinor: 60_00n,
		returnedOn: day('02-05'),
		reference: 'SEPA 7',
		reason: 'Too much',
		freeMinor: 100_00n,
	}
	const ask = (more: object = {}) => act(world.books, finance, returnOverpayment, { ...give, ...more })
	expect(refusal(await ask({ amountMinor: 101_00n }))).toBe('receipt.over_money')
	expect(refusal(await ask({ returnedOn: day('01-20') }))).toBe('receipt.return_day')
	expectOk(await ask())
	expect(refusal(await ask())).toBe('receipt.changed')
	expect(await told('02-04')).toMatchObject({ free: 100_00n, open: 0n })
	expect(await told('02-05')).toMatchObject({ free: 40_00n, open: 0n })
	expect(refusal(await act(world.books, finance, takeBackReceipt, { paymentId, reason: 'x' }))).toBe('receipt.returned')
})

test('money put to penalty interest by hand is its income, and reduces what is owed of it until it is taken back', async () => {
	const owed = async () => {
		const { penalty } = await told('03-01')
		return penalty
	}
	// 49 days on 1,000.00 at 0.05 %.
	expect(await owed()).toMatchObject({ accrued: 24_50n, due: 24_50n })
	const before = await balances(world.books)
	const too = { ...hand([second, 600_00n]), penalty: [{ contractId: fleet, amountMinor: 24_51n }] }
	expect(refusal(await put('02-20', 700_00n, too))).toBe('receipt.over_penalty')
	const split = { ...too, penalty: [{ contractId: fleet, amountMinor: 20_00n }] }
	const { paymentId, penaltyMinor, unallocatedMinor } = expectOk(await put('02-20', 700_00n, split))
	expect([penaltyMinor, unallocatedMinor]).toEqual([20_00n, 80_00n])
	expect(await owed()).toMatchObject({ accrued: 24_50n, due: 4_50n, payOff: 1_004_50n })
	expect((await told('02-19')).penalty).toMatchObject({ accrued: 19_50n, due: 19_50n })
	expect(await told('03-01')).toMatchObject({ open: 1_000_00n, free: 80_00n, closing: 920_00n })
	expect((await told('03-01')).lines?.at(-1)).toMatchObject({ kind: 'penalty_payment', debitMinor: 20_00n })
	expect((await balances(world.books)).penalty_income).toBe((before.penalty_income ?? 0n) - 20_00n)
	const free = { paymentId, contractId: fleet, seenMinor: 20_00n }
	expectOk(await act(world.books, finance, takeFromPenalty, free))
	expect(refusal(await act(world.books, finance, takeFromPenalty, free))).toBe('receipt.changed')
	expect(await told('03-01')).toMatchObject({ free: 100_00n, penalty: { due: 24_50n } })
	const again = { by: 'hand', to: [], penalty: [{ contractId: fleet, amountMinor: 5_00n }] } as const
	expectOk(await act(world.books, finance, allocateReceipt, { paymentId, allocate: again, freeMinor: 100_00n }))
	expectOk(await act(world.books, finance, takeBackReceipt, { paymentId, reason: 'Not theirs' }))
	expect(await owed()).toMatchObject({ due: 24_50n })
	expect(await balances(world.books)).toEqual(before)
	const findings = expectOk(await look(world.books, system, examine, undefined))
	expect(findings.find(({ promise }) => promise === 'money_settles_what_is_allocated')?.found).toEqual([])
})

test('a promise is kept by money that came in time, whenever it is typed, and not by money that had not come', async () => {
	const [year] = [world.clock.today().year]
	world.clock.standOn(`${year}-02-01`)
	const promise = { invoiceId: first, amountMinor: 400_00n, currency: 'EUR', on: day('02-10') }
	const talk = { customerId: customer.id, kind: 'call', text: 'They will pay', key: crypto.randomUUID() } as const
	expectOk(await act(world.books, system, recordFollowUp, { ...talk, promise }))
	world.clock.standOn(`${year}-02-20`)
	expectOk(await act(world.books, system, tendPromises, undefined))
	const state = async () =>
		(await world.sql<{ state: string }[]>`select state from payment_promise where customer_id = ${customer.id}`)[0]
			?.state
	expect(await state()).toBe('broken')
	const { paymentId } = expectOk(await put('02-09', 400_00n, hand([first, 400_00n])))
	expect(await state()).toBe('kept')
	expectOk(await act(world.books, finance, takeBackReceipt, { paymentId, reason: 'Not theirs' }))
	expect(await state()).toBe('broken')
	expectOk(await put('02-11', 400_00n, hand([first, 400_00n])))
	expect(await state()).toBe('broken')
})

test('what is typed late pays the penalty interest of its day before what was invoiced after it, as typed on its day', async () => {
	const pays = async (paysPenalty: boolean) => {
		expectOk(await act(world.books, administrator, setReceiptOrder, { order: 'oldest', paysPenalty }))
		delete world.books.company
	}
	await pays(true)
	await invoice(world.books, customer, 500_00n, { contractId: fleet, days: 30 })
	// 20 days of 0.50 for Fleet and 15 of 0.30 for Lift on the 31st; the third invoice is of 1 March.
	const { penaltyMinor, allocated, unallocatedMinor } = expectOk(await put('01-31', 1_700_00n))
	expect([penaltyMinor, unallocatedMinor]).toEqual([14_50n, 0n])
	expect(allocated.map(({ amountMinor }) => amountMinor)).toEqual([1_000_00n, 600_00n, 85_50n])
	await pays(false)
})

test('money freed by a voided invoice counts from its own day where it went, also once the rest of it is sent back', async () => {
	const { paymentId } = expectOk(await put('01-05', 1_000_00n, hand([first, 1_000_00n])))
	expectOk(await act(world.books, finance, decided(voidInvoice), { id: first, reason: 'Never delivered' }))
	expect(await openOf(world.books, second)).toBe(0n)
	const accrued = async () => (await tellAsOf(world.books, customer, lift, day('03-01'))).penalty.accrued
	expect(await accrued()).toBe(0n)
	const rest = { paymentId, amountMinor: 400_00n, freeMinor: 400_00n, returnedOn: day('03-01') }
	expectOk(await act(world.books, finance, returnOverpayment, { ...rest, reference: '', reason: 'Too much' }))
	expect(await accrued()).toBe(0n)
})
