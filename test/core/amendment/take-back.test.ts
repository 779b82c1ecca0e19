import { describe, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { applyChange } from '#core/amendment/apply-change.ts'
import { evaluateChange } from '#core/amendment/evaluate-change.ts'
import { findPlanned } from '#core/amendment/find-planned.ts'
import { examine } from '#core/report/examine.ts'
import { clerk, openShop, type Shop } from './world.ts'

async function planned(shop: Shop, actor = clerk) {
	return expectOk(await look(shop.world.books, actor, findPlanned, { contractId: shop.contractId }))
}

async function sound(shop: Shop): Promise<string[]> {
	const findings = expectOk(await act(shop.world.books, clerk, examine, undefined))
	return findings.filter(({ good, promise }) => !good && promise !== 'outbox_delivers').map(({ promise }) => promise)
}

describe('what is planned for the end of the period', () => {
	test('by its customer is taken back by them until its day, to the cent as if it had never been asked for', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree()
		await shop.standOn('2026-01-10')
		// Less from the next period on, as the usual rule has it.
		await shop.change({ kind: 'quantity', lineId: await shop.lineId(), quantity: '1' }, {}, shop.contact)
		expect(await planned(shop, shop.contact)).toEqual([
			{
				sequence: 2,
				on: '2026-02-01',
				told: [{ kind: 'quantity', line: 'Seats', unit: 'piece', from: '3', to: '1' }],
				mayTakeBack: true,
			},
		])
		await shop.standOn('2026-01-31')
		const { preview, lines } = await shop.change({ kind: 'take_back', sequence: 2 }, {}, shop.contact)
		expect([preview.effect?.subtotalMinor, lines]).toEqual([9300n, []])
		expect(preview.coming.after[0]?.subtotalMinor).toBe(9300n)
		expect(await planned(shop)).toEqual([])
		await shop.standOn('2026-04-01')
		expect(await shop.net()).toBe(9300n * 4n)
		expect(await sound(shop)).toEqual([])
	})

	test('is a removal, another plan, a pause or a discount: each is left out, and the rest stays', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		const other = await shop.product('OTHER', '62.00')
		await shop.agree()
		await shop.standOn('2026-01-10')
		const lineId = await shop.lineId()
		const later = { timing: 'period_end' as const }
		await shop.change({ kind: 'option_off', lineId }, later)
		const [off] = await planned(shop)
		expect(off).toMatchObject({ on: '2026-02-01', told: [{ kind: 'line_end', line: 'Seats', on: '2026-01-31' }] })
		await shop.change({ kind: 'take_back', sequence: off?.sequence ?? 0 })
		await shop.change({ kind: 'plan', lineId, planId: other.planId ?? '' }, later)
		const [exchange] = await planned(shop)
		expect(exchange?.told.map(({ kind }) => kind).sort()).toEqual(['line_end', 'option_on'])
		await shop.change({ kind: 'take_back', sequence: exchange?.sequence ?? 0 })
		await shop.change({ kind: 'pause' }, later)
		await shop.change({ kind: 'discount', percent: '50', periods: 2 })
		expect((await planned(shop)).map(({ told }) => told[0]?.kind).sort()).toEqual(['discount_percent', 'pause'])
		for (const { sequence } of await planned(shop)) await shop.change({ kind: 'take_back', sequence })
		expect(await planned(shop)).toEqual([])
		await shop.standOn('2026-03-01')
		expect(await shop.net()).toBe(9300n * 3n)
		expect(await sound(shop)).toEqual([])
	})

	test('of two plans for one line the other stays as it was said', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree()
		const lineId = await shop.lineId()
		await shop.change({ kind: 'quantity', lineId, quantity: '1' }, { on: '2026-02-01' })
		await shop.change({ kind: 'price', lineId, unitPrice: '40' }, { on: '2026-03-01' })
		await shop.change({ kind: 'take_back', sequence: 2 })
		await shop.standOn('2026-03-01')
		// Three of 31.00 in January and February, three of 40.00 in March.
		expect(await shop.net()).toBe(9300n * 2n + 12000n)
		expect(await planned(shop)).toEqual([])
	})

	test("by the company, or done already, is not the customer's to take back", async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree()
		const lineId = await shop.lineId()
		await shop.change({ kind: 'price', lineId, unitPrice: '40' }, { on: '2026-03-01' })
		expect((await planned(shop, shop.contact)).map(({ mayTakeBack }) => mayTakeBack)).toEqual([false])
		const asked = { contractId: shop.contractId, change: { kind: 'take_back' as const, sequence: 2 } }
		const forged = expectOk(await act(world.books, shop.contact, evaluateChange, asked))
		expect(forged.decision).toMatchObject({ kind: 'refuse', refusal: { code: 'change.not_allowed' } })
		await shop.standOn('2026-03-01')
		const late = await act(world.books, clerk, applyChange, { ...asked, seen: '' })
		expect(late).toMatchObject({ ok: false, refusal: { code: 'contract.nothing_changes' } })
	})

	test("by the company stays the company's, though a change of the customer carries it on", async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree()
		const lineId = await shop.lineId()
		await shop.change({ kind: 'price', lineId, unitPrice: '40' }, { on: '2026-03-01' })
		await shop.change({ kind: 'quantity', lineId, quantity: '4' }, {}, shop.contact)
		await shop.change({ kind: 'quantity', lineId, quantity: '2' }, {}, shop.contact)
		const found = (await planned(shop, shop.contact)).map(({ sequence, mayTakeBack, told }) => [
			sequence,
			mayTakeBack,
			told[0]?.kind,
		])
		expect(found).toEqual([
			[4, true, 'quantity'],
			[2, false, 'price'],
		])
		await shop.change({ kind: 'take_back', sequence: 4 }, {}, shop.contact)
		await shop.standOn('2026-03-01')
		// Four from the first day, of 31.00 in January and February and of 40.00 in March.
		expect(await shop.net()).toBe(12400n * 2n + 16000n)
	})

	test('removed in the middle of a period and taken back is charged for the days between alone', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree()
		const lineId = await shop.lineId()
		await shop.standOn('2026-01-05')
		// Its last day is 20 January: eleven days are given back at once, and charged again.
		await shop.change({ kind: 'line_end', lineId, endsOn: '2026-01-20' })
		expect(await shop.net()).toBe(6000n)
		await shop.standOn('2026-01-20')
		const [ending] = await planned(shop)
		const { lines } = await shop.change({ kind: 'take_back', sequence: ending?.sequence ?? 0 })
		expect(lines).toEqual(['charge 2026-01-21..2026-02-01 33.00'])
		expect(await shop.net()).toBe(9300n)
		expect(await sound(shop)).toEqual([])
	})
})

describe('an end to come', () => {
	const contractOf = async ({ world, contractId }: Shop) => {
		const [row] = await world.sql<{ state: string; endsOn: string; termMonths: number | null }[]>`
			select state, ends_on::text as "endsOn", term_months as "termMonths" from contract where id = ${contractId}`
		return row
	}

	test('later than before is taken back by whoever planned it, until its days begin, and leaves nothing behind', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree({ endsOn: '2026-03-31' })
		await shop.standOn('2026-03-10')
		const parts = [{ contractId: shop.contractId }]
		await shop.change({ kind: 'co_terminate', endsOn: '2026-06-30', parts }, {}, shop.contact)
		const told = [{ kind: 'co_terminate', endsOn: '2026-06-30', contracts: 1 }]
		expect(await planned(shop, shop.contact)).toEqual([{ sequence: 2, on: '2026-04-01', told, mayTakeBack: true }])
		await shop.standOn('2026-03-31')
		const { lines } = await shop.change({ kind: 'take_back', sequence: 2 }, {}, shop.contact)
		expect(lines).toEqual([])
		expect(await contractOf(shop)).toEqual({ state: 'active', endsOn: '2026-03-31', termMonths: null })
		expect(await planned(shop)).toEqual([])
		// By staff it is the company's to take back; once it has begun it is nobody's.
		await shop.change({ kind: 'renew', endsOn: '2026-06-30', termMonths: 3 })
		expect(await planned(shop, shop.contact)).toMatchObject([
			{ told: [{ kind: 'renew', endsOn: '2026-06-30', months: null }], mayTakeBack: false },
		])
		await shop.change({ kind: 'take_back', sequence: 4 })
		expect(await contractOf(shop)).toEqual({ state: 'active', endsOn: '2026-03-31', termMonths: null })
		await shop.standOn('2026-05-01')
		expect(await contractOf(shop)).toMatchObject({ state: 'closed', endsOn: '2026-03-31' })
		expect(await shop.net()).toBe(9300n * 3n)
		expect(await sound(shop)).toEqual([])
	})

	test('by another term that took notice away gives the notice again, and that can still be undone', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree({ endsOn: '2026-12-31' })
		await shop.change({ kind: 'cancel', endsOn: '2026-02-28' }, { reason: 'Too dear' })
		await shop.change({ kind: 'renew', endsOn: '2027-12-31' })
		expect(await contractOf(shop)).toMatchObject({ state: 'active', endsOn: '2027-12-31' })
		await shop.change({ kind: 'take_back', sequence: 3 })
		expect(await contractOf(shop)).toMatchObject({ state: 'ending', endsOn: '2026-02-28' })
		expect(await planned(shop)).toEqual([])
		await shop.change({ kind: 'undo_cancel' })
		expect(await contractOf(shop)).toMatchObject({ state: 'active', endsOn: '2026-12-31' })
		expect(await planned(shop)).toEqual([])
		expect(await sound(shop)).toEqual([])
	})

	test('together with others, later or earlier than before, is taken back for one contract to the cent', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		const first = await shop.agree({ endsOn: '2026-02-10' })
		const second = await shop.agree({ endsOn: '2026-12-31' })
		await shop.standOn('2026-02-03')
		const before = await shop.net()
		const parts = [{ contractId: first }, { contractId: second }]
		const together = await shop.change({ kind: 'co_terminate', endsOn: '2026-02-20', parts })
		expect(together.lines.length).toBe(2)
		shop.contractId = first
		const told = [{ kind: 'co_terminate', endsOn: '2026-02-20', contracts: 1 }]
		expect(await planned(shop)).toEqual([{ sequence: 2, on: '2026-02-11', told, mayTakeBack: true }])
		await shop.change({ kind: 'take_back', sequence: 2 })
		expect(await contractOf(shop)).toMatchObject({ state: 'active', endsOn: '2026-02-10' })
		shop.contractId = second
		expect(await planned(shop)).toMatchObject([{ sequence: 2, on: '2026-02-21' }])
		await shop.change({ kind: 'take_back', sequence: 2 })
		expect(await contractOf(shop)).toMatchObject({ state: 'active', endsOn: '2026-12-31' })
		expect(await shop.net()).toBe(before)
		await shop.standOn('2026-03-01')
		// January and ten days of February of one; three months of the other.
		expect(await shop.net()).toBe(9300n + 3321n + 9300n * 3n)
		expect(await sound(shop)).toEqual([])
	})

	test('does not bring back a line that was taken back before it began', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree({ endsOn: '2026-12-31' })
		const { id: productId, planId } = await shop.product('EXTRA', '10.00')
		await shop.change({ kind: 'option_on', productId, planId, quantity: '1' }, { on: '2026-03-01' })
		await shop.change({ kind: 'take_back', sequence: 2 })
		const parts = [{ contractId: shop.contractId }]
		await shop.change({ kind: 'co_terminate', endsOn: '2027-01-01', parts }, {}, shop.contact)
		await shop.standOn('2026-04-01')
		expect(await shop.net()).toBe(9300n * 4n)
		expect(await sound(shop)).toEqual([])
	})

	test('of a line with an end of its own comes back with it', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree({ endsOn: '2026-12-31' })
		const lineId = await shop.lineId()
		await shop.change({ kind: 'line_end', lineId, endsOn: '2026-06-30' })
		await shop.change({ kind: 'co_terminate', endsOn: '2026-09-30', parts: [{ contractId: shop.contractId }] })
		await shop.change({ kind: 'take_back', sequence: 3 })
		expect(await planned(shop)).toMatchObject([
			{ sequence: 2, told: [{ kind: 'line_end', line: 'Seats', on: '2026-06-30' }] },
		])
		await shop.standOn('2026-12-31')
		expect(await shop.net()).toBe(9300n * 6n)
		expect(await sound(shop)).toEqual([])
	})
})
