import { afterEach, expect, test, vi } from 'vitest'
import { dispatch } from '#bot/terminal/dispatch.ts'
import { askCredit, hire, press, rule, step } from '#test/core/approval/office.ts'
import { invoice, welcome } from '#test/core/payment/ledger.ts'
import { openBooks } from '#test/support/books.ts'

afterEach(() => {
	vi.unstubAllEnvs()
})

async function doctor(url: string, ...words: string[]) {
	vi.stubEnv('DATABASE_URL', url)
	vi.stubEnv('NODE_ENV', 'test')
	const said: string[] = []
	const say = (text: string) => said.push(text)
	const code = await dispatch(['doctor', ...words], { out: say, err: say, input: async () => '' })
	return { code, said: said.join('\n') }
}

test('books that are right are good in every line', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	await invoice(world.books, await welcome(world.books), 100_00n)
	const { code, said } = await doctor(world.url)
	expect(code).toBe(0)
	expect(said.split('\n').filter((line) => !line.startsWith('good '))).toEqual([])
	expect(JSON.parse((await doctor(world.url, '--json')).said)).toMatchObject({ good: true, database: 'good' })
})

test('a database without a company is named as such and stays as it was', async () => {
	await using world = await openBooks({ on: '2026-03-02', company: false })
	const { code, said } = await doctor(world.url)
	expect(code).toBe(1)
	expect(said).toContain('WRONG  The database has a company\n         npm start loads the demo')
	expect((await doctor(world.url, '--json')).code).toBe(1)
	expect(await world.sql`select from company`).toHaveLength(0)
})

test('what is broken is named with the rows that break it and what to do', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const owed = await invoice(world.books, await welcome(world.books), 100_00n)
	// Past every promise of the database, as a careless administrator or a bad disk would.
	await world.sql.begin(async (tx) => {
		await tx`set local session_replication_role = replica`
		await tx`update invoice set settled_minor = 1 where id = ${owed.id}`
		await tx`update number_series set next = next + 1 where key = 'invoice'`
		await tx`update journal_line set amount_minor = amount_minor + 1 where account = 'receivable'`
	})
	const { code, said } = await doctor(world.url)
	expect(code).toBe(1)
	expect(said.split('\n').filter((line) => line.startsWith('WRONG'))).toEqual([
		'WRONG  Every journal entry balances',
		'WRONG  Invoice and credit note numbers have no gap',
		'WRONG  Invoices and payments count exactly what is allocated',
		'WRONG  The receivable account is what is open on invoices',
	])
	expect(said).toContain(owed.number)
	expect(said).toContain('restore it from the backup')
})

test('a decision that somebody has tampered with is named, with the way back', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books, sql } = world
	const owed = await invoice(books, await welcome(books), 2000_00n)
	const [fin, kim] = [await hire(books, 'fin', 'finance'), await hire(books, 'kim', 'finance')]
	await rule(world, 'credit_note', [step({})])
	const id = await askCredit(world, fin, owed.id)
	expect(await press(world, kim, id, 'reject', { comment: 'Wrong.' })).toMatchObject({ ok: true })
	await sql`update outbox set delivered_at = now()`
	expect((await doctor(world.url)).code).toBe(0)
	await sql.begin(async (tx) => {
		await tx`set local session_replication_role = replica`
		await tx`update approval_decision set comment = 'Fine.' where request_id = ${id}`
	})
	const { code, said } = await doctor(world.url)
	expect(code).toBe(1)
	expect(said.split('\n').filter((line) => line.startsWith('WRONG'))).toEqual([
		'WRONG  Everything said of approvals is sealed in one unbroken chain',
	])
	expect(said).toContain('word 1 was changed')
	expect(said).toContain('compare the words named here with a backup')
	expect(JSON.parse((await doctor(world.url, '--json')).said)).toMatchObject({ good: false })
})

test.each([
	['nothing listens', 'postgres://counterpart:hidden@127.0.0.1:1/counterpart', 'ECONNREFUSED'],
	['there is no such machine', 'postgres://counterpart:hidden@nowhere.invalid/counterpart', 'nowhere.invalid'],
])('a database that cannot be reached because %s is a sentence without the password', async (_, url, reason) => {
	const { code, said } = await doctor(url)
	expect(code).toBe(1)
	expect(said).toContain('The database cannot be used: ')
	expect(said).toContain(reason)
	expect(said).not.toContain('hidden')
	expect(said).not.toContain('should not have happened')
})
