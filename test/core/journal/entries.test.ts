import fc from 'fast-check'
import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { findBalances, findImbalances } from '#core/journal/balance.ts'
import {
	allocationEntry,
	disputeEntry,
	disputeWonEntry,
	issueEntry,
	paymentEntry,
	refundEntry,
} from '#core/journal/entries.ts'
import { post } from '#core/journal/post.ts'
import { system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks } from '#test/support/books.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const invoice = { id: crypto.randomUUID(), customerId: crypto.randomUUID(), contractId: null, currency: 'EUR' }

const sumOf = (lines: readonly { amountMinor: bigint }[]) => lines.reduce((sum, line) => sum + line.amountMinor, 0n)

test('what covers days after the issue day is not earned yet', () => {
	const lines = [
		{ netMinor: 100n, taxMinor: 19n, periodTo: day('2026-04-01') },
		{ netMinor: 50n, taxMinor: 9n, periodTo: day('2026-03-02') },
		{ netMinor: 7n, taxMinor: 0n, periodTo: null },
		{ netMinor: -20n, taxMinor: -4n, periodTo: day('2026-04-01') },
	]
	expect(issueEntry({ ...invoice, kind: 'invoice', issuedOn: day('2026-03-01'), lines }).lines).toEqual([
		{ account: 'receivable', amountMinor: 161n },
		{ account: 'revenue', amountMinor: -57n },
		{ account: 'deferred_revenue', amountMinor: -80n },
		{ account: 'tax', amountMinor: -24n },
	])
})

test('a credit note gives back what the invoice took, to the balance of the customer', () => {
	const lines = [{ netMinor: -100n, taxMinor: -19n, periodTo: null }]
	expect(issueEntry({ ...invoice, kind: 'credit_note', issuedOn: day('2026-03-01'), lines }).lines).toEqual([
		{ account: 'customer_balance', amountMinor: -119n },
		{ account: 'revenue', amountMinor: 100n },
		{ account: 'deferred_revenue', amountMinor: 0n },
		{ account: 'tax', amountMinor: 19n },
	])
})

test('every entry balances, whatever its lines', () => {
	const amount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
	const line = fc.record({
		netMinor: amount,
		taxMinor: amount,
		periodTo: fc.option(fc.integer({ min: 0, max: 60 }).map((days) => day('2026-02-01').add({ days }))),
	})
	const issuedOn = day('2026-03-01')
	fc.assert(
		fc.property(fc.array(line), fc.constantFrom('invoice' as const, 'credit_note' as const), (lines, kind) => {
			expect(sumOf(issueEntry({ ...invoice, kind, issuedOn, lines }).lines)).toBe(0n)
		}),
	)
	for (const entry of [paymentEntry, allocationEntry, refundEntry, disputeEntry, disputeWonEntry])
		expect(sumOf(entry({ ...invoice, amountMinor: 7n }).lines)).toBe(0n)
})

test('entries are posted in one go, and a kind only once for its subject', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const customer = await welcome(world.books)
	const money = (id: string, amountMinor: bigint) =>
		paymentEntry({ id, customerId: customer.id, currency: 'EUR', amountMinor })
	const first = crypto.randomUUID()
	const entries = [money(first, 10_00n), money(crypto.randomUUID(), 5_00n), money(crypto.randomUUID(), 0n)]
	expectOk(await act(world.books, system, post, entries))
	expect(expectOk(await look(world.books, system, findBalances, { customerId: customer.id }))).toEqual([
		{ account: 'cash', currency: 'EUR', amountMinor: 15_00n },
		{ account: 'customer_balance', currency: 'EUR', amountMinor: -15_00n },
	])
	const through = day('2026-03-01')
	expect(expectOk(await look(world.books, system, findBalances, { through }))).toEqual([])
	await expect(act(world.books, system, post, [money(first, 10_00n)])).rejects.toThrow('journal_entry_once')
	expect(expectOk(await look(world.books, system, findImbalances, undefined))).toEqual([])
})

test('the database refuses an entry that does not balance', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const customer = await welcome(world.books)
	const entry = paymentEntry({ id: crypto.randomUUID(), customerId: customer.id, currency: 'EUR', amountMinor: 10n })
	const lame = { ...entry, lines: entry.lines.slice(1) }
	await expect(act(world.books, system, post, [lame])).rejects.toThrow('out of balance')
})
