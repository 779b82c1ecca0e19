import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { writeOffInvoice } from '#core/invoice/write-off.ts'
import { findStatement } from '#core/journal/statement.ts'
import { examine } from '#core/report/examine.ts'
import { balances, finance, invoice, openOf, system, welcome } from '#test/core/payment/ledger.ts'
import { pay, refund } from '#test/core/payment/shares.ts'
import { openBooks } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'

test('an invoice written off leaves the receivables, and is owed again when money comes after all', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books } = world
	const customer = await welcome(books)
	const { id } = await invoice(books, customer, 100_00n)
	const tried = async (actor = finance, reason = 'Insolvent') => {
		const outcome = await act(books, actor, decided(writeOffInvoice), { id, reason })
		return outcome.ok ? outcome.value.amountMinor : outcome.refusal.code
	}
	expect(await tried({ ...finance, role: 'salesperson' } as never)).toBe('not_permitted')
	expect(await tried(finance, ' ')).toBe('input.invalid')
	expect(await tried()).toBe(100_00n)
	expect(await tried()).toBe('invoice.not_issued')
	expect(await balances(books)).toEqual({ revenue: -100_00n, write_off: 100_00n })
	const good = async () => expectOk(await look(books, system, examine, undefined)).filter((one) => !one.good)
	expect(await good()).toEqual([])
	const question = { customerId: customer.id }
	const statement = expectOk(await look(books, system, findStatement, question))
	expect(JSON.stringify(statement, (_, value) => (typeof value === 'bigint' ? String(value) : value))).toContain(
		'write_off',
	)

	await pay(world, [id], 40_00n)
	expect(await balances(books)).toEqual({ cash: 40_00n, receivable: 60_00n, revenue: -100_00n })
	expect(await openOf(books, id)).toBe(60_00n)
	expect(await good()).toEqual([])
	expect(await tried()).toBe(60_00n)
	expect(await balances(books)).toEqual({ cash: 40_00n, revenue: -100_00n, write_off: 60_00n })
	expectOk(await act(books, finance, decided(voidInvoice), { id, reason: 'Never ordered' }))
	expect(await balances(books)).toEqual({ cash: 40_00n, customer_balance: -40_00n })
	expect(await good()).toEqual([])
})

test('when money of an invoice that is written off beside it goes back, all of it is owed again', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books, sql } = world
	const customer = await welcome(books)
	const { id } = await invoice(books, customer, 100_00n)
	const payment = await pay(world, [id], 40_00n)
	expectOk(await act(books, finance, decided(writeOffInvoice), { id, reason: 'Insolvent' }))
	await refund(world, payment.id, 40_00n)
	expect(await openOf(books, id)).toBe(100_00n)
	expect(await sql`select state from invoice where id = ${id}`).toEqual([{ state: 'issued' }])
	expect(await balances(books)).toEqual({ receivable: 100_00n, revenue: -100_00n })
})
