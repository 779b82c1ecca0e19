// One test a promise of the migrations, in the order of the migrations: long because they are many.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import {
	acme,
	allocationOf,
	buyer,
	contract,
	draft,
	entry,
	entryOf,
	invoice,
	invoiceRow,
	keyOf,
	line,
	lineOf,
	note,
	other,
	payment,
	paymentOf,
	tried,
	writeStanding,
} from './standing.ts'

/*
 * What the database refuses whatever the program does. Plain SQL against one set of books; each try is undone.
 */

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-10', company: false })
	await writeStanding(world.sql)
})
afterAll(() => world.close())

const [frozen, checked, unique, foreign] = [/^23001 /, /^23514 /, /^23505 /, /^23503 /]
const say = (...statements: string[]) => tried(world.sql, ...statements)
const fresh = keyOf(100)

describe('what is issued, posted or recorded never changes', () => {
	const updates: [table: string, set: string][] = [
		['billing_party', `name = 'Renamed'`],
		['event', `kind = 'other'`],
		['journal_entry', `posted_on = '2026-01-01'`],
		['journal_line', 'amount_minor = amount_minor + 1'],
		['secure_link_use', `outcome = 'expired'`],
		['amendment', `effective_on = '2026-01-01'`],
		['contract_line', `description = 'Other'`],
		['contract_line_state', 'unit_price = 1'],
		[`invoice where id = '${invoice}'`, 'subtotal_minor = 5, total_minor = 5'],
		[`invoice_line where invoice_id = '${invoice}'`, 'net_minor = 5'],
	]
	for (const [what, set] of updates) {
		const [table = '', where] = what.split(' where ')
		const condition = where ? ` where ${where}` : ''
		test(`${table}: no update`, async () => {
			expect(await say(`update ${table} set ${set}${condition}`)).toMatch(frozen)
		})
		test(`${table}: no delete`, async () => {
			expect(await say(`delete from ${table}${condition}`)).toMatch(frozen)
		})
	}

	test('an allocation is neither changed nor deleted', async () => {
		expect(await say(allocationOf({}), 'update allocation set amount_minor = 1')).toMatch(frozen)
		expect(await say(allocationOf({}), 'delete from allocation')).toMatch(frozen)
	})

	test('what a payment is meant for stays', async () => {
		const meant = `insert into payment_invoice values ('${payment}', '${invoice}', '${acme}', 'EUR', 1000)`
		expect(await say(meant)).toBe('done')
		expect(await say(meant, 'update payment_invoice set amount_minor = 1')).toMatch(frozen)
	})

	for (const column of ['number', 'due_on', 'buyer_id', 'contract_id', 'note', 'issued_on', 'language', 'billed_for']) {
		const value =
			{
				due_on: `'2027-01-01'`,
				issued_on: `'2027-01-01'`,
				billed_for: `'2027-01-01'`,
				buyer_id: `'${keyOf(1)}'`,
				contract_id: 'null',
				language: `'ru'`,
			}[column] ?? `'X'`
		test(`the ${column} of an issued invoice stays`, async () => {
			expect(await say(`update invoice set ${column} = ${value} where id = '${invoice}'`)).toMatch(frozen)
		})
	}

	test('an issued invoice can be voided or written off, and a void one stays void', async () => {
		const to = (state: string) => `update invoice set state = '${state}' where id = '${invoice}'`
		expect(await say(to('void'))).toBe('done')
		expect(await say(to('uncollectible'), to('issued'))).toBe('done')
		expect(await say(to('void'), to('issued'))).toMatch(frozen)
		expect(await say(to('draft'))).not.toBe('done')
	})

	test('a draft can be changed and deleted', async () => {
		expect(
			await say(
				`update invoice set note = 'x' where id = '${draft}'`,
				`delete from invoice_line where invoice_id = '${draft}'`,
				`delete from invoice where id = '${draft}'`,
			),
		).toBe('done')
	})

	test('a line is released only once its invoice is void', async () => {
		const release = `update invoice_line set released = true where invoice_id = '${invoice}'`
		expect(await say(release)).toMatch(frozen)
		expect(await say(`update invoice set state = 'void' where id = '${invoice}'`, release)).toBe('done')
	})

	test('a contract in force keeps its customer, currency and number, and is never deleted', async () => {
		for (const set of [
			`customer_id = '${other}'`,
			`currency = 'USD'`,
			`number = 'K-9'`,
			`state = 'draft', activated_at = null`,
		])
			expect(await say(`update contract set ${set} where id = '${contract}'`)).toMatch(frozen)
		expect(await say(`delete from contract where id = '${contract}'`)).toMatch(frozen)
		expect(await say(`update contract set title = 'New title' where id = '${contract}'`)).toBe('done')
	})

	test('a contract in force is voided and deleted only when an import brought it and nothing of it was billed', async () => {
		const remove = [
			`delete from contract_billing where contract_id = '${contract}'`,
			`update contract set state = 'void' where id = '${contract}'`,
			`delete from contract_line_state where contract_id = '${contract}'`,
		]
		expect(await say(...remove)).toMatch(frozen)
		const imported = `update contract set import_source = 'crm', import_key = '1' where id = '${contract}'`
		expect(await say(imported, ...remove)).toMatch(frozen)
		const copy = `
			insert into contract (id, number, customer_id, state, currency, starts_on, anchor_on, payment_term_days, notice_days, activated_at, import_source, import_key)
			select '${fresh}', 'K-99', customer_id, state, currency, starts_on, anchor_on, 14, 30, activated_at, 'crm', '2' from contract where id = '${contract}'`
		expect(await say(copy, `delete from contract where id = '${fresh}'`)).toMatch(frozen)
		const voided = `update contract set state = 'void' where id = '${fresh}'`
		expect(await say(copy, voided, `update contract set state = 'active' where id = '${fresh}'`)).toMatch(frozen)
		expect(await say(copy, voided, `delete from contract where id = '${fresh}'`)).toBe('done')
	})

	test('an import counts each row once, and takes back only what it did', async () => {
		const batch = (counts: string, values: string) => `
			insert into import_batch (subject, file_name, sha256, state, uploaded_by, uploaded_at, ${counts})
			values ('customers', 'a.csv', '', ${values})`
		expect(await say(batch('done, conflicts', `'loaded', 'system:test', now(), 2, 1`))).toMatch(checked)
		expect(await say(batch('done, conflicts, undone', `'undone', 'system:test', now(), 1, 1, 2`))).toMatch(checked)
		expect(await say(batch('done, created, undone', `'loaded', 'system:test', now(), 1, 1, 1`))).toMatch(checked)
		expect(await say(batch('done, created, undone', `'undone', 'system:test', now(), 1, 1, 1`))).toBe('done')
		const row = (fate: string, undone: string) => `
			insert into import_row (batch_id, "row", fate, key, label, undone) select id, 2, '${fate}', '', '', ${undone} from import_batch`
		const one = batch('done, created', `'loaded', 'system:test', now(), 1, 1`)
		expect(await say(one, row('lost', 'null'))).toMatch(checked)
		expect(await say(one, row('updated', 'null'))).toMatch(checked)
		expect(await say(one, row('rejected', `'yes'`))).toMatch(checked)
		expect(await say(one, row('created', `'yes'`))).toBe('done')
		expect(await say(one, row('created', 'null'), row('created', 'null'))).toMatch(unique)
	})
})

describe('an issued invoice is the sum of its lines', () => {
	test('lines first, then the invoice', async () => {
		expect(await say(lineOf(fresh, {}), invoiceRow(fresh, { number: 'INV-2' }))).toBe('done')
	})
	test('an invoice that says another sum', async () => {
		expect(await say(lineOf(fresh, { net: 999 }), invoiceRow(fresh, { number: 'INV-2' }))).toMatch(checked)
	})
	test('an invoice without lines', async () => {
		expect(await say(invoiceRow(fresh, { number: 'INV-2' }))).toMatch(checked)
	})
	test('a line added in the same transaction', async () => {
		const issue = [lineOf(fresh, {}), invoiceRow(fresh, { number: 'INV-2' })]
		expect(await say(...issue, lineOf(fresh, { net: 5, position: 2 }))).toMatch(frozen)
	})
	test('a line added later, even one of zero', async () => {
		expect(await say(lineOf(invoice, { net: 0, position: 2 }))).toMatch(frozen)
	})
	test('a line moved there from a draft', async () => {
		expect(
			await say(`update invoice_line set invoice_id = '${invoice}', position = 2 where invoice_id = '${draft}'`),
		).toMatch(frozen)
	})
	test('a draft issued with another sum', async () => {
		const issue = `update invoice set state = 'issued', number = 'INV-2', issued_on = '2026-03-01', due_on = '2026-03-15', issued_at = now(), seller_id = '${buyer}', buyer_id = '${buyer}'`
		expect(await say(`${issue} where id = '${draft}'`)).toBe('done')
		expect(await say(`${issue}, subtotal_minor = 7, total_minor = 7 where id = '${draft}'`)).toMatch(checked)
	})
	test('lines of an invoice that never comes', async () => {
		expect(await say(lineOf(fresh, {}))).toMatch(foreign)
	})
	test('a total that is not subtotal and tax, a negative invoice, a positive credit note', async () => {
		const wrong = invoiceRow(fresh, { number: 'INV-2' }).replace('1000, 0, 1000', '1000, 0, 1001')
		expect(await say(lineOf(fresh, {}), wrong)).toMatch(checked)
		expect(await say(lineOf(fresh, { net: -5 }), invoiceRow(fresh, { number: 'INV-2', total: -5 }))).toMatch(checked)
		expect(await say(lineOf(fresh, {}), invoiceRow(fresh, { number: 'CN-2', kind: 'credit_note' }))).toMatch(checked)
	})
	test('an issued invoice without number, day or parties', async () => {
		const half = invoiceRow(fresh, { draft: true }).replace(`'draft', null`, `'issued', 'INV-2'`)
		expect(await say(lineOf(fresh, {}), half)).toMatch(checked)
	})
	test('a number given twice', async () => {
		expect(await say(lineOf(fresh, {}), invoiceRow(fresh, { number: 'INV-1' }))).toMatch(unique)
	})
})

describe('a period is billed once', () => {
	const issue = (row: Parameters<typeof lineOf>[1]) => [
		lineOf(fresh, { contractLine: true, ...row }),
		invoiceRow(fresh, { number: 'INV-2' }),
	]
	test('the same period again', async () => expect(await say(...issue({}))).toMatch(unique))
	test('the next period', async () => {
		expect(await say(...issue({ from: '2026-04-01', to: '2026-05-01' }))).toBe('done')
	})
	test('again once its invoice was voided to be billed again', async () => {
		const voided = `update invoice set state = 'void' where id = '${invoice}'`
		expect(await say(voided, ...issue({}))).toMatch(unique)
		const released = `update invoice_line set released = true where invoice_id = '${invoice}'`
		expect(await say(voided, released, ...issue({}))).toBe('done')
	})
})

describe('entries balance', () => {
	test('an entry out of balance', async () => expect(await say(entryOf(fresh, [10, -9]))).toMatch(checked))
	test('lines first, then the entry', async () => {
		const lines = (amounts: number[], entry = fresh) =>
			amounts.map(
				(amount, position) => `insert into journal_line (entry_id, position, account, currency, amount_minor)
				values ('${entry}', ${position}, 'cash', 'EUR', ${amount})`,
			)
		const alone = `insert into journal_entry (id, kind, subject_id, customer_id, currency, posted_on, posted_at)
			values ('${fresh}', 'invoice', '${fresh}', '${acme}', 'EUR', '2026-03-01', now())`
		expect(await say(...lines([10, -10]), alone)).toBe('done')
		expect(await say(...lines([10, -9]), alone)).toMatch(checked)
		expect(await say(...lines([10, -10]))).toMatch(foreign)
	})
	test('an entry without lines', async () => expect(await say(entryOf(fresh, []))).toMatch(checked))
	test('a balanced one', async () => expect(await say(entryOf(fresh, [10, -4, -6]))).toBe('done'))
	test('the same fact posted twice', async () => {
		expect(
			await say(
				entryOf(fresh, [10, -10]),
				entryOf(keyOf(101), [10, -10]).replace(`'invoice', '${keyOf(101)}'`, `'invoice', '${fresh}'`),
			),
		).toMatch(unique)
	})
	test('a line in another currency than its entry', async () => {
		expect(await say(entryOf(fresh, [10, -10], 'USD'))).toMatch(foreign)
	})
	test('lines added later, even balanced ones', async () => {
		const more = (amounts: number[]) =>
			`insert into journal_line (entry_id, position, account, currency, amount_minor) values ${amounts.map((amount, place) => `('${entry}', ${place + 10}, 'cash', 'EUR', ${amount})`).join(', ')}`
		expect(await say(more([5, -5]))).toMatch(frozen)
		expect(await say(entryOf(fresh, [1, -1]), more([5]).replace(entry, fresh))).toMatch(frozen)
	})
})

describe('money settles exactly what is allocated', () => {
	test('settled and used amounts follow the allocations', async () => {
		const [settled] = await world.sql.begin(async (sql) => {
			await sql.unsafe(allocationOf({ amount: 700 }))
			const rows =
				await sql`select settled_minor, allocated_minor from invoice, payment where invoice.id = ${invoice} and payment.id = ${payment}`
			await sql.unsafe(`insert into allocation (invoice_id, payment_id, customer_id, currency, amount_minor, allocated_on, reverses_id, created_at)
				select invoice_id, payment_id, customer_id, currency, -amount_minor, allocated_on, id, now() from allocation`)
			const after =
				await sql`select settled_minor, allocated_minor from invoice, payment where invoice.id = ${invoice} and payment.id = ${payment}`
			expect([...after]).toEqual([{ settled_minor: 0n, allocated_minor: 0n }])
			return rows
		})
		expect(settled).toEqual({ settled_minor: 700n, allocated_minor: 700n })
	})
	test('more than the invoice', async () => expect(await say(allocationOf({ amount: 1001 }))).toMatch(checked))
	test('more than the invoice in two parts', async () => {
		expect(await say(allocationOf({ amount: 600 }), allocationOf({ amount: 401 }))).toMatch(checked)
	})
	test('more than the payment', async () => {
		expect(await say(paymentOf(fresh, acme, 'EUR', 300), allocationOf({ payment: fresh, amount: 301 }))).toMatch(
			checked,
		)
	})
	test('more than a credit note', async () => {
		expect(await say(allocationOf({ note, amount: 400 }))).toBe('done')
		expect(await say(allocationOf({ note, amount: 401 }))).toMatch(checked)
	})
	test('a draft, a void invoice, a credit note as the one that is paid', async () => {
		expect(await say(allocationOf({ invoice: draft, amount: 1 }))).toMatch(frozen)
		expect(await say(`update invoice set state = 'void' where id = '${invoice}'`, allocationOf({ amount: 1 }))).toMatch(
			frozen,
		)
		expect(await say(allocationOf({ invoice: note, amount: 1 }))).toMatch(frozen)
	})
	test('money of another customer or currency', async () => {
		const theirs = paymentOf(fresh, other, 'EUR', 1000)
		expect(await say(theirs, allocationOf({ payment: fresh }))).toMatch(foreign)
		expect(await say(theirs, allocationOf({ payment: fresh, customer: other }))).toMatch(foreign)
		const dollars = paymentOf(fresh, acme, 'USD', 1000)
		expect(await say(dollars, allocationOf({ payment: fresh, currency: 'USD' }))).toMatch(foreign)
	})
	test('money that has not come', async () => {
		const waiting = paymentOf(fresh, acme, 'EUR', 1000).replace(
			`'succeeded', 'customer', '2026-03-02', now()`,
			`'started', 'customer', null, null`,
		)
		expect(await say(waiting, allocationOf({ payment: fresh, amount: 1 }))).toMatch(checked)
	})
	test('a reversal of another amount, and a second one', async () => {
		const first = allocationOf({ id: fresh, amount: 500 })
		expect(await say(first, allocationOf({ amount: -400, reverses: fresh }))).toMatch(frozen)
		expect(await say(first, allocationOf({ amount: -500, reverses: fresh }))).toBe('done')
		expect(
			await say(
				first,
				allocationOf({ amount: -500, reverses: fresh }),
				allocationOf({ amount: -500, reverses: fresh }),
			),
		).not.toBe('done')
	})
	test('more refunded than is free', async () => {
		const back = (amount: number) =>
			`insert into refund (payment_id, amount_minor, state, created_at) values ('${payment}', ${amount}, 'succeeded', now())`
		expect(await say(allocationOf({}), back(2000))).toBe('done')
		expect(await say(allocationOf({}), back(2001))).toMatch(checked)
	})
	test('a payment that came is not undone, changed or deleted', async () => {
		for (const set of [
			`state = 'failed', received_on = null, settled_at = null`,
			'amount_minor = 1',
			`currency = 'USD'`,
			`customer_id = '${other}'`,
			`received_on = '2026-01-01'`,
		])
			expect(await say(`update payment set ${set} where id = '${payment}'`)).toMatch(frozen)
		expect(await say(`delete from payment where id = '${payment}'`)).toMatch(frozen)
	})
})

describe('keys keep customer and currency together', () => {
	test('an invoice for another customer or in another currency than its contract', async () => {
		const issue = (from: string, to: string) => [
			lineOf(fresh, {}),
			invoiceRow(fresh, { number: 'INV-2' }).replace(from, to),
		]
		expect(await say(...issue(`'${acme}', '${contract}'`, `'${other}', '${contract}'`))).toMatch(foreign)
		expect(await say(...issue(`'EUR'`, `'USD'`))).toMatch(foreign)
	})
	test('a line of a contract on a line of another', async () => {
		expect(
			await say(lineOf(draft, { contractLine: true, position: 2, revision: 1 }).replace(`'${contract}'`, `'${acme}'`)),
		).toMatch(foreign)
	})
	test('a state for an amendment that is not there', async () => {
		expect(
			await say(`insert into contract_line_state (contract_line_id, contract_id, sequence, effective_on, starts_on, quantity, unit_price)
			values ('${line}', '${contract}', 7, '2026-04-01', '2026-03-01', 1, 10)`),
		).toMatch(foreign)
	})
})
