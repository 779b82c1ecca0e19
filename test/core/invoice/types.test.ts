import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { findContractPage } from '#core/contract/page.ts'
import { removeContractType } from '#core/contract/types.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { createCustomer } from '#core/customer/create.ts'
import { billContract } from '#core/invoice/bill-contract.ts'
import { listPapers } from '#core/invoice/list.ts'
import { findInvoicePage } from '#core/invoice/page.ts'
import { findPaperFacts } from '#core/invoice/paper-facts.ts'
import { previewBill } from '#core/invoice/preview-bill.ts'
import { bill } from '#core/invoice/run.ts'
import { giveUsualTypes, type Typed, wayOf } from '#core/invoice/type-of.ts'
import { findInvoiceTypes, removeInvoiceType, type SaveInvoiceType, saveInvoiceType } from '#core/invoice/types.ts'
import type { TransactionSql } from '#db/client.ts'
import { openBooks, type World } from '#test/support/books.ts'

const clerk: Actor = { kind: 'system', name: 'test' }
const finance: Actor = { kind: 'staff', userId: '00000000-0000-4000-8000-000000000000', role: 'finance' }
const day = (text: string) => Temporal.PlainDate.from(text)
let world: World
let customerId: string
let rental: string
let service: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-01-01' })
	const { books } = world
	const acme = { name: 'Acme', language: 'ru', currency: 'EUR', email: 'pay@acme.example', country: 'DE' } as const
	customerId = expectOk(await act(books, clerk, createCustomer, acme)).id
	const agree = async (type: string, once: boolean) => {
		const line = { description: 'Truck', quantity: '1', unitPrice: '10.00' }
		const month = { unit: 'month', count: 1 } as const
		const lines = [{ ...line, interval: month }, ...(once ? [{ ...line, interval: null, startsOn: '2026-01-15' }] : [])]
		const asked = { customerId, currency: 'EUR', startsOn: '2026-01-01', type, lines }
		const { id } = expectOk(await act(books, clerk, createContract, asked))
		expectOk(await act(books, clerk, activateContract, { id }))
		return id
	}
	rental = await agree('rental', true)
	service = await agree('service', false)
})
afterAll(() => world.close())

const save = (input: SaveInvoiceType, actor: Actor = clerk) => act(world.books, actor, saveInvoiceType, input)
const refusalOf = (outcome: { ok: true } | { ok: false; refusal: { code: string } }) =>
	outcome.ok ? 'done' : outcome.refusal.code
const typesOf = (contractId: string) =>
	world.sql<{ type: string | null; on: string }[]>`
		select type, billed_for::text as on from invoice where contract_id = ${contractId} order by billed_for, number`
const all = async () => expectOk(await look(world.books, clerk, findInvoiceTypes, undefined))

test('the run gives every invoice the usual type for what it bills of such a contract, or none', async () => {
	await bill(world.books, clerk, day('2026-01-01'))
	expectOk(await save({ name: 'Rent invoice', names: { ru: 'Счёт за аренду' }, bills: 'period', usualFor: ['rental'] }))
	expectOk(await save({ name: 'Hire extras', usualFor: ['rental'] }))
	world.clock.standOn('2026-02-01')
	await bill(world.books, clerk, day('2026-02-01'))
	expect(await typesOf(rental)).toEqual([
		{ type: null, on: '2026-01-01' },
		{ type: 'Hire extras', on: '2026-01-15' },
		{ type: 'Rent invoice', on: '2026-02-01' },
	])
	expect((await typesOf(service)).map(({ type }) => type)).toEqual([null, null])
})

test('what an invoice bills weighs more than whose it is, and its own type of contract more than every', async () => {
	expectOk(await save({ name: 'Monthly invoice', bills: 'period', usualFor: [null] }))
	const typed = async (way: Typed['way'], contractIds: string[], more: Partial<Typed> = {}) => {
		const invoice: Typed = { kind: 'invoice', way, contractIds, ...more }
		expectOk(await act(world.books, clerk, (scope) => giveUsualTypes(scope, [invoice]), undefined))
		return invoice.type
	}
	expect(await typed('period', [rental])).toBe('Rent invoice')
	expect(await typed('period', [service])).toBe('Monthly invoice')
	expect(await typed('penalty', [rental])).toBe('Hire extras')
	expect(await typed('penalty', [service])).toBeNull()
	expect(await typed('period', [rental, service])).toBe('Monthly invoice')
	expect(await typed('penalty', [rental, service])).toBeNull()
	// What was chosen stays, and a credit note is of no type.
	expect(await typed('period', [rental], { type: null })).toBeNull()
	expect(await typed('period', [rental], { kind: 'credit_note' })).toBeUndefined()
})

test('however many invoices there are, two queries say what they are of', async () => {
	let asked = 0
	const counting = (sql: TransactionSql) =>
		new Proxy(sql, {
			apply(target, self, parts) {
				asked++
				return Reflect.apply(target, self, parts)
			},
		})
	const many = Array.from({ length: 500 }, (): Typed => ({ kind: 'invoice', way: 'period', contractIds: [rental] }))
	expectOk(await act(world.books, clerk, ({ sql }) => giveUsualTypes({ sql: counting(sql) }, many), undefined))
	expect(asked).toBe(2)
	expect(new Set(many.map(({ type }) => type))).toEqual(new Set(['Rent invoice']))
})

test('its lines say which way of billing an invoice is', () => {
	const way = (...kinds: string[]) => wayOf(kinds.map((kind) => ({ kind, why: {} })) as Parameters<typeof wayOf>[0])
	expect(way('one_off', 'charge', 'period')).toBe('period')
	expect(way('charge', 'one_off')).toBe('one_off')
	expect(way('charge', 'credit')).toBe('change')
	expect(way('penalty')).toBe('penalty')
	expect(way('manual')).toBe('any')
	const instalment = (number: number) => wayOf([{ kind: 'instalment', why: { kind: 'instalment', number } }])
	expect([instalment(0), instalment(1)]).toEqual(['down_payment', 'instalment'])
})

test('where a contract is billed by hand, another type is chosen for what is due, of those that suit it', async () => {
	const { books, clock } = world
	expectOk(await save({ name: 'Penalty notice', bills: 'penalty' }))
	clock.standOn('2026-03-01')
	const { papers, seen } = expectOk(await look(books, finance, previewBill, { id: rental }))
	expect(papers.map(({ way, type }) => [way, type])).toEqual([['period', 'Rent invoice']])
	const billed = (type: string | null) => act(books, finance, billContract, { id: rental, seen, types: [type] })
	expect(refusalOf(await billed('Penalty notice'))).toBe('invoice.type_unknown')
	expect(refusalOf(await billed('No such'))).toBe('invoice.type_unknown')
	expectOk(await billed('Hire extras'))
	expect((await typesOf(rental)).at(-1)).toEqual({ type: 'Hire extras', on: '2026-03-01' })
	clock.standOn('2026-04-01')
	const next = expectOk(await look(books, finance, previewBill, { id: rental }))
	expectOk(await act(books, finance, billContract, { id: rental, seen: next.seen, types: [null] }))
	expect((await typesOf(rental)).at(-1)).toEqual({ type: null, on: '2026-04-01' })
})

test('it is called as readers of each language are told, on its page, in lists and on its paper', async () => {
	const [invoice] = await world.sql<{ id: string; number: string }[]>`
		select id, number from invoice where type = 'Rent invoice' order by number limit 1`
	const { id = '', number = '' } = invoice ?? {}
	const contact = expectOk(
		await act(world.books, clerk, addContact, { customerId, name: 'Anna', language: 'ru', email: 'anna@acme.example' }),
	)
	const reader = (reads: 'ru' | 'vi'): Actor => ({ kind: 'contact', contactId: contact.id, reads })
	const page = async (actor: Actor) => expectOk(await look(world.books, actor, findInvoicePage, { id })).type
	expect([await page(reader('ru')), await page(reader('vi')), await page(finance)]).toEqual([
		'Счёт за аренду',
		'Rent invoice',
		'Rent invoice',
	])
	const listed = async (search: string, actor = reader('ru')) =>
		expectOk(await look(world.books, actor, listPapers, { search, limit: 100 })).papers
	expect((await listed('за аренду')).map((paper) => [paper.number, paper.type])).toEqual([[number, 'Счёт за аренду']])
	expect(await listed('за аренду', reader('vi'))).toEqual([])
	const contract = expectOk(await look(world.books, reader('ru'), findContractPage, { id: rental, coming: 0 }))
	expect(contract.papers.map(({ type, number }) => [number, type])).toContainEqual([number, 'Счёт за аренду'])
	expect(contract.papers.at(-1)?.type).toBeNull()
	// The paper is in the customer's language, whoever asks.
	expect(expectOk(await look(world.books, clerk, findPaperFacts, { id })).type).toBe('Счёт за аренду')
})

test('of a type that invoices say nothing said changes; it is taken out of use, and others are removed', async () => {
	const rent = { code: 'Rent invoice', name: 'Rent invoice', names: { ru: 'Счёт за аренду' }, bills: 'period' as const }
	expect(refusalOf(await save({ ...rent, name: 'Lease' }))).toBe('invoice_type.said')
	expect(refusalOf(await save({ ...rent, names: {} }))).toBe('invoice_type.said')
	expect(refusalOf(await save({ ...rent, bills: 'any' }))).toBe('invoice_type.said')
	expectOk(await save({ ...rent, names: { ...rent.names, vi: 'Hóa đơn thuê' }, usualFor: ['rental', 'service'] }))
	expect((await all()).find(({ code }) => code === rent.code)).toMatchObject({
		...{ names: { vi: 'Hóa đơn thuê' }, usualFor: ['rental', 'service'], used: true },
	})
	const remove = async (code: string) => expectOk(await act(world.books, clerk, removeInvoiceType, { code }))
	expect(await remove('Penalty notice')).toEqual({ archived: false })
	expect(await remove('Rent invoice')).toEqual({ archived: true })
	expect((await all()).map(({ code, usualFor, archived }) => [code, usualFor, archived])).toEqual([
		['Hire extras', ['rental'], false],
		['Monthly invoice', [null], false],
		['Rent invoice', [], true],
	])
	// Its name is free for another, which has a code of its own; with that it cannot come back.
	expect(expectOk(await save({ name: 'rent invoice' })).code).toBe('rent invoice 4')
	expect(refusalOf(await save(rent))).toBe('own_field.name_taken')
})

test('what a type is made the usual one for is no longer another’s, and goes with its type of contract', async () => {
	await world.sql`insert into contract_type (code, name) values ('charter', 'Charter')`
	expectOk(await save({ name: 'Charter invoice', usualFor: ['charter', 'rental'] }))
	const usual = async () => (await all()).map(({ code, usualFor }) => [code, usualFor] as const)
	expect(Object.fromEntries(await usual())).toMatchObject({
		'Hire extras': [],
		'Charter invoice': ['charter', 'rental'],
	})
	expectOk(await act(world.books, clerk, removeContractType, { code: 'charter' }))
	expect(Object.fromEntries(await usual())).toMatchObject({ 'Charter invoice': ['rental'] })
	expect(refusalOf(await save({ name: 'Other', usualFor: ['charter'] }))).toBe('contract.type_unknown')
	expect(refusalOf(await save({ name: ' ' }))).toBe('input.invalid')
	expect(refusalOf(await save({ name: 'Other' }, finance))).toBe('not_permitted')
})
