import { afterAll, beforeAll, expect, test } from 'vitest'
import { lists } from '#core/list/lists.ts'
import { hire } from '#test/portal/staff/console.ts'
import { canaries, hideAll, putCanaries } from '#test/portal/staff/hidden-fields.ts'
import { type Caller, callerOf, forAll } from './caller.ts'
import { type Cast, enterAs, openCast } from './cast.ts'
import { crawl } from './crawl.ts'
import { addressesOf, readPlaces } from './places.ts'

/*
 * Every page and file of the console as somebody from whom every field is hidden: nothing of what stands in one is in any
 * answer. As an administrator each of it is found, so that this can fail.
 */

let cast: Cast
let paths: string[]
let administrator: Caller
const money = ['line.unitPrice', 'line.discount', 'contract.discount', 'contract.recurring']

const enter = async (role: 'administrator' | 'finance' | 'manager') =>
	callerOf(cast, role, await enterAs(cast, 'staff', (await hire(cast.world.books, role)).email))

beforeAll(async () => {
	cast = await openCast()
	await putCanaries(cast.world, cast.told)
	administrator = await enter('administrator')
	const places = (await readPlaces()).filter(({ staff, reads, names }) => staff && reads && !names.includes('token'))
	const from: string[] = []
	for (const place of places) from.push(...(await addressesOf(cast.world.sql, place, 1)).map(({ path }) => path))
	for (const [name, list] of Object.entries(lists))
		for (const column of Object.keys(list.fields)) from.push(`/staff/lists/${name}.csv?column=${column}`)
	const { pages } = await crawl(administrator, from, 500)
	paths = [...pages].filter(([path, status]) => path.startsWith('/staff') && status === 200).map(([path]) => path)
}, 300_000)
afterAll(() => cast.close())

/** What somebody finds of the canaries, and where. */
async function findsOf(caller: Caller): Promise<string[]> {
	const found: string[] = []
	await forAll(paths, async (path) => {
		const { status, everything } = await caller.get(path)
		if (status >= 500) found.push(`${status} ${path}`)
		for (const [field, text] of Object.entries(canaries))
			if (everything.includes(text)) found.push(`${field} at ${path}`)
	})
	return found.sort()
}

test('an administrator finds what stands in each field', async () => {
	expect(paths.length).toBeGreaterThan(120)
	const found = await findsOf(administrator)
	for (const field of Object.keys(canaries)) expect(found).toContainEqual(expect.stringContaining(`${field} at`))
}, 120_000)

test('somebody from whom all fields but prices are hidden finds nothing of them', async () => {
	const caller = await enter('finance')
	await hideAll(cast.world, 'finance', money)
	const found = await findsOf(caller)
	expect(found).toEqual([])
}, 120_000)

test('somebody from whom prices are hidden as well finds no amount', async () => {
	const caller = await enter('manager')
	await hideAll(cast.world, 'manager')
	const found = await findsOf(caller)
	const amounts: string[] = []
	await forAll(paths, async (path) => {
		const { everything } = await caller.get(path)
		const [amount] = /.{40}(?:€\s?\d|\d\s?€|EUR\s?\d|118[.,]40|29[.,]95).{20}/s.exec(everything) ?? []
		if (amount) amounts.push(`${path} ${amount.replace(/\s+/g, ' ')}`)
	})
	expect([...found, ...amounts]).toEqual([])
}, 120_000)
