import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { planVisits } from '#core/care-visit/plan.ts'
import { writeQuote } from '#core/quote/write.ts'
import { supply } from '#test/core/payable/supplier.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { hire, signedIn } from './console.ts'

let world: World
let portal: Portal
let told: Story
let administrator: Visit
let salesperson: Visit
let storekeeper: Visit

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 10 })
	told = await tellStory(world, 3)
	portal = await openPortal(world)
	const enter = async (role: 'administrator' | 'salesperson' | 'storekeeper') =>
		signedIn(world.books, portal.address, 'staff', (await hire(world.books, role)).email)
	administrator = await enter('administrator')
	salesperson = await enter('salesperson')
	storekeeper = await enter('storekeeper')
}, 300_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

const csv = async (visit: Visit, path: string) =>
	(await (await visit.get(`/staff/lists/${path}`)).text())
		.replace(/^\uFEFF/, '')
		.trimEnd()
		.split('\r\n')

async function sheet(visit: Visit, path: string): Promise<unknown[][]> {
	const { readSheet } = await import('read-excel-file/node')
	const answer = await visit.get(`/staff/lists/${path}`)
	expect(answer.status).toBe(200)
	return await readSheet(Buffer.from(await answer.arrayBuffer()))
}

describe('what a list shows', () => {
	test('is filtered by its address, and a form’s empty fields are left out of it', async () => {
		const sent = await administrator.get(
			'/staff/contracts?search=&title=fleet&state=active&ends.within=&mrr.from=&sort=',
		)
		expect(sent.status).toBe(302)
		expect(sent.headers.get('location')).toBe('/staff/contracts?title=fleet&state=active')
		const page = await administrator.read('/staff/contracts?title=fleet&state=active')
		expect(page).toContain('State: Active')
		expect(page).toContain('Title: “fleet”')
		expect(page).toContain('Fleet software')
		expect(page).not.toContain('Forklift service')
	})

	test('is said to be wrong, with what was typed', async () => {
		const answer = await administrator.get('/staff/invoices?open.from=much&number=INV')
		expect(answer.status).toBe(422)
		const html = await answer.text()
		expect(textOf(html)).toContain('“much” does not fit “Open”')
		expect(html).toContain('value="much"')
		expect(html).toContain('value="INV"')
		expect(textOf(await (await administrator.get('/staff/contracts?password=1')).text())).toContain(
			'nothing called “password”',
		)
	})

	test('goes into a file column by column, in its order, all of it', async () => {
		const query = 'column=number&column=customer&column=open&column=issued&sort=open'
		const [head, ...rows] = await csv(administrator, `invoices.csv?${query}`)
		expect(head).toBe('Number,Customer,Issued,Open,Currency')
		const all = await world.sql`select from invoice where state <> 'draft'`
		expect(rows).toHaveLength(all.length)
		const amounts = rows.map((row) => Number(row.split(',')[3]))
		expect(amounts).toEqual(amounts.toSorted((one, other) => one - other))
		expect(rows[0]).toMatch(/^[A-Z]+-\S+,.+,\d{4}-\d\d-\d\d,\d+\.\d\d,EUR$/)
		const [, ...same] = await sheet(administrator, `invoices.xlsx?${query}`)
		expect(same).toHaveLength(rows.length)
		for (const [index, row] of same.entries()) {
			const [number, customer, issued, open, currency] = row
			const day = (issued as { toISOString(): string }).toISOString().slice(0, 10)
			expect([number, customer, day, (open as number).toFixed(2), currency].join()).toBe(rows[index])
		}
	})

	test('can never be a formula of the spreadsheet that opens it', async () => {
		await world.sql`update customer set name = '=HYPERLINK("http://evil.example")' where id = ${told.nordwind.id}`
		const rows = await csv(administrator, 'customers.csv?column=name&sort=-name')
		expect(rows.join('\n')).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
		const cells = await sheet(administrator, 'customers.xlsx?column=name')
		expect(cells.flat()).toContain('=HYPERLINK("http://evil.example")')
		await world.sql`update customer set name = 'Nordwind Logistik' where id = ${told.nordwind.id}`
	})

	test('holds what XML cannot, long numbers and other scripts whole', async () => {
		await world.sql`update customer set industry = ${'东方 <&> Đông Ёж \u0007\ufffe 😀'} where id = ${told.nordwind.id}`
		const cells = await sheet(administrator, 'customers.xlsx?column=industry')
		expect(cells.flat()).toContain('东方 <&> Đông Ёж  😀')
	})

	test('leaves out what the member may not see, and refuses it by name', async () => {
		expect((await csv(storekeeper, 'customers.csv'))[0]).toBe('Name,Number,City,Looked after by,Contracts in force')
		expect((await csv(administrator, 'customers.csv'))[0]).toContain('Open,Overdue,Currency')
		for (const asked of ['column=open', 'sort=open', 'open.from=1'])
			for (const path of [`customers?${asked}`, `lists/customers.csv?${asked}`, `lists/customers.xlsx?${asked}`])
				expect((await storekeeper.get(`/staff/${path}`)).status, path).toBe(422)
		for (const path of [
			'invoices',
			'lists/invoices.csv',
			'lists/invoices.xlsx',
			'lists/people.csv',
			'lists/__proto__.csv',
		])
			expect((await storekeeper.get(`/staff/${path}`)).status, path).toBe(404)
	})
})

describe('what other pages show', () => {
	const office = { kind: 'system', name: 'test' } as const
	const rowsIn = async (visit: Visit, path: string): Promise<unknown[][]> => {
		const { readSheet } = await import('read-excel-file/node')
		const text = (await (await visit.get(`/staff/${path.replace('?', '.csv?')}`)).text()).replace('\uFEFF', '')
		const cells = await readSheet(
			Buffer.from(await (await visit.get(`/staff/${path.replace('?', '.xlsx?')}`)).arrayBuffer()),
		)
		expect(cells[0]).toEqual(text.split('\r\n')[0]?.split(','))
		expect(cells).toHaveLength(text.trimEnd().split('\r\n').length)
		return cells.slice(1)
	}
	const days = (row: unknown[] | undefined) =>
		row?.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell))

	test('goes into CSV and a spreadsheet alike: quotes, payments, tasks, visits and the record', async () => {
		const { id: customerId } = told.nordwind
		const quote = { customerId, currency: 'EUR', title: 'Cranes', validUntil: '2026-07-31', lines: [] }
		const { number } = expectOk(await act(world.books, office, writeQuote, quote))
		expectOk(
			await act(world.books, office, planVisits, { customerId, title: 'Oil', everyMonths: 6, firstOn: '2026-09-01' }),
		)
		await supply(world, 'Kontor')
		await world.sql`
			insert into follow_up (customer_id, kind, happened_on, text, next_step, next_on, author_name, created_at, key)
			values (${customerId}, 'call', '2026-03-02', 'They want a crane', '=cmd()', '2026-03-09', 'Ida', now(), 'file')`
		const quotes = await rowsIn(administrator, 'quotes?search=cranes&show=draft')
		expect(quotes.map(days)).toEqual([[number, 'Cranes', 'Nordwind Logistik', 'Draft', null, '2026-07-31', null]])
		expect(await rowsIn(administrator, 'quotes?show=declined')).toEqual([])
		expect((await rowsIn(administrator, 'visits?')).map(days)).toEqual([
			['2026-09-01', 'planned', null, 'Oil', 'Nordwind Logistik', ...Array(6).fill(null)],
		])
		const tasks = await rowsIn(administrator, 'tasks?whose=all&when=overdue')
		expect(tasks.map((row) => row[2])).toEqual(['=cmd()'])
		expect(await (await administrator.get('/staff/tasks.csv?whose=all')).text()).toContain("'=cmd()")
		const dues = await rowsIn(administrator, 'payables?show=open&months=12')
		expect(dues.length).toBeGreaterThan(0)
		expect(dues.every((row) => row[3] === 'Kontor' && typeof row[5] === 'number' && row[9] === 'EUR')).toBe(true)
		const events = await world.sql`select from event where customer_id = ${customerId}`
		const record = await rowsIn(administrator, `audit?customer=${customerId}`)
		expect(record).toHaveLength(events.length)
		expect(record[0]?.[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]/)
		const people = await rowsIn(
			administrator,
			'lists/contacts?column=name&column=customer&column=email&customer=Nordwind',
		)
		expect(people.length).toBeGreaterThan(0)
		expect(people.every((row) => row[1] === 'Nordwind Logistik' && String(row[2]).includes('@'))).toBe(true)
		const saved = await administrator.post('/staff/contacts', { intent: 'save', query: 'billing=yes', name: 'Billed' })
		expect(saved.status).toBe(302)
		await world.sql`delete from list_view`
		for (const page of ['quotes', 'visits', 'tasks?whose=all', 'payables', 'audit'])
			expect(await (await administrator.get(`/staff/${page}`)).text(), page).toContain(
				`/staff/${page.split('?')[0]}.xlsx`,
			)
	})
})

describe('a view', () => {
	const save = (visit: Visit, more: Record<string, string>, path = '/staff/contracts?state=active') =>
		visit.post(path, { intent: 'save', query: 'state=active', ...more })

	test('is kept under a name for oneself, and for everybody by who may', async () => {
		expect((await save(salesperson, { name: 'Running' })).headers.get('location')).toBe('/staff/contracts?state=active')
		expect((await save(administrator, { name: 'All running', shared: 'on' })).status).toBe(302)
		expect(await salesperson.read('/staff/contracts')).toMatch(/All running.*Running \(mine\)/)
		const theirs = await administrator.read('/staff/contracts')
		expect(theirs).toContain('All running')
		expect(theirs).not.toContain('(mine)')
		expect((await save(salesperson, { name: 'For you', shared: 'on' })).status).toBe(422)
		expect(await world.sql`select from list_view`).toHaveLength(2)
	})

	test('is what its name says from when it is saved again', async () => {
		await salesperson.post('/staff/contracts?state=draft', { intent: 'save', query: 'state=draft', name: 'running' })
		const views = await world.sql<{ query: unknown }[]>`select query from list_view where owner_id is not null`
		expect(views.map(({ query }) => query)).toEqual([[['state', 'draft']]])
	})

	test('is not kept of what nobody understands, without a name, or for another list', async () => {
		for (const query of ['password=1', 'state=asleep', 'column=__proto__'])
			expect((await save(salesperson, { name: 'Odd', query })).status).toBe(422)
		expect((await save(salesperson, { name: ' ' })).status).toBe(422)
		expect((await save(salesperson, { name: 'x'.repeat(81) })).status).toBe(422)
		expect((await save(storekeeper, { name: 'Odd' }, '/staff/invoices')).status).toBe(404)
		expect(await world.sql`select from list_view`).toHaveLength(2)
	})

	test('that shows what somebody may not see is not offered to them', async () => {
		await save(administrator, { name: 'In debt', shared: 'on', query: 'open.from=1' })
		expect(await administrator.read('/staff/contracts')).toContain('In debt')
		expect(await storekeeper.read('/staff/contracts')).not.toContain('In debt')
	})

	test('is removed by whose it is, and nobody else', async () => {
		const [own] = await world.sql<{ id: string }[]>`select id from list_view where owner_id is not null`
		const [shared] = await world.sql<
			{ id: string }[]
		>`select id from list_view where owner_id is null and name = 'All running'`
		const remove = (visit: Visit, id = '') => visit.post('/staff/contracts', { intent: 'remove', id })
		expect((await remove(administrator, own?.id)).status).toBe(422)
		expect((await remove(salesperson, shared?.id)).status).toBe(422)
		expect(await world.sql`select from list_view`).toHaveLength(3)
		expect((await remove(salesperson, own?.id)).status).toBe(302)
		expect((await remove(administrator, shared?.id)).status).toBe(302)
		expect(await world.sql`select from list_view`).toHaveLength(1)
		expect(await world.sql`select from event where kind in ('list_view.shared', 'list_view.removed')`).toHaveLength(3)
	})
})
