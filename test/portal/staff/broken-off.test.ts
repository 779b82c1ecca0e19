import type { LoaderFunctionArgs } from '@remix-run/node'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { writeCustomers } from '#core/customer/write.ts'
import { saveFieldRights } from '#core/field-right/save.ts'
import { readSettings } from '#core/settings.ts'
import type { LoadContext } from '#portal/load-context.ts'
import { openLog } from '#portal/log.ts'
import { loader as auditFile } from '#portal/routes/staff/audit-file.ts'
import { loader as listCsv } from '#portal/routes/staff/list-csv.ts'
import { loader as listXlsx } from '#portal/routes/staff/list-xlsx.ts'
import type { Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { hire, signedIn } from './console.ts'

const system = { kind: 'system', name: 'test' } as const
const many = 4500
let world: World
let portal: Portal
let manager: Visit
let managerId: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	portal = await openPortal(world)
	const { id, email } = await hire(world.books, 'manager')
	managerId = id
	manager = await signedIn(world.books, portal.address, 'staff', email)
	const of = { street: '', postalCode: '', city: '', region: '', country: 'DE', phone: '', taxNumber: '' }
	const customers = Array.from({ length: many }, (_, index) => {
		const [name, email] = [`Firm ${index}`, `firm-${index}@firm.example`]
		const party = { ...of, name, email, registrationNumber: '' }
		return { name, email, language: 'en' as const, currency: 'EUR', party }
	})
	await act(world.books, system, writeCustomers, customers).then(expectOk)
}, 300_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

beforeEach(async () => {
	await world.sql`update staff_user set role = 'manager' where id = ${managerId}`
	await world.sql`delete from field_right`
	delete world.books.company
})

const files = {
	'customers.csv': (args: LoaderFunctionArgs) => listCsv({ ...args, params: { list: 'customers' } }),
	'customers.xlsx': (args: LoaderFunctionArgs) => listXlsx({ ...args, params: { list: 'customers' } }),
	'audit.csv': auditFile,
}

/** A file whose first part has been read, and the rest of it. */
async function begin(name: keyof typeof files) {
	const cookie = [...manager.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
	const request = new Request(`${portal.address}/staff/lists/${name}`, { headers: { cookie } })
	const context = { books: world.books, settings: readSettings({}), log: openLog('silent'), whole: true } as LoadContext
	const answer = await files[name]({ request, context, params: {} } as unknown as LoaderFunctionArgs)
	const reader = answer.body?.getReader()
	if (!reader) throw new Error('There is no file')
	await reader.read()
	return async () => {
		let read = 0
		for (;;) {
			const { done, value } = await reader.read()
			if (done) return read
			read += value.length
		}
	}
}

test.each(Object.keys(files) as (keyof typeof files)[])('%s is whole as long as rights stay', async (name) => {
	expect(await (await begin(name))()).toBeGreaterThan(many * 2)
})

test.each(Object.keys(files) as (keyof typeof files)[])(
	'%s breaks off where its reader has another role before it has ended',
	async (name) => {
		const rest = await begin(name)
		await world.sql`update staff_user set role = 'storekeeper' where id = ${managerId}`
		await expect(rest()).rejects.toThrow('Rights changed')
	},
)

test.each(Object.keys(files) as (keyof typeof files)[])(
	'%s breaks off where a field is hidden or its reader leaves before it has ended',
	async (name) => {
		const hidden = await begin(name)
		const rights = [{ field: 'email', access: 'hidden' as const, state: null }]
		expectOk(await act(world.books, system, saveFieldRights, { card: 'customer', role: 'manager', rights }))
		delete world.books.company
		await expect(hidden()).rejects.toThrow('Rights changed')
		const left = await begin(name)
		await world.sql`update staff_user set left_at = now() where id = ${managerId}`
		try {
			await expect(left()).rejects.toMatchObject({ status: 302 })
		} finally {
			await world.sql`update staff_user set left_at = null where id = ${managerId}`
		}
	},
)
