import { describe, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { findAmounts } from '#core/contract/amounts.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { undoEnd } from '#core/import/end-contract.ts'
import { listPapers } from '#core/invoice/list.ts'
import { bill } from '#core/invoice/run.ts'
import { examine } from '#core/report/examine.ts'
import { clerk, openShop, type Shop } from './world.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

async function sound(shop: Shop): Promise<string[]> {
	const findings = expectOk(await act(shop.world.books, clerk, examine, undefined))
	return findings.filter(({ good, promise }) => !good && promise !== 'outbox_delivers').map(({ promise }) => promise)
}

describe('by hand', () => {
	test.each([
		// 1000 a month and unit; 22 of 31 days left on 10 January: 3 units 2129.03, 5 units 3548.39.
		['JPY', '1000', ['credit 2026-01-10..2026-02-01 -2129', 'charge 2026-01-10..2026-02-01 3548']],
		['VND', '790000', ['credit 2026-01-10..2026-02-01 -1681935', 'charge 2026-01-10..2026-02-01 2803226']],
		['KWD', '10', ['credit 2026-01-10..2026-02-01 -21.290', 'charge 2026-01-10..2026-02-01 35.484']],
	])('three to five in %s', async (currency, unitPrice, expected) => {
		const shop = await openShop('2026-01-01', { currency })
		await using _ = shop.world
		await shop.agree({ currency }, { unitPrice })
		await shop.standOn('2026-01-10')
		const { lines } = await shop.change({ kind: 'quantity', lineId: await shop.lineId(), quantity: '5' })
		expect(lines).toEqual(expected)
	})

	test('a month that ends on the leap day: one more of 29.95 on 29 February is one of 29 days', async () => {
		const shop = await openShop('2028-02-01')
		await using _ = shop.world
		await shop.agree({}, { quantity: '1', unitPrice: '29.95' })
		await shop.standOn('2028-02-29')
		const { lines } = await shop.change({ kind: 'quantity', lineId: await shop.lineId(), quantity: '2' })
		expect(lines).toEqual(['credit 2028-02-29..2028-03-01 -1.03', 'charge 2028-02-29..2028-03-01 2.07'])
	})

	test('anchored on the 31st: on 27 February one of 28 days is left, and the next period begins on the 28th', async () => {
		const shop = await openShop('2026-01-31')
		await using _ = shop.world
		await shop.agree({}, { quantity: '1', unitPrice: '28.00' })
		await shop.standOn('2026-02-27')
		const { lines, preview } = await shop.change({ kind: 'quantity', lineId: await shop.lineId(), quantity: '2' })
		expect(lines).toEqual(['credit 2026-02-27..2026-02-28 -1.00', 'charge 2026-02-27..2026-02-28 2.00'])
		expect(preview.recurring.after.next?.on).toBe('2026-02-28')
	})

	test('a pause gives its billed days back, brings no revenue, and is resumed with a stub', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree({ noticeDays: 0 })
		await shop.standOn('2026-01-10')
		const paused = await shop.change({ kind: 'pause', until: '2026-06-30' }, {}, shop.contact)
		expect(paused.preview.effectiveOn).toBe('2026-02-01')
		await shop.change({ kind: 'resume' })
		const now = await shop.change({ kind: 'pause' })
		expect(now.lines).toEqual(['credit 2026-01-10..2026-02-01 -66.00'])
		expect(now.preview.recurring.after.monthMinor).toBe(0n)
		const state = async () => (await world.sql<{ state: string }[]>`select state from contract`)[0]?.state
		expect(await state()).toBe('paused')
		await shop.standOn('2026-03-17')
		const { lines } = await shop.change({ kind: 'resume' })
		expect(lines).toEqual(['period 2026-03-17..2026-04-01 45.00'])
		expect(await state()).toBe('active')
		expect(await shop.net()).toBe(9300n - 6600n + 4500n)
		expect(await sound(shop)).toEqual([])
	})

	test('a pause with an end begins and ends by itself', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree()
		await shop.standOn('2026-01-05')
		await shop.change({ kind: 'pause', until: '2026-02-14' }, { on: '2026-01-20' })
		const state = async () => (await world.sql<{ state: string }[]>`select state from contract`)[0]?.state
		expect(await state()).toBe('active')
		await shop.standOn('2026-01-20')
		expect(await state()).toBe('paused')
		await shop.standOn('2026-02-15')
		expect(await state()).toBe('active')
		// 93.00, less 12 of 31 days, plus 14 of 28.
		expect(await shop.net()).toBe(9300n - 3600n + 4650n)
	})

	test('20 % for two periods counts from the next that begins, and only for two', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree()
		await shop.standOn('2026-01-10')
		const { preview } = await shop.change({ kind: 'discount', percent: '20', periods: 2 })
		expect(preview.effectiveOn).toBe('2026-02-01')
		expect(preview.coming.after.slice(0, 3).map(({ subtotalMinor }) => subtotalMinor)).toEqual([7440n, 7440n, 9300n])
		await shop.standOn('2026-05-01')
		expect(await shop.net()).toBe(9300n * 3n + 7440n * 2n)
		expect(await sound(shop)).toEqual([])
	})
})

describe('an end', () => {
	test('moved several times leaves what the last one says', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree()
		await shop.standOn('2026-01-10')
		await shop.change({ kind: 'cancel', endsOn: '2026-01-20' })
		expect(await shop.net()).toBe(6000n)
		await shop.change({ kind: 'undo_cancel' })
		expect(await shop.net()).toBe(9300n)
		await shop.change({ kind: 'renew', endsOn: '2026-12-31' })
		await shop.change({ kind: 'cancel', endsOn: '2026-06-15' })
		// Undone, it goes back to the end agreed last and not to none.
		const undone = expectOk(await act(world.books, clerk, undoEnd, { id: shop.contractId }))
		expect(undone.sequence).toBe(6)
		const ends = await world.sql<{ on: string }[]>`select ends_on::text as on from contract`
		expect(ends[0]?.on).toBe('2026-12-31')
		await shop.change({ kind: 'cancel', endsOn: '2026-02-14' })
		await shop.standOn('2026-04-01')
		expect(await shop.net()).toBe(9300n + 4650n)
		expect(await sound(shop)).toEqual([])
	})

	test('that has passed lets nothing be changed, though the run has not closed the contract yet', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree({ endsOn: '2026-01-31' })
		world.clock.standOn('2026-02-01')
		const change = { kind: 'quantity' as const, lineId: await shop.lineId(), quantity: '4' }
		await expect(shop.preview(change)).rejects.toThrow('contract.not_allowed_in_state')
	})

	test('of several contracts on one day is one invoice, with the stub of each', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		const first = await shop.agree({ endsOn: '2026-03-15' })
		const second = await shop.agree({ endsOn: '2026-06-30' }, { quantity: '1' })
		world.clock.standOn('2026-03-01')
		await bill(world.books, clerk, day('2026-03-01'), 1)
		const parts = [{ contractId: first }, { contractId: second }]
		const { preview, lines, invoiceIds } = await shop.change({ kind: 'co_terminate', endsOn: '2026-03-20', parts })
		// Five days more of 3 × 31.00, eleven less of 31.00.
		expect(preview.parts.map(({ effect }) => effect?.subtotalMinor)).toEqual([1500n, -1100n])
		expect(preview.effect).toMatchObject({ subtotalMinor: 400n, totalMinor: 480n })
		expect([invoiceIds.length, lines]).toEqual([
			1,
			['charge 2026-03-16..2026-03-21 15.00', 'credit 2026-03-21..2026-04-01 -11.00'],
		])
		for (const contractId of [first, second]) {
			const found = expectOk(await look(world.books, clerk, listPapers, { contractId, limit: 5 }))
			expect(found.papers.map(({ id }) => id)).toContain(invoiceIds[0])
		}
		// Each has its own part of it in its amounts: 18.00 and -13.20 of 4.80.
		const amounts = (id: string) => look(world.books, clerk, findAmounts, { id }).then(expectOk)
		expect((await amounts(first)).invoicedMinor).toBe(11160n * 2n + 5400n + 1800n)
		expect((await amounts(second)).invoicedMinor).toBe(3720n * 3n - 1320n)
		// Voided to be billed again, both contracts are.
		expectOk(await act(world.books, clerk, voidInvoice, { id: invoiceIds[0] ?? '', reason: 'address', again: true }))
		await shop.standOn('2026-08-01')
		expect(await shop.net()).toBe(9300n * 2n + 6000n + 3100n * 2n + 2000n)
		expect(await sound(shop)).toEqual([])
	})

	test('together takes one in that has not begun', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		const first = await shop.agree()
		await shop.standOn('2026-01-01')
		const second = await shop.agree({ startsOn: '2026-02-01' }, { quantity: '1' })
		const parts = [{ contractId: first }, { contractId: second }]
		const { preview } = await shop.change({ kind: 'co_terminate', endsOn: '2026-02-14', parts })
		expect(preview.parts.map(({ endsOn }) => endsOn.after)).toEqual(['2026-02-14', '2026-02-14'])
		await shop.standOn('2026-03-01')
		// Half of February of each.
		expect(await shop.net()).toBe(9300n + 4650n + 1550n)
		expect(await sound(shop)).toEqual([])
	})
})

describe('what was billed', () => {
	test('ahead of its time is brought in line by a change at once, and its days are not billed again', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree()
		await bill(world.books, clerk, day('2026-04-30'), 1)
		expect(await shop.net()).toBe(9300n * 4n)
		world.clock.standOn('2026-02-10')
		const { preview } = await shop.change({ kind: 'quantity', lineId: await shop.lineId(), quantity: '4' })
		// February: 84.14 charged for 63.11 given back; March and April: one more of 31.00 each.
		expect(preview.effect?.subtotalMinor).toBe(2103n + 6200n)
		expect(await shop.net()).toBe(9300n * 4n + 2103n + 6200n)
		await shop.standOn('2026-05-01')
		expect(await shop.net()).toBe(9300n * 4n + 2103n + 6200n + 12400n)
		expect(await sound(shop)).toEqual([])
	})

	test('and corrected, the correction taken back: a later end gives back what really stands charged', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree()
		await shop.standOn('2026-01-10')
		const { invoiceIds } = await shop.change({ kind: 'quantity', lineId: await shop.lineId(), quantity: '5' })
		expectOk(await act(world.books, clerk, voidInvoice, { id: invoiceIds[0] ?? '', reason: 'a gift' }))
		expect(await shop.net()).toBe(9300n)
		await shop.standOn('2026-01-20')
		const { lines } = await shop.change({ kind: 'cancel', endsOn: '2026-01-19' })
		// 66.00 stand charged for the 22 days from 10 January; 12 of them are given back.
		expect(lines).toEqual(['credit 2026-01-20..2026-02-01 -36.00'])
	})

	test('and changed since, it is not given back twice: only billed again it can be voided', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree()
		await shop.standOn('2026-01-01')
		const [first] = await world.sql<{ id: string }[]>`select id from invoice where state = 'issued' order by number`
		await shop.standOn('2026-01-10')
		await shop.change({ kind: 'quantity', lineId: await shop.lineId(), quantity: '5' })
		const before = await shop.net()
		const outcome = await act(world.books, clerk, voidInvoice, { id: first?.id ?? '', reason: 'a gift' })
		expect(outcome).toMatchObject({ ok: false, refusal: { code: 'invoice.changed_since' } })
		expect(await shop.net()).toBe(before)
		expectOk(await act(world.books, clerk, voidInvoice, { id: first?.id ?? '', reason: 'address', again: true }))
		await shop.standOn('2026-01-11')
		expect(await shop.net()).toBe(before)
		expect(await sound(shop)).toEqual([])
	})
})
