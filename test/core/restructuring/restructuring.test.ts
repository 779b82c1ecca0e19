import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { examine } from '#core/report/examine.ts'
import { type DraftRestructuring, draftRestructuring } from '#core/restructuring/draft.ts'
import { findRestructuring, listRestructuringLines } from '#core/restructuring/find.ts'
import { orderRestructuring, orderUndoing } from '#core/restructuring/queue.ts'
import { workOnRestructuring } from '#core/restructuring/work.ts'
import { clerk, monthly, openShop, type Shop } from '../amendment/world.ts'

const draft = async ({ world }: Shop, deed: DraftRestructuring['deed'], select: DraftRestructuring['select']) =>
	expectOk(await act(world.books, clerk, draftRestructuring, { name: 'Tidy up', deed, select })).id
const found = async ({ world }: Shop, id: string) => expectOk(await look(world.books, clerk, findRestructuring, { id }))
const linesOf = async ({ world }: Shop, id: string, show: 'changed' | 'excluded') =>
	expectOk(await look(world.books, clerk, listRestructuringLines, { id, show, limit: 50 }))
const apply = async ({ world }: Shop, id: string) => {
	expectOk(await act(world.books, clerk, orderRestructuring, { id }))
	await workOnRestructuring(world.books, { id })
}
const undo = async ({ world }: Shop, id: string) => {
	expectOk(await act(world.books, clerk, orderUndoing, { id }))
	await workOnRestructuring(world.books, { id })
}
const sound = async ({ world }: Shop) =>
	expectOk(await act(world.books, clerk, examine, undefined))
		.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')
		.map(({ promise }) => promise)
const since = async ({ world }: Shop, moment: string) =>
	(
		await world.sql<{ total: bigint }[]>`
			select coalesce(sum(total_minor), 0)::bigint as total from invoice where id > ${moment}::uuid and state <> 'draft'`
	)[0]?.total
const lastInvoice = async ({ world }: Shop) =>
	(await world.sql<{ id: string }[]>`select max(id::text) as id from invoice`)[0]?.id ?? ''

test('new prices for many lines are shown to the cent, applied with one amendment each, and taken back as one', async () => {
	const shop = await openShop('2026-03-01')
	await using world = shop.world
	const one = await shop.agree()
	const other = await shop.agree({}, { unitPrice: '10.00', quantity: '1' })
	await shop.standOn('2026-03-01')
	await shop.standOn('2026-03-11')
	const at = await lastInvoice(shop)
	const id = await draft(
		shop,
		{ kind: 'price_percent', on: '2026-03-11', percent: '10' },
		{ contractIds: [one, other] },
	)
	const shown = await found(shop, id)
	// 93.00 and 10.00 a month, ten per cent of them for 21 of 31 days.
	expect(shown).toMatchObject({
		...{ state: 'draft', lines: 2, excluded: 0, contracts: 2 },
		totals: [{ currency: 'EUR', netMinor: 6_98n, monthBeforeMinor: 103_00n, monthAfterMinor: 113_30n }],
	})
	expect(await since(shop, at)).toBe(0n)
	await apply(shop, id)
	expect(await found(shop, id)).toMatchObject({ state: 'applied', done: 2, standing: 2 })
	expect(await since(shop, at)).toBe((shown.totals[0]?.netMinor ?? 0n) + (shown.totals[0]?.taxMinor ?? 0n))
	expect(await world.sql`select from amendment where sequence = 2`).toHaveLength(2)
	await undo(shop, id)
	expect(await found(shop, id)).toMatchObject({ state: 'undone', standing: 0, kept: [] })
	expect(await since(shop, at)).toBe(0n)
	await shop.standOn('2026-04-01')
	expect(await shop.net()).toBe(103_00n * 2n)
	expect(await sound(shop)).toEqual([])
})

test('what is left out says why, and a contract that has changed since is left alone', async () => {
	const shop = await openShop('2026-03-01')
	await using world = shop.world
	const inNotice = await shop.agree()
	await shop.change({ kind: 'cancel', endsOn: '2026-12-31' })
	const once = await shop.agree({}, { interval: null })
	const same = await shop.agree({}, { quantity: '5' })
	const changed = await shop.agree()
	const plain = await shop.agree()
	const deed = { kind: 'quantity', on: '2026-03-01', quantity: '5' } as const
	const id = await draft(shop, deed, { contractIds: [inNotice, once, same, changed, plain] })
	expect((await linesOf(shop, id, 'excluded')).map(({ excluded }) => excluded)).toEqual([
		'in_notice',
		'one_off',
		'same',
	])
	shop.contractId = changed
	await shop.change({ kind: 'price', lineId: await shop.lineId(), unitPrice: '40.00' })
	await apply(shop, id)
	expect(await found(shop, id)).toMatchObject({ state: 'applied', done: 1, excluded: 4 })
	expect((await linesOf(shop, id, 'excluded')).map(({ excluded }) => excluded)).toContain('changed')
	shop.contractId = plain
	await shop.change({ kind: 'quantity', lineId: await shop.lineId(), quantity: '6' })
	await undo(shop, id)
	expect(await found(shop, id)).toMatchObject({ state: 'applied', kept: [{ contractId: plain, why: 'changed_since' }] })
	expect(await world.sql`select from restructuring_contract where undone_by is not null`).toEqual([])
})

test('lines end, and with the last of them the contract; taken back it goes on', async () => {
	const shop = await openShop('2026-03-01')
	await using world = shop.world
	const contractId = await shop.agree({
		lines: [
			{ description: 'Seats', quantity: '1', unitPrice: '31.00', interval: monthly },
			{ description: 'Desks', quantity: '1', unitPrice: '62.00', interval: monthly },
		],
	})
	await shop.standOn('2026-03-01')
	const part = await draft(shop, { kind: 'end', endsOn: '2026-03-10' }, { ids: [await shop.lineId(2)] })
	expect(await linesOf(shop, part, 'changed')).toMatchObject([
		{ netMinor: -42_00n, before: { endsOn: null }, after: { endsOn: '2026-03-10' }, monthAfterMinor: 0n },
	])
	const whole = await draft(shop, { kind: 'end', endsOn: '2026-03-10' }, { contractIds: [contractId] })
	await apply(shop, whole)
	expect(await world.sql`select state, ends_on::text from contract`).toMatchObject([
		{ state: 'ending', ends_on: '2026-03-10' },
	])
	await shop.standOn('2026-03-20')
	expect(await world.sql`select state from contract`).toMatchObject([{ state: 'closed' }])
	expect(await shop.net()).toBe(30_00n)
	await undo(shop, whole)
	expect(await world.sql`select state, ends_on, cancel_reason from contract`).toMatchObject([
		{ state: 'active', ends_on: null, cancel_reason: '' },
	])
	await shop.standOn('2026-04-01')
	expect(await shop.net()).toBe(93_00n * 2n)
	expect(await sound(shop)).toEqual([])
})

test('many lines end on one day, the earlier prolonged and the later cut, and are as they were when it is undone', async () => {
	const shop = await openShop('2026-03-01')
	await using world = shop.world
	const one = await shop.agree({ endsOn: '2026-06-30' })
	const other = await shop.agree({ endsOn: '2027-06-30' })
	await shop.standOn('2026-03-05')
	const id = await draft(shop, { kind: 'co_terminate', endsOn: '2026-12-31' }, { contractIds: [one, other] })
	await apply(shop, id)
	const ends = () => world.sql`select ends_on::text as on from contract order by number`
	expect(await ends()).toMatchObject([{ on: '2026-12-31' }, { on: '2026-12-31' }])
	await undo(shop, id)
	expect(await ends()).toMatchObject([{ on: '2026-06-30' }, { on: '2027-06-30' }])
	expect(await sound(shop)).toEqual([])
})

test('another product takes the place of one at its own price, with the serial number', async () => {
	const shop = await openShop('2026-03-01')
	await using world = shop.world
	const { planId } = await shop.product('Fleet', '40.00')
	const contractId = await shop.agree({}, { serialNumber: 'ETV-1' })
	await shop.standOn('2026-03-01')
	// What was planned for a day to come and is taken back holds nothing up.
	const raise = { kind: 'price_percent', on: '2026-04-01', percent: '10' } as const
	const raised = await draft(shop, raise, { contractIds: [contractId] })
	await apply(shop, raised)
	await undo(shop, raised)
	const id = await draft(
		shop,
		{ kind: 'product', on: '2026-03-11', planId: planId ?? '' },
		{ contractIds: [contractId] },
	)
	expect(await linesOf(shop, id, 'changed')).toMatchObject([
		{ after: { description: 'Fleet', quantity: '3' }, monthBeforeMinor: 93_00n, monthAfterMinor: 120_00n },
	])
	await apply(shop, id)
	expect(await world.sql`select description, serial_number from contract_line order by position`).toMatchObject([
		{ description: 'Seats', serial_number: 'ETV-1' },
		{ description: 'Fleet', serial_number: 'ETV-1' },
	])
	await undo(shop, id)
	for (const day of ['2026-03-11', '2026-04-01']) await shop.standOn(day)
	expect(await shop.net()).toBe(93_00n * 2n)
})
