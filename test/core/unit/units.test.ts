import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, act, look } from '#core/act.ts'
import { createContract } from '#core/contract/create.ts'
import { findLines } from '#core/contract/lines.ts'
import { setPriceItem } from '#core/price/set-item.ts'
import { createPriceList } from '#core/price/write-list.ts'
import { listProducts } from '#core/product/list.ts'
import { findUnits } from '#core/unit/find.ts'
import { unitForm } from '#core/unit/form.ts'
import { addUnit, changeUnit, removeUnit, type SaveUnit } from '#core/unit/save.ts'
import { setSoldIn } from '#core/unit/set-sold-in.ts'
import { soldIn } from '#core/unit/sold-in.ts'
import { clerk, monthly, openShop, type Shop } from '#test/core/amendment/world.ts'

/** Bolts are counted in pieces and sold in boxes of a dozen. */
let shop: Shop
let bolt: { id: string; planId: string | null }
const chief: Actor = { kind: 'staff', userId: '00000000-0000-7000-8000-000000000001', role: 'administrator' }
const seller: Actor = { ...chief, role: 'salesperson' }
const box: SaveUnit = { name: 'box', base: 'piece', numerator: '12', whole: true, code: 'XBX' }

beforeAll(async () => {
	shop = await openShop('2026-01-01')
	bolt = await shop.product('BOLT', '1.25')
})
afterAll(() => shop.world.close())

async function said<Input, Value>(verb: (scope: never, input: Input) => Promise<Value>, input: Input, actor = chief) {
	const outcome = await act(shop.world.books, actor, verb as never, input as never)
	return outcome.ok ? 'done' : (outcome.refusal as { code: string }).code
}

test('a unit is so many of one that is reckoned in itself, and its name is taken once', async () => {
	expect(await said(addUnit, box)).toBe('done')
	expect(await said(addUnit, { ...box, name: 'BOX' })).toBe('unit.name_taken')
	expect(await said(addUnit, { ...box, name: 'pallet', base: 'box' })).toBe('unit.base')
	expect(await said(addUnit, { ...box, name: 'pallet', base: 'nothing' })).toBe('unit.base')
	expect(await said(addUnit, { ...box, name: 'pallet', numerator: '0' })).toBe('input.invalid')
	expect(await said(addUnit, { ...box, name: 'pallet', code: 'pallet' })).toBe('input.invalid')
	expect(await said(addUnit, { ...box, name: 'pallet', numerator: '480' }, seller)).toBe('not_permitted')
	expect(await said(addUnit, { ...box, name: 'pallet', numerator: '480', code: 'xpx' })).toBe('done')
	expect(await said(changeUnit, { ...box, name: 'pallet', numerator: '500', code: 'XPX' })).toBe('done')
})

test('a product is sold in units that can be turned into its own, priced by the list or by what they are', async () => {
	expect(await said(setSoldIn, { productId: bolt.id, units: ['hour'] })).toBe('unit.other_dimension')
	expect(await said(setSoldIn, { productId: bolt.id, units: ['nothing'] })).toBe('not_found')
	expect(await said(setSoldIn, { productId: bolt.id, units: ['box', 'pallet'] })).toBe('done')
	const priceIn = async (unit: string) => {
		const listed = await act(shop.world.books, clerk, listProducts, { currency: 'EUR' })
		const product = listed.ok ? listed.value.find(({ id }) => id === bolt.id) : undefined
		return product && soldIn({ ...product, divisible: false }, unit)?.unitPrice
	}
	expect([await priceIn('piece'), await priceIn('box'), await priceIn('pallet')]).toEqual(['1.25', '15', '625'])
	const list = await act(shop.world.books, chief, createPriceList, {
		...{ name: 'Boxes', currency: 'EUR', everybody: true, validFrom: '2026-01-01' },
	})
	if (!list.ok) throw new Error('No list')
	const item = { listId: list.value.id, productId: bolt.id, planId: bolt.planId, unitPrice: '12' }
	expect(await said(setPriceItem, { ...item, unit: 'hour' })).toBe('unit.not_sold')
	expect(await said(setPriceItem, { ...item, unit: 'box' })).toBe('done')
	expect([await priceIn('piece'), await priceIn('box'), await priceIn('pallet')]).toEqual(['1', '12', '500'])
})

const lineIn = (unit: string | null, quantity: string) => ({
	...{
		description: 'Bolts',
		productId: bolt.id,
		planId: bolt.planId,
		unit,
		quantity,
		unitPrice: '12',
		interval: monthly,
	},
})
const draft = (line: ReturnType<typeof lineIn>) =>
	said(createContract, { customerId: shop.customerId, currency: 'EUR', startsOn: '2026-01-01', lines: [line] }, clerk)

test('a line is in a unit its product is sold in, whole or in parts as the unit is', async () => {
	expect(await draft(lineIn('hour', '1'))).toBe('unit.not_sold')
	expect(await draft(lineIn('box', '1.5'))).toBe('line.not_whole')
	expect(await draft(lineIn('box', '3'))).toBe('done')
	expect(await draft(lineIn(null, '3'))).toBe('done')
	expect(await said(changeUnit, { ...box, whole: false })).toBe('done')
	expect(await draft(lineIn('box', '1.5'))).toBe('done')
})

test('what is in use keeps what it is so many of and is not removed, by whatever program', async () => {
	const { sql } = shop.world
	expect(await said(changeUnit, { ...box, numerator: '10' })).toBe('unit.in_use')
	expect(await said(removeUnit, { name: 'box' })).toBe('unit.in_use')
	expect(await said(removeUnit, { name: 'piece' })).toBe('unit.in_use')
	expect(await said(setSoldIn, { productId: bolt.id, units: ['pallet'] })).toBe('unit.in_use')
	expect(await said(setSoldIn, { productId: bolt.id, units: ['box'] })).toBe('done')
	expect(await said(removeUnit, { name: 'pallet' })).toBe('done')
	await expect(sql`update unit set numerator = 10 where name = 'box'`).rejects.toThrow('in use')
	await expect(sql`delete from unit where name = 'box'`).rejects.toThrow('foreign key')
	await expect(sql`update unit set base = 'hour' where name = 'piece'`).rejects.toThrow()
	await expect(sql`update product set unit = 'hour' where id = ${bolt.id}`).rejects.toThrow('stays')
	await expect(sql`insert into product_unit values (${bolt.id}, 'hour', 'hour')`).rejects.toThrow('one dimension')
	await expect(sql`delete from product_unit where product_id = ${bolt.id} and unit = 'piece'`).rejects.toThrow(
		'own unit',
	)
})

test('an invoice names the unit of its line, with its code for e-invoices', async () => {
	const { sql } = shop.world
	await shop.agree({}, lineIn('box', '2'))
	await shop.standOn('2026-01-02')
	const lines = await sql<{ unit: string; code: string }[]>`
		select unit, unit_code as code from invoice_line where description = 'Bolts'`
	expect(lines[0]).toEqual({ unit: 'box', code: 'XBX' })
})

test('a customer reads the unit in their language, in the form that goes with the quantity', async () => {
	const { sql } = shop.world
	expect(
		await said(changeUnit, { ...box, names: { en: ' crate | crates ', ru: 'ящик | ящика | ящиков', zh: '' } }),
	).toBe('done')
	const [unit] = await sql`select names from unit where name = 'box'`
	expect(unit?.names).toEqual({ en: 'crate | crates', ru: 'ящик | ящика | ящиков' })
	// Of another program that knows nothing of it, what is there stays.
	expect(await said(changeUnit, box)).toBe('done')
	const id = await shop.agree({}, lineIn('box', '3'))
	await shop.standOn('2026-01-03')
	const lines = await sql<{ unit: string; code: string }[]>`
		select unit, unit_code as code from invoice_line where contract_id = ${id}`
	expect(lines[0]).toEqual({ unit: 'crates', code: 'XBX' })
	const seen = async (actor: Actor) => {
		const found = await look(shop.world.books, actor, findLines, { contractId: id, on: '2026-01-03', limit: 5 })
		return found.ok ? found.value.lines.map((line) => line.unit) : found.refusal
	}
	expect(await seen({ kind: 'contact', contactId: shop.contactId, reads: 'ru' })).toEqual(['ящика'])
	expect(await seen({ kind: 'contact', contactId: shop.contactId, reads: 'zh' })).toEqual(['box'])
	expect(await seen(clerk)).toEqual(['box'])
	await expect(sql`update unit set names = '{"en": " "}' where name = 'box'`).rejects.toThrow('unit_names')
})

test.each([
	['machine | machines', 'en', '1', 'machine'],
	['machine | machines', 'en', '1.5', 'machines'],
	['machine | machines', 'en', '0', 'machines'],
	['машина | машины | машин', 'ru', '21', 'машина'],
	['машина | машины | машин', 'ru', '3', 'машины'],
	['машина | машины | машин', 'ru', '11', 'машин'],
	['машина | машины | машин', 'ru', '2.5', 'машины'],
	['台', 'zh', '2', '台'],
	['шт.', 'ru', '5', 'шт.'],
	['machine | ', 'en', '5', 'machine'],
])('of %s in %s, %s has the form %s', (words, language, quantity, form) => {
	expect(unitForm(words, language, quantity)).toBe(form)
})

test('a word that products bring is a unit of its own, measured or counted as it reads', async () => {
	const { sql } = shop.world
	await sql`insert into product (code, name, kind, unit) values ('CABLE', 'Cable', 'equipment', ' m² '), ('SEAT', 'Seat', 'plan', 'seat')`
	const found = await act(shop.world.books, clerk, findUnits, undefined)
	const named = (name: string) => (found.ok ? found.value.find((unit) => unit.name === name) : undefined)
	expect(named('m²')).toMatchObject({ base: null, whole: false, code: 'MTK', products: 1, used: false })
	expect(named('seat')).toMatchObject({ base: null, whole: true, code: 'C62' })
})
