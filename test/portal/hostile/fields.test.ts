import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createApiKey } from '#core/api/create-key.ts'
import { apiScopeNames } from '#core/api/scopes.ts'
import { lists } from '#core/list/lists.ts'
import { chatOf, openDesk } from '#test/bot/desk.ts'
import { hire } from '#test/portal/staff/console.ts'
import { canaries, hideAll, putCanaries } from '#test/portal/staff/hidden-fields.ts'
import { callerOf, forAll } from './caller.ts'
import { type Cast, enterAs, openCast } from './cast.ts'
import { addressesOf, readPlaces } from './places.ts'

/*
 * Every page and file of the console, what a program reads and what the bot answers, as somebody from whom every field is
 * hidden: nothing of what stands in one is in any answer. An administrator finds each of it, so that this can fail.
 */

type Role = 'administrator' | 'finance' | 'manager'
type Read = { where: string; status: number; text: string }
/** With prices hidden most is not opened at all: so once without. */
const money = ['line.unitPrice', 'line.discount', 'contract.discount', 'contract.recurring']

let cast: Cast
let paths: string[]
let found: Record<Role, Read[]>

beforeAll(async () => {
	cast = await openCast()
	await putCanaries(cast.world, cast.told)
	paths = await addresses()
	await hideAll(cast.world, 'finance', money)
	await hideAll(cast.world, 'manager')
	found = {
		administrator: await readAs('administrator'),
		finance: await readAs('finance'),
		manager: await readAs('manager'),
	}
}, 300_000)
afterAll(() => cast.close())

async function addresses(): Promise<string[]> {
	const { sql } = cast.world
	const { nordwind, service, subscription } = cast.told
	const places = (await readPlaces()).filter(({ staff, reads, names }) => staff && reads && !names.includes('token'))
	const paths: string[] = []
	for (const place of places) paths.push(...(await addressesOf(sql, place, 1)).map(({ path }) => path))
	for (const { id } of [service, subscription])
		paths.push(
			...['', '/lines', '/billing', '/history', '/history?on=2026-05-20'].map((tab) => `/staff/contracts/${id}${tab}`),
		)
	for (const { name, fields } of Object.values(lists))
		for (const column of Object.keys(fields).filter((one) =>
			/number|key|order|days|industry|phone|email|street/i.test(one),
		))
			paths.push(`/staff/lists/${name}.csv?column=${column}`)
	paths.push(`/staff/audit?customer=${nordwind.id}`, '/staff/approvals?show=waiting')
	return [...new Set(paths)].filter((path) => !/\.pdf$|clock/.test(path))
}

async function readAs(role: Role): Promise<Read[]> {
	const { books } = cast.world
	const { id, email } = await hire(books, role)
	const caller = callerOf(cast, role, await enterAs(cast, 'staff', email))
	const read: Read[] = []
	await forAll(paths, async (path) => {
		const { status, everything } = await caller.get(path)
		read.push({ where: path, status, text: everything })
	})
	return [...read, ...(await readByKey(id)), ...(await readInChat(id, role))]
}

/** What a program finds that acts for them. */
async function readByKey(userId: string): Promise<Read[]> {
	const made = { name: 'Walk', userId, scopes: apiScopeNames }
	const { key } = expectOk(await act(cast.world.books, { kind: 'system', name: 'test' }, createApiKey, made))
	const { service, nordwind } = cast.told
	const asked = [
		...Object.keys(lists),
		'events',
		`contracts/${service.id}`,
		`customers/${nordwind.id}`,
		`contracts/${service.id}/coming`,
	]
	return await Promise.all(
		asked.map(async (path) => {
			const answer = await fetch(`${cast.portal.address}/api/v1/${path}`, {
				headers: { authorization: `Bearer ${key}` },
			})
			return { where: `the API at ${path}`, status: answer.status, text: await answer.text() }
		}),
	)
}

async function readInChat(userId: string, role: Role): Promise<Read[]> {
	const { nordwind, service } = cast.told
	const [contract] = await cast.world.sql<{ number: string }[]>`select number from contract where id = ${service.id}`
	const { ask } = chatOf(openDesk(cast.world.books), { userId, role, name: role, language: 'en' })
	const sentences = [
		nordwind.name,
		`show ${contract?.number}`,
		`next ${nordwind.name}`,
		`statement ${nordwind.name}`,
		'mrr',
		'at risk',
		'overdue',
	]
	const read: Read[] = []
	for (const sentence of sentences)
		read.push({ where: `the bot at ${sentence}`, status: 200, text: JSON.stringify(await ask(sentence)) })
	return read
}

const canariesIn = (reads: readonly Read[]) =>
	reads.flatMap(({ where, text }) =>
		Object.entries(canaries).flatMap(([field, canary]) => (text.includes(canary) ? [`${field} at ${where}`] : [])),
	)
const broken = (reads: readonly Read[]) => reads.filter(({ status }) => status >= 500).map(({ where }) => where)

test('an administrator finds what stands in each field, on pages, in files and by programs', () => {
	expect(paths.length).toBeGreaterThan(120)
	const all = canariesIn(found.administrator)
	for (const field of Object.keys(canaries)) expect(all).toContainEqual(expect.stringContaining(`${field} at`))
	expect(all).toContainEqual(expect.stringContaining('the API'))
	expect(found.administrator.map(amountIn).filter(Boolean).length).toBeGreaterThan(30)
})

test('somebody from whom all fields but prices are hidden finds nothing of them', () => {
	expect(canariesIn(found.finance)).toEqual([])
	expect(broken(found.finance)).toEqual([])
	expect(found.finance.map(amountIn).filter(Boolean).length).toBeGreaterThan(10)
})

/** An amount of money with what stands around it. */
function amountIn({ where, text }: Read): string | undefined {
	const [amount] = /.{0,40}(?:€\s?\d|\d\s?€|EUR\s?\d|118[.,]40|29[.,]95).{0,20}/s.exec(text) ?? []
	return amount && `${where}: ${amount.replace(/\s+/g, ' ')}`
}

test('somebody from whom prices are hidden as well finds no amount', () => {
	expect(canariesIn(found.manager)).toEqual([])
	expect(broken(found.manager)).toEqual([])
	expect(found.manager.flatMap((read) => amountIn(read) ?? [])).toEqual([])
})
