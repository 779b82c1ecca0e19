import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { chooseMap, findBatch, uploadFile } from '#core/import/batch.ts'
import { cancelImport } from '#core/import/cancel.ts'
import { fileOfBytes } from '#core/import/file/source.ts'
import { inspectFile } from '#core/import/inspect.ts'
import { loadBatch } from '#core/import/load.ts'
import { readMap } from '#core/import/map.ts'
import { undoBatch } from '#core/import/undo/undo-batch.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { bringIn, importer } from './bring-in.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
})
afterAll(() => world.close())

const map = readMap({ subject: 'products', source: 'erp', columns: { code: 'Code', name: 'Name' } }, 'products')
const file = `Code,Name\n${Array.from({ length: 9000 }, (_, index) => `P-${index},Product ${index}`).join('\n')}\n`
const products = async () =>
	(await world.sql<{ count: number }[]>`select count(*)::int from product where code like 'P-%'`)[0]?.count

async function stopAfterOne(mode: 'check' | 'load') {
	const { books } = world
	const source = fileOfBytes('export.csv', new TextEncoder().encode(file))
	const { id } = expectOk(await act(books, importer, uploadFile, { subject: 'products', file: source }))
	expectOk(await act(books, importer, chooseMap, { id, map }))
	let stopping: Promise<unknown> | undefined
	const onProgress = () => {
		stopping ??= act(books, importer, cancelImport, { id }).then(expectOk)
	}
	const stopped = await loadBatch(books, importer, { id, mode, onProgress })
	await stopping
	return { id, stopped, state: expectOk(await look(books, importer, findBatch, { id })).state }
}

test('a load that is stopped in the middle leaves nothing of its file', async () => {
	const { id, stopped, state } = await stopAfterOne('load')
	expect(stopped).toMatchObject({ ok: false, refusal: { code: 'import.running' } })
	expect(state).toBe('undoing')
	expect(await products()).toBeGreaterThan(0)
	const undone = expectOk(await undoBatch(world.books, importer, { id }))
	expect(undone).toMatchObject({ state: 'undone', kept: 0 })
	expect(await products()).toBe(0)
	expect(await bringIn(world.books, map, file)).toMatchObject({ created: 9000, state: 'loaded' })
})

test('a check that is stopped goes back to the choice of columns', async () => {
	const { id, state } = await stopAfterOne('check')
	expect(state).toBe('uploaded')
	expect(await world.sql`select from import_row where batch_id = ${id}`).toHaveLength(0)
})

test('a file with more columns than last time is read as that system was', async () => {
	const wider = fileOfBytes('export.csv', new TextEncoder().encode('Group,Code,Name\nA,P-1,Product 1\n'))
	const found = expectOk(await look(world.books, importer, inspectFile, { subject: 'products', file: wider }))
	expect(found).toMatchObject({ remembered: true, map: { source: 'erp', columns: { code: { column: 'Code' } } } })
})
