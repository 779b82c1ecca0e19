import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { findCreditFate } from '#core/credit-note/find-fate.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { findInvoicePage } from '#core/invoice/page.ts'
import { previewRefund } from '#core/payment/preview-refund.ts'
import { refundPayment } from '#core/payment/refund.ts'
import { examine } from '#core/report/examine.ts'
import { type Customer, finance, openOf, system, welcome } from '#test/core/payment/ledger.ts'
import { begin, pay, refund } from '#test/core/payment/shares.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'
import { billed, credit, noteLines } from './bill.ts'

let world: World
let customer: Customer
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	customer = await welcome(world.books)
})
afterAll(async () => {
	const found = expectOk(await look(world.books, system, examine, undefined))
	expect(found.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
	await world.close()
})

const page = async (id: string) => expectOk(await look(world.books, system, findInvoicePage, { id }))
const fate = async (id: string) => expectOk(await look(world.books, system, findCreditFate, { id }))
const refused = async (...asked: Parameters<typeof credit>) => {
	const outcome = await credit(...asked)
	return outcome.ok ? 'done' : [outcome.refusal.code, outcome.refusal.facts]
}
const movements = async () => (await world.sql`select * from mrr_movement`).length

test('a part lowers what is open, by quantity and by amount, tax by line, and says why to the customer', async () => {
	const lines = [
		{ net: 100_00n, tax: 19_00n, quantity: '10', from: '2026-03-01', to: '2026-04-01' },
		{ net: 50_00n, tax: 9_50n },
		{ net: 30_00n },
	]
	const { id, lineIds } = await billed(world, customer, lines)
	const before = await movements()
	const done = expectOk(
		await credit(world, {
			id,
			parts: [
				{ by: 'quantity', lineId: lineIds[0], quantity: '2.5' },
				{ by: 'amount', lineId: lineIds[1] ?? '', amountMinor: '1001' },
			],
			reason: 'Machine stood still',
			message: 'With our apologies',
		}),
	)
	expect(await noteLines(world, done.creditNoteId)).toEqual([
		[-25_00n, -4_75n, '2.5'],
		[-10_01n, -1_90n, '1'],
	])
	const note = await page(done.creditNoteId)
	expect(note).toMatchObject({ reason: 'Machine stood still', message: 'With our apologies', credits: { id } })
	expect(note.number).toMatch(/^CN|^CRN|\d/)
	expect(note.lines[0]).toMatchObject({ periodFrom: '2026-03-01', why: { kind: 'part', by: 'quantity', share: '2.5' } })
	expect(await openOf(world.books, id)).toBe(208_50n - 41_66n)
	expect(await fate(done.creditNoteId)).toEqual({ lowersMinor: 41_66n, toCardMinor: 0n, theirsMinor: 0n })
	expect(await movements()).toBe(before)
	const letters = await world.sql`select from outbox where key = ${`letter:credit_note:${done.creditNoteId}`}`
	expect(letters.length).toBe(1)
	// What is earned over the period is given back over it, what is earned at once at once.
	const posted = await world.sql`
		select account, amount_minor as minor from journal_entry join journal_line on entry_id = journal_entry.id
		where kind = 'credit_note' and subject_id = ${done.creditNoteId} order by account`
	expect(posted).toEqual([
		{ account: 'customer_balance', minor: -41_66n },
		{ account: 'deferred_revenue', minor: 25_00n },
		{ account: 'revenue', minor: 10_01n },
		{ account: 'tax', minor: 6_65n },
	])
})

test('however a line is cut, its parts come to the whole and the last takes the remainder', async () => {
	const { id, lineIds } = await billed(world, customer, [{ net: 1_00n, tax: 20n, quantity: '3' }])
	const third = { by: 'quantity' as const, lineId: lineIds[0], quantity: '1' }
	const parts: unknown[] = []
	for (let time = 0; time < 3; time++) {
		const { creditNoteId } = expectOk(await credit(world, { id, parts: [third] }))
		parts.push(...(await noteLines(world, creditNoteId)))
	}
	expect(parts).toEqual([
		[-33n, -7n, '1'],
		[-34n, -6n, '1'],
		[-33n, -7n, '1'],
	])
	expect(await refused(world, { id, parts: [third] })).toEqual([
		'invoice.line_credit_exceeds',
		{ lineId: third.lineId, line: 'Line 1', leftMinor: 0n, currency: 'EUR' },
	])
	const again = await act(world.books, finance, decided(voidInvoice), { id, reason: 'Wrong' })
	expect(again).toMatchObject({ refusal: { code: 'invoice.credit_exceeds' } })
})

test('the void after it takes what is left, and what was paid of that alone', async () => {
	const { id, lineIds } = await billed(world, customer, [{ net: 60_00n }, { net: 40_00n, quantity: '4' }])
	await pay(world, [id])
	const first = expectOk(
		await credit(world, { id, parts: [{ by: 'quantity', lineId: lineIds[1] ?? '', quantity: '1' }] }),
	)
	expect(await fate(first.creditNoteId)).toEqual({ lowersMinor: 0n, toCardMinor: 0n, theirsMinor: 10_00n })
	const { creditNoteId } = expectOk(await act(world.books, finance, decided(voidInvoice), { id, reason: 'Wrong' }))
	expect(await noteLines(world, creditNoteId)).toEqual([
		[-60_00n, 0n, '1'],
		[-30_00n, 0n, '1'],
	])
	expect(await page(id)).toMatchObject({ standing: 'void', settledMinor: 100_00n })
})

test('what was paid settles what else is owed, or stays theirs; by choice or by rule it goes back to the card', async () => {
	const own = await welcome(world.books, 'Quellwasser')
	const parts = (lineId: string, amountMinor: string) => [{ by: 'amount' as const, lineId, amountMinor }]
	const first = await billed(world, own, [{ net: 100_00n }])
	await pay(world, [first.id])
	const other = await billed(world, own, [{ net: 30_00n }])
	expectOk(await credit(world, { id: first.id, parts: parts(first.lineIds[0], '4000') }))
	expect(await openOf(world.books, other.id)).toBe(0n)

	const second = await billed(world, own, [{ net: 100_00n }])
	// Ten of the balance have settled it already.
	const payment = await pay(world, [second.id])
	const back = expectOk(await credit(world, { id: second.id, parts: parts(second.lineIds[0], '9500'), paid: 'card' }))
	const [sent] = await world.sql`
		select amount_minor as minor, credit_note_id as note, state from refund where payment_id = ${payment.id}`
	expect(sent).toEqual({
		minor: payment.amountMinor < 95_00n ? payment.amountMinor : 95_00n,
		note: back.creditNoteId,
		state: 'started',
	})
	await refund(world, payment.id, payment.amountMinor < 95_00n ? payment.amountMinor : 95_00n)
	expect(await openOf(world.books, second.id)).toBe(0n)

	const third = await billed(world, own, [{ net: 20_00n }])
	const open = await openOf(world.books, third.id)
	await pay(world, [third.id])
	await world.sql`update company set credit_for_less = 'refund'`
	const ruled = expectOk(await credit(world, { id: third.id, parts: parts(third.lineIds[0], '500') }))
	await world.sql`update company set credit_for_less = 'against_invoice'`
	expect(open).toBeGreaterThan(5_00n)
	expect(await fate(ruled.creditNoteId)).toEqual({ lowersMinor: 0n, toCardMinor: 5_00n, theirsMinor: 0n })
})

test('a refund that is on its way is not sent twice', async () => {
	const own = await welcome(world.books, 'Ostsee')
	const { id, lineIds } = await billed(world, own, [{ net: 100_00n }])
	const payment = await pay(world, [id])
	expectOk(
		await act(world.books, finance, decided(refundPayment), {
			paymentId: payment.id,
			amountMinor: 70_00n,
			reason: 'x',
		}),
	)
	const parts = [{ by: 'amount' as const, lineId: lineIds[0], amountMinor: '5000' }]
	const done = expectOk(await credit(world, { id, parts, paid: 'card' }))
	expect(await fate(done.creditNoteId)).toMatchObject({ toCardMinor: 30_00n })
	const shown = await act(world.books, finance, previewRefund, { paymentId: payment.id, amountMinor: 1n })
	expect(shown).toMatchObject({ refusal: { code: 'refund.exceeds' } })
})

test('what cannot be credited is refused in words that name it', async () => {
	const { id, number, lineIds } = await billed(world, customer, [
		{ net: 100_00n, quantity: '4' },
		{ net: -80_00n },
		{ net: 0n },
	])
	const [charge, back = '', free = ''] = lineIds
	const amount = (lineId: string, amountMinor: string) => ({ by: 'amount' as const, lineId, amountMinor })
	const ask = (...parts: Parameters<typeof credit>[1]['parts'][number][]) => refused(world, { id, parts })
	const tooMuch = (lineId: string, line: string, leftMinor: bigint) => [
		'invoice.line_credit_exceeds',
		{ lineId, line, leftMinor, currency: 'EUR' },
	]
	expect(await ask()).toEqual(['invoice.nothing_credited', {}])
	expect(await ask(amount(charge, '0'))).toEqual(['invoice.nothing_credited', {}])
	expect(await ask(amount(charge, '-5'))).toEqual(['invoice.nothing_credited', {}])
	expect(await ask({ by: 'quantity', lineId: charge, quantity: '0' })).toEqual(['invoice.nothing_credited', {}])
	expect(await ask(amount(charge, '10001'))).toEqual(tooMuch(charge, 'Line 1', 100_00n))
	expect(await ask({ by: 'quantity', lineId: charge, quantity: '4.01' })).toEqual(tooMuch(charge, 'Line 1', 100_00n))
	expect(await ask(amount(back, '1'))).toEqual(tooMuch(back, 'Line 2', 0n))
	expect(await ask(amount(free, '1'))).toEqual(tooMuch(free, 'Line 3', 0n))
	// The line itself charged more, the invoice came to 20.
	expect(await ask(amount(charge, '2001'))).toEqual([
		'invoice.credit_exceeds',
		{ number, leftMinor: 20_00n, currency: 'EUR' },
	])
	expect(await ask(amount(charge, '1'), amount(charge, '1'))).toMatchObject(['input.invalid', { field: 'parts' }])
	expect(await ask(amount(crypto.randomUUID(), '1'))).toEqual(['not_found', { noun: 'invoice_line' }])
	expect(await refused(world, { id, parts: [amount(charge, '1')], reason: ' ' })).toMatchObject(['input.invalid', {}])
	await begin(world, [id])
	expect(await ask(amount(charge, '1'))).toMatchObject(['payment.in_progress', {}])
	const gone = await billed(world, customer, [{ net: 5_00n }])
	expectOk(await act(world.books, finance, decided(voidInvoice), { id: gone.id, reason: 'Wrong' }))
	expect(await refused(world, { id: gone.id, parts: [amount(gone.lineIds[0], '1')] })).toMatchObject([
		'invoice.not_issued',
		{},
	])
})

test('twenty at once credit a line once, and nothing beyond it', async () => {
	const { id, lineIds } = await billed(world, customer, [{ net: 100_00n, tax: 19_00n }])
	const parts = [{ by: 'amount' as const, lineId: lineIds[0], amountMinor: '3000' }]
	const answers = await Promise.all(Array.from({ length: 20 }, () => credit(world, { id, parts })))
	expect(answers.filter(({ ok }) => ok).length).toBe(3)
	expect(await openOf(world.books, id)).toBe(119_00n - 3n * 35_70n)
})

test('the void frees what came last, whatever order it was written in', async () => {
	const own = await welcome(world.books, 'Reihenfolge')
	const { id, lineIds } = await billed(world, own, [{ net: 100_00n }])
	const late = await pay(world, [id], 60_00n)
	const early = await pay(world, [id], 40_00n)
	// As if the first had been on its way for longer; the database lets nobody say so afterwards.
	await world.sql.begin(async (sql) => {
		await sql`set local session_replication_role = replica`
		await sql`
			update payment set received_on = received_on - 3, settled_at = settled_at - interval '3 days' where id = ${early.id}`
	})
	expectOk(await credit(world, { id, parts: [{ by: 'amount', lineId: lineIds[0], amountMinor: '3000' }] }))
	expectOk(await act(world.books, finance, decided(voidInvoice), { id, reason: 'Wrong' }))
	const left = await world.sql`
		select allocated_minor as minor from payment where id in (${early.id}, ${late.id}) order by received_on`
	expect(left.map(({ minor }) => minor)).toEqual([30_00n, 0n])
})
