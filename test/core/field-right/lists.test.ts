import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Actor, act, expectOk, look, type Scope } from '#core/act.ts'
import type { Access, Card } from '#core/field-right/card-field.ts'
import { saveFieldRights } from '#core/field-right/save.ts'
import { readAsked } from '#core/list/asked.ts'
import { findAnything } from '#core/list/find-anything.ts'
import { findViews } from '#core/list/find-views.ts'
import type { ListName } from '#core/list/list.ts'
import { listFor } from '#core/list/own.ts'
import { readOn } from '#core/list/read.ts'
import { saveView } from '#core/list/save-view.ts'
import { findOwnValues } from '#core/own-field/read.ts'
import { setOwnValues } from '#core/own-field/set-values.ts'
import { acme, contract, keyOf, writeStanding } from '#test/db/standing.ts'
import { openBooks, type World } from '#test/support/books.ts'

const [draft, draftLine, person, site] = [401, 402, 403, 404].map(keyOf) as [string, string, string, string]
let world: World

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await writeStanding(world.sql)
	await world.sql.unsafe(`
		insert into staff_user (id, email, name, role) values ('${person}', 's@halden.example', 'Sid', 'salesperson');
		update customer set email = 'canary@acme.example' where id = '${acme}';
		update contract set purchase_order = 'PO-CANARY-1' where id = '${contract}';
		insert into contract (id, number, customer_id, currency, starts_on, anchor_on, payment_term_days, notice_days, state, purchase_order)
			values ('${draft}', 'K-2', '${acme}', 'EUR', '2026-03-01', '2026-03-01', 14, 30, 'draft', 'PO-CANARY-2');
		insert into amendment (contract_id, sequence, kind, effective_on, recorded_on, recorded_at, recorded_by)
			values ('${draft}', 1, 'original', '2026-03-01', '2026-03-01', now(), 'test');
		insert into contract_line (id, contract_id, position, description, interval_unit, interval_count, serial_number, model)
			values ('${draftLine}', '${draft}', 1, 'Lift', 'month', 1, 'SN-CANARY', 'MODEL-CANARY');
		insert into contract_line_state (contract_line_id, contract_id, sequence, effective_on, starts_on, quantity, unit_price)
			values ('${draftLine}', '${draft}', 1, '2026-03-01', '2026-03-01', 1, 7391.37);
		insert into own_field (id, subject, kind, name) values ('${site}', 'contract', 'text', 'Site');
		insert into own_value (field_id, subject, kind, contract_id, text_value)
			values ('${site}', 'contract', 'text', '${contract}', 'Pier 1'), ('${site}', 'contract', 'text', '${draft}', 'Pier 2')`)
})
afterAll(() => world.close())
beforeEach(() => world.sql`delete from field_right`)

const administrator: Actor = { kind: 'staff', userId: keyOf(400), role: 'administrator' }
const sid: Actor = { kind: 'staff', userId: person, role: 'salesperson' }
type Said = [field: string, access: Access, state?: 'draft' | 'active']
const say = async (card: Card, ...said: Said[]) => {
	const rights = said.map(([field, access, state]) => ({ field, access, state: state ?? null }))
	expectOk(await act(world.books, administrator, saveFieldRights, { card, role: 'salesperson', rights }))
	// What a page remembers of the settings for two seconds would be from before.
	delete world.books.company
}
const see = async <Value>(actor: Actor, read: (scope: Scope) => Promise<Value>) =>
	look(world.books, actor, read, undefined)
const rows = (actor: Actor, list: ListName, query: [string, string][]) =>
	see(actor, async (scope) => {
		const asked = readAsked(scope.actor, await listFor(scope, list), query)
		return (await readOn(scope, { list, asked, limit: 10 })).map(({ cells }) => cells)
	})
const found = async (text: string) => expectOk(await act(world.books, sid, findAnything, { text, limit: 9 })).length

test('a list has no column, filter, order or view of a field that is hidden in every state', async () => {
	const shared = { list: 'contracts', name: 'By order', query: [['sort', 'noticeDays']] as const, shared: true }
	await world.sql`insert into staff_user (id, email, name, role) values (${keyOf(400)}, 'a@halden.example', 'Ada', 'administrator')`
	expectOk(await act(world.books, administrator, saveView, { ...shared, list: 'contracts' }))
	const views = async () => expectOk(await see(sid, (scope) => findViews(scope, { list: 'contracts' }))).length
	const asks: [string, string][] = [
		['column', 'purchaseOrder'],
		['purchaseOrder', 'po'],
		['sort', 'noticeDays'],
	]
	for (const ask of asks) expect((await rows(sid, 'contracts', [ask])).ok).toBe(true)
	expect(await views()).toBe(1)
	await say('contract', ['purchaseOrder', 'hidden'], ['notice', 'hidden'])
	for (const ask of asks)
		expect(await rows(sid, 'contracts', [ask])).toMatchObject({
			ok: false,
			refusal: { code: 'list.field_unknown', facts: { field: expect.stringMatching(/purchaseOrder|noticeDays/) } },
		})
	expect(await views()).toBe(0)
	expect((await rows(sid, 'invoices', [['column', 'purchaseOrder']])).ok).toBe(false)
	for (const ask of asks) expect((await rows(administrator, 'contracts', [ask])).ok).toBe(true)
})

test('what is hidden in one state is empty there, to be seen, found and sorted by', async () => {
	await say('contract', ['purchaseOrder', 'hidden', 'draft'], ['notice', 'hidden', 'draft'])
	const orders = async (query: [string, string][] = []) => {
		const read = expectOk(await rows(sid, 'contracts', [['column', 'purchaseOrder'], ...query]))
		return read.map(({ purchaseOrder }) => purchaseOrder)
	}
	expect(await orders([['sort', '-noticeDays']])).toEqual(['PO-CANARY-1', null])
	expect(await orders([['purchaseOrder', 'canary']])).toEqual(['PO-CANARY-1'])
	expect(await orders([['search', 'PO-CANARY']])).toEqual(['PO-CANARY-1'])
	// Said of every state, and something else of one.
	await say('contract', ['purchaseOrder', 'hidden'], ['purchaseOrder', 'seen', 'draft'])
	expect(await orders([['search', 'PO-CANARY']])).toEqual(['PO-CANARY-2'])
})

test('lines, their prices and their numbers', async () => {
	const query: [string, string][] = [
		['column', 'serialNumber'],
		['column', 'unitPrice'],
		['column', 'model'],
	]
	const cells = async () => expectOk(await rows(sid, 'lines', query)).find(({ model }) => model !== '')
	expect(await cells()).toMatchObject({ serialNumber: 'SN-CANARY', model: 'MODEL-CANARY' })
	await say('line', ['serialNumber', 'hidden', 'draft'], ['unitPrice', 'hidden', 'draft'])
	expect(await cells()).toEqual({ serialNumber: null, unitPrice: null, model: 'MODEL-CANARY' })
	await say('line', ['model', 'hidden'])
	expect((await rows(sid, 'lines', query)).ok).toBe(false)
})

test('nothing is found by what is hidden, not even something like it', async () => {
	const receipts = async (text: string) => expectOk(await rows(sid, 'receipts', [['search', text]])).length
	expect(await receipts('canary@acme')).toBe(1)
	for (const text of ['canary@acme', 'SN-CANARY', 'SN-CANARI', 'MODEL-CANARY', 'PO-CANARY-1'])
		expect([text, (await found(text)) > 0]).toEqual([text, true])
	await say('customer', ['email', 'hidden'])
	await say('line', ['serialNumber', 'hidden'], ['model', 'hidden', 'draft'])
	await say('contract', ['purchaseOrder', 'hidden'])
	for (const text of ['canary@acme', 'SN-CANARY', 'SN-CANARI', 'MODEL-CANARY', 'PO-CANARY-1'])
		expect([text, await found(text)]).toEqual([text, 0])
	expect([await receipts('canary@acme'), await receipts('Acme')]).toEqual([0, 1])
	expect(await found('Acme')).toBeGreaterThan(0)
	expect(await found('Lift')).toBe(1)
})

test('whoever may not see prices reads no invoices, quotes or figures', async () => {
	expect((await rows(sid, 'invoices', [])).ok).toBe(true)
	await say('line', ['unitPrice', 'hidden'])
	expect(await rows(sid, 'invoices', [])).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
	// A quantity and a sum tell the price of one.
	await say('line', ['quantity', 'hidden'])
	expect(await rows(sid, 'invoices', [])).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
	expect((await rows(sid, 'lines', [['column', 'quantity']])).ok).toBe(false)
	expect(expectOk(await rows(sid, 'contracts', []))[0]).not.toHaveProperty('open')
})

test('fields of the company’s own are hidden and locked as all others', async () => {
	const key = `own_${(await world.sql<{ number: number }[]>`select number from own_field where id = ${site}`)[0]?.number}`
	const values = async () =>
		expectOk(await look(world.books, sid, findOwnValues, { subject: 'contract', ids: [contract, draft] }))
	const set = (id: string, text: string) =>
		act(world.books, sid, setOwnValues, { subject: 'contract', id, own: { [key]: text } })
	expect((await values()).shown[draft]?.map(({ text }) => text)).toEqual(['Pier 2'])
	await say('contract', [key, 'seen'], [key, 'hidden', 'draft'])
	expect((await values()).shown).toMatchObject({ [contract]: [{ text: 'Pier 1' }], [draft]: [] })
	expect((await values()).values[draft]).toEqual({})
	expect((await values()).fields).toEqual([])
	expect((await values()).locked).toMatchObject({ [contract]: [{ name: 'Site', text: 'Pier 1' }], [draft]: [] })
	for (const id of [contract, draft])
		expect(await set(id, 'Pier 3')).toMatchObject({
			ok: false,
			refusal: { code: 'field.locked', facts: { field: 'Site' } },
		})
	expect(expectOk(await set(contract, 'Pier 1')).changed).toEqual([])
	await say('contract', [key, 'hidden'])
	expect((await rows(sid, 'contracts', [[key, 'pier']])).ok).toBe(false)
})

test('only an administrator says what is hidden, and of nothing that is not there', async () => {
	const input = { card: 'line', role: 'manager', rights: [{ field: 'model', state: null, access: 'hidden' }] } as const
	const save = (actor: Actor, rights: { field: string; state: null; access: Access }[]) =>
		act(world.books, actor, saveFieldRights, { ...input, rights })
	expect(await save(sid, [...input.rights])).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
	const contracts = {
		card: 'contract',
		role: 'manager',
		rights: [{ field: 'title', state: null, access: 'hidden' }],
	} as const
	expect(
		await act(world.books, administrator, saveFieldRights, { ...contracts, rights: [...contracts.rights] }),
	).toMatchObject({
		ok: false,
		refusal: { code: 'input.invalid', facts: { field: 'access' } },
	})
	expect(await save(administrator, [{ field: 'title', state: null, access: 'hidden' }])).toMatchObject({
		ok: false,
		refusal: { code: 'not_found' },
	})
	expect((await save(administrator, [...input.rights])).ok).toBe(true)
	expect((await save(administrator, [])).ok).toBe(true)
	expect(await world.sql`select from field_right`).toHaveLength(0)
	const events =
		await world.sql`select facts from event where kind = 'company.updated' and facts ? 'fieldRights' order by id`
	expect(events.at(-1)).toEqual({ facts: { fieldRights: { card: 'line', role: 'manager', rights: [] } } })
})
