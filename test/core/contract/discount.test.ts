import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { editDraft } from '#core/contract/edit-draft.ts'
import { findDraft } from '#core/contract/find-draft.ts'
import type { ContractInput } from '#core/contract/input.ts'
import { examine } from '#core/report/examine.ts'
import { clerk, monthly, openShop, type Shop } from '#test/core/amendment/world.ts'

async function draftOf(shop: Shop, discounts: ContractInput['discounts']): Promise<{ id: string }> {
	const input = {
		...{
			customerId: shop.customerId,
			currency: 'EUR',
			startsOn: '2026-01-31',
			alignment: 'contract' as const,
			discounts,
		},
		lines: [{ description: 'Seats', quantity: '3', unitPrice: '31.00', discountPercent: '10', interval: monthly }],
	}
	return expectOk(await act(shop.world.books, clerk, createContract, input))
}

async function billedBy(shop: Shop, id: string, day: string): Promise<bigint[]> {
	expectOk(await act(shop.world.books, clerk, activateContract, { id }))
	await shop.standOn(day)
	const rows = await shop.world.sql<{ net: bigint }[]>`
		select subtotal_minor as net from invoice where contract_id = ${id} order by billed_for`
	const findings = expectOk(await act(shop.world.books, clerk, examine, undefined))
	expect(findings.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
	return rows.map(({ net }) => net)
}

test('a draft agreed with a share off for some months bills it after the discount of its lines, and no month longer', async () => {
	const shop = await openShop('2026-01-31')
	await using _ = shop.world
	const { id } = await draftOf(shop, [{ percent: '20', months: 2 }])
	// 3 × 31.00 less 10 % is 83.70; less 20 % 66.96.
	expect(await billedBy(shop, id, '2026-04-30')).toEqual([6696n, 6696n, 8370n, 8370n])
})

test('an amount a month for good is taken off each month', async () => {
	const shop = await openShop('2026-01-31')
	await using _ = shop.world
	const { id } = await draftOf(shop, [{ amount: '3.70' }])
	expect(await billedBy(shop, id, '2026-03-31')).toEqual([8000n, 8000n, 8000n])
})

test('a draft keeps its discount while other things are written anew, and counts it from its new first day', async () => {
	const shop = await openShop('2026-01-31')
	await using world = shop.world
	const { id } = await draftOf(shop, [{ percent: '20', months: 1 }])
	const { discounts, version, lines } = expectOk(await look(world.books, clerk, findDraft, { id }))
	expect(discounts).toEqual([{ percent: '20', months: 1 }])
	const rest = {
		...{ id, version, currency: 'EUR', startsOn: '2026-02-01', alignment: 'contract' as const },
		lines: lines.map((line) => ({ ...line, discountPercent: '0', interval: monthly })),
	}
	const edited = expectOk(await act(world.books, clerk, editDraft, rest))
	expect(await look(world.books, clerk, findDraft, { id })).toMatchObject({ value: { discounts } })
	expectOk(
		await act(world.books, clerk, editDraft, { ...rest, version: edited.version, discounts: [{ percent: '50' }] }),
	)
	expect(await billedBy(shop, id, '2026-03-01')).toEqual([4650n, 4650n])
})

test.each([
	[{ percent: '20', amount: '5' }, { code: 'discount.percent_or_amount' }],
	[{ months: 3 }, { code: 'discount.nothing_off' }],
	[{ percent: '0' }, { facts: { problem: 'zero' } }],
	[{ amount: '1.234' }, { facts: { problem: 'too_many_digits' } }],
])('%o is no discount', async (discount, refusal) => {
	const shop = await openShop('2026-01-31')
	await using world = shop.world
	const refused = await act(world.books, clerk, createContract, {
		...{ customerId: shop.customerId, currency: 'EUR', startsOn: '2026-01-31', discounts: [discount] },
		lines: [{ description: 'Seats', quantity: '1', unitPrice: '31', interval: monthly }],
	})
	expect(refused).toMatchObject({ ok: false, refusal })
})
