import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { chooseMap, uploadFile } from '#core/import/batch.ts'
import { fileOfBytes } from '#core/import/file/source.ts'
import { loadBatch } from '#core/import/load.ts'
import { readMap } from '#core/import/map.ts'
import { openBooks } from '#test/support/books.ts'
import { bringIn, customerHeader, customerMap, finishLoad, importer } from './bring-in.ts'

const row = (index: number) => `R-${index},Customer ${index},,,DE,,,,`
const many = (count: number) =>
	`${customerHeader}\n${Array.from({ length: count }, (_, index) => row(index)).join('\n')}\n`

class Killed extends Error {}

describe('an import that was broken off', () => {
	it('goes on behind the last chunk, and nothing is there twice', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const file = fileOfBytes('many.csv', new TextEncoder().encode(many(4500) + row(17)))
		const batch = expectOk(await act(world.books, importer, uploadFile, { subject: 'customers', file }))
		const map = readMap(customerMap, 'customers')
		expectOk(await act(world.books, importer, chooseMap, { id: batch.id, map }))
		const onProgress = () => {
			throw new Killed()
		}
		await expect(loadBatch(world.books, importer, { id: batch.id, mode: 'load', onProgress })).rejects.toThrow(Killed)
		const [half] = await world.sql`select done, created from import_batch where id = ${batch.id}`
		expect(half).toEqual({ done: 2000, created: 2000 })
		expect(await finishLoad(world.books, batch.id)).toMatchObject({
			created: 4500,
			unchanged: 1,
			rejected: 0,
			done: 4501,
			state: 'loaded',
		})
		const [count] = await world.sql`select count(*)::int, count(distinct import_key)::int as keys from customer`
		expect(count).toEqual({ count: 4500, keys: 4500 })
		expect(await finishLoad(world.books, batch.id)).toMatchObject({ created: 4500, done: 4501, state: 'loaded' })
	})

	it('is not loaded by two processes at once', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const file = fileOfBytes('many.csv', new TextEncoder().encode(many(4500)))
		const batch = expectOk(await act(world.books, importer, uploadFile, { subject: 'customers', file }))
		const map = readMap(customerMap, 'customers')
		expectOk(await act(world.books, importer, chooseMap, { id: batch.id, map }))
		const load = () => loadBatch(world.books, importer, { id: batch.id, mode: 'load' })
		const both = await Promise.all([load(), load()])
		expect(both.filter((outcome) => outcome.ok)).toHaveLength(1)
		expect(both.find((outcome) => !outcome.ok)).toMatchObject({ refusal: { code: 'import.running' } })
		const [count] = await world.sql`select count(*)::int from customer`
		expect(count).toEqual({ count: 4500 })
	})

	it('of a file that cannot be read is marked as failed with the reason', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const file = fileOfBytes('open.csv', new TextEncoder().encode('Id,Name\n1,"open'))
		const batch = expectOk(await act(world.books, importer, uploadFile, { subject: 'customers', file }))
		const map = readMap({ ...customerMap, columns: { key: 'Id', name: 'Name', country: 'Id' } }, 'customers')
		expectOk(await act(world.books, importer, chooseMap, { id: batch.id, map }))
		const outcome = await loadBatch(world.books, importer, { id: batch.id, mode: 'load' })
		expect(outcome).toEqual({ ok: false, refusal: { code: 'import.quote_open', facts: { row: 2 } } })
		const [kept] = await world.sql`select state, last_error from import_batch where id = ${batch.id}`
		expect(kept).toMatchObject({ state: 'failed' })
	})

	it('is the same whatever the rows and their order: importing twice changes nothing', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const text = fc
			.string({ unit: 'grapheme', minLength: 1, maxLength: 10 })
			.filter((given) => given.trim() !== '' && !given.includes('\u0000'))
		const line = fc.record({
			id: fc.integer({ min: 1, max: 8 }),
			name: text,
			city: text,
			country: fc.constantFrom('DE', 'UK', 'Narnia', ''),
		})
		await fc.assert(
			fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (rows) => {
				const quoted = (given: string) => `"${given.replaceAll('"', '""')}"`
				const lines = rows.map(
					({ id, name, city, country }) => `P-${id},${quoted(name)},,${quoted(city)},${country},,,,`,
				)
				const file = `${customerHeader}\n${lines.join('\n')}\n`
				const first = await bringIn(world.books, customerMap, file)
				const before = await world.sql`select * from customer order by id`
				const second = await bringIn(world.books, customerMap, file)
				expect(second).toMatchObject({ created: 0, updated: 0, rejected: first.rejected, problems: first.problems })
				expect(await world.sql`select * from customer order by id`).toEqual(before)
			}),
			{ numRuns: 15 },
		)
	})
})
