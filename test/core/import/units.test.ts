import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, act, expectOk } from '#core/act.ts'
import type { ImportMapInput } from '#core/import/map.ts'
import { createPriceList } from '#core/price/write-list.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { bringIn } from './bring-in.ts'

let world: World
const office: Actor = { kind: 'system', name: 'office' }

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
})
afterAll(() => world.close())

const rows = (query: string) => world.sql.unsafe<Record<string, unknown>[]>(query)
const productMap: ImportMapInput = {
	...{ subject: 'products', source: 'erp' },
	columns: { code: 'SKU', name: 'Name', unit: 'UoM' },
}
const goods = 'SKU,Name,UoM\nEX-9,Digger,pc\nTO-1,Service,hour\n'

test('one product that cannot be counted in something else is refused, and the rest of the file comes', async () => {
	expect(await bringIn(world.books, productMap, goods)).toMatchObject({ created: 2 })
	await world.sql`insert into unit (name, base, numerator, whole, code) values ('shift', 'hour', 8, true, 'DAY')`
	await world.sql`
		insert into product_unit (product_id, unit, dimension)
		select id, 'shift', (select dimension from unit where name = 'shift') from product where code = 'TO-1'`
	const other = goods.replace(',hour', ',kg').replace('Digger', 'Small digger')
	expect(await bringIn(world.books, productMap, other)).toMatchObject({
		...{ updated: 1, rejected: 1 },
		problems: ['3: unit_agreed unit'],
	})
	expect(await rows(`select name, unit from product where code in ('EX-9', 'TO-1') order by code`)).toEqual([
		{ name: 'Small digger', unit: 'pc' },
		{ name: 'Service', unit: 'hour' },
	])
})

test('prices of a list are of units that their product is sold in', async () => {
	const list = { name: 'By shift', currency: 'EUR', everybody: false, validFrom: '2026-01-01' }
	expectOk(await act(world.books, office, createPriceList, list))
	const map: ImportMapInput = {
		...{ subject: 'prices', source: 'erp', file: { shortRows: 'fill' } },
		columns: { product: 'SKU', unit: 'UoM', unitPrice: 'Price', list: 'Price list' },
	}
	const file =
		'SKU,UoM,Price,Price list\nTO-1,Shift,600,By shift\nTO-1,hour,80,By shift\nTO-1,kg,1,By shift\nTO-1,shift,1,\n'
	expect(await bringIn(world.books, map, file)).toMatchObject({
		...{ created: 2, problems: ['4: unit_not_sold unit', '5: unit_not_sold unit'] },
	})
	const standing = () =>
		rows('select unit, trim_scale(unit_price)::text as price from price_list_item order by unit_price')
	expect(await standing()).toEqual([
		{ unit: null, price: '80' },
		{ unit: 'shift', price: '600' },
	])
	expect(await bringIn(world.books, map, file.replace('600', '640'))).toMatchObject({ updated: 1, unchanged: 1 })
	expect((await standing())[1]).toEqual({ unit: 'shift', price: '640' })
})
