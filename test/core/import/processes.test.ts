import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { chooseMap, uploadFile } from '#core/import/batch.ts'
import { fileOfBytes } from '#core/import/file/source.ts'
import { readMap } from '#core/import/map.ts'
import { openBooks } from '#test/support/books.ts'
import { contractHeader, customerHeader, customerMap, finishLoad, importer } from './bring-in.ts'

const script = (name: string) => ['--import', 'tsx', join(import.meta.dirname, name)]

describe('an import in a process of its own', () => {
	it('killed in the middle is finished by the next, and nothing is there twice', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const lines = Array.from({ length: 20_000 }, (_, index) => `K-${index},Customer ${index},,,DE,,,,`)
		const file = fileOfBytes('many.csv', new TextEncoder().encode(`${customerHeader}\n${lines.join('\n')}\n`))
		const { id } = expectOk(await act(world.books, importer, uploadFile, { subject: 'customers', file }))
		expectOk(await act(world.books, importer, chooseMap, { id, map: readMap(customerMap, 'customers') }))
		const child = spawn(process.execPath, [...script('loading-process.ts'), world.url, id], {
			stdio: ['ignore', 'pipe', 'inherit'],
		})
		await once(child.stdout, 'data')
		child.kill('SIGKILL')
		await once(child, 'exit')
		const [half] = await world.sql<{ done: number; state: string; customers: number }[]>`
			select done, state, (select count(*) from customer)::int as customers from import_batch where id = ${id}`
		expect(half?.state).toBe('loading')
		expect(half?.customers).toBe(half?.done)
		expect(half?.done).toBeLessThan(20_000)
		expect(await finishLoad(world.books, id)).toMatchObject({ created: 20_000, done: 20_000, state: 'loaded' })
		const [count] = await world.sql`select count(*)::int, count(distinct import_key)::int as keys from customer`
		expect(count).toEqual({ count: 20_000, keys: 20_000 })
	}, 60_000)

	it('reads a file much larger than its memory', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'counterpart-long-'))
		const path = join(folder, 'long.csv')
		const row = (index: number) =>
			`S-${index},A-${index % 999},Plan ${'x'.repeat(180)},2026-01-15,,10,"1,000.00",monthly,no,PO\n`
		await writeFile(path, `${contractHeader}\n`)
		for (let part = 0; part < 10; part++)
			await writeFile(path, Array.from({ length: 20_000 }, (_, index) => row(part * 20_000 + index)).join(''), {
				flag: 'a',
			})
		const { stdout } = await promisify(execFile)(process.execPath, [
			'--max-old-space-size=48',
			...script('reading-process.ts'),
			path,
		])
		expect(Number(stdout)).toBe(200_000)
		await rm(folder, { recursive: true })
	}, 60_000)
})
