import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { setAccess } from '#core/contract/set-access.ts'
import { Reader } from '#test/scenarios/reader.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { enter } from './enter.ts'
import { openShop, type Shop } from './shop.ts'
import { type Story, tellStory } from './story.ts'

const system = { kind: 'system', name: 'test' } as const
let world: World
let shop: Shop
let told: Story
let anna: Reader

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20' })
	told = await tellStory(world, 6)
	for (const { id } of [told.service, told.subscription])
		expectOk(await act(world.books, system, setAccess, { id, access: 'upsell_and_downsell' }))
	shop = await openShop(world)
	anna = new Reader(await enter(world, shop, told.nordwind.email))
}, 180_000)

afterAll(async () => {
	await shop.close()
	await world.close()
})

async function serials(): Promise<Map<string, string>> {
	const rows = await world.sql<{ id: string; serial: string }[]>`
		select id, serial_number as serial from contract_line where contract_id = ${told.service.id} order by position`
	return new Map(rows.map(({ id, serial }) => [serial, id]))
}

/** The last day of each machine's own; none: its contract's. */
async function ends(): Promise<(string | null)[]> {
	const rows = await world.sql<{ on: string | null }[]>`
		select (select ends_on::text from contract_line_state where contract_line_id = line.id
			order by effective_on desc, sequence desc limit 1) as on
		from contract_line as line where contract_id = ${told.service.id} order by position`
	return rows.map(({ on }) => on)
}

describe('whole contracts', () => {
	const may = async (id: string, access: 'none' | 'upsell' | 'upsell_and_downsell') =>
		expectOk(await act(world.books, system, setAccess, { id, access }))
	const numberOf = async (id: string) =>
		(await world.sql<{ number: string }[]>`select number from contract where id = ${id}`)[0]?.number

	test('are ticked where that is the customer’s to say, on days they can end on, and the one that refuses is named', async () => {
		const { service, subscription } = told
		const both = `/co-terminate?contract=${service.id}&contract=${subscription.id}`
		// The one is bound to its end, so that the ends of quarter and year are none for both.
		expect(await anna.read(both)).toMatch(/14 Jan 2028 \(the latest of their ends\)/)
		expect(await anna.read(both)).not.toMatch(/end of the (quarter|year)/)
		expect(await anna.read(`${both}&ends=2026-12-31`)).toContain(
			`${await numberOf(service.id)}: With the notice agreed, the earliest end is 14 Jan 2028.`,
		)
		// The end of the term that goes on by itself is no less than there is.
		await may(subscription.id, 'upsell')
		const own = await anna.read(`/co-terminate?contract=${subscription.id}&ends=2026-12-31`)
		expect(own).toContain('Make this change')
		await may(service.id, 'none')
		const page = await anna.open(both)
		const boxes = page.html.match(/<input[^>]*name="contract"[^>]*>/g) ?? []
		const shown = boxes.map((box) => [box.includes(service.id), /disabled=""/.test(box), /checked=""/.test(box)])
		expect(shown.sort()).toEqual([
			[false, false, true],
			[true, true, false],
		])
		expect(page.text).not.toContain('For example')
		expect(await anna.read(`${both}&ends=2028-01-15`)).toContain(
			`${await numberOf(service.id)}: This contract does not allow this change`,
		)
		for (const { id } of [service, subscription]) await may(id, 'upsell_and_downsell')
	})
})

describe('single machines', () => {
	test('are found by serial number, ticked one after the other, and end on one day, alone', async () => {
		const lines = await serials()
		const [first = '', second = ''] = lines.keys()
		const found = await anna.press(await anna.open('/co-terminate'), 'Search', { search: first })
		expect(found.html).toContain(`value="${lines.get(first)}"`)
		expect(found.html).not.toContain(`value="${lines.get(second)}"`)
		// The next is searched for, and the one that is ticked stays.
		const more = await anna.press(found, 'Search', { line: lines.get(first) ?? '', search: second })
		expect(more.text).toContain(first)
		expect(more.text).toContain(second)
		const both = { line: [lines.get(first) ?? '', lines.get(second) ?? ''], ends: '2026-09-30' }
		const shown = await anna.press(more, 'Show what it comes to', both)
		expect(shown.text).toContain(`Full service, forklift 1 · ${first} : the last day is 30 Sept 2026`)
		expect(shown.text).toContain(`Full service, forklift 2 · ${second} : the last day is 30 Sept 2026`)
		expect(shown.text).not.toContain('1 contract ends')
		// Of the quarter from 15 July 78 of 92 days of each, 118.40: 100.38 and tax of 19.07; the four others as before.
		expect(shown.text).toContain('15 Jul 2026 Before €845.40 After €802.50')
		// Each of the invoices to come says its lines, as they are and as they would be, and why.
		const [, opened = ''] = shown.text.split('15 Jul 2026 Before €845.40 After €802.50')
		expect(opened).toMatch(/^ Before Full service, forklift 1 .*?€118\.40 .*?Why this amount\?/)
		const [, after = ''] = opened.split('Total €845.40')
		expect(after).toMatch(/^ After Full service, forklift 1 .*?€100\.38 .*?118\.40 × 78\/92/)
		const done = await anna.press(shown, 'Make this change')
		expect(done.path).toMatch(new RegExp(`/contracts/${told.service.id}/changed/`))
		expect(done.text).toContain('It is done')
		expect(await ends()).toEqual(['2026-09-30', '2026-09-30', null, null, null, null])
	})

	test('end with a whole contract that is ticked beside them', async () => {
		const lines = await serials()
		const third = [...lines.values()][2] ?? ''
		const query = `contract=${told.subscription.id}&line=${third}&ends=2027-06-30`
		const shown = await anna.open(`/co-terminate?${query}`)
		// Only its term ends on that day: it is one of those that go on by themselves.
		expect(shown.text).toContain('Contracts that renew by themselves keep doing so')
		const done = await anna.press(shown, 'Make this change')
		expect(done.text).toContain('It is done')
		expect((await ends())[2]).toBe('2027-06-30')
		const [contract] = await world.sql`select ends_on::text as on from contract where id = ${told.subscription.id}`
		expect(contract).toEqual({ on: '2027-06-30' })
	})

	test('do not outlive their contract, and another customer’s are told of as what does not exist', async () => {
		const [third = ''] = [...(await serials()).values()].slice(3)
		const late = await anna.open(`/co-terminate?line=${third}&ends=2029-01-31`)
		expect(late.text).not.toContain('Make this change')
		const [foreign] = await world.sql<{ id: string }[]>`
			select id from contract_line where contract_id = ${told.foreign.id}`
		const page = await anna.open(`/co-terminate?line=${foreign?.id}&ends=2026-12-31`)
		expect(page.text).not.toContain('Make this change')
		expect(page.text).not.toContain('Starter plan')
	})
})
