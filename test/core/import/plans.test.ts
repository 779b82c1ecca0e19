import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk } from '#core/act.ts'
import type { ImportMapInput } from '#core/import/map.ts'
import { undoBatch } from '#core/import/undo/undo-batch.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { bringIn, importer } from './bring-in.ts'

let world: World

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
})
afterAll(() => world.close())

const rows = (query: string) => world.sql.unsafe<Record<string, unknown>[]>(query)
const undo = async (id: string) => expectOk(await undoBatch(world.books, importer, { id }))

test('a price of so much a month makes the plan its product has not, and no row is billed once by mistake', async () => {
	const map: ImportMapInput = {
		subject: 'prices',
		source: 'planless',
		columns: { product: 'SKU', interval: 'Period', unitPrice: 'Price', percentOff: 'Off' },
		constants: { currency: 'EUR' },
		file: { shortRows: 'fill' },
	}
	await bringIn(
		world.books,
		{ subject: 'products', source: 'planless', columns: { code: 'SKU', name: 'Name' } },
		'SKU,Name\nGUARD,Guard\nONCE,Once\n',
	)
	const file = `SKU,Period,Price,Off
GUARD,monthly,20,
GUARD,yearly,200,
ONCE,,5,
GUARD,weekly,1,2
`
	const first = await bringIn(world.books, map, file)
	expect(first).toMatchObject({ created: 3, rejected: 1, problems: ['5: price_unclear unitPrice'] })
	const standing = () =>
		rows(`select product.code, plan.code as plan, interval_unit as unit, trim_scale(unit_price)::text as price
			from price join product on product.id = price.product_id left join plan on plan.id = plan_id
			where product.code in ('GUARD', 'ONCE') order by product.code, unit_price`)
	expect(await standing()).toEqual([
		{ code: 'GUARD', plan: 'GUARD-1-month', unit: 'month', price: '20' },
		{ code: 'GUARD', plan: 'GUARD-1-year', unit: 'year', price: '200' },
		{ code: 'ONCE', plan: null, unit: null, price: '5' },
	])
	expect(await rows(`select from plan where code = 'GUARD-1-week'`)).toEqual([])
	expect(await bringIn(world.books, map, file)).toMatchObject({ created: 0, unchanged: 3 })
	expect(
		await rows(`select event.kind, count(*)::int as count from event join product on product.id = subject_id
			where product.code = 'GUARD' group by 1 order by 1`),
	).toEqual([
		{ kind: 'plan.added', count: 2 },
		{ kind: 'price.set', count: 2 },
		{ kind: 'product.added', count: 1 },
	])
	expect(await undo(first.id)).toMatchObject({ undone: 3, kept: 0 })
	expect(await standing()).toEqual([])
})

test('a file of products says how often each bills, and gets each the plan for it', async () => {
	const map: ImportMapInput = {
		subject: 'products',
		source: 'plans',
		columns: { code: 'SKU', name: 'Name', interval: 'Billed' },
	}
	const file = 'SKU,Name,Billed\nPL-1,One,monthly\nPL-2,Two,once\nPL-3,Three,every so often\n'
	const first = await bringIn(world.books, map, file)
	expect(first).toMatchObject({ created: 2, rejected: 1 })
	const plans = () =>
		rows(`select product.code, interval_unit as unit, interval_count as count from product
			left join plan on plan.product_id = product.id where product.code like 'PL-%' order by product.code, plan.id`)
	const monthly = { code: 'PL-1', unit: 'month', count: 1 }
	const once = { code: 'PL-2', unit: null, count: null }
	expect(await plans()).toEqual([monthly, once])
	expect(await bringIn(world.books, map, file)).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
	const more = await bringIn(world.books, map, file.replace('once', 'yearly'))
	expect(more).toMatchObject({ updated: 1, unchanged: 1 })
	expect(await plans()).toEqual([monthly, { code: 'PL-2', unit: 'year', count: 1 }])
	expect(await undo(more.id)).toMatchObject({ undone: 1, kept: 0 })
	expect(await undo(first.id)).toMatchObject({ undone: 2, kept: 0 })
	expect(await plans()).toEqual([])
})
