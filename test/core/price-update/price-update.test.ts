import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { applyChange } from '#core/amendment/apply-change.ts'
import { previewChange } from '#core/amendment/preview-change.ts'
import { fixPrices } from '#core/contract/fix-prices.ts'
import { findLines } from '#core/contract/lines.ts'
import { discardPriceUpdate, draftPriceUpdate } from '#core/price-update/draft.ts'
import { findPriceUpdate, listPriceUpdateLines } from '#core/price-update/find.ts'
import { acceptPrices, findComingPrices } from '#core/price-update/of-contract.ts'
import { orderPriceUpdate, orderTakingBack, workOnPriceUpdate } from '#core/price-update/plan.ts'
import { examine } from '#core/report/examine.ts'
import { clerk, openShop, type Shop } from '../amendment/world.ts'

async function open() {
	const shop = await openShop('2026-03-01')
	const { id: productId, planId } = await shop.product('Fleet', '31.00')
	const sold = { productId, planId }
	return { shop, sold }
}

const rule = { percent: '10', noticeDays: 30, starts: { at: 'renewal' as const } }
const draft = async ({ world }: Shop, more = {}) =>
	expectOk(await act(world.books, clerk, draftPriceUpdate, { name: 'Prices 2026', rule: { ...rule, ...more } })).id
const found = async ({ world }: Shop, id: string) => expectOk(await look(world.books, clerk, findPriceUpdate, { id }))
const left = async ({ world }: Shop, id: string) =>
	expectOk(await look(world.books, clerk, listPriceUpdateLines, { id, show: 'excluded', limit: 50 })).map(
		({ excluded }) => excluded,
	)
const sound = async ({ world }: Shop) =>
	expectOk(await act(world.books, clerk, examine, undefined))
		.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')
		.map(({ promise }) => promise)

test('a draft says who would pay what from when, and changes nothing', async () => {
	const { shop, sold } = await open()
	await using _ = shop.world
	await shop.agree({}, sold)
	await shop.agree({ endsOn: '2026-12-31' }, sold)
	const fixed = await shop.agree({}, sold)
	expectOk(await act(shop.world.books, clerk, fixPrices, { id: fixed, through: '2027-01-31' }))
	const id = await draft(shop)
	const update = await found(shop, id)
	expect(update).toMatchObject({
		...{ state: 'draft', lines: 3, excluded: 2, firstOn: '2026-05-01', lastOn: '2026-05-01' },
		totals: [{ currency: 'EUR', contracts: 1, customers: 1, beforeMinor: 93_00n, afterMinor: 102_30n }],
	})
	expect((await left(shop, id)).sort()).toEqual(['ends', 'fixed_price'])
	expect(await shop.world.sql`select from contract_line_state where sequence > 1`).toEqual([])
	expectOk(await act(shop.world.books, clerk, discardPriceUpdate, { id }))
	expect(await act(shop.world.books, clerk, findPriceUpdate, { id })).toMatchObject({ ok: false })
})

test('planned, each customer is written to, may agree, and pays the new price from its day to the cent', async () => {
	const { shop, sold } = await open()
	await using world = shop.world
	const contractId = await shop.agree({}, sold)
	await shop.standOn('2026-03-01')
	const id = await draft(shop, {
		message: 'Maps have become dearer.',
		said: { ru: 'Карты подорожали.' },
		countries: [{ country: 'DE', noticeDays: 30, said: { zh: '地图涨价了。' } }],
	})
	expectOk(await act(world.books, clerk, orderPriceUpdate, { id }))
	await workOnPriceUpdate(world.books, { id })
	expect(await found(shop, id)).toMatchObject({ state: 'planned', standing: 1, undoable: 1 })
	expect(
		await world.sql`select payload ->> 'letter' as letter from outbox where key like 'letter:price-change:%'`,
	).toEqual([{ letter: 'price-change' }])
	const coming = expectOk(await look(world.books, shop.contact, findComingPrices, { contractId }))
	expect(coming).toMatchObject({
		...{ message: 'Maps have become dearer.', accepted: false, monthBeforeMinor: 93_00n, monthAfterMinor: 102_30n },
		lines: [{ description: 'Seats', before: '31', after: '34.1', on: '2026-05-01' }],
	})
	const saidTo = async (language: 'ru' | 'zh' | 'vi') =>
		expectOk(await look(world.books, shop.contact, findComingPrices, { contractId, language }))?.message
	expect([await saidTo('ru'), await saidTo('zh'), await saidTo('vi')]).toEqual([
		'Карты подорожали.',
		'地图涨价了。',
		'Maps have become dearer.',
	])
	expect(await act(world.books, shop.link('view'), acceptPrices, { contractId, priceUpdateId: id })).toMatchObject({
		refusal: { code: 'link.view_only' },
	})
	expectOk(await act(world.books, shop.contact, acceptPrices, { contractId, priceUpdateId: id }))
	expect(await found(shop, id)).toMatchObject({ accepted: 1 })
	for (const day of ['2026-04-01', '2026-05-01', '2026-06-01']) await shop.standOn(day)
	expect(await shop.net()).toBe(93_00n * 2n + 102_30n * 2n)
	expect(expectOk(await look(world.books, shop.contact, findComingPrices, { contractId }))).toBeNull()
	// What has begun is not taken back.
	expect(await found(shop, id)).toMatchObject({ undoable: 0 })
	expect(await sound(shop)).toEqual([])
})

test('until it begins it is taken back as one, by us and not by the customer', async () => {
	const { shop, sold } = await open()
	await using world = shop.world
	const contractId = await shop.agree({}, sold)
	await shop.agree({}, sold)
	const id = await draft(shop)
	expectOk(await act(world.books, clerk, orderPriceUpdate, { id }))
	await workOnPriceUpdate(world.books, { id })
	const planned = expectOk(await look(world.books, shop.contact, findLines, { contractId, on: '2026-03-01', limit: 5 }))
	expect(planned.lines).toMatchObject([{ planned: { on: '2026-05-01' } }])
	const [line] = await world.sql<{ sequence: number }[]>`
		select sequence from price_update_line where contract_id = ${contractId}`
	const back = { contractId, change: { kind: 'take_back' as const, sequence: line?.sequence ?? 0 } }
	expect(await act(world.books, shop.contact, previewChange, back)).toMatchObject({ ok: false })
	expect(await act(world.books, shop.contact, applyChange, { ...back, seen: '' })).toMatchObject({ ok: false })
	expectOk(await act(world.books, clerk, orderTakingBack, { id }))
	await workOnPriceUpdate(world.books, { id })
	expect(await found(shop, id)).toMatchObject({ state: 'taken_back', standing: 0 })
	expect(await world.sql`select from outbox where key like 'letter:price-kept:%'`).toHaveLength(2)
	// Nor do the lines say any more that something comes.
	const { lines } = expectOk(
		await look(world.books, shop.contact, findLines, { contractId, on: '2026-03-01', limit: 5 }),
	)
	expect(lines).toMatchObject([{ unitPrice: '31.00', planned: null }])
	for (const day of ['2026-03-01', '2026-04-01', '2026-05-01']) await shop.standOn(day)
	expect(await shop.net()).toBe(93_00n * 2n * 3n)
	expect(await sound(shop)).toEqual([])
})

test('a price that a person has planned meanwhile stays, and one draft after the other finds it', async () => {
	const { shop, sold } = await open()
	await using world = shop.world
	const contractId = await shop.agree({}, sold)
	const id = await draft(shop)
	await shop.change({ kind: 'price', lineId: await shop.lineId(), unitPrice: '29.00' }, { on: '2026-06-01' })
	expect(await left(shop, await draft(shop))).toEqual(['planned'])
	expectOk(await act(world.books, clerk, orderPriceUpdate, { id }))
	expect(await act(world.books, clerk, orderPriceUpdate, { id })).toMatchObject({
		refusal: { code: 'price_update.state' },
	})
	await workOnPriceUpdate(world.books, { id })
	expect(await left(shop, id)).toEqual(['planned'])
	const states = await world.sql`
		select trim_scale(unit_price)::text as price from contract_line_state join contract_line as line on line.id = contract_line_id
		where line.contract_id = ${contractId} order by sequence`
	expect(states.map(({ price }) => price)).toEqual(['31', '29'])
	expect(await world.sql`select from outbox where key like 'letter:price-change:%'`).toEqual([])
})

test('what was drafted and is planned too late for its notice, or was fixed or changed since, is left out', async () => {
	const { shop, sold } = await open()
	await using world = shop.world
	const starts = { at: 'day' as const, on: '2026-04-01' }
	await shop.agree({}, sold)
	const id = await draft(shop, { starts })
	world.clock.standOn('2026-03-03')
	expectOk(await act(world.books, clerk, orderPriceUpdate, { id }))
	await workOnPriceUpdate(world.books, { id })
	expect(await left(shop, id)).toEqual(['notice_too_short'])
	expect(await world.sql`select from outbox where key like 'letter:price-change:%'`).toEqual([])
	const late = { starts: { ...starts, on: '2026-05-01' } }
	const [fixed, changed] = [await draft(shop, late), await shop.agree({}, sold)]
	const again = await draft(shop, late)
	await shop.change({ kind: 'price', lineId: await shop.lineId(), unitPrice: '35.00' }, { contractId: changed })
	for (const one of await world.sql<{ id: string }[]>`select id from contract where id <> ${changed}`)
		expectOk(await act(world.books, clerk, fixPrices, { id: one.id, through: '2027-01-31' }))
	for (const update of [fixed, again]) {
		expectOk(await act(world.books, clerk, orderPriceUpdate, { id: update }))
		await workOnPriceUpdate(world.books, { id: update })
	}
	expect(await left(shop, fixed)).toEqual(['fixed_price'])
	expect((await left(shop, again)).sort()).toEqual(['fixed_price', 'refused'])
})

test('a line that ends before is left out alone, and its contract’s others have their new prices', async () => {
	const { shop, sold } = await open()
	await using world = shop.world
	const seats = {
		...sold,
		description: 'Seats',
		quantity: '3',
		unitPrice: '31.00',
		interval: { unit: 'month' as const, count: 1 },
	}
	await shop.agree({ lines: [seats, { ...seats, description: 'Guests' }] })
	await shop.change({ kind: 'line_end', lineId: await shop.lineId(2), endsOn: '2026-03-31' })
	const id = await draft(shop)
	expect(await left(shop, id)).toEqual(['ends'])
	expectOk(await act(world.books, clerk, orderPriceUpdate, { id }))
	await workOnPriceUpdate(world.books, { id })
	expect(await found(shop, id)).toMatchObject({ state: 'planned', standing: 1 })
})

test('a file’s price is turned into the line’s unit, and is that of its quantity and of its day', async () => {
	const { shop } = await open()
	await using world = shop.world
	const { id: productId, planId } = await shop.product('Hours', '60.00')
	await world.sql`insert into unit (name, whole, code) values ('hour', false, 'HUR') on conflict do nothing`
	await world.sql`
		insert into unit (name, base, numerator, denominator, whole, code) values ('minute', 'hour', 1, 60, true, 'MIN') on conflict do nothing`
	await world.sql`update product set unit = 'hour' where id = ${productId}`
	await world.sql`
		insert into product_unit (product_id, unit, dimension) values (${productId}, 'minute', 'hour') on conflict do nothing`
	const priced = (unitPrice: string, more = {}) => ({ productId, planId, currency: 'EUR', unitPrice, ...more })
	await shop.agree({}, { productId, planId, unitPrice: '1.00', quantity: '90', unit: 'minute' })
	await shop.agree({}, { productId, planId, unitPrice: '60.00', quantity: '10', unit: 'hour' })
	const prices = [
		priced('66.00'),
		priced('63.00', { fromQuantity: '10' }),
		priced('72.00', { validFrom: '2026-06-01' }),
	]
	const id = await draft(shop, { percent: '0', prices })
	const worked = await world.sql`
		select trim_scale(unit_price_before)::text as before, trim_scale(unit_price_after)::text as after
		from price_update_line where price_update_id = ${id} order by unit_price_before`
	expect(worked.map(({ before, after }) => [before, after])).toEqual([
		['1', '1.1'],
		['60', '63'],
	])
	const later = await draft(shop, { percent: '0', prices, starts: { at: 'day', on: '2026-06-01' } })
	const [first] = await world.sql`
		select trim_scale(max(unit_price_after))::text as after from price_update_line where price_update_id = ${later}`
	expect(first?.after).toBe('72')
})

test('only up leaves lines that would become cheaper, and a file those that it does not name', async () => {
	const { shop, sold } = await open()
	await using world = shop.world
	await shop.agree({}, sold)
	const other = await shop.product('Maps', '5.00')
	await shop.agree({}, { productId: other.id, planId: other.planId, unitPrice: '5.00' })
	expect(await left(shop, await draft(shop, { percent: '-10' }))).toEqual(['not_up', 'not_up'])
	const prices = [{ ...sold, currency: 'EUR', unitPrice: '40' }]
	const id = await draft(shop, { percent: '25', prices, rounding: 'ninety' })
	expect(await left(shop, id)).toEqual(['no_price'])
	expect(await found(shop, id)).toMatchObject({ totals: [{ afterMinor: 49_90n * 3n }] })
	expect(
		await act(world.books, clerk, draftPriceUpdate, {
			name: 'x',
			rule: { ...rule, productIds: ['00000000-0000-4000-8000-000000000000'] },
		}),
	).toMatchObject({ refusal: { code: 'price_update.nothing' } })
})

test('a contract that cannot give its new prices back keeps them, and the update stays planned', async () => {
	const { shop, sold } = await open()
	await using world = shop.world
	const contractId = await shop.agree({}, sold)
	await shop.agree({}, sold)
	const id = await draft(shop)
	expectOk(await act(world.books, clerk, orderPriceUpdate, { id }))
	await workOnPriceUpdate(world.books, { id })
	await world.sql`update contract set state = 'closed', closed_on = '2026-03-01', ends_on = '2026-03-01' where id = ${contractId}`
	expectOk(await act(world.books, clerk, orderTakingBack, { id }))
	await workOnPriceUpdate(world.books, { id })
	expect(await found(shop, id)).toMatchObject({ state: 'planned', standing: 1, excluded: 0 })
	expect(await world.sql`select from outbox where key like 'letter:price-kept:%'`).toHaveLength(1)
})

test('lines whose new prices begin on different days have an amendment for each, are told of in one letter and are taken back as one', async () => {
	const { shop, sold } = await open()
	await using world = shop.world
	const seats = { ...sold, description: 'Seats', quantity: '3', unitPrice: '31.00' }
	const contractId = await shop.agree({
		lines: [
			{ ...seats, interval: { unit: 'month' as const, count: 1 } },
			{ ...seats, description: 'Guests', interval: { unit: 'year' as const, count: 1 } },
		],
	})
	await shop.agree({}, sold)
	const id = await draft(shop)
	expectOk(await act(world.books, clerk, orderPriceUpdate, { id }))
	await workOnPriceUpdate(world.books, { id })
	expect(
		await world.sql`
			select sequence, effective_on::text as on, taken_back_by from price_update_line where contract_id = ${contractId} order by sequence`,
	).toEqual([
		{ sequence: 2, on: '2026-05-01', taken_back_by: null },
		{ sequence: 3, on: '2027-03-01', taken_back_by: null },
	])
	expect(await world.sql`select from outbox where key like 'letter:price-change:%'`).toHaveLength(2)
	expectOk(await act(world.books, clerk, orderTakingBack, { id }))
	await workOnPriceUpdate(world.books, { id })
	expect(
		await world.sql`select sequence, taken_back_by as back from price_update_line where contract_id = ${contractId} order by sequence`,
	).toEqual([
		{ sequence: 2, back: 5 },
		{ sequence: 3, back: 4 },
	])
	expect(await world.sql`select from outbox where key like 'letter:price-kept:%'`).toHaveLength(2)
	for (const line of [1, 2])
		expect(
			await world.sql`
				select distinct on (effective_on) trim_scale(unit_price)::text as price from contract_line_state
				where contract_line_id = ${await shop.lineId(line, contractId)} order by effective_on, sequence desc`,
		).toSatisfy((rows: { price: string }[]) => rows.every(({ price }) => price === '31'))
	expect(await sound(shop)).toEqual([])
})
