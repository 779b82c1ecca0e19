// What the database refuses of types of invoices, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { draft, invoice, invoiceRow, keyOf, lineOf, note, tried, writeStanding } from './standing.ts'

const another = keyOf(401)
let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await writeStanding(world.sql)
	await world.sql`
		insert into invoice_type (code, name, names, bills) values ('rent', 'Rent invoice', '{"ru": "Счёт за аренду"}', 'period'),
			('fee', 'Fee note', '{}', 'any')`
})
afterAll(() => world.close())

const say = (...statements: string[]) => tried(world.sql, ...statements)
const typed = (type: string, id = draft) => `update invoice set type = '${type}' where id = '${id}'`
const change = (assignment: string, code = 'rent') => `update invoice_type set ${assignment} where code = '${code}'`
const issued = [
	`${lineOf(another, {})}; ${invoiceRow(another, { number: 'INV-9' }).replace('(id,', '(type, id,').replace("values ('", "values ('rent', '")}`,
] as const
const usual = (bills: string, contractType: string, type = 'rent') =>
	`insert into invoice_type_usual (bills, contract_type, type) values ('${bills}', ${contractType}, '${type}')`

test('a draft may be of another type that there is; once issued an invoice stays of its own', async () => {
	expect(await say(typed('rent'), typed('fee'))).toBe('done')
	expect(await say(typed('lease'))).toMatch(/^23503 /)
	expect(await say(typed('rent', invoice))).toMatch(/^23001 /)
	expect(await say(...issued, typed('fee', another))).toMatch(/^23001 /)
	expect(await say(...issued, `update invoice set type = null where id = '${another}'`)).toMatch(/^23001 /)
})

test('a credit note and what another system issued are of no type', async () => {
	expect(await say(`update invoice set kind = 'credit_note', type = 'rent' where id = '${draft}'`)).toMatch(/^23514 /)
	expect(await say(typed('rent', note))).toMatch(/^23/)
	expect(
		await say(
			`${lineOf(another, {})}; ${invoiceRow(another, { number: 'X-9' }).replace('(id,', '(type, opening, id,').replace("values ('", "values ('rent', 'SAP', '")}`,
		),
	).toMatch(/^23514 .*invoice_typed/)
})

test('a name is of one type in use, of letters in every language, and for a way to bill that there is', async () => {
	const add = (code: string, name: string, more = `'{}', 'any'`) =>
		`insert into invoice_type (code, name, names, bills) values ('${code}', '${name}', ${more})`
	expect(await say(add('x', 'RENT INVOICE'))).toMatch(/^23505 /)
	expect(await say(change('archived_at = now()'), add('x', 'RENT INVOICE'))).toBe('done')
	expect(await say(add('rent', 'Lease'))).toMatch(/^23505 /)
	expect(await say(add('x', ' '))).toMatch(/^23514 /)
	expect(await say(add('x', 'Lease', `'{"ru": " "}', 'any'`))).toMatch(/^23514 /)
	expect(await say(add('x', 'Lease', `'{}', 'anything'`))).toMatch(/^23514 /)
})

test('a type that issued invoices are of stays and keeps its names; languages are added and it may be retired', async () => {
	expect(await say(...issued, `delete from invoice_type where code = 'rent'`)).toMatch(/^23503 /)
	for (const assignment of [`name = 'Lease'`, `names = '{}'`, `names = '{"ru": "Аренда"}'`, `bills = 'any'`])
		expect(await say(...issued, change(assignment)), assignment).toMatch(/^23001 /)
	expect(await say(...issued, change(`names = names || '{"vi": "Hóa đơn thuê"}'`))).toBe('done')
	expect(await say(...issued, change(`position = 5, archived_at = now()`))).toBe('done')
	// Of a draft alone it is called as one likes.
	expect(await say(typed('rent'), change(`name = 'Lease', names = '{}'`))).toBe('done')
})

test('one type is usual for what is billed of such contracts, one in use and for just that', async () => {
	expect(await say(usual('period', `'rental'`), usual('period', 'null'))).toBe('done')
	expect(await say(usual('period', 'null'), usual('period', 'null'))).toMatch(/^23505 /)
	expect(await say(usual('any', `'rental'`))).toMatch(/^23503 /)
	expect(await say(usual('period', `'lease'`))).toMatch(/^23503 /)
	expect(await say(change('archived_at = now()'), usual('period', 'null'))).toMatch(/^23001 /)
	const gone = `do $$ begin assert not exists (select from invoice_type_usual); end $$`
	expect(await say(usual('period', 'null'), change('archived_at = now()'), gone)).toBe('done')
})
