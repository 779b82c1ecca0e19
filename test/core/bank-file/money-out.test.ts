import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { acceptEntry } from '#core/bank-file/accept.ts'
import { acceptGoing } from '#core/bank-file/accept-going.ts'
import { acceptSure } from '#core/bank-file/accept-sure.ts'
import { takeUpEntry } from '#core/bank-file/ignore.ts'
import { countGoings } from '#core/bank-file/list-entries.ts'
import { returnOverpayment } from '#core/payment/return-overpayment.ts'
import { codeOf } from '#test/core/delivery/gate.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { type Customer, finance, invoice, openOf, system, welcome } from '../payment/ledger.ts'
import { entriesOf, type Paid, statementOf, upload } from './banking.ts'

let world: World
let elbe: Customer
let invoiceId: string
let number: string
const iban = 'DE02120300000000202051'

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	await world.sql`delete from approval_workflow where subject_kind = 'refund'`
	elbe = await welcome(world.books, 'Elbe Bau AG')
	const issued = await invoice(world.books, elbe, 500_00n)
	invoiceId = issued.id
	number = issued.number
	world.clock.standOn(Temporal.PlainDate.from('2026-03-20'))
})
afterAll(() => world.close())

const taken = async (paid: Paid[], mark = (text: string) => text) =>
	expectOk(await upload(world, mark(statementOf(paid)))).fileId

/** 500.00 came for the invoice, from the account. */
async function received(on: string): Promise<{ entryId: string; paymentId: string; fileId: string }> {
	const fileId = await taken([{ text: number, minor: 500_00n, account: iban, reference: `E2E-${on}`, on }])
	const [entry] = await entriesOf(world, fileId)
	const put = { by: 'hand' as const, to: [{ invoiceId, amountMinor: 500_00n }] }
	const given = { entryId: entry?.id ?? '', customerId: elbe.id, allocate: put }
	const { paymentId } = expectOk(await act(world.books, finance, acceptEntry, given))
	return { entryId: given.entryId, paymentId, fileId }
}

test('a debit that returns an earlier receipt takes it back, and neither entry is a receipt afterwards', async () => {
	const { books, sql } = world
	const came = await received('260302')
	expect(await openOf(world.books, invoiceId)).toBe(0n)
	const back: Paid = { text: 'RETURN INSUFFICIENT FUNDS', minor: -500_00n, account: iban, on: '260305' }
	const fileId = await taken([back], (text) => text.replace(/(:61:\d+)DR/, '$1RCR'))
	const [entry] = await entriesOf(world, fileId)
	expect(entry).toMatchObject({
		...{ amountMinor: -500_00n, reverses: true, matches: [] },
		goings: [
			{
				kind: 'receipt_returned',
				id: came.paymentId,
				customerName: 'Elbe Bau AG',
				why: ['bank_reverses', 'account_known'],
			},
		],
	})
	expect(expectOk(await look(books, finance, countGoings, { fileId }))).toBe(1)
	const entryId = entry?.id ?? ''
	expect(
		codeOf(await act(books, finance, acceptEntry, { entryId, customerId: elbe.id, allocate: { by: 'order' } })),
	).toBe('bank_entry.goes_out')
	expect(expectOk(await act(books, finance, acceptSure, { fileId })).accepted).toBe(0)
	const given = { entryId, kind: 'receipt_returned' as const, id: came.paymentId }
	expect(codeOf(await act(books, finance, acceptGoing, { ...given, entryId: came.entryId }))).toBe('bank_entry.settled')
	expectOk(await act(books, finance, acceptGoing, given))
	expect(codeOf(await act(books, finance, acceptGoing, given))).toBe('bank_entry.settled')
	expect(await openOf(world.books, invoiceId)).toBe(500_00n)
	expect(await entriesOf(world, fileId)).toMatchObject([
		{ gone: { kind: 'receipt_returned', paymentId: came.paymentId } },
	])
	// The money that came is gone again: it is not open to be recorded once more.
	expect(await entriesOf(world, came.fileId, 'open')).toEqual([])
	expect(await sql`select state from payment where id = ${came.paymentId}`).toEqual([{ state: 'canceled' }])
	const again = await act(books, finance, takeUpEntry, { entryId: came.entryId })
	expect(again).toMatchObject({ refusal: { code: 'bank_entry.returned', facts: { returnedOn: '2026-03-05' } } })
	expect(await entriesOf(world, came.fileId, 'open')).toEqual([])
	expect(await entriesOf(world, came.fileId, 'ignored')).toMatchObject([{ ignored: { returned: true } }])
	const free = sql`update bank_entry set ignored_reason = '', ignored_by = null, ignored_at = null where id = ${came.entryId}`
	await expect(free).rejects.toThrow('bank_entry_returned_aside')
	await expect(sql`update bank_entry set returned_by_id = null where id = ${came.entryId}`).rejects.toThrow(
		'stays as it is',
	)
})

test('a debit is the refund that was recorded, or pays out what is a customer’s own', async () => {
	const { books, sql } = world
	const fileId = await taken([{ text: 'Too much', minor: 80_00n, account: iban, on: '260306' }])
	const [entry] = await entriesOf(world, fileId)
	const given = { entryId: entry?.id ?? '', customerId: elbe.id, allocate: { by: 'none' as const } }
	const { paymentId } = expectOk(await act(books, finance, acceptEntry, given))
	const back = {
		paymentId,
		amountMinor: 30_00n,
		returnedOn: '2026-03-10',
		reference: 'R',
		reason: 'Too much',
		freeMinor: 80_00n,
	}
	const refund = expectOk(await act(books, finance, returnOverpayment, back))
	expect(refund.kind).toBe('done')
	const out = await taken([
		{ text: 'Refund', minor: -30_00n, account: iban, on: '260311' },
		{ text: 'Rest of it', minor: -50_00n, account: iban, on: '260312' },
		{ text: 'Rent of our office', minor: -900_00n, name: 'Landlord', on: '260312' },
		{ text: 'Somebody else', minor: -50_00n, name: 'Q', on: '260312' },
	])
	const [refunded, rest, rent, other] = await entriesOf(world, out)
	expect(refunded?.goings[0]).toMatchObject({ kind: 'refund', paymentId, why: ['account_known'] })
	expect(rest?.goings).toMatchObject([{ kind: 'pay_out', id: paymentId, freeMinor: 50_00n }])
	expect([rent?.goings, other?.goings]).toEqual([[], []])
	const refundId = refunded?.goings[0]?.id ?? ''
	const press = async (entryId: string | undefined, more: object) =>
		codeOf(await act(books, finance, acceptGoing, { entryId: entryId ?? '', kind: 'refund', id: refundId, ...more }))
	expect(await press(rest?.id, {})).toBe('bank_entry.other_money')
	expect(await press(refunded?.id, {})).toBe('done')
	expect(await press(other?.id, { kind: 'receipt_returned', id: paymentId })).toBe('bank_entry.other_money')
	expect(await press(rest?.id, { kind: 'pay_out', id: paymentId, freeMinor: 40_00n })).toBe('receipt.changed')
	expect(await press(rest?.id, { kind: 'pay_out', id: paymentId, freeMinor: 50_00n })).toBe('done')
	expect(
		await sql`select payment.amount_minor, returned_minor, settled_on::text as on from payment join refund on payment_id = payment.id
		where payment.id = ${paymentId} order by refund.id`,
	).toEqual([
		{ amount_minor: 80_00n, returned_minor: 80_00n, on: '2026-03-10' },
		{ amount_minor: 80_00n, returned_minor: 80_00n, on: '2026-03-12' },
	])
	expect((await entriesOf(world, out, 'out')).map(({ id }) => id)).toEqual([rent?.id, other?.id])
	const fewer = expectOk(await look(books, finance, countGoings, { fileId: out }))
	expect(fewer).toBe(0)
	expect(
		await sql`select count(*)::int as receipts from bank_entry where amount_minor < 0 and payment_id is not null`,
	).toEqual([{ receipts: 0 }])
	expect(codeOf(await act(books, system, acceptGoing, { entryId: rent?.id ?? '', kind: 'refund', id: refundId }))).toBe(
		'bank_entry.other_money',
	)
})

test('the database itself refuses money that went out as another amount, and to forget what it was', async () => {
	const { sql } = world
	const [linked] = await sql<{ id: string; refund: string }[]>`
		select id, refund_id as refund from bank_entry where refund_id is not null order by id`
	const [rent] = await sql<{ id: string }[]>`select id from bank_entry where amount_minor = -90000`
	await expect(sql`update bank_entry set refund_id = null where id = ${linked?.id ?? ''}`).rejects.toThrow(
		'stays as it is',
	)
	await expect(
		sql`update bank_entry set refund_id = ${linked?.refund ?? ''} where id = ${rent?.id ?? ''}`,
	).rejects.toThrow('other money')
})
