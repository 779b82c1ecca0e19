import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectOk, look, type Scope } from '#core/act.ts'
import { listContracts } from '#core/contract/list.ts'
import { listInvoices } from '#core/invoice/list-all.ts'
import { type Query, readAsked } from '#core/list/asked.ts'
import type { ListName } from '#core/list/list.ts'
import { lists } from '#core/list/lists.ts'
import type { Listed } from '#core/list/paged.ts'
import { readList } from '#core/list/read.ts'
import { findAudit } from '#core/report/audit.ts'
import { findToday } from '#core/report/today.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { readWhole, writeMany } from './many.ts'

const many = 20_000
const clerk = { kind: 'staff', userId: '00000000-0000-4000-8000-000000000000', role: 'administrator' } as const

let world: World

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-20', max: 1 })
	await writeMany(world, many)
}, 180_000)

afterAll(() => world.close())

const ask = <Input, Value>(finder: (scope: Scope, input: Input) => Promise<Value>, input: Input): Promise<Value> =>
	look(world.books, clerk, finder, input).then(expectOk)

type ListCustomers = { search?: string; limit: number; after?: string; before?: string }

const listCustomers = (scope: Scope, { search = '', ...page }: ListCustomers) =>
	readList(scope, { list: 'customers', asked: readAsked(scope.actor, lists.customers, [['search', search]]), ...page })

const listed = (list: ListName, query: Query) => (scope: Scope) =>
	readList(scope, { list, asked: readAsked(scope.actor, lists[list], query), limit: 25 })

type Cursor = { after?: unknown; before?: unknown }

/** Every row once, from page to page until there is none, and back again. */
async function walk<Row extends { id: string }>(
	list: (cursor: Cursor) => Promise<Listed<Row>>,
	cursorOf: (row: Row) => unknown,
) {
	const there: string[][] = []
	let page = await list({})
	expect(page.isBefore).toBe(false)
	for (;;) {
		there.push(page.rows.map((row) => row.id))
		const last = page.rows.at(-1)
		if (!page.isMore || !last) break
		page = await list({ after: cursorOf(last) })
	}
	const back = [page.rows.map((row) => row.id)]
	for (;;) {
		const first = page.rows[0]
		if (!page.isBefore || !first) break
		page = await list({ before: cursorOf(first) })
		back.unshift(page.rows.map((row) => row.id))
	}
	expect(back).toEqual(there)
	return there.flat()
}

const limit = 499

describe('paging', () => {
	test('shows every customer once, by name, there and back', async () => {
		const ids = await walk(
			(cursor) => ask(listCustomers, { limit, ...cursor } as never),
			({ place }) => place,
		)
		const inOrder = await world.sql<{ id: string }[]>`select id from customer order by name collate people, id`
		expect(ids).toEqual(inOrder.map((row) => row.id))
	}, 60_000)

	test('shows every contract once, the newest first, there and back', async () => {
		const ids = await walk(
			(cursor) => ask(listContracts, { limit, ...cursor } as never),
			(row) => row.id,
		)
		expect(ids).toHaveLength(many)
		expect(ids).toEqual(ids.toSorted().reverse())
	}, 60_000)

	test('shows every open invoice once, the newest first, there and back', async () => {
		const ids = await walk(
			(cursor) => ask(listInvoices, { limit, show: 'open', ...cursor } as never),
			({ id, issuedOn }) => ({ id, on: issuedOn.toString() }),
		)
		const inOrder = await world.sql<{ id: string }[]>`
			select id from invoice where settled_minor < total_minor order by issued_on desc, id desc`
		expect(ids).toEqual(inOrder.map((row) => row.id))
	}, 60_000)

	test('counts to ten thousand and no further', async () => {
		expect((await ask(listCustomers, { limit: 25 })).total).toBe(10_000)
		expect((await ask(listCustomers, { limit: 25, search: 'c012345' })).total).toBe(1)
	})
})

describe('searching', () => {
	test('finds a customer by name, number and address', async () => {
		const found = async (search: string) =>
			(await ask(listCustomers, { limit: 3, search })).rows.map((row) => row.cells.number)
		expect(await found('c-004242')).toEqual(['C-004242'])
		expect(await found('C004242@MANY.example')).toEqual(['C-004242'])
		expect(await ask(listCustomers, { limit: 3, search: 'customer 77' })).toMatchObject({ isMore: true })
		expect(await found('nobody at all')).toEqual([])
	})

	test('finds a contract by number, customer, and serial number', async () => {
		const found = async (search: string) =>
			(await ask(listContracts, { limit: 3, search })).rows.map((row) => row.number)
		expect(await found('K-004242')).toEqual(['K-004242'])
		expect(await found('sn-004242')).toEqual(['K-004242'])
		expect(await found('c004242@many')).toEqual(['K-004242'])
	})

	test('finds an invoice by number and customer', async () => {
		const found = async (search: string) =>
			(await ask(listInvoices, { limit: 3, search })).rows.map((row) => row.number)
		expect(await found('inv-004242')).toEqual(['INV-004242'])
		expect(await found('c004242@many')).toEqual(['INV-004242'])
	})

	test.each(['%', '_', '\\', "'; drop table customer; --", '%%%%', '\u202e', '"', '()', 'a'.repeat(200)])(
		'takes %j for text',
		async (search) => {
			for (const list of [listCustomers, listContracts, listInvoices] as const) {
				const { rows } = await ask(list as typeof listCustomers, { limit: 3, search })
				expect(rows).toEqual([])
			}
		},
	)
})

describe(`with ${many} of each`, () => {
	const middle = '00000000-0000-4000-8000-000000010000'
	const questions: [string, (scope: Scope) => Promise<unknown>][] = [
		['customers', (scope) => listCustomers(scope, { limit: 25 })],
		['customers far down', (scope) => listCustomers(scope, { limit: 25, after: `${middle} Customer 700` })],
		['customers far up', (scope) => listCustomers(scope, { limit: 25, before: `${middle} Customer 700` })],
		['customers by search', (scope) => listCustomers(scope, { limit: 25, search: 'c-0042' })],
		['contracts', (scope) => listContracts(scope, { limit: 25 })],
		['contracts far down', (scope) => listContracts(scope, { limit: 25, after: middle })],
		['contracts in one state', (scope) => listContracts(scope, { limit: 25, state: 'active', before: middle })],
		['contracts by serial number', (scope) => listContracts(scope, { limit: 25, search: 'sn-004242' })],
		['contracts of a customer', (scope) => listContracts(scope, { limit: 25, customerId: middle })],
		['invoices', (scope) => listInvoices(scope, { limit: 25 })],
		['invoices far down', (scope) => listInvoices(scope, { limit: 25, after: { on: '2026-02-01', id: middle } })],
		['invoices of a customer', (scope) => listInvoices(scope, { limit: 25, customerId: middle })],
		['invoices by number', (scope) => listInvoices(scope, { limit: 25, search: 'INV-004242' })],
		['overdue invoices', (scope) => listInvoices(scope, { limit: 25, show: 'overdue' })],
		['the list of contracts', listed('contracts', [])],
		['the list of contracts by serial number', listed('contracts', [['search', 'sn-004242']])],
		['the list of invoices', listed('invoices', [])],
		['the list of invoices by number', listed('invoices', [['search', 'INV-004242']])],
		['the list of lines', listed('lines', [])],
		['the list of lines by serial number', listed('lines', [['search', 'sn-004242']])],
		['the list of invoices of a customer', listed('invoices', [['customerId', middle]])],
		['events', (scope) => findAudit(scope, { limit: 40 })],
	]

	test.each(questions)('%s are found without reading a table whole', async (_, question) => {
		// What this connection has counted so far is handed in, so that only the question's own reading is left.
		await world.sql`select pg_stat_force_next_flush()`
		const read = await ask(async (scope) => {
			await question(scope)
			return await readWhole(scope)
		}, undefined)
		expect(read).toEqual([])
	})

	test('today’s figures are true', async () => {
		const { money, due, late } = await ask(async (scope: Scope) => findToday(scope), undefined as never)
		const open = BigInt(Math.floor(many / 3)) * 11900n
		expect(money).toEqual([
			{ currency: 'EUR', openMinor: open, overdueMinor: open, mrrMinor: BigInt(many) * 10000n, contracts: many },
		])
		expect(due).toBe(0)
		expect(late.map((row) => row.days)).toEqual(Array(8).fill(64))
	})
})

test('names are in the order people expect, and a page begins after any of them', async () => {
	await using own = await openBooks({ on: '2026-03-20' })
	const names = ['Ágora', 'Zeta', 'alba', 'Äpfel & Co', 'Ошар', 'Ёлка', 'Lot 10', 'Lot 9', 'Đông Á', 'Dong', '东方']
	await own.sql.begin(async (tx) => {
		await tx`set local session_replication_role = replica`
		await tx`
			insert into customer (number, name, currency, billing_party_id)
			select 'C-' || row_number() over (), name, 'EUR', gen_random_uuid() from unnest(${names}::text[]) as name`
	})
	const inOrder = await own.sql<
		{ id: string; name: string }[]
	>`select id, name from customer order by name collate people, id`
	expect(inOrder.map(({ name }) => name)).toEqual([
		'Ágora',
		'alba',
		'Äpfel & Co',
		'Dong',
		'Đông Á',
		'Lot 9',
		'Lot 10',
		'Zeta',
		'Ёлка',
		'Ошар',
		'东方',
	])
	await own.sql`update customer set billing_party_id = (select billing_party_id from company)`
	const after = async (at: number) =>
		expectOk(
			await look(own.books, clerk, listCustomers, { limit: 20, after: `${inOrder[at]?.id} ${inOrder[at]?.name}` }),
		).rows.map(({ cells }) => cells.name)
	expect(await after(6)).toEqual(['Zeta', 'Ёлка', 'Ошар', '东方'])
})
