import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, act, expectOk, look, type Role } from '#core/act.ts'
import { registerEquipment } from '#core/equipment/register.ts'
import { type Asked, fieldsFor, type Query, readAsked, writeAsked } from '#core/list/asked.ts'
import type { Field, List } from '#core/list/list.ts'
import { lists } from '#core/list/lists.ts'
import { type ListedRow, readList } from '#core/list/read.ts'
import { windows } from '#core/list/window.ts'
import { may } from '#core/permit.ts'
import { addProduct } from '#core/product/add.ts'
import { supply } from '#test/core/payable/supplier.ts'
import { sellByThree } from '#test/core/receivable/sold-machine.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { roles } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
let told: Story

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 5 })
	await world.sql`insert into invoice_type (code, name) values ('care', 'Care invoice')`
	await world.sql`insert into invoice_type_usual (bills, contract_type, type) values ('any', 'service', 'care')`
	told = await tellStory(world, 6)
	await supply(world, 'Kontor')
	await sellByThree(world, told.nordwind.id)
	await world.sql`
		insert into collection_case (customer_id, currency, opened_by, opened_at) values (${told.nordwind.id}, 'EUR', 'system:test', now()),
			(${told.nordwind.id}, 'USD', 'system:test', now())`
	const loader = { code: 'LOADER', name: 'Wheel loader', kind: 'equipment' as const, prices: { EUR: '48500' } }
	expectOk(await act(world.books, { kind: 'system', name: 'test' }, addProduct, loader))
	const machine = { serialNumber: 'SN-0042', place: 'Yard' }
	expectOk(await act(world.books, { kind: 'system', name: 'test' }, registerEquipment, machine))
	await world.sql`
		insert into follow_up (customer_id, kind, happened_on, text, next_step, next_on, author_name, created_at, key)
		values (${told.nordwind.id}, 'call', '2026-03-02', 'They want a quote', 'Call again', '2026-03-09', 'Ida', now(), 'one'),
			(${told.nordwind.id}, 'visit', '2026-03-04', 'Saw the plant', '', null, 'Ida', now(), 'two')`
}, 120_000)

afterAll(() => world.close())

const clerk: Actor & { kind: 'staff' } = {
	kind: 'staff',
	userId: '00000000-0000-4000-8000-000000000000',
	role: 'administrator',
}
const everyList = Object.values(lists) as List[]

const read = (list: List, asked: Asked, limit = 100) =>
	look(world.books, clerk, readList, { list: list.name, asked, limit }).then(expectOk)
const ask = (list: List, query: Query, actor: Actor = clerk) => readAsked(actor, list, query)
const all = (list: List): Query => visible(list).map(([name]) => ['column', name] as const)
const visible = (list: List) => Object.entries(list.fields).filter(([, { kind }]) => kind !== 'key')

/** What the field's filters may be asked, each way that its kind has. */
function waysOf(name: string, { kind, choices, optional }: Field): Query {
	const id = '00000000-0000-4000-8000-000000000001'
	const ends = (from: string, to: string): Query => [
		[`${name}.from`, from],
		[`${name}.to`, to],
	]
	const ways: Partial<Record<Field['kind'], Query>> = {
		text: [[name, 'a 50% off']],
		choice: choices?.map((value) => [name, value] as const) ?? [],
		country: [[name, 'DE']],
		flag: [[name, 'yes']],
		person: [
			[name, 'me'],
			[name, id],
		],
		group: [[name, id]],
		key: [[name, id]],
		day: [...ends('2026-01-01', '2026-12-31'), ...windows.map((window) => [`${name}.within`, window] as const)],
		money: ends('-10.5', '1000000'),
		price: ends('0.0125', '100'),
		number: ends('1', '5'),
	}
	const empty: Query = optional ? [[`${name}.is`, 'empty'] as const, [`${name}.is`, 'set'] as const] : []
	return [...(ways[kind] ?? []), ...empty]
}

describe.each(everyList.map((list) => [list.name, list] as const))('the list of %s', (_, list) => {
	test('shows something in every column for somebody', async () => {
		const { rows } = await read(list, ask(list, all(list)))
		expect(rows.length).toBeGreaterThan(0)
		for (const row of rows) expect(Object.keys(row.cells)).toEqual(visible(list).map(([name]) => name))
	})

	test('is filtered by every field in each of its ways, and every filter finds rows of the list alone', async () => {
		const whole = await read(list, ask(list, []))
		const ids = new Set(whole.rows.map(({ id }) => id))
		for (const [name, field] of Object.entries(list.fields))
			for (const [filter, value] of waysOf(name, field)) {
				const { rows, total } = await read(list, ask(list, [[filter, value]]))
				expect(rows.length, `${filter}=${value}`).toBe(total)
				expect(rows.every(({ id }) => ids.has(id))).toBe(true)
			}
	})

	test('filled in and empty are all there is, of every field that may be empty', async () => {
		const { total } = await read(list, ask(list, []))
		for (const [name, { optional }] of Object.entries(list.fields)) {
			if (!optional) continue
			const is = async (how: string) => (await read(list, ask(list, [[`${name}.is`, how]]))).total
			expect((await is('empty')) + (await is('set')), name).toBe(total)
		}
	})

	test('the values that rows show find those rows', async () => {
		const { rows } = await read(list, ask(list, all(list)))
		for (const [name, field] of visible(list)) {
			const value = rows.find(({ cells }) => cells[name])?.cells[name]
			const filter = value && filterBy(name, field, value, rows.find(({ cells }) => cells[name]) as ListedRow)
			if (!filter) continue
			const found = await read(list, ask(list, [...all(list), ...filter]))
			const expected = rows.filter((row) => row.cells[name] === value).length
			expect(found.rows.filter((row) => row.cells[name] === value).length, `${name}=${value}`).toBe(expected)
		}
	})

	test('is read in every order from page to page, each row once, there and back', async () => {
		const sorts = Object.entries(list.fields).flatMap(([name, { sort }]) => (sort ? [name, `-${name}`] : []))
		for (const sort of ['', ...sorts]) {
			const asked = ask(list, [['sort', sort]])
			const page = (cursor: { after?: string; before?: string }) =>
				look(world.books, clerk, readList, { list: list.name, asked, limit: 2, ...cursor }).then(expectOk)
			const whole = (await read(list, asked)).rows.map(({ id }) => id)
			const there: string[] = []
			let last = await page({})
			for (;;) {
				there.push(...last.rows.map(({ id }) => id))
				if (!last.isMore) break
				last = await page({ after: last.rows.at(-1)?.place ?? '' })
			}
			expect(there, sort).toEqual(whole)
			if (!last.isBefore) continue
			const back = await page({ before: last.rows[0]?.place ?? '' })
			const at = whole.indexOf(last.rows[0]?.id ?? '')
			expect(
				back.rows.map(({ id }) => id),
				sort,
			).toEqual(whole.slice(Math.max(at - 2, 0), at))
		}
	})

	test('says its address the same way whatever way it was asked', () => {
		const query = Object.entries(list.fields).flatMap(([name, field]) => waysOf(name, field).slice(0, 2))
		const asked = ask(list, [...query, ['search', 'x'], ['sort', ''], ['column', visible(list)[0]?.[0] ?? '']])
		const address = writeAsked(clerk, list, asked)
		expect(writeAsked(clerk, list, ask(list, address.toReversed()))).toEqual(address)
		expect(ask(list, address)).toEqual({ ...asked, filters: expect.arrayContaining(asked.filters) })
		expect(writeAsked(clerk, list, ask(list, []))).toEqual([])
	})

	test.each(roles)('shows a %s no field that they may not see, and takes none from them', async (role: Role) => {
		const actor = { ...clerk, role }
		const hidden = Object.entries(list.fields).filter(([, { needs }]) => needs && !may(actor, needs))
		const seen = fieldsFor(actor, list).map(([name]) => name)
		for (const [name, field] of hidden) {
			expect(seen).not.toContain(name)
			const asks: Query = [['column', name], ['sort', name], ...waysOf(name, field)]
			for (const one of asks) expect(await refusalOf(list, [one], actor), one.join('=')).toBe('list.field_unknown')
		}
		const read = await look(world.books, actor, readList, { list: list.name, asked: ask(list, [], actor), limit: 5 })
		expect(read.ok).toBe(may(actor, list.permission))
	})

	test.each([
		['nothing', 'x', 'list.field_unknown'],
		['id', '1', 'list.field_unknown'],
		['column', 'password', 'list.field_unknown'],
		['column', 'constructor', 'list.field_unknown'],
		['column', 'customerId', 'list.field_unknown'],
		['sort', 'id; drop table customer', 'list.field_unknown'],
		['__proto__', 'x', 'list.field_unknown'],
		['constructor.from', '1', 'list.field_unknown'],
		['customerId.from', '1', 'list.field_unknown'],
		['search', 'x'.repeat(201), 'list.value_wrong'],
	])('refuses %s=%s clearly', async (name, value, code) => {
		expect(await refusalOf(list, [[name, value]])).toBe(code)
	})
})

function filterBy(name: string, { kind }: Field, value: string, row: ListedRow): Query | undefined {
	if (kind === 'text') return [[name, value.slice(0, 60)]]
	if (kind === 'choice' || kind === 'country' || kind === 'flag') return [[name, value]]
	if (kind === 'person' || kind === 'group') return undefined
	const major = kind === 'money' ? String(Number(value) / (row.currency === 'JPY' ? 1 : 100)) : value
	return [
		[`${name}.from`, major],
		[`${name}.to`, major],
	]
}

async function refusalOf(list: List, query: Query, actor: Actor = clerk): Promise<string | undefined> {
	const outcome = await look(world.books, actor, async (scope) => readAsked(scope.actor, list, query), undefined)
	return outcome.ok ? undefined : outcome.refusal.code
}

test.each([
	['contracts', 'state', 'asleep'],
	['contracts', 'ends.from', 'tomorrow'],
	['contracts', 'ends.to', '3000-01-01'],
	['contracts', 'ends.within', 'some_day'],
	['contracts', 'ends.is', 'maybe'],
	['contracts', 'owner', 'Ida'],
	['contracts', 'customerId', "' or true --"],
	['contracts', 'autopay', 'perhaps'],
	['contracts', 'mrr.from', '1e9'],
	['contracts', 'mrr.to', '1,000'],
	['contracts', 'title', 'x'.repeat(201)],
	['customers', 'country', 'Germany'],
] as const)('the list of %s refuses %s=%s, and says which it is', async (name, filter, value) => {
	const outcome = await look(
		world.books,
		clerk,
		async ({ actor }) => readAsked(actor, lists[name], [[filter, value]]),
		undefined,
	)
	expect(outcome).toMatchObject({ ok: false, refusal: { code: 'list.value_wrong', facts: { field: filter } } })
})
