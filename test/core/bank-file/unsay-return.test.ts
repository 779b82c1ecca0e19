import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { acceptEntry } from '#core/bank-file/accept.ts'
import { acceptGoing } from '#core/bank-file/accept-going.ts'
import { unsayReturn } from '#core/bank-file/unsay-return.ts'
import { recordReceipt } from '#core/payment/record-receipt.ts'
import { examine } from '#core/report/examine.ts'
import { codeOf } from '#test/core/delivery/gate.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { balances, type Customer, finance, invoice, openOf, system, welcome } from '../payment/ledger.ts'
import { entriesOf, statementOf, upload } from './banking.ts'

let world: World
let elbe: Customer
const iban = 'DE02120300000000202051'

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	elbe = await welcome(world.books, 'Elbe Bau AG')
	world.clock.standOn(Temporal.PlainDate.from('2026-03-20'))
})
afterAll(() => world.close())

/** 300.00 that came for an invoice of 500.00, and were then said to have gone back. */
async function returned(by: 'hand' | 'order' = 'hand') {
	const { books } = world
	const one = await invoice(books, elbe, 500_00n)
	const paid = { text: one.number, minor: 300_00n, account: iban, reference: one.number, on: '260302' }
	const came = expectOk(await upload(world, statementOf([paid]))).fileId
	const [entry] = await entriesOf(world, came)
	const hand = { by: 'hand' as const, to: [{ invoiceId: one.id, amountMinor: 300_00n }] }
	const given = { entryId: entry?.id ?? '', customerId: elbe.id, allocate: by === 'hand' ? hand : { by } }
	const { paymentId } = expectOk(await act(books, finance, acceptEntry, given))
	const back = { text: `RETURN ${one.number}`, minor: -300_00n, account: iban, on: '260305' }
	const gone = expectOk(await upload(world, statementOf([back]))).fileId
	const [out] = await entriesOf(world, gone)
	const before = await balances(books)
	const stood = await settledBy(paymentId)
	const going = { entryId: out?.id ?? '', kind: 'receipt_returned' as const, id: paymentId }
	expectOk(await act(books, finance, acceptGoing, going))
	return { invoice: one, paymentId, came, gone, entryId: going.entryId, before, stood }
}

const unsay = async (entryId: string, reason = 'It was another receipt') =>
	await act(world.books, finance, unsayReturn, { entryId, reason })

const settledBy = async (paymentId: string) =>
	await world.sql<{ number: string; minor: bigint; on: string }[]>`
		select number, sum(amount_minor)::bigint as minor, max(allocated_on)::text as on from allocation
			join invoice on invoice.id = invoice_id
		where payment_id = ${paymentId} group by 1 having sum(amount_minor) <> 0 order by 1`

async function expectSound() {
	const bad = expectOk(await look(world.books, system, examine, undefined)).filter(
		({ good, promise }) => !good && promise !== 'outbox_delivers',
	)
	expect(bad.map(({ promise, found }) => [promise, found])).toEqual([])
}

test('a debit that was said to return the wrong receipt is unsaid: the receipt stands as it stood, and the debit waits', async () => {
	const { sql } = world
	const { invoice: of, paymentId, came, gone, entryId, before, stood } = await returned()
	expect(await openOf(world.books, of.id)).toBe(500_00n)
	expect(codeOf(await unsay(entryId, ' '))).toBe('input.invalid')
	const { paymentId: again } = expectOk(await unsay(entryId))
	expect(await openOf(world.books, of.id)).toBe(200_00n)
	expect(stood).toMatchObject([{ number: of.number, minor: 300_00n }])
	expect(await settledBy(again)).toEqual(stood)
	expect(await settledBy(paymentId)).toEqual([])
	expect(await balances(world.books)).toEqual(before)
	expect(await entriesOf(world, came)).toMatchObject([{ receipt: { paymentId: again }, ignored: null }])
	expect(await entriesOf(world, gone, 'out')).toMatchObject([{ id: entryId, gone: null }])
	expect(codeOf(await unsay(entryId))).toBe('bank_entry.settled')
	const [{ facts } = { facts: {} }] = await sql<{ facts: object }[]>`
		select facts from event where kind = 'payment.return_unsaid' and subject_id = ${paymentId}`
	expect(facts).toMatchObject({ standsAsId: again, reason: 'It was another receipt', amountMinor: '30000' })
	// Said once more, it is taken back once more.
	expectOk(await act(world.books, finance, acceptGoing, { entryId, kind: 'receipt_returned', id: again }))
	expect(await openOf(world.books, of.id)).toBe(500_00n)
	expectOk(await unsay(entryId, 'Again'))
	expect(await openOf(world.books, of.id)).toBe(200_00n)
	await expectSound()
})

test('money that followed the company’s order since makes way again', async () => {
	const { invoice: of, entryId, before } = await returned('order')
	const other = await invoice(world.books, elbe, 100_00n)
	const order = { by: 'order' as const }
	const more = {
		customerId: elbe.id,
		currency: 'EUR',
		amountMinor: 450_00n,
		receivedOn: '2026-03-10',
		method: 'transfer',
	}
	const later = expectOk(await act(world.books, finance, recordReceipt, { ...more, allocate: order } as never))
	const { paymentId: again } = expectOk(await unsay(entryId))
	expect((await settledBy(again)).reduce((sum, { minor }) => sum + minor, 0n)).toBe(300_00n)
	const sums = (await settledBy(later.paymentId)).reduce((sum, { minor }) => sum + minor, 0n)
	expect([sums <= 450_00n, (await openOf(world.books, of.id)) + (await openOf(world.books, other.id))]).toEqual([
		true,
		50_00n,
	])
	expect((await balances(world.books)).cash).toBe((before.cash ?? 0n) + 450_00n)
	await expectSound()
})

test('it stays said where what the receipt had settled is settled by other money since, or given up', async () => {
	const { invoice: of, paymentId, entryId } = await returned()
	const hand = { by: 'hand' as const, to: [{ invoiceId: of.id, amountMinor: 400_00n }] }
	const more = {
		customerId: elbe.id,
		currency: 'EUR',
		amountMinor: 400_00n,
		receivedOn: '2026-03-11',
		method: 'transfer',
	}
	expectOk(await act(world.books, finance, recordReceipt, { ...more, allocate: hand } as never))
	const before = await balances(world.books)
	expect(codeOf(await unsay(entryId))).toBe('bank_entry.money_moved')
	expect(await balances(world.books)).toEqual(before)
	expect(await openOf(world.books, of.id)).toBe(100_00n)
	expect(await world.sql`select state from payment where id = ${paymentId}`).toEqual([{ state: 'canceled' }])
	await expectSound()
})

test('two who unsay at once let the receipt stand once', async () => {
	const { invoice: of, entryId } = await returned()
	const both = await Promise.all([unsay(entryId), unsay(entryId)])
	expect(both.map(codeOf).sort()).toEqual(['bank_entry.settled', 'done'])
	expect(await openOf(world.books, of.id)).toBe(200_00n)
})

test('the database itself lets nobody unsay it where no receipt stands again', async () => {
	const { paymentId, entryId } = await returned()
	const { sql } = world
	const [other] = await sql<{ id: string }[]>`
		select id from payment where state = 'succeeded' and amount_minor <> 30000 order by id limit 1`
	const clear = sql`update bank_entry set returned_payment_id = null where id = ${entryId}`
	await expect(clear).rejects.toThrow('stays as it is')
	const untrue = sql`
		insert into bank_return_unsaid (entry_id, taken_back_id, stands_as_id, reason, unsaid_by, unsaid_at)
		values (${entryId}, ${paymentId}, ${other?.id ?? ''}, 'No', 'system', now())`
	await expect(untrue).rejects.toThrow('does not stand again')
	await expect(sql`update bank_return_unsaid set reason = 'Other'`).rejects.toThrow('never changed')
})
