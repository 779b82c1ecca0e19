// Over 300 lines: the stories and the property that holds in all of them sell one contract.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { creditParts } from '#core/credit-note/credit-parts.ts'
import { findCreditable } from '#core/credit-note/find-creditable.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { findInvoicePage } from '#core/invoice/page.ts'
import { findStatement } from '#core/journal/statement.ts'
import { allocateReceipt } from '#core/payment/allocate-receipt.ts'
import { moveAllocation } from '#core/payment/move-allocation.ts'
import { previewReceipt } from '#core/payment/preview-receipt.ts'
import { undoReceipts } from '#core/payment/record.ts'
import { recordReceipt } from '#core/payment/record-receipt.ts'
import { findWaivers } from '#core/receivable/find-waivers.ts'
import { findPenaltyTerms, removePenaltyTerms, setPenaltyTerms } from '#core/receivable/penalty-terms.ts'
import { previewPenaltyBill } from '#core/receivable/preview-penalty-bill.ts'
import { undoWaiver } from '#core/receivable/waiver.ts'
import { examine } from '#core/report/examine.ts'
import { balances, finance, system } from '#test/core/payment/ledger.ts'
import { openBooks } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'
import { administrator, sold } from './billed-world.ts'

describe('penalty interest that is invoiced', () => {
	test('is so on the first of a month, through the month before, once, each cent of it', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { id, runOn, tell, papers } = await sold(world)
		await runOn('2026-01-31')
		expect(await papers()).toEqual([])
		expect(await runOn('2026-02-01')).toMatchObject({ invoices: 1, totals: { EUR: 10_50n } })
		expect(await runOn('2026-02-01')).toMatchObject({ invoices: 0 })
		const [invoice] = await papers()
		expect(invoice).toMatchObject({ kind: 'invoice', totalMinor: 10_50n, openMinor: 10_50n, dueOn: '2026-02-01' })
		// 21 days through the end of January, and the first of February, which is only stated yet.
		expect(await tell()).toMatchObject({
			accruedMinor: 11_00n,
			billedMinor: 10_50n,
			dueMinor: 50n,
			payOffMinor: 1_011_00n,
		})
		expect(await tell('2026-01-31')).toMatchObject({ billedMinor: 0n, dueMinor: 10_50n, payOffMinor: 1_010_50n })
		await runOn('2026-02-10')
		const next = expectOk(await look(world.books, system, previewPenaltyBill, { contractId: id }))
		expect(next).toEqual({ on: '2026-03-01', amountMinor: 14_00n + 9_00n })
		await runOn('2026-03-02')
		expect((await papers()).map(({ totalMinor }) => totalMinor)).toEqual([10_50n, 14_00n + 9_00n])
		expect(await tell()).toMatchObject({ accruedMinor: 35_50n, billedMinor: 33_50n, dueMinor: 2_00n })
		const { penalty_income, revenue } = await balances(world.books)
		expect({ penalty_income, revenue }).toEqual({ penalty_income: -33_50n, revenue: -2_000_00n })
	})

	test('says of each line which invoice was late, how long and by what rate; and bears no tax', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { first, runOn, receive, papers } = await sold(world)
		await receive('2026-01-20', 400_00n, first)
		await runOn('2026-02-01')
		await runOn('2026-02-10')
		await runOn('2026-03-01')
		const { number } = expectOk(await look(world.books, system, findInvoicePage, { id: first }))
		const [, second] = await papers()
		const page = expectOk(await look(world.books, system, findInvoicePage, { id: second?.id ?? '' }))
		expect(page).toMatchObject({ taxMinor: 0n, totalMinor: 8_40n + 9_00n })
		expect(page.lines[0]).toMatchObject({
			...{ kind: 'penalty', description: `Penalty interest on invoice ${number}`, netMinor: 8_40n, taxLabel: '' },
			why: {
				...{ kind: 'penalty', number, dueOn: '2026-01-10', dailyRatePercent: '0.05', before: '8.30', amount: '8.40' },
				spans: [
					{ from: '2026-01-11', through: '2026-01-20', days: 10, principal: '1000.00' },
					{ from: '2026-01-21', through: '2026-02-28', days: 39, principal: '600.00' },
				],
			},
		})
	})

	test('bears none itself, and is in what is open, in the statement and in the pay-off once', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { id, first, runOn, receive, tell, papers } = await sold(world)
		await runOn('2026-02-01')
		await receive('2026-02-01', 1_000_00n, first)
		world.clock.standOn(Temporal.PlainDate.from('2026-12-01'))
		// The second part has not been invoiced: nothing but the penalty interest is late.
		expect(await tell()).toMatchObject({ accruedMinor: 11_00n, dueMinor: 50n, openMinor: 10_50n, payOffMinor: 11_00n })
		const { accounts } = expectOk(await look(world.books, system, findStatement, { contractId: id }))
		expect(accounts[0]).toMatchObject({ openMinor: 10_50n, penalty: { billedMinor: 10_50n, dueMinor: 50n } })
		const [invoice] = await papers()
		await receive('2026-12-01', 10_50n, invoice?.id ?? '')
		expect(await tell()).toMatchObject({ openMinor: 0n, payOffMinor: 50n })
	})

	test('is not, where it is only stated', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { runOn, tell, papers } = await sold(world, { billed: false })
		await runOn('2026-02-01')
		expect(await papers()).toEqual([])
		expect(await tell()).toMatchObject({ accruedMinor: 11_00n, billedMinor: 0n, dueMinor: 11_00n })
	})

	test('goes back by credit note at once where money turns out to have come before, and is not asked for again', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { first, runOn, receive, tell, papers } = await sold(world)
		await runOn('2026-02-01')
		world.clock.standOn(Temporal.PlainDate.from('2026-02-05'))
		await receive('2026-01-20', 1_000_00n, first)
		expect((await papers()).map(({ openMinor }) => openMinor)).toEqual([5_00n, 0n])
		await runOn('2026-02-06')
		await runOn('2026-02-06')
		const [invoice, note, ...more] = await papers()
		expect(more).toEqual([])
		expect(note).toMatchObject({ kind: 'credit_note', totalMinor: -5_50n, openMinor: 0n })
		expect(invoice).toMatchObject({ totalMinor: 10_50n, openMinor: 5_00n })
		expect(await tell()).toMatchObject({ accruedMinor: 5_00n, billedMinor: 5_00n, dueMinor: 0n, openMinor: 5_00n })
		expect((await balances(world.books)).penalty_income).toBe(-5_00n)
	})

	test('goes back at once by whatever hand the money is put to the late invoice, which is shown before, and with its terms', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { id, customer, first, runOn, papers } = await sold(world)
		await runOn('2026-02-10')
		const [second] = await world.sql<{ id: string }[]>`select id from invoice where due_on = '2026-02-10'`
		const receipt = {
			...{ customerId: customer.id, currency: 'EUR', amountMinor: 800_00n, receivedOn: '2026-01-20' },
			...{ method: 'transfer' as const, allocate: { by: 'none' as const } },
		}
		const { paymentId, penaltyCreditedMinor } = expectOk(await act(world.books, finance, recordReceipt, receipt))
		expect(penaltyCreditedMinor).toBe(0n)
		const to = [{ invoiceId: first, amountMinor: 500_00n }]
		const allocate = { by: 'hand' as const, to }
		// Through today 10.25 accrued, and 10.50 is asked for; what is left stays where it was kept.
		expectOk(await act(world.books, finance, allocateReceipt, { paymentId, allocate, freeMinor: 800_00n }))
		expect((await papers()).map(({ totalMinor }) => totalMinor)).toEqual([10_50n, -25n])
		const other = { by: 'hand' as const, to: [{ invoiceId: second?.id ?? '', amountMinor: 200_00n }] }
		expectOk(await act(world.books, finance, allocateReceipt, { paymentId, allocate: other, freeMinor: 300_00n }))
		const move = { paymentId, fromInvoiceId: second?.id ?? '', toInvoiceId: first, amountMinor: 200_00n }
		expectOk(await act(world.books, finance, moveAllocation, { ...move, seenMinor: 200_00n }))
		expect((await papers()).map(({ totalMinor }) => totalMinor)).toEqual([10_50n, -25n, -2_10n])
		const seen = expectOk(
			await act(world.books, finance, previewReceipt, { ...receipt, amountMinor: 500_00n, allocate: { by: 'order' } }),
		)
		expect(seen).toMatchObject({ penaltyCreditedMinor: 3_15n, unallocatedMinor: 0n })
		expect((await papers()).length).toBe(3)
		const terms = { graceDays: 0, chargeGrace: false, billed: true }
		expectOk(
			await act(world.books, administrator, setPenaltyTerms, {
				...{ ...terms, contractType: null, contractId: null, validFrom: '2026-01-01', dailyRatePercent: '0.025' },
			}),
		)
		await runOn('2026-02-11')
		const asked = async () => (await papers()).reduce((sum, { totalMinor }) => sum + totalMinor, 0n)
		expect(await asked()).toBe(4_15n)
		// None on this contract, then as on all, then on none.
		const none = { ...terms, contractType: null, contractId: id, validFrom: '2026-01-01', dailyRatePercent: '0' }
		expectOk(await act(world.books, finance, setPenaltyTerms, none))
		expect(await asked()).toBe(0n)
		const remove = async (of: { contractId?: string }) => {
			const [standing] = expectOk(await look(world.books, finance, findPenaltyTerms, of))
			expectOk(await act(world.books, administrator, removePenaltyTerms, { id: standing?.id ?? '' }))
		}
		await remove({ contractId: id })
		await runOn('2026-03-01')
		expect(await asked()).toBeGreaterThan(4_15n)
		await remove({})
		await runOn('2026-03-02')
		expect(await asked()).toBe(0n)
	})

	test('goes with the late invoice where that is voided: no claim, no penalty interest', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { first, runOn, tell, papers, waive } = await sold(world)
		await runOn('2026-02-01')
		expectOk(await waive(2_50n))
		expectOk(await act(world.books, finance, decided(voidInvoice), { id: first, reason: 'Never delivered' }))
		const all = await papers()
		expect(all.map(({ openMinor }) => openMinor)).toEqual([0n, 0n, 0n])
		expect(all.reduce((sum, { totalMinor }) => sum + totalMinor, 0n)).toBe(0n)
		expect(await tell()).toMatchObject({ accruedMinor: 0n, dueMinor: 0n, openMinor: 0n, payOffMinor: 0n, claims: [] })
		await runOn('2026-02-10')
		await runOn('2026-03-01')
		expect((await papers()).map(({ totalMinor }) => totalMinor).at(-1)).toBe(9_00n)
	})

	test('is owed again, and invoiced, where the money had not come after all', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { first, runOn, receive, tell, papers } = await sold(world)
		await receive('2026-01-20', 1_000_00n, first)
		await runOn('2026-02-01')
		expect((await papers()).map(({ totalMinor }) => totalMinor)).toEqual([5_00n])
		const [payment] = await world.sql<{ id: string }[]>`select id from payment`
		expectOk(await act(world.books, finance, undoReceipts, [payment?.id ?? '']))
		await runOn('2026-02-10')
		await runOn('2026-03-01')
		expect((await papers()).map(({ totalMinor }) => totalMinor)).toEqual([5_00n, 19_50n + 9_00n])
		expect(await tell()).toMatchObject({ accruedMinor: 34_50n, billedMinor: 33_50n, dueMinor: 1_00n })
	})

	test('is waived by credit note once it stands on an invoice, what does not stand on one first', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { id, runOn, tell, papers, waive } = await sold(world)
		await runOn('2026-02-01')
		const tooMuch = await waive(11_01n)
		expect(tooMuch.ok ? 'done' : tooMuch.refusal).toMatchObject({
			...{ code: 'penalty.waiver_too_much', facts: { dueMinor: 11_00n } },
		})
		expectOk(await waive(4_50n))
		expect((await papers()).map(({ totalMinor, openMinor }) => [totalMinor, openMinor])).toEqual([
			[10_50n, 6_50n],
			[-4_00n, 0n],
		])
		expect(await tell()).toMatchObject({ accruedMinor: 11_00n, waivedMinor: 4_50n, billedMinor: 6_50n, dueMinor: 0n })
		const { penalty_income, waived_penalty } = await balances(world.books)
		expect({ penalty_income, waived_penalty }).toEqual({ penalty_income: -10_50n, waived_penalty: 4_00n })
		const waivers = expectOk(await look(world.books, administrator, findWaivers, { contractId: id }))
		expect(waivers.map(({ amountMinor }) => amountMinor).sort()).toEqual([4_00n, 50n])
		const undo = async (credited: boolean) => {
			const which = waivers.find(({ creditNoteId }) => (creditNoteId !== null) === credited)
			return await act(world.books, administrator, undoWaiver, { id: which?.id ?? '' })
		}
		expectOk(await undo(false))
		await runOn('2026-02-10')
		expectOk(await undo(true))
		const again = await undo(true)
		expect(again.ok ? 'done' : again.refusal.code).toBe('penalty.waiver_undone')
		// The credit note stands: what it gave up is owed again without an invoice, and was waived until the day before.
		expect(await tell('2026-02-09')).toMatchObject({ waivedMinor: 4_50n - 50n, billedMinor: 6_50n })
		expect(await tell()).toMatchObject({ waivedMinor: 0n, billedMinor: 6_50n, dueMinor: 15_50n - 6_50n })
		await runOn('2026-03-01')
		expect((await papers()).at(-1)).toMatchObject({ totalMinor: 4_00n + 14_00n + 9_00n })
		expect(await tell()).toMatchObject({ waivedMinor: 0n, dueMinor: 1_00n })
	})

	test('stays given up where it is credited by hand, and is invoiced anew where its invoice is voided for that', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { runOn, tell, papers } = await sold(world)
		await runOn('2026-02-01')
		const [invoice] = await papers()
		const { lines } = expectOk(await look(world.books, finance, findCreditable, { id: invoice?.id ?? '' }))
		const part = { by: 'amount' as const, lineId: lines[0]?.id ?? '', amountMinor: '250' }
		const gesture = { id: invoice?.id ?? '', parts: [part], reason: 'A gesture' }
		expectOk(await act(world.books, finance, decided(creditParts), gesture))
		await runOn('2026-02-10')
		await runOn('2026-03-01')
		expect(await tell()).toMatchObject({
			accruedMinor: 35_00n - 50n,
			waivedMinor: 2_50n,
			billedMinor: 31_00n,
			dueMinor: 1_00n,
		})
		const second = (await papers()).at(-1)
		const wrong = { id: second?.id ?? '', reason: 'Wrong address', again: true }
		expectOk(await act(world.books, finance, decided(voidInvoice), wrong))
		expect(await tell()).toMatchObject({ waivedMinor: 2_50n, billedMinor: 8_00n, dueMinor: 24_00n })
		await runOn('2026-04-01')
		expect((await papers()).at(-1)).toMatchObject({ kind: 'invoice', totalMinor: 23_00n + 31_00n })
	})
})

const step = fc.record({
	days: fc.integer({ min: 0, max: 17 }),
	what: fc.constantFrom('nothing', 'receive', 'receive', 'take back', 'waive', 'undo'),
	minor: fc.integer({ min: 1, max: 700_00 }),
	back: fc.integer({ min: 0, max: 60 }),
})

test('what is invoiced less credit notes and what is not is what accrued less what was waived, whatever happens when', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 9 }), async (steps) => {
			await using world = await openBooks({ on: '2026-01-10' })
			const { id, first, runOn, receive, tell, papers, waive } = await sold(world)
			let today = Temporal.PlainDate.from('2026-01-10')
			for (const { days, what, minor, back } of steps) {
				today = today.add({ days })
				world.clock.standOn(today)
				if (what === 'receive') await receive(later('2026-01-10', today.subtract({ days: back })), BigInt(minor), first)
				if (what === 'waive') await waive(BigInt(minor % 15_00) + 1n)
				if (what === 'take back') {
					const [last] = await world.sql<{ id: string }[]>`
						select id from payment where state = 'succeeded' order by created_at desc, id desc limit 1`
					if (last) expectOk(await act(world.books, finance, undoReceipts, [last.id]))
				}
				if (what === 'undo') {
					const waivers = expectOk(await look(world.books, administrator, findWaivers, { contractId: id }))
					await act(world.books, administrator, undoWaiver, { id: waivers[0]?.id ?? crypto.randomUUID() })
				}
				const before = await tell()
				expect(before.claims.filter(({ overMinor }) => overMinor > 0n && what === 'receive')).toEqual([])
				await runOn(today.toString())
				const told = await tell()
				const all = await papers()
				expect(told.billedMinor + told.dueMinor + told.paidMinor).toBe(told.accruedMinor - told.waivedMinor)
				expect(all.reduce((sum, { totalMinor }) => sum + totalMinor, 0n)).toBe(told.billedMinor)
				const { penalty_income = 0n, waived_penalty = 0n } = await balances(world.books)
				expect(-penalty_income - waived_penalty).toBe(told.billedMinor)
			}
			const bad = expectOk(await look(world.books, system, examine, undefined)).filter(
				({ good, promise }) => !good && promise !== 'outbox_delivers',
			)
			expect(bad.map(({ promise, found }) => [promise, found])).toEqual([])
		}),
		{ numRuns: 8, examples: [[waiting]] },
	)
}, 120_000)

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

/** Money that waits since before the end of the month, and stops what would be invoiced of it. */
const waiting: Step[] = [
	{ days: 10, what: 'nothing', minor: 1, back: 0 },
	{ days: 15, what: 'nothing', minor: 1, back: 0 },
	{ days: 6, what: 'receive', minor: 1, back: 11 },
	{ days: 15, what: 'waive', minor: 9_97, back: 0 },
	{ days: 9, what: 'receive', minor: 375_61, back: 12 },
	{ days: 6, what: 'receive', minor: 394_06, back: 25 },
	{ days: 16, what: 'receive', minor: 301_10, back: 3 },
	{ days: 4, what: 'receive', minor: 541_73, back: 5 },
]

const later = (one: string, other: Temporal.PlainDate) => (other.toString() > one ? other.toString() : one)
