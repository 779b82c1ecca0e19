import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { fileOfBytes } from '#core/import/file/source.ts'
import { inspectFile } from '#core/import/inspect.ts'
import type { ImportMapInput } from '#core/import/map.ts'
import { undoBatch } from '#core/import/undo/undo-batch.ts'
import { addProduct } from '#core/product/add.ts'
import { addPlan } from '#core/product/plan.ts'
import { system } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { bringIn, importer } from './bring-in.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	const product = { kind: 'plan' as const, prices: {} }
	const monthly = { name: 'Monthly', interval: { unit: 'month' as const, count: 1 } }
	const full = { ...product, code: 'FULL', name: 'Full service', plan: monthly }
	const { id: productId } = expectOk(await act(world.books, system, addProduct, full))
	const yearly = { productId, name: 'Yearly', interval: { unit: 'year' as const, count: 1 } }
	expectOk(await act(world.books, system, addPlan, yearly))
	expectOk(await act(world.books, system, addProduct, { ...full, code: 'LIGHT', name: 'Light' }))
})
afterAll(() => world.close())

const columns = {
	product: 'Code',
	planCode: 'Plan code',
	interval: 'Billing interval',
	name: 'Plans',
	nameEn: 'Plan name EN',
	nameRu: 'Plans in Russian',
	nameZh: '中文方案名称',
	nameVi: 'Tên gói tiếng Việt',
}
const map: ImportMapInput = { subject: 'plans', source: 'plans', columns }
const head = Object.values(columns).join(',')
const bring = async (...rows: string[]) => await bringIn(world.books, map, [head, ...rows, ''].join('\n'))
const plans = () => world.sql`
	select product.code as product, plan.code, plan.name, plan.names from plan join product on product.id = product_id order by plan.code`

test('names of plans by language come in, plans that are not there are added, and all of it goes back', async () => {
	const before = await plans()
	const rows = [
		'FULL,,monthly,Each month,,Ежемесячно,每月,Hằng tháng',
		'full service,FULL-1-year,,,Every year,Ежегодно,,',
		'Light,,,,,Лёгкий,,',
		'FULL,,quarterly,,,Раз в квартал,,',
	]
	const first = await bring(...rows)
	expect(first).toMatchObject({ created: 1, updated: 3, rejected: 0 })
	expect(await plans()).toEqual([
		{
			...{ product: 'FULL', code: 'FULL', name: 'Each month' },
			names: { ru: 'Ежемесячно', zh: '每月', vi: 'Hằng tháng' },
		},
		{ product: 'FULL', code: 'FULL-1-year', name: 'Yearly', names: { en: 'Every year', ru: 'Ежегодно' } },
		{ product: 'FULL', code: 'FULL-3-month', name: 'Full service, 3 month', names: { ru: 'Раз в квартал' } },
		{ product: 'LIGHT', code: 'LIGHT', name: 'Monthly', names: { ru: 'Лёгкий' } },
	])
	expect(await bring(...rows)).toMatchObject({ unchanged: 4 })
	const second = await bring(...rows.map((row) => row.replace('Ежемесячно', '')))
	expect(second).toMatchObject({ updated: 1, unchanged: 3 })
	expect((await plans())[0]).toMatchObject({ names: { zh: '每月', vi: 'Hằng tháng' } })
	expect(expectOk(await undoBatch(world.books, importer, { id: second.id }))).toMatchObject({ undone: 1 })
	expect(expectOk(await undoBatch(world.books, importer, { id: first.id }))).toMatchObject({ undone: 4, kept: 0 })
	expect(await plans()).toEqual(before)
})

test('a row that could mean several plans, a foreign one, or one that bills otherwise is left out with its reason', async () => {
	const said = await bring(
		'FULL,,,Which,,,,',
		'FULL,,weekly,,,Еженедельно,,',
		'LIGHT,FULL-1-year,weekly,Of another,,,,',
		'FULL,FULL-1-year,monthly,Otherwise,,,,',
		'LIGHT,,once,Once,,,,',
		'Nothing,,monthly,None,,,,',
	)
	expect(said).toMatchObject({ created: 1, rejected: 5 })
	const rows = await world.sql<{ row: number; code: string; column: string }[]>`
		select row, problems -> 0 ->> 'code' as code, problems -> 0 ->> 'column' as column from import_rejected where batch_id = ${said.id} order by row`
	expect(rows).toEqual([
		{ row: 2, code: 'plan_unclear', column: 'Billing interval' },
		{ row: 4, code: 'plan_unclear', column: 'Plan code' },
		{ row: 5, code: 'cannot_change', column: 'Billing interval' },
		{ row: 6, code: 'plan_unclear', column: 'Billing interval' },
		{ row: 7, code: 'product_unknown', column: 'Code' },
	])
})

test('the columns of a list of products, and of other systems, are matched by their names', async () => {
	const file = fileOfBytes('plans.csv', new TextEncoder().encode(`${head}\nFULL,FULL,monthly,a,b,c,d,e\n`))
	const { map: suggested } = expectOk(await look(world.books, importer, inspectFile, { subject: 'plans', file }))
	const matched = Object.entries(suggested.columns).map(([field, { column }]) => [field, column])
	expect(Object.fromEntries(matched)).toEqual(columns)
})
