import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createCustomer } from '#core/customer/create.ts'
import type { Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { hire, signedIn } from './console.ts'

let world: World
let portal: Portal
let visit: Visit
let customerId: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	portal = await openPortal(world)
	visit = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, 'administrator')).email)
	const system = { kind: 'system', name: 'test' } as const
	const input = { name: 'Plain', language: 'en', currency: 'EUR', email: '', country: 'DE' } as const
	customerId = expectOk(await act(world.books, system, createCustomer, input)).id
}, 300_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

const hostile = [
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	"'; drop table customer; --",
	'{{company}} #{7*7} %s%n',
	'=cmd|calc!A1',
	'../../../etc/passwd',
	'__proto__',
	'\u202eevil\u202c \ufeff \u0007',
	'Ωß漢字 😀 z̷̡̛a̵l̶g̸o̷',
	'\\%_\\',
]

describe.each(hostile)('what is typed as %j', (typed) => {
	test('is stored as typed in every field of a customer, and shown as text', async () => {
		const fields = [
			'name',
			'legalName',
			'industry',
			'street',
			'postalCode',
			'city',
			'region',
			'taxNumber',
			'registrationNumber',
			'phone',
		]
		const form = {
			language: 'en',
			currency: 'EUR',
			country: 'DE',
			...Object.fromEntries(fields.map((field) => [field, typed])),
		}
		const answer = await visit.post('/staff/customers/new', form)
		expect(answer.status).toBe(302)
		const page = await (await visit.get(answer.headers.get('location') ?? '')).text()
		expect(page).not.toContain('<script>alert(1)')
		expect(page).not.toContain('<img src=x')
		const [stored] = await world.sql`
			select customer.name, party.street, party.phone from customer join billing_party as party on party.id = billing_party_id
			order by customer.id desc limit 1`
		const kept = typed.trim()
		expect(stored).toEqual({ name: kept, street: kept, phone: kept })
	}, 30_000)

	test('is refused in words where an id, a day, a number or a choice is wanted', async () => {
		const forms: [string, Record<string, string>][] = [
			[
				'/staff/customers/new',
				{ name: 'N', language: typed, currency: typed, country: typed, email: typed, groupId: typed },
			],
			[`/staff/customers/${customerId}`, { intent: 'send_link', contractId: typed, scope: typed, key: typed }],
			[`/staff/customers/${customerId}`, { intent: typed }],
			[`/staff/customers/${customerId}`, { intent: 'revoke_link', linkId: typed }],
			[
				'/staff/contracts/new',
				{ customerId, startsOn: typed, alignment: typed, timing: typed, 'lines[0].quantity': typed },
			],
			['/staff/run', { through: typed }],
		]
		const answers: [string, number][] = []
		for (const [path, fields] of forms) answers.push([path, (await visit.post(path, fields)).status])
		expect(
			answers.filter(([, status]) => status >= 500 || status < 400).filter(([path]) => path !== '/staff/run'),
		).toEqual([])
		expect((await visit.post('/staff/clock', { by: typed })).status).toBe(404)
		expect(await world.sql`select from contract`).toHaveLength(0)
	}, 30_000)

	test('breaks no list and no address', async () => {
		const text = encodeURIComponent(typed)
		const astray: [string, number][] = []
		const paths = [
			...[
				'customers',
				'contracts',
				'invoices',
				'receipts',
				'lines',
				'follow-ups',
				'equipment',
				'instalments',
				'products',
				'collection-cases',
				'contacts',
			].flatMap((list) => [
				`/staff/${list}?search=${text}`,
				`/staff/${list}?after=${text}`,
				`/staff/${list}?before=${'-'.repeat(36)}%20${text}`,
				`/staff/${list}?after=${customerId}%20${text}`,
			]),
			`/staff/audit?customer=${text}&before=${text}`,
			`/staff/contracts/new?customer=${text}`,
		]
		for (const path of paths) {
			const { status } = await visit.get(path)
			if (status !== 200) astray.push([path, status])
		}
		for (const list of [
			'customers',
			'contracts',
			'invoices',
			'receipts',
			'lines',
			'follow-ups',
			'equipment',
			'instalments',
			'products',
			'collection-cases',
			'contacts',
		])
			for (const asked of [`column=${text}`, `sort=${text}`, `${text}=1`, `customerId=${text}`, `name.from=${text}`]) {
				const { status } = await visit.get(`/staff/${list}?${asked}`)
				const file = await visit.get(`/staff/lists/${list}.csv?${asked}`)
				if (status !== 422 || file.status !== 422) astray.push([`${list}?${asked}`, status])
			}
		for (const room of ['customers', 'contracts', 'invoices']) {
			const { status } = await visit.get(`/staff/${room}/${text}`)
			if (status !== 404) astray.push([room, status])
		}
		expect(astray).toEqual([])
	}, 30_000)
})

test('a byte that no text may hold breaks nothing', async () => {
	const answer = await visit.post('/staff/customers/new', {
		name: 'No\0thing',
		language: 'en',
		currency: 'EUR',
		country: 'DE',
	})
	expect(answer.status).toBeLessThan(500)
	for (const list of ['customers', 'contracts', 'invoices'])
		expect((await visit.get(`/staff/${list}?search=a%00b`)).status).toBe(200)
	expect((await visit.get(`/staff/customers?after=${customerId}%20a%00b`)).status).toBe(200)
}, 30_000)
