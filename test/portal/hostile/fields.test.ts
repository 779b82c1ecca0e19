import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createApiKey } from '#core/api/create-key.ts'
import { apiScopeNames } from '#core/api/scopes.ts'
import { type RightedRole, rightedStates } from '#core/field-right/card-field.ts'
import { lists } from '#core/list/lists.ts'
import { chatOf, openDesk } from '#test/bot/desk.ts'
import { readPdf } from '#test/emails/paper/read-pdf.ts'
import type { Visit } from '#test/portal/customer/visit.ts'
import { hire } from '#test/portal/staff/console.ts'
import { canaries, hideAll, putCanaries } from '#test/portal/staff/hidden-fields.ts'
import { callerOf, forAll } from './caller.ts'
import { type Cast, cookiesOf, enterAs, openCast } from './cast.ts'
import { addressesOf, readPlaces } from './places.ts'

/*
 * Every page and file of the console, what a program reads and what the bot answers, as somebody of every role from whom every
 * field is hidden, from some state by state and from one in a single state: nothing of what stands in one is in any answer. An administrator finds each of it, so that this can fail.
 */

type Role = 'administrator' | RightedRole
type Read = { where: string; status: number; text: string }
/** With prices hidden most is not opened at all: so once without. */
const money = ['line.quantity', 'line.unitPrice', 'line.discount', 'contract.discount', 'contract.recurring']

let cast: Cast
let paths: string[]
let found: Record<Role, Read[]>

beforeAll(async () => {
	cast = await openCast()
	await putCanaries(cast.world, cast.told)
	await markEnding()
	paths = await addresses()
	await hideAll(cast.world, 'finance', money)
	await hideAll(cast.world, 'manager')
	await hideAll(cast.world, 'salesperson', [], rightedStates)
	await hideAll(cast.world, 'collector', [], ['ending'])
	await hideAll(cast.world, 'storekeeper')
	await hideAll(cast.world, 'surveyor')
	found = {
		administrator: await readAs('administrator'),
		finance: await readAs('finance'),
		manager: await readAs('manager'),
		salesperson: await readAs('salesperson'),
		collector: await readAs('collector'),
		storekeeper: await readAs('storekeeper'),
		surveyor: await readAs('surveyor'),
	}
}, 900_000)
afterAll(() => cast.close())

/** What stands on the contract that ends is told apart from the same field on one that does not. */
async function markEnding(): Promise<void> {
	const { id } = cast.told.subscription
	await cast.world.sql.begin(async (sql) => {
		await sql`set local session_replication_role = replica`
		await sql`
			update contract set purchase_order = purchase_order || '-ENDS', import_key = import_key || '-ENDS' where id = ${id}`
		await sql`update invoice set purchase_order = purchase_order || '-ENDS' where contract_id = ${id}`
		await sql`
			update contract_line set model = 'MODEL-CANARY-ENDS', serial_number = 'SN-CANARY-ENDS' || position,
				factory_number = 'FN-CANARY-ENDS' where contract_id = ${id}`
		await sql`update own_value set text_value = text_value || '-ENDS' where contract_id = ${id}
			or line_id in (select id from contract_line where contract_id = ${id})`
	})
}

async function addresses(): Promise<string[]> {
	const { sql } = cast.world
	const { nordwind, service, subscription } = cast.told
	const places = (await readPlaces()).filter(({ staff, reads, names }) => staff && reads && !names.includes('token'))
	const paths: string[] = []
	for (const place of places) paths.push(...(await addressesOf(sql, place, 2)).map(({ path }) => path))
	for (const { id } of [service, subscription])
		paths.push(
			...['', '/lines', '/billing', '/history', '/history?on=2026-05-20'].map((tab) => `/staff/contracts/${id}${tab}`),
		)
	for (const { name, fields } of Object.values(lists))
		for (const column of Object.keys(fields).filter((one) =>
			/number|key|order|days|industry|phone|email|street|owner|reason|quantity|access|health/i.test(one),
		))
			paths.push(`/staff/lists/${name}.csv?column=${column}`)
	paths.push(`/staff/audit?customer=${nordwind.id}`, '/staff/approvals?show=waiting')
	return [...new Set(paths)].filter((path) => !path.includes('clock'))
}

async function readAs(role: Role): Promise<Read[]> {
	const { books } = cast.world
	const { id, email } = await hire(books, role)
	const visit = await enterAs(cast, 'staff', email)
	const caller = callerOf(cast, role, visit)
	const read: Read[] = []
	await forAll(paths, async (path) => {
		if (path.endsWith('.pdf')) read.push(await readPaper(visit, path))
		else {
			const { status, everything } = await caller.get(path)
			read.push({ where: path, status, text: everything })
		}
	})
	return [...read, ...(await readByKey(id)), ...(await readInChat(id, role))]
}

/** What is drawn on it; what stands in one line may be drawn in pieces. */
async function readPaper(visit: Visit, path: string): Promise<Read> {
	const headers = { cookie: cookiesOf(visit) }
	const answer = await fetch(cast.portal.address + path, { redirect: 'manual', headers })
	if (answer.status !== 200) return { where: path, status: answer.status, text: '' }
	const { pages } = await readPdf(Buffer.from(await answer.arrayBuffer()))
	return { where: path, status: 200, text: pages.map(({ texts }) => texts.map(({ text }) => text).join(' ')).join(' ') }
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
		Object.entries(canaries).flatMap(([field, canary]) =>
			(typeof canary === 'string' ? text.includes(canary) : canary.test(text)) ? [`${field} at ${where}`] : [],
		),
	)
const broken = (reads: readonly Read[]) => reads.filter(({ status }) => status >= 500).map(({ where }) => where)

test('an administrator finds what stands in each field, on pages, in files and by programs', () => {
	expect(paths.length).toBeGreaterThan(120)
	const all = canariesIn(found.administrator)
	for (const field of Object.keys(canaries)) expect(all).toContainEqual(expect.stringContaining(`${field} at`))
	expect(all).toContainEqual(expect.stringContaining('the API'))
	expect(all.filter((one) => one.endsWith('.pdf')).length).toBeGreaterThan(3)
	expect(found.administrator.map(amountIn).filter(Boolean).length).toBeGreaterThan(30)
}, 120_000)

test('somebody from whom all fields but prices are hidden finds nothing of them', () => {
	// Quantities are money: those that see it see them.
	expect(canariesIn(found.finance).filter((one) => !one.startsWith('line.quantity at'))).toEqual([])
	expect(broken(found.finance)).toEqual([])
	expect(found.finance.map(amountIn).filter(Boolean).length).toBeGreaterThan(10)
})

/** An amount of money with what stands around it. */
function amountIn({ where, text }: Read): string | undefined {
	const [amount] = /.{0,40}(?:€\s?\d|\d\s?€|EUR\s?\d|118[.,]40|29[.,]95).{0,20}/s.exec(text) ?? []
	return amount && `${where}: ${amount.replace(/\s+/g, ' ')}`
}

test('a list has no column of what is hidden', () => {
	const columns = (role: Role) => found[role].filter(({ where }) => /column=/.test(where))
	const opened = (role: Role) =>
		columns(role)
			.filter(({ status }) => status === 200)
			.map(({ where }) => where)
	const plain = /column=(quantity|lateDays|(?!serialNumber|factoryNumber|taxNumber)\w*[nN]umber)$/
	expect(opened('administrator')).toHaveLength(columns('administrator').length)
	expect(opened('finance').filter((where) => !plain.test(where))).toEqual([])
})

test('somebody from whom prices are hidden as well finds no amount', () => {
	expect(canariesIn(found.manager)).toEqual([])
	expect(broken(found.manager)).toEqual([])
	expect(found.manager.flatMap((read) => amountIn(read) ?? [])).toEqual([])
})

test.each(['salesperson', 'storekeeper', 'surveyor'] as const)(
	'a %s from whom all is hidden finds nothing, said at once or state by state',
	(role) => {
		expect(canariesIn(found[role])).toEqual([])
		expect(broken(found[role])).toEqual([])
		expect(found[role].flatMap((read) => amountIn(read) ?? [])).toEqual([])
		expect(found[role].filter(({ status }) => status === 200).length).toBeGreaterThan(20)
	},
)

test('what is hidden in one state alone is hidden there, and found elsewhere', () => {
	const words = (reads: readonly Read[]) =>
		reads.flatMap(({ where, text }) => [...new Set(text.match(/[\w-]*-ENDS/g))].map((one) => `${one} at ${where}`))
	for (const one of ['PO', 'IK', 'MODEL', 'SN', 'FN', 'OWN-OF-CONTRACT', 'OWN-OF-LINE'])
		expect(words(found.administrator), one).toContainEqual(expect.stringMatching(one))
	expect(words(found.collector)).toEqual([])
	expect(broken(found.collector)).toEqual([])
	for (const one of ['contract.purchaseOrder', 'contract.importKey', 'contract.own', 'line.own'])
		expect(canariesIn(found.collector)).toContainEqual(expect.stringContaining(`${one} at`))
})
