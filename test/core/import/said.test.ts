import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk, look } from '#core/act.ts'
import { fileOfBytes } from '#core/import/file/source.ts'
import { inspectFile } from '#core/import/inspect.ts'
import type { ImportMapInput } from '#core/import/map.ts'
import { undoBatch } from '#core/import/undo/undo-batch.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { bringIn, importer } from './bring-in.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
})
afterAll(() => world.close())

test('names and descriptions by language come in columns of their own, are emptied by an empty cell, and go back', async () => {
	const columns = {
		code: 'Code',
		name: 'Name',
		nameRu: 'Name in Russian',
		nameVi: 'Tên tiếng Việt',
		descriptionRu: 'Описание на русском',
	}
	const map: ImportMapInput = { subject: 'products', source: 'said', columns }
	const file =
		'Code,Name,Name in Russian,Tên tiếng Việt,Описание на русском\nGR-1,Grader,Грейдер,Máy san,Ровняет\nGR-2,Roller,,Xe lu,\n'
	expect(await bringIn(world.books, map, file)).toMatchObject({ created: 2, rejected: 0 })
	const said = () => world.sql`select names, descriptions from product where code like 'GR-%' order by code`
	const first = [
		{ names: { ru: 'Грейдер', vi: 'Máy san' }, descriptions: { ru: 'Ровняет' } },
		{ names: { vi: 'Xe lu' }, descriptions: {} },
	]
	expect(await said()).toEqual(first)
	expect(await bringIn(world.books, map, file)).toMatchObject({ created: 0, unchanged: 2 })
	const changed = file.replace('Грейдер,', ',').replace('Roller,,', 'Roller,Каток,')
	const second = await bringIn(world.books, map, changed)
	expect(second).toMatchObject({ updated: 2 })
	expect(await said()).toEqual([
		{ names: { vi: 'Máy san' }, descriptions: { ru: 'Ровняет' } },
		{ names: { ru: 'Каток', vi: 'Xe lu' }, descriptions: {} },
	])
	expect(expectOk(await undoBatch(world.books, importer, { id: second.id }))).toMatchObject({ undone: 2 })
	expect(await said()).toEqual(first)
	const { map: suggested } = expectOk(
		await look(world.books, importer, inspectFile, {
			subject: 'products',
			file: fileOfBytes('said.csv', new TextEncoder().encode(file)),
		}),
	)
	const matched = Object.entries(suggested.columns).map(([field, { column }]) => [field, column])
	expect(Object.fromEntries(matched)).toEqual(columns)
})
