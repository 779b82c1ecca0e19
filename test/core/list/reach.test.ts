import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { registerLines } from '#core/equipment/register.ts'
import { readAsked } from '#core/list/asked.ts'
import type { ListName } from '#core/list/list.ts'
import { lists } from '#core/list/lists.ts'
import { countRows, readList, readOn } from '#core/list/read.ts'
import { daysOf, type Window } from '#core/list/window.ts'
import { recordReceipt } from '#core/payment/record-receipt.ts'
import { addProduct } from '#core/product/add.ts'
import { supply } from '#test/core/payable/supplier.ts'
import { sellByThree } from '#test/core/receivable/sold-machine.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
let told: Story
let group: string
let otherSupplier: string

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 5 })
	told = await tellStory(world, 3)
	const [made] = await world.sql<{ id: string }[]>`insert into staff_group (name) values ('North') returning id`
	group = made?.id ?? ''
	await world.sql`update customer set group_id = ${group} where id = ${told.nordwind.id}`
	for (const [name, groupId] of [
		['Kontor', group],
		['Otto Energie', null],
	] as const) {
		const { id } = await supply(world, name)
		await world.sql`update customer set group_id = ${groupId} where id = ${id}`
		await world.sql`
			insert into customer_contact (customer_id, contact_id) values (${id}, ${told.nordwind.contactId})`
		if (!groupId) otherSupplier = id
	}
	// A line in force is never changed, but a test may say that it always had a number.
	await world.sql`alter table contract_line disable trigger user`
	await world.sql`
		update contract_line set serial_number = 'SN-OF-OTHERS'
		where id = (select line.id from contract_line as line join contract on contract.id = line.contract_id where customer_id = ${told.stranger.id} limit 1)`
	await world.sql`alter table contract_line enable trigger user`
	const machines = await world.sql<{ id: string }[]>`select id from contract_line where serial_number <> ''`
	const lineIds = machines.map(({ id }) => id)
	expectOk(await act(world.books, everybody, registerLines, { lineIds, isDelivered: true }))
	expectOk(await act(world.books, everybody, recordReceipt, cashOf(told.stranger.id)))
	expectOk(await act(world.books, everybody, addProduct, { code: 'CRANE', name: 'Crane', kind: 'plan', prices: {} }))
	for (const { id } of [told.nordwind, told.stranger]) {
		await sellByThree(world, id)
		await world.sql`
			insert into collection_case (customer_id, currency, opened_by, opened_at) values (${id}, 'EUR', 'system:test', now())`
		await world.sql`
			insert into follow_up (customer_id, kind, happened_on, text, author_name, created_at, key)
			values (${id}, 'call', '2026-03-02', 'A call', 'Ida', now(), gen_random_uuid())`
	}
}, 120_000)

afterAll(() => world.close())

const cashOf = (customerId: string) => ({
	...{ customerId, currency: 'EUR', amountMinor: 100n, receivedOn: '2025-12-19', method: 'cash' as const },
	allocate: { by: 'none' as const },
})

const everybody: Actor = { kind: 'staff', userId: '00000000-0000-4000-8000-000000000000', role: 'administrator' }
const names = Object.keys(lists) as ListName[]

/** The customers whose rows an actor is shown, by every way that rows leave a list. */
async function customersOf(actor: Actor, list: ListName, query: [string, string][] = []) {
	const column =
		list === 'customers' || list === 'suppliers' ? 'name' : list === 'supplier-contracts' ? 'supplier' : 'customer'
	// People of suppliers stand in the list of people too.
	const role: [string, string][] = list === 'contacts' ? [['role', 'customer']] : []
	const asked = readAsked(actor, lists[list], [['column', column], ...role, ...query])
	const ask = { list, asked, limit: 1000 }
	const page = expectOk(await look(world.books, actor, readList, ask))
	const file = expectOk(await look(world.books, actor, readOn, ask))
	const count = expectOk(await look(world.books, actor, countRows, { list, asked, most: 1000 }))
	expect(file.map(({ id }) => id)).toEqual(page.rows.map(({ id }) => id))
	expect(count).toBe(page.rows.length)
	return [...new Set(page.rows.map(({ cells }) => cells[column]))].sort()
}

/** Whoever is of the group and whoever is not, and the column that says whose a row is. */
const ofPaid = (list: ListName) => list === 'suppliers' || list === 'supplier-contracts'
const ours = (list: ListName) => (ofPaid(list) ? 'Kontor' : 'Nordwind Logistik')
const theirs = (list: ListName) => (ofPaid(list) ? 'Otto Energie' : 'Südwind Spedition')

// The catalogue is nobody's: whoever of the company may read it reads all of it.
describe.each(names.filter((name) => name !== 'products'))('of the list of %s', (list) => {
	test('whoever speaks for one group reaches that group’s rows alone, whatever they ask', async () => {
		const within = { ...everybody, within: group } as Actor
		expect(await customersOf(everybody, list)).toEqual([ours(list), theirs(list)])
		expect(await customersOf(within, list)).toEqual([ours(list)])
		const foreign: [string, string][] = [
			['search', theirs(list).slice(0, 6).toLowerCase()],
			...(list === 'customers' || list === 'suppliers'
				? []
				: [
						ofPaid(list)
							? (['supplierId', otherSupplier] as [string, string])
							: (['customerId', told.stranger.id] as [string, string]),
					]),
		]
		for (const one of foreign) expect(await customersOf(within, list, [one]), one[0]).toEqual([])
		expect(await customersOf(everybody, list, foreign)).toEqual([theirs(list)])
	})

	test('a customer’s own people reach their own rows alone', async () => {
		const contact: Actor = { kind: 'contact', contactId: told.nordwind.contactId }
		// The ledger of machines and what is collected are the company's own.
		if (list === 'equipment' || list === 'collection-cases') {
			await expect(customersOf(contact, list)).rejects.toThrow()
			return
		}
		// They are a person of a supplier too: of what the company pays they are shown nothing.
		expect(await customersOf(contact, list)).toEqual(ofPaid(list) ? [] : ['Nordwind Logistik'])
	})

	test('a place of another order, or of nobody’s making, begins the list anew', async () => {
		const asked = readAsked(everybody, lists[list], [])
		const read = (after?: string) => look(world.books, everybody, readList, { list, asked, after, limit: 50 })
		const first = expectOk(await read())
		for (const place of ['', 'x', '1 2', `${told.nordwind.id}'`, `${'-'.repeat(36)} 2026-01-01`, '\0'])
			expect(expectOk(await read(place)).rows).toEqual(first.rows)
	})
})

test('the catalogue is for the company’s people alone, and each of them reads all of it', async () => {
	const asked = readAsked(everybody, lists.products, [])
	const read = (actor: Actor) => look(world.books, actor, readList, { list: 'products', asked, limit: 50 })
	const { rows } = expectOk(await read(everybody))
	expect(rows.length).toBeGreaterThan(0)
	expect(expectOk(await read({ ...everybody, within: group } as Actor)).rows).toEqual(rows)
	expect(await read({ kind: 'contact', contactId: told.nordwind.contactId })).toMatchObject({
		refusal: { code: 'not_permitted' },
	})
})

test.each<[Window, string | undefined, string | undefined]>([
	['past', undefined, '2026-03-30'],
	['today', '2026-03-31', '2026-03-31'],
	['coming', '2026-03-31', undefined],
	['next_7', '2026-03-31', '2026-04-07'],
	['last_30', '2026-03-01', '2026-03-31'],
	['this_month', '2026-03-01', '2026-03-31'],
	['last_month', '2026-02-01', '2026-02-28'],
	['this_year', '2026-01-01', '2026-12-31'],
])('on 31 March, %s is from %s to %s', (window, from, to) => {
	const days = daysOf(window, Temporal.PlainDate.from('2026-03-31'))
	expect([days.from?.toString(), days.to?.toString()]).toEqual([from, to])
})
