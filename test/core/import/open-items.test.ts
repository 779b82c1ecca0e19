import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, expectOk, look } from '#core/act.ts'
import type { ImportMapInput } from '#core/import/map.ts'
import { undoBatch } from '#core/import/undo/undo-batch.ts'
import { bill } from '#core/invoice/run.ts'
import { findStatement } from '#core/journal/statement.ts'
import { examine } from '#core/report/examine.ts'
import { findFigures } from '#core/report/figure.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { bringIn, contractMap, contracts, customerMap, customers, importer } from './bring-in.ts'

let world: World
const office: Actor = { kind: 'system', name: 'office' }

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	await bringIn(world.books, customerMap, customers)
	await bringIn(world.books, contractMap, contracts)
})
afterAll(() => world.close())

const rows = (query: string) => world.sql.unsafe<Record<string, unknown>[]>(query)
const broken = async () => expectOk(await look(world.books, office, examine, undefined)).filter(({ good }) => !good)
const statementOf = async (key: string) => {
	const [customer] = await rows(`select id from customer where import_key = '${key}'`)
	const found = await look(world.books, office, findStatement, { customerId: String(customer?.id) })
	return expectOk(found).accounts[0]
}

const invoiceMap: ImportMapInput = {
	subject: 'invoices',
	source: 'sage',
	customerSource: 'crm',
	columns: {
		number: 'Invoice',
		customer: 'Account',
		issuedOn: 'Date',
		dueOn: 'Due',
		openAmount: { column: 'Open', format: 'point' },
		taxAmount: 'VAT',
	},
}
const open = `Invoice,Account,Date,Due,Open,VAT
INV-000001,A-1,2025-12-01,2025-12-31,119.00,19.00
2025/77,A-1,2026-02-20,,50.00,
2025/78,A-2,2026-02-20,2026-03-20,1000,0
2025/79,A-9,2026-02-20,2026-03-20,10,0
2025/80,A-1,2026-04-01,2026-05-01,10,0
2025/81,A-1,2026-02-01,2026-01-01,10,0
2025/82,A-1,2026-02-01,2026-03-01,0,0
2025/83,A-1,2026-02-01,2026-03-01,10,11
2025/84,A-1,2026-02-01,2026-03-01,10.005,
2025/85,A-1,2026-02-01,2026-03-01,₫10,
`

test('invoices open elsewhere are owed under their own numbers, and are neither revenue nor of our series', async () => {
	const brought = await bringIn(world.books, invoiceMap, open)
	expect(brought).toMatchObject({ created: 3, rejected: 7 })
	expect(brought.problems).toEqual([
		'5: customer_unknown customer',
		'6: day_in_future issuedOn',
		'7: due_before_issue dueOn',
		'8: amount_zero openAmount',
		'9: tax_exceeds taxAmount',
		'10: amount_too_fine openAmount',
		'11: amount_in_other_currency openAmount',
	])
	expect(
		await rows(`select number, opening, due_on::text as due, total_minor as total, tax_minor as tax, state from invoice
			where opening is not null order by number`),
	).toEqual([
		{ number: '2025/77', opening: 'sage', due: '2026-03-22', total: 5000n, tax: 0n, state: 'issued' },
		{ number: '2025/78', opening: 'sage', due: '2026-03-20', total: 100000n, tax: 0n, state: 'issued' },
		{ number: 'INV-000001', opening: 'sage', due: '2025-12-31', total: 11900n, tax: 1900n, state: 'issued' },
	])
	expect(
		await rows(`select account, sum(amount_minor)::bigint as minor from journal_line join journal_entry on id = entry_id
			where kind = 'opening' group by 1 order by 1`),
	).toEqual([
		{ account: 'opening_balance', minor: -116900n },
		{ account: 'receivable', minor: 116900n },
	])
	const period = { from: '2025-01-01', to: '2026-12-31' }
	const [invoiced] = expectOk(await look(world.books, office, findFigures, { measures: ['invoiced'], period }))
	expect(invoiced?.totals).toMatchObject([{ value: 0n }])
	expect(await statementOf('A-1')).toMatchObject({ closingMinor: 16900n, ageing: { to60: 11900n, notDue: 5000n } })
	expect(await bringIn(world.books, invoiceMap, open)).toMatchObject({ created: 0, unchanged: 3, rejected: 7 })
	const paid = open.replace('2025-12-31,119.00', '2025-12-31,100.00')
	expect((await bringIn(world.books, invoiceMap, paid)).problems).toContain('2: cannot_change openAmount')
})

test('our own series goes on whole beside a number of theirs that reads the same', async () => {
	await bill(world.books, office, world.clock.today())
	expect(await rows(`select number from invoice where opening is null and number = 'INV-000001'`)).toHaveLength(1)
	expect(await broken()).toEqual([])
})

const receiptMap: ImportMapInput = {
	subject: 'receipts',
	source: 'bank',
	customerSource: 'crm',
	columns: {
		key: 'Id',
		customer: 'Account',
		receivedOn: 'Date',
		amount: 'Amount',
		invoice: 'Invoice',
		method: 'How',
		reference: 'Memo',
	},
}
const money = `Id,Account,Date,Amount,Invoice,How,Memo
1,A-1,2026-02-25,19.00,2025/77,Überweisung,
2,,2026-02-26,40,2025/77,现金,
3,A-2,2026-02-27,400,,bank,"Оплата по счёту 2025/78, спасибо"
4,A-2,2026-02-27,7,unknown-1,chuyển khoản,
5,,2026-02-27,7,unknown-1,,
6,,2026-02-27,7,,,
7,A-1,2027-01-01,7,,,
8,A-1,2026-02-27,0,,,
`
let receipts = ''

test('money received settles the invoice that it names, and what fits nowhere stays visible', async () => {
	const brought = await bringIn(world.books, receiptMap, money)
	receipts = brought.id
	expect(brought.problems).toEqual([
		'6: invoice_unknown invoice',
		'7: payer_unknown customer',
		'8: day_in_future receivedOn',
		'9: amount_zero amount',
	])
	expect(
		await rows(`select reference, method, amount_minor as amount, allocated_minor as put, received_on::text as day,
			receipt_number is not null as numbered from payment where import_key is not null order by import_key`),
	).toEqual([
		{ reference: '2025/77', method: 'transfer', amount: 1900n, put: 1900n, day: '2026-02-25', numbered: true },
		{ reference: '2025/77', method: 'cash', amount: 4000n, put: 3100n, day: '2026-02-26', numbered: true },
		{
			...{ reference: 'Оплата по счёту 2025/78, спасибо', method: 'transfer', amount: 40000n, put: 40000n },
			...{ day: '2026-02-27', numbered: true },
		},
		{ reference: 'unknown-1', method: 'transfer', amount: 700n, put: 0n, day: '2026-02-27', numbered: true },
	])
	expect(await bringIn(world.books, receiptMap, money)).toMatchObject({ created: 0, unchanged: 4 })
	expect(await broken()).toEqual([])
	expect(await statementOf('A-2')).toMatchObject({
		items: expect.arrayContaining([expect.objectContaining({ number: '2025/78', openMinor: 60000n })]),
		freeMinor: 700n,
	})
})

test('taking both back undoes what they posted, and the same files come in again as new', async () => {
	const [first] = await rows(`select id from import_batch where subject = 'invoices' order by id limit 1`)
	const kept = expectOk(await undoBatch(world.books, importer, { id: String(first?.id) }))
	expect(kept).toMatchObject({ undone: 1, kept: 2 })
	expect(expectOk(await undoBatch(world.books, importer, { id: receipts }))).toMatchObject({ undone: 4, kept: 0 })
	expect(await rows(`select state from payment where source = 'recorded' group by 1`)).toEqual([{ state: 'canceled' }])
	expect(await broken()).toEqual([])
	expect(await bringIn(world.books, receiptMap, money)).toMatchObject({ created: 4 })
	expect(await bringIn(world.books, invoiceMap, open)).toMatchObject({ created: 1, unchanged: 2 })
	expect(await broken()).toEqual([])
})

test('the database lets nobody take back what money has reached, or a receipt that was given back', async () => {
	const [settled] = await rows(`select id from invoice where opening is not null and settled_minor > 0 limit 1`)
	await expect(
		world.sql`update invoice set state = 'void', opening = opening || ' ' || id where id = ${String(settled?.id)}`,
	).rejects.toThrow('something stands on it')
	const [put] = await rows(`select id from payment where allocated_minor > 0 and import_key is not null limit 1`)
	await expect(
		world.sql`update payment set state = 'canceled', import_key = null, received_on = null, settled_at = null where id = ${String(put?.id)}`,
	).rejects.toThrow('not undone')
	await expect(world.sql`update invoice set opening = 'other' where id = ${String(settled?.id)}`).rejects.toThrow(
		'never changed',
	)
})
