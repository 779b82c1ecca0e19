import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { dispatch } from '#bot/terminal/dispatch.ts'
import { invoice, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
const example = join(import.meta.dirname, '../../../docs/examples/bank-statement.sta')

beforeAll(async () => {
	world = await openBooks({ on: '2026-11-01' })
	const customer = await welcome(world.books, 'Alster Kran- und Hebetechnik GmbH')
	await invoice(world.books, customer, 1_190_00n)
	vi.stubEnv('DATABASE_URL', world.url)
	vi.stubEnv('NODE_ENV', 'test')
})
afterAll(async () => {
	vi.unstubAllEnvs()
	await world.close()
})

async function terminal(...words: string[]) {
	const out: string[] = []
	const err: string[] = []
	const io = { out: (text: string) => out.push(text), err: (text: string) => err.push(text), input: async () => '' }
	const code = await dispatch(['import', 'bank', ...words], io)
	return { code, out: out.join('\n'), err: err.join('\n') }
}

test('a bank’s file is tried, taken in once, and told with who may have paid and why', async () => {
	const tried = await terminal(example, '--dry-run')
	expect(tried).toMatchObject({ code: 0 })
	expect(tried.out).toMatch(/^Only tried: bank-statement\.sta: 4 new entries, 0 known before/)
	expect(tried.out).toMatch(
		/1190\.00 .*Alster Kran- und Hebetechnik GmbH .*the name is like theirs · the amount is that of/,
	)
	const taken = JSON.parse((await terminal(example, '--json')).out)
	expect(taken).toMatchObject({ file: 'bank-statement.sta', dryRun: false, again: false, added: 4 })
	expect(taken.entries[0]).toMatchObject({
		...{ amount: '1190.00', currency: 'EUR', valueOn: '2026-11-27' },
		matches: [{ customer: 'Alster Kran- und Hebetechnik GmbH', sure: false, settles: [{ amount: '1190.00' }] }],
	})
	expect(JSON.parse((await terminal(example, '--json')).out)).toMatchObject({ again: true, added: 0, known: 4 })
	expect((await terminal(example)).out).toContain('was taken in before')
	expect(await world.sql`select from payment`).toHaveLength(0)
})

test('what is no file of a bank is refused', async () => {
	expect(await terminal('nowhere.sta')).toMatchObject({ code: 1 })
	expect(await terminal()).toMatchObject({ code: 2 })
})
