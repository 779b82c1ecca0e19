import { expect, test } from 'vitest'
import { expectOk, look } from '#core/act.ts'
import { findPlanned } from '#core/amendment/find-planned.ts'
import { findContractPage } from '#core/contract/page.ts'
import { clerk, openShop, type Shop } from '../amendment/world.ts'

async function days({ world, contractId }: Shop): Promise<string[]> {
	return expectOk(await look(world.books, clerk, findContractPage, { id: contractId, coming: 1 })).changeDays
}

test('a contract changes on the days on which something of it is different', async () => {
	const shop = await openShop('2026-01-01')
	await using _ = shop.world
	await shop.agree()
	const lineId = await shop.lineId()
	expect(await days(shop)).toEqual(['2026-01-01'])
	await shop.change({ kind: 'quantity', lineId, quantity: '5' }, { on: '2026-02-01' })
	await shop.change({ kind: 'pause', until: '2026-04-30' }, { on: '2026-04-01' })
	await shop.change({ kind: 'cancel', endsOn: '2026-08-31' })
	expect(await days(shop)).toEqual(['2026-01-01', '2026-02-01', '2026-04-01', '2026-09-01'])
})

test('a day whose change was taken back is none of them, before it comes and after', async () => {
	const shop = await openShop('2026-01-01')
	await using world = shop.world
	await shop.agree()
	const lineId = await shop.lineId()
	await shop.change({ kind: 'quantity', lineId, quantity: '5' }, { on: '2026-02-01' })
	await shop.change({ kind: 'price', lineId, unitPrice: '40' }, { on: '2026-03-01' })
	await shop.change({ kind: 'pause', until: '2026-04-30' }, { on: '2026-04-01' })
	await shop.change({ kind: 'discount', percent: '50', periods: 2 }, { on: '2026-05-01' })
	await shop.change({ kind: 'option_off', lineId }, { on: '2026-06-01' })
	expect(await days(shop)).toHaveLength(6)
	for (const { sequence } of expectOk(await look(world.books, clerk, findPlanned, { contractId: shop.contractId })))
		if (sequence > 2) await shop.change({ kind: 'take_back', sequence })
	expect(await days(shop)).toEqual(['2026-01-01', '2026-02-01'])
	await shop.standOn('2026-07-01')
	expect(await days(shop)).toEqual(['2026-01-01', '2026-02-01'])
})

test('notice that was taken back leaves no day behind', async () => {
	const shop = await openShop('2026-01-01')
	await using _ = shop.world
	await shop.agree()
	await shop.standOn('2026-01-10')
	await shop.change({ kind: 'cancel', endsOn: '2026-08-31' })
	expect(await days(shop)).toEqual(['2026-01-01', '2026-09-01'])
	await shop.standOn('2026-01-20')
	await shop.change({ kind: 'undo_cancel' })
	expect(await days(shop)).toEqual(['2026-01-01'])
})
