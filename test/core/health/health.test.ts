import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import type { Condition } from '#core/health/condition.ts'
import { findConditions, setConditions } from '#core/health/conditions.ts'
import { findHealth, findTeamHealth } from '#core/health/find.ts'
import { readAsked } from '#core/list/asked.ts'
import { listFor } from '#core/list/own.ts'
import { readList } from '#core/list/read.ts'
import { clerk, openShop, type Shop } from '#test/core/amendment/world.ts'

/** One contract, and what may be wrong with it. */
let shop: Shop
const seller: Actor = { kind: 'staff', userId: '00000000-0000-7000-8000-000000000001', role: 'salesperson' }

beforeAll(async () => {
	shop = await openShop('2026-01-01')
	await shop.agree({ endsOn: '2026-12-31', renewal: 'quote' })
})
afterAll(() => shop.world.close())
beforeEach(() => set([]))

async function set(conditions: Condition[], templateId: string | null = null, actor: Actor = clerk): Promise<string> {
	const outcome = await act(shop.world.books, actor, setConditions, { templateId, conditions })
	return outcome.ok ? 'set' : outcome.refusal.code
}
const healthOf = async () => {
	const { health, reasons } = expectOk(await look(shop.world.books, clerk, findHealth, { contractId: shop.contractId }))
	return [
		health,
		...reasons.map(({ kind, weight, limit, measured }) => `${weight}: ${kind} ${measured}, limit ${limit}`),
	]
}
const listed = async (health: string) => {
	const asked = async (scope: Parameters<typeof listFor>[0]) =>
		readAsked(clerk, await listFor(scope, 'contracts'), [
			['health', health],
			['column', 'health'],
		])
	const read = async (scope: Parameters<typeof listFor>[0]) =>
		await readList(scope, { list: 'contracts', asked: await asked(scope), limit: 50 })
	return expectOk(await look(shop.world.books, clerk, read, undefined)).rows.map(({ cells }) => cells.health)
}
const one = (kind: Condition['kind'], threshold: number, weight: Condition['weight'] = 'at_risk') => ({
	kind,
	weight,
	threshold,
})

test('without conditions every contract in force is good, and one that is not in force has no health', async () => {
	expect(await healthOf()).toEqual(['good'])
	const unknown = await look(shop.world.books, clerk, findHealth, {
		contractId: '00000000-0000-7000-8000-000000000009',
	})
	expect(expectOk(unknown)).toEqual({ health: null, reasons: [] })
})

test('conditions are said once each, in an order that makes sense, by whoever makes templates', async () => {
	expect(await set([one('overdue', 10), one('overdue', 20)])).toBe('input.invalid')
	expect(await set([one('overdue', 20), one('overdue', 10, 'bad')])).toBe('health.order')
	expect(await set([one('rating', 2), one('rating', 4, 'bad')])).toBe('health.order')
	expect(await set([one('rating', 9)])).toBe('input.invalid')
	expect(await set([one('notice', 3)])).toBe('input.invalid')
	expect(await set([one('overdue', 10)], null, seller)).toBe('not_permitted')
	expect(await set([one('overdue', 10)], '00000000-0000-7000-8000-000000000009')).toBe('not_found')
	expect(await set([one('rating', 4), one('rating', 2, 'bad'), one('notice', 0, 'bad')])).toBe('set')
	const { sql } = shop.world
	await expect(sql`insert into health_condition (kind, weight, threshold) values ('notice', 'bad', 0)`).rejects.toThrow(
		'once',
	)
	await expect(sql`insert into health_condition (kind, weight, threshold) values ('rating', 'bad', 9)`).rejects.toThrow(
		'threshold',
	)
})

test('what is past due is at risk after the one limit and bad after the other, with its days', async () => {
	await shop.standOn('2026-01-02')
	const [invoice] = await shop.world.sql<{ due: string }[]>`select max(due_on)::text as due from invoice`
	const due = Temporal.PlainDate.from(invoice?.due ?? '2026-01-15')
	await set([one('overdue', 5), one('overdue', 10, 'bad')])
	const after = async (days: number) => {
		shop.world.clock.standOn(due.add({ days }).toString())
		return await healthOf()
	}
	expect(await after(5)).toEqual(['good'])
	expect(await after(6)).toEqual(['at_risk', 'at_risk: overdue 6, limit 5'])
	expect(await after(11)).toEqual(['bad', 'bad: overdue 11, limit 10'])
	expect(await listed('bad')).toEqual(['bad'])
	expect(await listed('at_risk')).toEqual([])
	expect(expectOk(await look(shop.world.books, clerk, findTeamHealth, undefined))).toMatchObject([
		{ name: null, good: 0, atRisk: 0, bad: 1 },
	])
})

test('silence, ratings and missing documents are told by what is there', async () => {
	const { sql } = shop.world
	shop.world.clock.standOn('2026-03-01')
	await set([one('silent', 30), one('unrated', 40)])
	expect(await healthOf()).toEqual(['at_risk', 'at_risk: unrated 59, limit 40', 'at_risk: silent 59, limit 30'])
	await sql`insert into follow_up (customer_id, kind, happened_on, text, author_name, created_at, key)
		values (${shop.customerId}, 'call', '2026-02-20', 'Spoke', 'Ida', now(), 'spoke')`
	const [request] = await sql<{ id: string }[]>`
		insert into rating_request (customer_id, contact_id, stage, subject_id, token_hash, asked_at, expires_at)
		select customer_id, contact_id, 'renewed', uuidv7(), sha256('x'), '2026-02-20', '2026-03-20' from customer_contact
		where customer_id = ${shop.customerId} limit 1 returning id`
	await sql`insert into rating (request_id, customer_id, score, rated_at, changed_at)
		values (${request?.id ?? ''}, ${shop.customerId}, 3, '2026-02-21', '2026-02-21')`
	expect(await healthOf()).toEqual(['good'])
	await set([one('silent', 9)])
	expect([await healthOf(), await listed('good')]).toEqual([['good'], ['good']])
	await set([one('silent', 8)])
	expect([(await healthOf())[0], await listed('at_risk')]).toEqual(['at_risk', ['at_risk']])
	await set([one('rating', 4), one('rating', 3, 'bad')])
	expect(await healthOf()).toEqual(['at_risk', 'at_risk: rating 3, limit 4'])
	await set([one('documents', 0, 'bad')])
	expect(await healthOf()).toEqual(['good'])
	await sql`insert into document_requirement select '', id from document_kind where name in ('Annex', 'Letter')`
	expect(await healthOf()).toEqual(['bad', 'bad: documents 2, limit 0'])
	expect(await listed('bad')).toEqual(['bad'])
	await sql`delete from document_requirement`
})

test('the end that nobody has quoted beyond, the ladder and what has shrunk count too', async () => {
	const { sql } = shop.world
	shop.world.clock.standOn('2026-11-15')
	await set([one('ends', 60)])
	expect(await healthOf()).toEqual(['at_risk', 'at_risk: ends 46, limit 60'])
	await set([one('ends', 40)])
	expect(await healthOf()).toEqual(['good'])
	await sql`insert into contract_service values (${shop.contractId}, 'restricted', '2026-11-01')
		on conflict (contract_id) do update set state = 'restricted'`
	await set([one('service', 1), one('service', 3, 'bad')])
	expect(await healthOf()).toEqual(['at_risk', 'at_risk: service 2, limit 1'])
	await set([one('shrunk', 30)])
	expect(await healthOf()).toEqual(['good'])
	await shop.change({ kind: 'quantity', lineId: await shop.lineId(), quantity: '2' })
	expect(await healthOf()).toEqual(['at_risk', 'at_risk: shrunk 33, limit 30'])
	expect(await listed('at_risk')).toEqual(['at_risk'])
})

test('a template’s own conditions count for its contracts instead of the company’s', async () => {
	const { sql } = shop.world
	const [template] = await sql<{ id: string }[]>`
		insert into contract_template (name, type, terms, lines, clauses, updated_by, updated_at)
		values ('Gold', 'subscription', '{}', '[]', '[]', 'test', now()) returning id`
	await sql`update contract set template_id = ${template?.id ?? ''} where id = ${shop.contractId}`
	await set([one('shrunk', 30, 'bad')])
	expect((await healthOf())[0]).toBe('bad')
	expect(await set([one('shrunk', 50, 'bad')], template?.id)).toBe('set')
	expect(await healthOf()).toEqual(['good'])
	const kept = expectOk(await look(shop.world.books, clerk, findConditions, { templateId: template?.id ?? '' }))
	expect(kept).toEqual([one('shrunk', 50, 'bad')])
	expect(await set([], template?.id)).toBe('set')
	expect((await healthOf())[0]).toBe('bad')
})

test('notice that is given is told, and what the customer’s side sees is nothing', async () => {
	await set([one('notice', 0, 'bad')])
	await shop.change({ kind: 'cancel' })
	expect(await healthOf()).toEqual(['bad', 'bad: notice 0, limit 0'])
	const asked = await look(shop.world.books, shop.contact, findHealth, { contractId: shop.contractId })
	expect(asked.ok).toBe(false)
})
