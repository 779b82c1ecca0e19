import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { createContract } from '#core/contract/create.ts'
import { findDraft } from '#core/contract/find-draft.ts'
import type { Access, Card } from '#core/field-right/card-field.ts'
import { saveFieldRights } from '#core/field-right/save.ts'
import { saveOwnField } from '#core/own-field/save.ts'
import type { QuoteInput } from '#core/quote/input.ts'
import { readQuote } from '#core/quote/read.ts'
import { writeQuote } from '#core/quote/write.ts'
import { findTemplate } from '#core/template/find.ts'
import { saveTemplate } from '#core/template/save.ts'
import { acme, keyOf, writeStanding } from '#test/db/standing.ts'
import { openBooks, type World } from '#test/support/books.ts'

const person = keyOf(403)
const system: Actor = { kind: 'system', name: 'test' }
const sid: Actor = { kind: 'staff', userId: person, role: 'salesperson' }
const month = { unit: 'month', count: 1 } as const
const lift = { description: 'Lift', quantity: '2', unitPrice: '73.5', discountPercent: '10', interval: month }
const terms = {
	...({ alignment: 'contract', timing: 'advance', prorate: true, renewal: 'tacit', access: 'upsell' } as const),
	...{ paymentTermDays: 21, noticeDays: 60, termMonths: 24 },
}
let world: World
let templateId: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await writeStanding(world.sql)
	await world.sql`insert into staff_user (id, email, name, role) values (${person}, 's@halden.example', 'Sid', 'salesperson')`
	await world.sql`insert into number_series (key, prefix, next) values ('contract', 'K-', 50), ('quote', 'Q-', 50) on conflict do nothing`
	const usual = { required: false, position: 0, choices: [] }
	expectOk(await act(world.books, system, saveOwnField, { subject: 'contract', kind: 'text', name: 'Site', ...usual }))
	const template = { name: 'Rental', type: 'subscription', terms, own: { own_1: 'Quay 4' }, clauses: [] }
	const line = { productId: null, planId: null, ...lift }
	templateId = expectOk(await act(world.books, system, saveTemplate, { ...template, lines: [line] })).id
})
afterAll(() => world.close())
beforeEach(async () => {
	await world.sql`delete from field_right`
	delete world.books.company
})

const say = async (card: Card, ...said: [field: string, access: Access][]) => {
	const rights = said.map(([field, access]) => ({ field, access, state: null }))
	expectOk(await act(world.books, system, saveFieldRights, { card, role: 'salesperson', rights }))
	delete world.books.company
}
const locked = (field: string) => ({ ok: false, refusal: { code: 'field.locked', facts: { field } } })

const quote = (more: Partial<QuoteInput>, actor = sid) =>
	act(world.books, actor, writeQuote, {
		...{ customerId: acme, currency: 'EUR', validUntil: '2026-04-30', templateId, lines: [] },
		...more,
	})
const written = async (more: Partial<QuoteInput> = {}) => {
	const { id } = expectOk(await quote(more))
	return expectOk(await look(world.books, system, (scope) => readQuote(scope, id), undefined))
}

test('a quote that is begun with a template has the terms of the template that its writer may not change', async () => {
	await say('contract', ['notice', 'hidden'], ['paymentDays', 'seen'], ['renewal', 'seen'], ['access', 'seen'])
	expect(await written()).toMatchObject({
		...{ noticeDays: 60, paymentTermDays: 21, renewal: 'tacit', termMonths: 24, access: 'upsell' },
	})
	expect(await quote({ noticeDays: 5 })).toMatchObject(locked('notice'))
	expect(await quote({ paymentTermDays: 90 })).toMatchObject(locked('payment days'))
	expect(await quote({ renewal: 'quote' })).toMatchObject(locked('renewal'))
	expect(await quote({ termMonths: 3 })).toMatchObject(locked('renewal'))
	expect(await quote({ access: 'upsell_and_downsell' })).toMatchObject(locked('access'))
	const same = { noticeDays: 60, paymentTermDays: 21, renewal: 'tacit', termMonths: 24, access: 'upsell' } as const
	expect(await written(same)).toMatchObject(same)
})

test('what the template leaves open is as it usually is, and what its writer may change is what they say', async () => {
	const open = { ...terms, noticeDays: null, paymentTermDays: null, termMonths: null }
	const other = { name: 'Open', type: 'subscription', terms: open, own: {}, clauses: [], lines: [] }
	const { id } = expectOk(await act(world.books, system, saveTemplate, other))
	await say('contract', ['notice', 'seen'], ['paymentDays', 'seen'])
	const usual = await world.sql`select notice_days as "noticeDays" from company`
	const begun = await written({ templateId: id, renewal: 'none', termMonths: 6 })
	expect(begun).toMatchObject({ noticeDays: usual[0]?.noticeDays, renewal: 'none', termMonths: 6, access: 'none' })
	expect(await quote({ templateId: id, paymentTermDays: 90 })).toMatchObject(locked('payment days'))
	expect(await quote({ templateId: keyOf(777) })).toMatchObject({ refusal: { code: 'not_found' } })
})

test('who may not say when it ends says no other length than the template, and a day stands instead of a length', async () => {
	await say('contract', ['termEnd', 'seen'])
	expect(await written()).toMatchObject({ termMonths: 24, endsOn: null })
	expect(await quote({ termMonths: 36 })).toMatchObject(locked('term end'))
	expect(await quote({ endsOn: '2026-12-31' })).toMatchObject(locked('term end'))
	await say('contract', ['termEnd', 'edited'], ['renewal', 'seen'])
	const ended = await written({ endsOn: '2026-12-31' })
	expect([ended.endsOn?.toString(), ended.termMonths, ended.renewal]).toEqual(['2026-12-31', null, 'tacit'])
})

test('lines of the template stand at its figures for who may not say any, and no others', async () => {
	await say('line', ['unitPrice', 'seen'], ['discount', 'seen'])
	const { lines } = await written({ lines: [{ ...lift, quantity: '5' }] })
	expect(lines.map(({ quantity, unitPrice, discountPercent }) => [quantity, unitPrice, discountPercent])).toEqual([
		[expect.stringMatching(/^5/), expect.stringMatching(/^73\.50*$/), expect.stringMatching(/^10/)],
	])
	expect(await quote({ lines: [{ ...lift, unitPrice: '1' }] })).toMatchObject(locked('unit price'))
	expect(await quote({ lines: [{ ...lift, discountPercent: '50' }] })).toMatchObject(locked('discount'))
	expect(await quote({ lines: [{ ...lift, discountPercent: '0' }] })).toMatchObject(locked('discount'))
	expect(await quote({ lines: [lift, { ...lift, description: 'Other' }] })).toMatchObject(locked('unit price'))
	await say('line', ['quantity', 'seen'])
	expect((await quote({ lines: [lift] })).ok).toBe(true)
	expect(await quote({ lines: [{ ...lift, quantity: '3' }] })).toMatchObject(locked('quantity'))
	expect(await quote({ lines: [] })).toMatchObject(locked('lines'))
	expect(await quote({ templateId: null, lines: [lift] })).toMatchObject(locked('quantity'))
})

test('lines without a price of their own cost what the customer pays today', async () => {
	const plan = { product: keyOf(801), plan: keyOf(802) }
	await world.sql`insert into product (id, code, name, kind, unit) values (${plan.product}, 'HOIST', 'Hoist', 'plan', 'unit')`
	await world.sql`
		insert into plan (id, product_id, code, name, interval_unit, interval_count)
		values (${plan.plan}, ${plan.product}, 'HOIST-M', 'Monthly', 'month', 1)`
	await world.sql`
		insert into price (product_id, plan_id, currency, unit_price, valid_from)
		values (${plan.product}, ${plan.plan}, 'EUR', 42, '2026-01-01'), (${plan.product}, ${plan.plan}, 'EUR', 50, '2026-06-01')`
	const hoist = { productId: plan.product, planId: plan.plan, quantity: '1', discountPercent: '0', interval: month }
	const other = { name: 'Hoist', type: 'subscription', terms, own: {}, clauses: [] }
	const lines = [{ ...hoist, description: '', unitPrice: null }]
	const { id } = expectOk(await act(world.books, system, saveTemplate, { ...other, lines }))
	await say('line', ['unitPrice', 'seen'])
	const of = (unitPrice: string) => quote({ templateId: id, lines: [{ ...hoist, description: 'Hoist', unitPrice }] })
	expect((await of('42')).ok).toBe(true)
	expect(await of('41')).toMatchObject(locked('unit price'))
	expect(await of('0')).toMatchObject(locked('unit price'))
})

test('a contract that is begun with a template has them too, with its end and what stands in fields of the company’s own', async () => {
	const begin = (more: object = {}) =>
		act(world.books, sid, createContract, {
			...{ customerId: acme, currency: 'EUR', startsOn: '2026-04-01', lines: [], templateId, ...more },
		})
	await say(
		'contract',
		...(['notice', 'paymentDays', 'renewal', 'access', 'termEnd', 'own_1'] as const).map((field): [string, Access] => [
			field,
			'seen',
		]),
	)
	const { id } = expectOk(await begin())
	expect(expectOk(await look(world.books, system, findDraft, { id }))).toMatchObject({
		...{
			noticeDays: 60,
			paymentTermDays: 21,
			renewal: 'tacit',
			termMonths: 24,
			access: 'upsell',
			endsOn: '2028-03-31',
		},
	})
	expect(await world.sql`select text_value from own_value where contract_id = ${id}`).toEqual([
		{ text_value: 'Quay 4' },
	])
	expect(await begin({ noticeDays: 5 })).toMatchObject(locked('notice'))
	expect(await begin({ endsOn: '2026-12-31' })).toMatchObject(locked('term end'))
	expect(await begin({ own: { own_1: 'Quay 9' } })).toMatchObject(locked('Site'))
	expect((await begin({ own: { own_1: 'Quay 4' }, renewal: 'tacit', termMonths: 24 })).ok).toBe(true)
})

test('a contract begun by who may not say figures of lines has the lines of the template at its figures', async () => {
	const begin = (lines: object[] = [], of: string | null = templateId) =>
		act(world.books, sid, createContract, {
			...{ customerId: acme, currency: 'EUR', startsOn: '2026-04-01', templateId: of },
			lines: lines as (typeof lift)[],
		})
	const linesOf = async (id: string) =>
		expectOk(await look(world.books, system, findDraft, { id })).lines.map((line) => [
			...[line.description, Number(line.quantity), Number(line.unitPrice), Number(line.discountPercent)],
			...[line.intervalUnit, line.intervalCount],
		])
	for (const field of ['unitPrice', 'quantity', 'discount', 'model'])
		for (const access of ['seen', 'hidden'] as const) {
			await world.sql`delete from field_right`
			await say('line', [field, access])
			const { id } = expectOk(await begin())
			expect(await linesOf(id), `${field} ${access}`).toEqual([['Lift', 2, 73.5, 10, 'month', 1]])
		}
	await say('line', ['unitPrice', 'seen'], ['quantity', 'seen'], ['discount', 'seen'])
	const { id } = expectOk(await begin([lift]))
	expect(await linesOf(id)).toEqual([['Lift', 2, 73.5, 10, 'month', 1]])
	expect(await begin([{ ...lift, unitPrice: '1' }])).toMatchObject(locked('unit price'))
	expect(await begin([{ ...lift, discountPercent: '50' }])).toMatchObject(locked('discount'))
	expect(await begin([lift, { ...lift, description: 'Other' }])).toMatchObject(locked('quantity'))
	expect(await begin([lift, lift])).toMatchObject(locked('lines'))
	expect(await begin([lift], null)).toMatchObject(locked('quantity'))
	expect(await linesOf(expectOk(await begin([], null)).id)).toEqual([])
})

test('who may not say a price gives nothing away of what has none, and a template shows no price that is hidden', async () => {
	const free = { productId: null, planId: null, ...lift, description: 'Manual' }
	const other = { name: 'Free', type: 'subscription', terms, own: {}, clauses: [] }
	const save = async (name: string, unitPrice: string | null) =>
		expectOk(await act(world.books, system, saveTemplate, { ...other, name, lines: [{ ...free, unitPrice }] })).id
	const [gift, unpriced] = [await save('Gift', '0'), await save('Unpriced', null)]
	await say('line', ['unitPrice', 'hidden'])
	const begin = (of: string) =>
		act(world.books, sid, createContract, {
			...{ customerId: acme, currency: 'EUR', startsOn: '2026-04-01', templateId: of, lines: [] },
		})
	expect((await begin(gift)).ok).toBe(true)
	expect(await begin(unpriced)).toMatchObject(locked('unit price'))
	const shown = expectOk(await look(world.books, sid, findTemplate, { id: templateId }))
	expect(shown.lines).toMatchObject([{ description: 'Lift', quantity: '2' }])
	expect(JSON.stringify(shown)).not.toContain('73.5')
})
