import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { draftPriceUpdate } from '#core/price-update/draft.ts'
import { orderPriceUpdate, orderTakingBack, workOnPriceUpdate } from '#core/price-update/plan.ts'
import { type Gone, workNext } from '#core/price-update/work-next.ts'
import { examine } from '#core/report/examine.ts'
import { draftRestructuring } from '#core/restructuring/draft.ts'
import { clerk, monthly, openShop, type Shop } from '../amendment/world.ts'
import { supply } from '../payable/supplier.ts'

const yearly = { unit: 'year' as const, count: 1 }
const rule = { percent: '10', noticeDays: 30, starts: { at: 'renewal' as const } }

/** Contracts of one line and of two whose new prices begin on different days. */
async function open() {
	const shop = await openShop('2026-03-01')
	const lines = [
		{ description: 'Seats', quantity: '3', unitPrice: '31.00', interval: monthly },
		{ description: 'Care', quantity: '1', unitPrice: '200.00', interval: yearly },
	]
	await shop.agree({ lines })
	await shop.agree()
	await shop.agree({ lines })
	await shop.standOn('2026-03-01')
	const { id } = expectOk(await act(shop.world.books, clerk, draftPriceUpdate, { name: 'Prices 2026', rule }))
	expectOk(await act(shop.world.books, clerk, orderPriceUpdate, { id }))
	return { shop, id }
}

/** What stands on the lines, in the order in which the contracts were agreed. */
const standing = async ({ world }: Shop) =>
	await world.sql`
		select contract.number, position, state.sequence, state.effective_on::text as on, trim_scale(unit_price)::text as price,
			line.sequence as planned, taken_back_by as back, excluded
		from contract_line_state as state join contract_line on contract_line.id = contract_line_id
			join contract on contract.id = contract_line.contract_id
			join price_update_line as line on line.contract_line_id = contract_line.id
		order by contract.number, position, state.sequence, state.effective_on`
const letters = async ({ world }: Shop) =>
	await world.sql`
		select payload ->> 'letter' as letter, count(*)::int as sent from outbox
		where key like 'letter:price-%' group by 1 order by 1`
const sound = async ({ world }: Shop) =>
	expectOk(await act(world.books, clerk, examine, undefined))
		.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')
		.map(({ promise }) => promise)

async function oneByOne({ world }: Shop, id: string): Promise<number> {
	for (let turns = 0; ; turns++) {
		const gone: Gone = expectOk(await act(world.books, clerk, workNext, { id, passed: [], single: true }))
		if (gone.ids.length === 0) return turns
		expect(gone.ids).toHaveLength(1)
	}
}

test('contracts tried one at a time come to what they come to together, planned and taken back', async () => {
	const [together, alone] = [await open(), await open()]
	await using one = together.shop.world
	await using _ = alone.shop.world
	await workOnPriceUpdate(one.books, together)
	expect(await oneByOne(alone.shop, alone.id)).toBe(3)
	expect(await standing(alone.shop)).toEqual(await standing(together.shop))
	await workOnPriceUpdate(alone.shop.world.books, alone)
	for (const { shop, id } of [together, alone]) expectOk(await act(shop.world.books, clerk, orderTakingBack, { id }))
	await workOnPriceUpdate(one.books, together)
	expect(await oneByOne(alone.shop, alone.id)).toBe(3)
	expect(await standing(alone.shop)).toEqual(await standing(together.shop))
	expect(await letters(alone.shop)).toEqual(await letters(together.shop))
	expect([await sound(together.shop), await sound(alone.shop)]).toEqual([[], []])
})

test('where one contract is refused only halfway, nothing of it is done and the others have their old prices back', async () => {
	const { shop, id } = await open()
	await using world = shop.world
	await workOnPriceUpdate(world.books, { id })
	// A person has taken back what begins first: of its two steps the second one is refused when both are taken back.
	await shop.change({ kind: 'take_back', sequence: 2 })
	const ofIt = async () => (await standing(shop)).filter(({ number }) => number === 'K-00003')
	const before = await ofIt()
	expect(before.map(({ planned }) => planned)).toContain(3)
	expectOk(await act(world.books, clerk, orderTakingBack, { id }))
	expect(await act(world.books, clerk, workNext, { id, passed: [] })).toMatchObject({ ok: false })
	await workOnPriceUpdate(world.books, { id })
	expect(await ofIt()).toEqual(before)
	const back = await world.sql`
		select number, bool_and(taken_back_by is not null) as back from price_update_line
			join contract on contract.id = contract_id
		group by 1 order by 1`
	expect(back.map((row) => row.back)).toEqual([true, true, false])
	expect(await sound(shop)).toEqual([])
})

test('no new price and no restructuring reaches a contract that the company pays', async () => {
	const { shop, id } = await open()
	await using world = shop.world
	const { contractId } = await supply(world, 'Kontor')
	await workOnPriceUpdate(world.books, { id })
	expect(await world.sql`select from price_update_line where contract_id = ${contractId}`).toEqual([])
	expect(await world.sql`select from amendment where contract_id = ${contractId} and sequence > 1`).toEqual([])
	const restructure = async (deed: Parameters<typeof draftRestructuring>[1]['deed'], contractIds: string[]) =>
		await act(world.books, clerk, draftRestructuring, { name: 'Tidy up', deed, select: { contractIds } })
	const dearer = { kind: 'price_percent' as const, percent: '10', on: '2026-04-01' }
	expect(await restructure(dearer, [contractId])).toMatchObject({ refusal: { code: 'restructuring.nothing' } })
	for (const kind of ['move', 'merge'] as const)
		expect(await restructure({ kind, contractId, on: '2026-04-01' }, [shop.contractId])).toMatchObject({
			refusal: { code: 'contract.payable' },
		})
	expect(await world.sql`select amount_minor as minor from payable where contract_id = ${contractId}`).toEqual([
		{ minor: 250_00n },
	])
})
