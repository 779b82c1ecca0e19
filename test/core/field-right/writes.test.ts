import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { makeChange } from '#core/amendment/make-change.ts'
import { assignContracts } from '#core/contract/assign.ts'
import { createContract } from '#core/contract/create.ts'
import { type EditDraft, editDraft } from '#core/contract/edit-draft.ts'
import { findDraft } from '#core/contract/find-draft.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { assignCustomers } from '#core/customer/assign.ts'
import { createCustomer } from '#core/customer/create.ts'
import { type EditCustomer, editCustomer } from '#core/customer/edit.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import type { Access, Card } from '#core/field-right/card-field.ts'
import { saveFieldRights } from '#core/field-right/save.ts'
import { may } from '#core/permit.ts'
import { editQuote } from '#core/quote/edit.ts'
import { findQuotable } from '#core/quote/find-quotable.ts'
import type { QuoteInput } from '#core/quote/input.ts'
import { readQuote } from '#core/quote/read.ts'
import { renewMany } from '#core/quote/renew-many.ts'
import { writeQuote } from '#core/quote/write.ts'
import { draftRestructuring } from '#core/restructuring/draft.ts'
import { acme, contract, keyOf, line, writeStanding } from '#test/db/standing.ts'
import { openBooks, type World } from '#test/support/books.ts'

const person = keyOf(403)
const system: Actor = { kind: 'system', name: 'test' }
const sid: Actor = { kind: 'staff', userId: person, role: 'salesperson' }
const month = { unit: 'month', count: 1 } as const
let world: World
let draft: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await writeStanding(world.sql)
	await world.sql`insert into staff_user (id, email, name, role) values (${person}, 's@halden.example', 'Sid', 'salesperson')`
	await world.sql`insert into number_series (key, prefix, next) values ('contract', 'K-', 50), ('customer', 'C-', 50), ('quote', 'Q-', 50) on conflict do nothing`
	const lines = [{ description: 'Lift', quantity: '1', unitPrice: '73.5', interval: month, serialNumber: 'SN-1' }]
	const terms = { customerId: acme, currency: 'EUR', startsOn: '2026-04-01', purchaseOrder: 'PO-1', noticeDays: 42 }
	draft = expectOk(await act(world.books, system, createContract, { ...terms, lines })).id
})
afterAll(() => world.close())
beforeEach(async () => {
	await world.sql`delete from field_right`
	delete world.books.company
})

type Said = [field: string, access: Access, state?: 'draft' | 'active']
const say = async (card: Card, ...said: Said[]) => {
	const rights = said.map(([field, access, state]) => ({ field, access, state: state ?? null }))
	expectOk(await act(world.books, system, saveFieldRights, { card, role: 'salesperson', rights }))
	delete world.books.company
}
const locked = (field: string) => ({ ok: false, refusal: { code: 'field.locked', facts: { field } } })

async function stored() {
	const [row] = await world.sql`
		select purchase_order as "purchaseOrder", notice_days as "noticeDays", title, version, (select array_agg(serial_number) from contract_line
			where contract_id = contract.id) as serials, (select array_agg(unit_price::text) from contract_line_state
			where contract_id = contract.id) as prices from contract where id = ${draft}`
	return row
}

/** What the form of a draft sends back when somebody writes it anew. */
async function edit(more: Partial<EditDraft> = {}) {
	const shown = expectOk(await look(world.books, sid, findDraft, { id: draft }))
	const input = { ...shown, lines: [], discounts: [], ...more }
	return await act(world.books, sid, editDraft, input as EditDraft)
}
const lift = { description: 'Lift', quantity: '1', unitPrice: '73.5', interval: month, serialNumber: 'SN-1' }

test('a draft that is written anew keeps what its form may not carry, lines and all', async () => {
	await say('contract', ['purchaseOrder', 'hidden'], ['notice', 'seen', 'draft'])
	await say('line', ['unitPrice', 'hidden'])
	const shown = expectOk(await look(world.books, sid, findDraft, { id: draft }))
	expect(shown).toMatchObject({ purchaseOrder: '', noticeDays: 42, lines: [{ unitPrice: '', serialNumber: 'SN-1' }] })
	expect(shown.hidden).toEqual(['contract.purchaseOrder', 'line.unitPrice'])
	expect(shown.locked).toEqual(['contract.notice'])
	expectOk(await edit({ title: 'Anew', noticeDays: null }))
	expect(await stored()).toMatchObject({
		...{ title: 'Anew', purchaseOrder: 'PO-1', noticeDays: 42, serials: ['SN-1'] },
		prices: [expect.stringMatching(/^73\.50*$/)],
	})
})

test('what may not be changed is refused by its name, and nothing of the rest is written', async () => {
	await say('contract', ['purchaseOrder', 'hidden'], ['notice', 'seen'])
	await say('line', ['serialNumber', 'seen', 'draft'])
	const before = await stored()
	expect(await edit({ title: 'No', purchaseOrder: 'PO-2' })).toMatchObject(locked('purchase order'))
	expect(await edit({ title: 'No', noticeDays: 1 })).toMatchObject(locked('notice'))
	expect(await edit({ lines: [{ ...lift, serialNumber: 'SN-2' }] })).toMatchObject(locked('serial number'))
	expect(await edit({ lines: [lift, lift] })).toMatchObject(locked('lines'))
	expect(await stored()).toEqual(before)
	expect((await edit({ lines: [lift], noticeDays: 42, purchaseOrder: 'PO-1' })).ok).toBe(true)
})

test('what a contract is called, when it ends and how it goes on may be kept from being changed', async () => {
	await say('contract', ['title', 'seen'], ['termEnd', 'seen'], ['renewal', 'seen', 'draft'])
	const { title, endsOn } = expectOk(await look(world.books, sid, findDraft, { id: draft }))
	expect(await edit({ title: 'Another' })).toMatchObject(locked('title'))
	expect(await edit({ endsOn: '2027-03-31' })).toMatchObject(locked('term end'))
	expect(await edit({ renewal: 'tacit', termMonths: 12 })).toMatchObject(locked('renewal'))
	expectOk(await edit({ title: '', endsOn: null }))
	expect(expectOk(await look(world.books, sid, findDraft, { id: draft }))).toMatchObject({ title, endsOn })
	const change = (change: ContractChange) =>
		act(world.books, sid, makeChange, { contractId: contract, change, seen: '', ask: false, key: crypto.randomUUID() })
	expect(await change({ kind: 'renew', endsOn: '2028-01-01' })).toMatchObject(locked('term end'))
	expect(await change({ kind: 'cancel' })).toMatchObject(locked('term end'))
	const select = { contractIds: [contract] }
	const end = { name: 'End', deed: { kind: 'end', endsOn: '2026-12-31' }, select } as const
	const manager: Actor = { ...sid, role: 'manager' }
	const rights = [{ field: 'termEnd', access: 'seen' as const, state: null }]
	expectOk(await act(world.books, system, saveFieldRights, { card: 'contract', role: 'manager', rights }))
	delete world.books.company
	expect(await act(world.books, manager, draftRestructuring, end)).toMatchObject(locked('term end'))
	await say('line', ['quantity', 'seen', 'active'])
	expect(await change({ kind: 'quantity', lineId: line, quantity: '2' })).toMatchObject(locked('quantity'))
	expect(await change({ kind: 'option_off', lineId: line })).toMatchObject(locked('quantity'))
})

test('a contract is not begun with what may not be changed of a draft', async () => {
	await say('contract', ['purchaseOrder', 'seen', 'draft'])
	const begin = (more: object) =>
		act(world.books, sid, createContract, {
			customerId: acme,
			currency: 'EUR',
			startsOn: '2026-04-01',
			lines: [],
			...more,
		})
	expect(await begin({ purchaseOrder: 'PO-3' })).toMatchObject(locked('purchase order'))
	expect((await begin({})).ok).toBe(true)
	await say('line', ['unitPrice', 'seen'])
	expect(await begin({ lines: [lift] })).toMatchObject(locked('unit price'))
	expect(await begin({ lines: [{ ...lift, unitPrice: '0' }] })).toMatchObject(locked('unit price'))
	expect(await begin({ lines: [{ ...lift, quantity: '0', unitPrice: '0.00' }] })).toMatchObject(locked('unit price'))
	await say('line', ['quantity', 'seen', 'draft'])
	expect(await begin({ lines: [{ ...lift, unitPrice: '0' }] })).toMatchObject(locked('quantity'))
})

test('prices and discounts of a contract in force are not changed', async () => {
	const change = (part: object) =>
		act(world.books, sid, makeChange, {
			...{ contractId: contract, change: part as never, seen: '', ask: false, key: crypto.randomUUID() },
		})
	await say('line', ['unitPrice', 'seen', 'active'], ['discount', 'seen'])
	await say('contract', ['discount', 'seen'])
	expect(await change({ kind: 'price', lineId: line, unitPrice: '1' })).toMatchObject(locked('unit price'))
	expect(await change({ kind: 'price', lineId: line, discountPercent: '5' })).toMatchObject(locked('discount'))
	const several = { kind: 'several', changes: [{ kind: 'price', lineId: line, unitPrice: '1' }] }
	expect(await change(several)).toMatchObject(locked('unit price'))
	expect(await change({ kind: 'discount', percent: '5' })).toMatchObject(locked('discount'))
})

test('a customer keeps what may not be changed, and nobody else looks after anything', async () => {
	await world.sql`update customer set email = 'old@acme.example', industry = 'Ships' where id = ${acme}`
	await say('customer', ['email', 'hidden'], ['industry', 'seen'], ['owner', 'seen'])
	await say('contract', ['owner', 'seen', 'active'])
	const edit = async (more: Partial<EditCustomer>) => {
		const shown = expectOk(await look(world.books, sid, findCustomerForStaff, { id: acme }))
		expect(shown.email).toBe('')
		const { groupName: _, ownerName: __, contacts: ___, ...given } = shown
		return await act(world.books, sid, editCustomer, { ...given, ...more } as EditCustomer)
	}
	expectOk(await edit({ name: 'Acme & Co', industry: '' }))
	expect(await world.sql`select name, email, industry from customer where id = ${acme}`).toEqual([
		{ name: 'Acme & Co', email: 'old@acme.example', industry: 'Ships' },
	])
	expect(await edit({ email: 'new@acme.example' })).toMatchObject(locked('email'))
	expect(await edit({ industry: 'Trains' })).toMatchObject(locked('industry'))
	expect(await edit({ ownerId: person })).toMatchObject(locked('owner'))
	const fresh = { name: 'New', language: 'en', currency: 'EUR', country: 'DE', email: 'x@new.example' } as const
	expect(await act(world.books, sid, createCustomer, fresh)).toMatchObject(locked('email'))
	const someone = { customerId: acme, name: 'Al', email: 'al@acme.example', language: 'en' } as const
	expect(await act(world.books, sid, addContact, someone)).toMatchObject(locked('email'))
	expect(await act(world.books, sid, assignCustomers, { ids: [acme], ownerId: person })).toMatchObject(locked('owner'))
	const both = { ids: [draft, contract], ownerId: person }
	expect(await act(world.books, sid, assignContracts, both)).toMatchObject(locked('owner'))
	expect((await act(world.books, sid, assignContracts, { ids: [draft], ownerId: person })).ok).toBe(true)
})

const keptBy = async (role: 'manager' | 'salesperson', card: Card, field: string, access: Access) => {
	const rights = [{ field, access, state: null }]
	expectOk(await act(world.books, system, saveFieldRights, { card, role, rights }))
	delete world.books.company
}

test('lines do not get another price with another product, and no contract loses its last line, past what may be changed', async () => {
	const manager: Actor = { ...sid, role: 'manager' }
	const restructure = (deed: object) =>
		act(world.books, manager, draftRestructuring, {
			...{ name: 'Tidy', deed: deed as never, select: { contractIds: [contract] } },
		})
	const product = { kind: 'product', on: '2026-04-01', planId: keyOf(900) }
	const there = { on: '2026-04-01', contractId: draft }
	await keptBy('manager', 'line', 'unitPrice', 'seen')
	expect(await restructure({ ...product, unitPrice: '1' })).toMatchObject(locked('unit price'))
	expect(await restructure(product)).not.toMatchObject(locked('unit price'))
	await keptBy('manager', 'line', 'unitPrice', 'edited')
	await keptBy('manager', 'contract', 'termEnd', 'seen')
	expect(await restructure({ kind: 'move', ...there })).toMatchObject(locked('term end'))
	expect(await restructure({ kind: 'merge', ...there })).toMatchObject(locked('term end'))
})

const about = { customerId: acme, currency: 'EUR', validUntil: '2026-04-30' } as const
const quote = (actor: Actor, input: Partial<QuoteInput>) =>
	act(world.books, actor, writeQuote, { ...about, lines: [], ...input })
const storedQuote = async (id: string) =>
	expectOk(await look(world.books, system, (scope) => readQuote(scope, id), undefined))

/** What the form of a quote for the contract sends back. */
async function restated(more: object = {}) {
	const { lines } = expectOk(await look(world.books, sid, findQuotable, { id: contract }))
	return lines.map(({ intervalUnit, intervalCount, ...line }) => ({
		...line,
		interval: intervalUnit && intervalCount ? { unit: intervalUnit, count: intervalCount } : null,
		...more,
	}))
}

test('a quote that changes a contract in force says no price, quantity or discount that may not be changed there', async () => {
	const change = async (more: object, terms: object = {}) =>
		quote(sid, { purpose: 'change', forContractId: contract, lines: await restated(more), ...terms })
	const extra = { description: 'More', quantity: '1', unitPrice: '0', interval: month }
	await say('line', ['unitPrice', 'seen', 'draft'])
	expect((await change({ unitPrice: '1' })).ok).toBe(true)
	await say('line', ['unitPrice', 'seen', 'active'], ['discount', 'seen', 'active'])
	expect(await change({ unitPrice: '1' })).toMatchObject(locked('unit price'))
	expect(await change({ discountPercent: '5' })).toMatchObject(locked('discount'))
	expect(await change({ discountPercent: '5', optional: true, chosen: false })).toMatchObject(locked('discount'))
	expect(await change({}, { lines: [extra] })).toMatchObject(locked('unit price'))
	expect((await change({ quantity: '7', unitPrice: '10.00' })).ok).toBe(true)
	await say('line', ['quantity', 'seen'])
	expect(await change({ quantity: '7' })).toMatchObject(locked('quantity'))
	expect(await change({ quantity: '0' })).toMatchObject(locked('quantity'))
	await say('contract', ['discount', 'seen'])
	expect(await change({}, { discounts: [{ percent: '5' }] })).toMatchObject(locked('discount'))
	expect((await change({})).ok).toBe(true)
})

test('a quote for another term moves no end, and ends no line, that may not be changed', async () => {
	await world.sql`update contract set ends_on = '2026-12-31', term_months = 12 where id = ${contract}`
	const renew = async (terms: object = {}) =>
		quote(sid, { purpose: 'renewal', forContractId: contract, lines: await restated(), ...terms })
	await say('line', ['unitPrice', 'seen'])
	const raised = await act(world.books, sid, renewMany, { contractIds: [contract], percent: '5' })
	expect(raised).toMatchObject(locked('unit price'))
	await say('line', ['unitPrice', 'edited'])
	await say('contract', ['termEnd', 'seen'])
	expect(await renew()).toMatchObject(locked('term end'))
	await say('contract', ['termEnd', 'edited'], ['renewal', 'seen'])
	expect(await renew({ termMonths: 3 })).toMatchObject(locked('renewal'))
	expect((await renew({ termMonths: 12 })).ok).toBe(true)
	await say('line', ['quantity', 'seen'])
	expect(await renew({ lines: await restated({ optional: true }) })).toMatchObject(locked('quantity'))
	expect(await renew({ lines: [] })).toMatchObject(locked('quantity'))
	expect((await renew()).ok).toBe(true)
	await world.sql`update contract set ends_on = null, term_months = null where id = ${contract}`
})

test('a draft of a quote that somebody else wrote keeps what may not be changed, and is changed otherwise', async () => {
	const off = { discounts: [{ percent: '5', months: 3 }], purchaseOrder: 'PO-9', noticeDays: 10 }
	const written = expectOk(await quote(system, { ...off, lines: [lift, { ...lift, discountPercent: '10' }] }))
	const edit = async (more: object = {}) => {
		const { version, lines } = await storedQuote(written.id)
		const given = lines.map(({ intervalUnit: _, intervalCount: __, ...line }) => ({ ...line, interval: month }))
		const input = { id: written.id, version, validUntil: '2026-05-31', ...off, lines: given, ...more }
		return await act(world.books, sid, editQuote, input as never)
	}
	await say('line', ['unitPrice', 'seen', 'draft'], ['discount', 'seen'])
	await say('contract', ['discount', 'seen'], ['purchaseOrder', 'hidden'], ['notice', 'seen'])
	expectOk(await edit({ title: 'Anew', purchaseOrder: '', noticeDays: null, discounts: [] }))
	expect(await storedQuote(written.id)).toMatchObject({
		...{ title: 'Anew', purchaseOrder: 'PO-9', noticeDays: 10 },
		discounts: [{ percent: expect.stringMatching(/^5(\.0*)?$/), months: 3 }],
	})
	expect(await edit({ lines: [lift, { ...lift, unitPrice: '1' }] })).toMatchObject(locked('unit price'))
	expect(await edit({ lines: [lift, lift, { ...lift, description: 'Other' }] })).toMatchObject(locked('unit price'))
	expect(await edit({ lines: [{ ...lift, discountPercent: '11' }, lift] })).toMatchObject(locked('discount'))
	expect(await edit({ discounts: [{ percent: '6' }] })).toMatchObject(locked('discount'))
	expect(await edit({ purchaseOrder: 'PO-8' })).toMatchObject(locked('purchase order'))
	expect((await edit({ lines: [{ ...lift, quantity: '2' }] })).ok).toBe(true)
	await say('line', ['quantity', 'seen', 'draft'])
	expect(await edit({ lines: [lift, lift] })).toMatchObject(locked('quantity'))
	expect(await edit({ lines: [] })).toMatchObject(locked('lines'))
	expect((await edit()).ok).toBe(true)
	expect(await quote(sid, { lines: [{ ...lift, unitPrice: '0' }] })).toMatchObject(locked('quantity'))
	expect(await quote(sid, { noticeDays: 5 })).toMatchObject(locked('notice'))
})

test('whoever may not change every field imports no files', async () => {
	const actor = async () => expectOk(await look(world.books, sid, async (scope) => scope.actor, undefined))
	expect(may(await actor(), 'import.run')).toBe(true)
	await say('customer', ['industry', 'seen'])
	expect(may(await actor(), 'import.run')).toBe(false)
	// A program and a chat act for the person behind them, with the rights that they have.
	expect(may({ ...(await actor()), kind: 'staff', userId: person, role: 'salesperson' }, 'import.run')).toBe(false)
})
