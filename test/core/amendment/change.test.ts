import { describe, expect, test } from 'vitest'
import { openShop } from './world.ts'

describe('a change', () => {
	test('of the quantity makes one credit and one charge, and is invoiced as it was shown', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree()
		await shop.standOn('2026-01-10')
		const quantity = { kind: 'quantity' as const, lineId: await shop.lineId(), quantity: '5' }
		const { preview, lines, invoiceIds } = await shop.change(quantity)
		expect(lines).toEqual(['credit 2026-01-10..2026-02-01 -66.00', 'charge 2026-01-10..2026-02-01 110.00'])
		expect(invoiceIds.length).toBe(1)
		expect(preview.effect).toMatchObject({ kind: 'invoice', on: '2026-01-10', subtotalMinor: 4400n, totalMinor: 5280n })
		expect(preview.recurring.before.monthMinor).toBe(9300n)
		expect(preview.recurring.after).toMatchObject({
			monthMinor: 15500n,
			next: { on: '2026-02-01', subtotalMinor: 15500n },
		})
		expect(preview.coming.before.length).toBe(12)
		expect(preview.coming.after.map(({ subtotalMinor }) => subtotalMinor)).toEqual(Array(12).fill(15500n))
	})

	test('of the quantity back on its day leaves no trace in money', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree()
		await shop.standOn('2026-01-10')
		const before = await shop.net()
		const lineId = await shop.lineId()
		await shop.change({ kind: 'quantity', lineId, quantity: '7' })
		const { lines } = await shop.change({ kind: 'quantity', lineId, quantity: '3' })
		expect(lines).toEqual(['credit 2026-01-10..2026-02-01 -154.00', 'charge 2026-01-10..2026-02-01 66.00'])
		expect(await shop.net()).toBe(before)
	})
})
