import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { acceptEntry } from '#core/bank-file/accept.ts'
import { acceptSure } from '#core/bank-file/accept-sure.ts'
import { ignoreEntry, takeUpEntry } from '#core/bank-file/ignore.ts'
import { countSure } from '#core/bank-file/list-entries.ts'
import { findBankFile, listBankFiles } from '#core/bank-file/list-files.ts'
import { bill } from '#core/invoice/run.ts'
import { recordReceipt } from '#core/payment/record-receipt.ts'
import { takeBackReceipt } from '#core/payment/take-back-receipt.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { type Customer, finance, invoice, openOf, welcome } from '../payment/ledger.ts'
import { agree } from '../payment/shares.ts'
import { sellByThree } from '../receivable/sold-machine.ts'
import { entriesOf, type Paid, statementOf, upload } from './banking.ts'

let world: World
let alster: Customer
let elbe: Customer
let weser: Customer
/** Open: 1,190.00, 250.00 and 80.00 of Alster; 500.00 of Elbe's contract and 90.00; 77.70 of Weser. */
let numbers: Record<'a' | 'b' | 'c' | 'd' | 'e' | 'f', string>
const ids: Record<string, string> = {}
let contract: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	alster = await welcome(world.books, 'Alster Kran- und Hebetechnik GmbH')
	elbe = await welcome(world.books, 'Elbe Bau AG')
	weser = await welcome(world.books, 'Weser Werft')
	const contractId = await agree(world, elbe, 'Crane')
	contract =
		(await world.sql<{ number: string }[]>`select number from contract where id = ${contractId}`)[0]?.number ?? ''
	const issue = async (name: string, customer: Customer, minor: bigint, more = {}) => {
		const { id, number } = await invoice(world.books, customer, minor, more)
		ids[name] = id
		return number
	}
	numbers = {
		a: await issue('a', alster, 1_190_00n, { days: 5 }),
		b: await issue('b', alster, 250_00n, { days: 6 }),
		c: await issue('c', alster, 80_00n, { days: 7 }),
		d: await issue('d', elbe, 500_00n, { contractId }),
		e: await issue('e', elbe, 90_00n),
		f: await issue('f', weser, 77_70n),
	}
	world.clock.standOn('2026-03-10')
})
afterAll(() => world.close())

async function suggested(paid: Paid, account: string) {
	const { fileId } = expectOk(await upload(world, statementOf([paid], account)))
	const [entry] = await entriesOf(world, fileId)
	const [best] = entry?.matches ?? []
	return {
		whom: best?.customerName ?? null,
		why: best?.reasons.map(({ kind }) => kind) ?? [],
		put: best?.put.map(({ number, amountMinor }) => [number, amountMinor]) ?? [],
		...{ free: best?.freeMinor ?? 0n, by: best?.by, sure: best?.sure ?? false },
	}
}

const spaced = (number: string) =>
	number
		.toLowerCase()
		.replace(/\W/g, ' ')
		.replace(/(\d\d)$/, ' $1')
const digits = (number: string) => number.replace(/\D/g, '')
const unfilled = (number: string) => number.replace(/^(\D+)0+/, '$1')
const named = ['invoice_number', 'amount_named']

test('who paid and what for is told by what people write, and said why', async () => {
	const { a, b, c, d, e, f } = numbers
	const table: [string, Paid, object][] = [
		['the number', { text: `Rechnung ${a}`, minor: 1_190_00n }, { why: named, put: [[a, 1_190_00n]], sure: true }],
		['lower case with spaces', { text: `re. ${spaced(a)} danke`, minor: 1_190_00n }, { why: named, sure: true }],
		['without its letters', { text: `Rg ${digits(a)}`, minor: 1_190_00n }, { why: ['invoice_digits', 'amount_named'] }],
		['without zeros', { text: `Rg. ${unfilled(a)} danke`, minor: 1_190_00n }, { why: named, sure: true }],
		[
			'in a structured reference',
			{ text: 'x', reference: `RF18${a.replace(/\W/g, '')}`, minor: 1_190_00n },
			{ why: named, sure: true },
		],
		[
			'two numbers',
			{ text: `${a}/${b}`, minor: 1_440_00n },
			{ why: ['invoice_number', 'invoice_number', 'amount_named'], sure: true },
		],
		[
			'less than it',
			{ text: a, minor: 1_000_00n },
			{ why: ['invoice_number', 'amount_part'], put: [[a, 1_000_00n]], sure: false },
		],
		[
			'more than it',
			{ text: c, minor: 100_00n },
			{ why: ['invoice_number', 'amount_more'], free: 20_00n, sure: false },
		],
		[
			'two of two customers',
			{ text: `${c} ${f}`, minor: 80_00n },
			{ whom: 'Alster Kran- und Hebetechnik GmbH', sure: false },
		],
		[
			'a contract',
			{ text: `contract ${contract}`, minor: 500_00n },
			{ whom: 'Elbe Bau AG', why: ['contract_number', 'amount_invoice'], put: [[d, 500_00n]] },
		],
		[
			'a name nearly right',
			{ text: 'Miete', name: 'ALSTER KRAN HEBETECHNIK', minor: 250_00n },
			{ whom: 'Alster Kran- und Hebetechnik GmbH', why: ['name', 'amount_invoice'], put: [[b, 250_00n]] },
		],
		[
			'the whole balance',
			{ text: '', name: 'Elbe Bau', minor: 590_00n },
			{
				why: ['name', 'amount_balance'],
				put: [
					[d, 500_00n],
					[e, 90_00n],
				],
			},
		],
		[
			'a sum of two',
			{ text: '', name: 'Alster Kran und Hebetechnik', minor: 330_00n },
			{
				why: ['name', 'amount_sum'],
				put: [
					[b, 250_00n],
					[c, 80_00n],
				],
			},
		],
		['the amount alone', { text: 'thanks', minor: 77_70n }, { whom: 'Weser Werft', why: ['amount_only'], sure: false }],
		[
			'no amount of theirs',
			{ text: '', name: 'Weser Werft', minor: 10_00n },
			{ by: 'order', why: ['name'], put: [[f, 10_00n]] },
		],
		['nothing', { text: 'Spende', name: 'Q', minor: 3_33n }, { whom: null }],
		['money that went out', { text: a, minor: -1_190_00n }, { whom: null }],
	]
	for (const [what, paid, expected] of table)
		expect({ what, ...(await suggested(paid, `T${what.replace(/\W/g, '')}`)) }).toMatchObject({ what, ...expected })
})

test('a file is taken in once, and another that overlaps brings only what is new', async () => {
	const paid = (text: string, minor: bigint): Paid => ({ text, minor, name: 'Somebody' })
	const monday = [paid('one', 1_00n), paid('twin', 2_00n), paid('twin', 2_00n)]
	const first = expectOk(await upload(world, statementOf(monday)))
	expect(first).toMatchObject({ added: 3, known: 0, again: false, asks: false })
	expect(expectOk(await upload(world, statementOf(monday)))).toMatchObject({
		fileId: first.fileId,
		again: true,
		added: 0,
	})
	const more = [...monday, paid('four', 4_00n)]
	const second = expectOk(await upload(world, statementOf(more)))
	expect(second).toMatchObject({ added: 1, known: 3, again: false })
	expect((await entriesOf(world, second.fileId)).map(({ description }) => description)).toEqual(['four'])
	const both = [5, 6].map((minor) => statementOf([...more, paid(`of ${minor}`, BigInt(minor)), paid('shared', 9_00n)]))
	const made = await Promise.all(both.map((text) => upload(world, text)))
	expect(made.reduce((sum, one) => sum + expectOk(one).added, 0)).toBe(3)
})

test('an entry becomes one receipt, whoever presses how often, and waits again when that is taken back', async () => {
	const lone = await welcome(world.books, 'Lone Star')
	const owed = await invoice(world.books, lone, 40_00n)
	const { fileId } = expectOk(
		await upload(world, statementOf([{ text: `pay ${owed.number}`, minor: 40_00n, account: 'DE55' }], 'ACC')),
	)
	const [entry] = await entriesOf(world, fileId)
	if (!entry) throw new Error('no entry')
	const to = { by: 'hand' as const, to: [{ invoiceId: owed.id, amountMinor: 40_00n }] }
	const accept = () => act(world.books, finance, acceptEntry, { entryId: entry.id, customerId: lone.id, allocate: to })
	const presses = await Promise.all([accept(), accept()])
	expect(presses.map((one) => (one.ok ? 'recorded' : one.refusal.code)).sort()).toEqual([
		'bank_entry.settled',
		'recorded',
	])
	expect(await openOf(world.books, owed.id)).toBe(0n)
	const [matched] = await entriesOf(world, fileId)
	expect(matched).toMatchObject({ receipt: { customerName: 'Lone Star' }, matches: [] })
	const paymentId = matched?.receipt?.paymentId ?? ''
	const [payment] =
		await world.sql`select received_on::text as on, method, reference from payment where id = ${paymentId}`
	expect(payment).toEqual({ on: '2026-03-02', method: 'transfer', reference: `pay ${owed.number}` })
	expect(await suggested({ text: 'no word', minor: 1_00n, account: 'DE55' }, 'ACC2')).toMatchObject({
		whom: 'Lone Star',
		why: ['account_known'],
	})
	expectOk(await act(world.books, finance, takeBackReceipt, { paymentId, reason: 'Typed twice' }))
	expect(await entriesOf(world, fileId, 'open')).toHaveLength(1)
	expectOk(await accept())
	expect(await openOf(world.books, owed.id)).toBe(0n)
})

test('what is sure is accepted at once, an invoice by one entry only, and the rest waits', async () => {
	const many = await welcome(world.books, 'Many Payments Ltd')
	const owed = await Promise.all([1n, 2n, 3n, 4n].map((minor) => invoice(world.books, many, minor * 11_00n)))
	const [first, second, third, fourth] = owed.map(({ number }) => number)
	const { fileId } = expectOk(
		await upload(
			world,
			statementOf(
				[
					{ text: `${first}`, minor: 11_00n },
					{ text: `again ${first}`, minor: 11_00n },
					{ text: `${second} + ${third}`, minor: 55_00n },
					{ text: `${fourth}`, minor: 40_00n },
					{ text: `${fourth} tomorrow`, minor: 44_00n, on: '260311' },
				],
				'SURE',
			),
		),
	)
	expect(expectOk(await look(world.books, finance, countSure, { fileId }))).toBe(2)
	const presses = await Promise.all([1, 2].map(() => act(world.books, finance, acceptSure, { fileId })))
	expect(presses.map((one) => expectOk(one).accepted).sort()).toEqual([0, 2])
	const left = await entriesOf(world, fileId, 'open')
	expect(left.map(({ description }) => description)).toEqual([`again ${first}`, `${fourth}`, `${fourth} tomorrow`])
	expect(await Promise.all(owed.map(({ id }) => openOf(world.books, id)))).toEqual([0n, 0n, 0n, 44_00n])
})

test('an entry is put aside with a reason, and taken up again', async () => {
	const { fileId } = expectOk(
		await upload(
			world,
			statementOf(
				[
					{ text: 'Zinsen', minor: 1_23n },
					{ text: 'Gebühr', minor: -50n },
				],
				'ASIDE',
			),
		),
	)
	const [entry, out] = await entriesOf(world, fileId)
	if (!entry || !out) throw new Error('no entries')
	const ignore = (reason: string) => act(world.books, finance, ignoreEntry, { entryId: entry.id, reason })
	expect(await ignore(' ')).toMatchObject({ refusal: { code: 'input.invalid' } })
	expectOk(await ignore('Interest of the bank'))
	expect(await ignore('Twice')).toMatchObject({ refusal: { code: 'bank_entry.settled' } })
	const file = async () => expectOk(await look(world.books, finance, findBankFile, { fileId }))
	expect(await file()).toMatchObject({ entries: 2, open: 0, accounts: ['ASIDE'], from: '2026-03-02' })
	expectOk(await act(world.books, finance, takeUpEntry, { entryId: entry.id }))
	expect(await file()).toMatchObject({ open: 1 })
	const paid = { entryId: out.id, customerId: weser.id, allocate: { by: 'none' as const } }
	expect(await act(world.books, finance, acceptEntry, paid)).toMatchObject({ refusal: { code: 'bank_entry.goes_out' } })
	const listed = expectOk(await look(world.books, finance, listBankFiles, { show: 'open', limit: 2 }))
	expect(listed).toMatchObject({ isMore: true, isBefore: false })
	expect(listed.rows[0]).toMatchObject({ id: fileId, open: 1 })
})

test('money for an instalment that is not invoiced yet waits for it, surely where nothing else could come first', async () => {
	const { books, clock } = world
	clock.standOn('2026-03-10')
	const buyer = await welcome(books, 'Saale Baumaschinen')
	const { id: contractId, invoiceId } = await sellByThree(world, buyer.id)
	const [sold] = await world.sql<{ number: string }[]>`select number from contract where id = ${contractId}`
	const paid = { text: `Rate ${sold?.number}`, minor: 400_00n, account: 'DE77' }
	// The first is open: the money is for that.
	expect(await suggested(paid, 'I1')).toMatchObject({ why: ['contract_number', 'amount_invoice'], free: 0n })
	const first = {
		customerId: buyer.id,
		currency: 'EUR',
		amountMinor: 100_00n,
		receivedOn: '2026-03-10',
		method: '' as const,
	}
	const by = { allocate: { by: 'order' as const }, key: crypto.randomUUID() }
	expectOk(await act(books, finance, recordReceipt, { ...first, ...by }))
	expect(await suggested(paid, 'I2')).toMatchObject({
		...{ why: ['contract_number', 'amount_after_open'], sure: false, by: 'order', free: 100_00n },
	})
	const rest = { ...first, amountMinor: 300_00n, allocate: { by: 'order' as const }, key: crypto.randomUUID() }
	expectOk(await act(books, finance, recordReceipt, rest))
	expect(await openOf(books, invoiceId)).toBe(0n)
	const { fileId } = expectOk(
		await upload(world, statementOf([paid, { ...paid, text: `again ${sold?.number}` }], 'I3')),
	)
	const [one, twin] = await entriesOf(world, fileId)
	expect(one?.matches[0]).toMatchObject({ sure: true, put: [], freeMinor: 400_00n, contractId })
	expect(twin?.matches[0]?.sure).toBe(false)
	expect(await suggested({ ...paid, text: 'no number', name: 'Saale Baumaschinen' }, 'I4')).toMatchObject({
		...{ why: ['name', 'amount_instalment'], sure: false },
	})
	expect(expectOk(await act(books, finance, acceptSure, { fileId }))).toMatchObject({ accepted: 1 })
	// What waits may be for the next one already.
	expect(await suggested(paid, 'I5')).toMatchObject({ why: ['contract_number', 'account_known', 'amount_after_open'] })
	clock.standOn('2026-04-10')
	await bill(books, finance, clock.today(), 1)
	const second = await world.sql`
		select settled_minor = total_minor as settled from invoice join invoice_line as line on line.invoice_id = invoice.id
		where line.contract_id = ${contractId} and line.instalment_id is not null order by issued_at`
	expect(second).toEqual([{ settled: true }, { settled: true }])
})
