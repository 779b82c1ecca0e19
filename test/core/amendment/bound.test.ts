// Over 300 lines: one shop, slow to build, of which every bound and every way round it is asked.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, act, expectOk } from '#core/act.ts'
import { cancelContract } from '#core/amendment/cancel.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { evaluateChange } from '#core/amendment/evaluate-change.ts'
import { findPlanned } from '#core/amendment/find-planned.ts'
import { makeChange } from '#core/amendment/make-change.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { findOptions } from '#core/product/find-options.ts'
import { forge } from './forge.ts'
import { Leaver } from './leaving.ts'
import { clerk, openShop, type Shop } from './world.ts'

/* All on 10 January 2026, each on contracts of its own, of one customer. */

let shop: Shop
beforeAll(async () => {
	shop = await openShop('2026-01-10')
})
afterAll(async () => await shop.world[Symbol.asyncDispose]())

const contract = async (contractId = shop.contractId) => {
	const [row] = await shop.world.sql<{ state: string; endsOn: string | null }[]>`
		select state, ends_on::text as "endsOn" from contract where id = ${contractId}`
	return row
}

async function decided(change: ContractChange, actor: Actor = shop.contact) {
	const { books } = shop.world
	return expectOk(await act(books, actor, evaluateChange, { contractId: shop.contractId, change })).decision
}

const seats = {
	description: 'Seats',
	quantity: '3',
	unitPrice: '31.00',
	interval: { unit: 'month' as const, count: 1 },
}
const twoLines = { lines: [seats, { ...seats, description: 'Phones' }] }

/** One line's ends, or all of them. */
const ends = async (endsOn: string, ...positions: number[]): Promise<ContractChange> => {
	const lineIds = await Promise.all(positions.map((position) => shop.lineId(position)))
	return { kind: 'co_terminate', endsOn, parts: [{ contractId: shop.contractId, lineIds }] }
}

describe('another term', () => {
	test('is agreed by a quote or by staff, never by the customer alone', async () => {
		await shop.agree({ endsOn: '2026-12-31', noticeDays: 90 })
		for (const change of [
			{ kind: 'renew' as const, endsOn: '2026-01-31' },
			{ kind: 'renew' as const, endsOn: '2036-12-31' },
			{ kind: 'renew' as const, termMonths: 12 },
		])
			expect(await forge(shop, change)).toBe('change.not_allowed')
		expect(await contract()).toEqual({ state: 'active', endsOn: '2026-12-31' })
	})

	test('is no way for staff to end a contract earlier', async () => {
		await shop.agree({ endsOn: '2026-12-31' })
		expect(await forge(shop, { kind: 'renew', endsOn: '2026-06-30' }, clerk)).toBe('change.ends_earlier')
		expect(await forge(shop, { kind: 'renew', endsOn: '2027-06-30' }, clerk)).toBe('made')
		await shop.agree({ renewal: 'tacit', termMonths: 12 })
		expect(await forge(shop, { kind: 'renew', endsOn: '2026-06-30' }, clerk)).toBe('change.ends_earlier')
		expect(await forge(shop, { kind: 'renew', endsOn: '2027-01-09' }, clerk)).toBe('made')
	})
})

describe('a pause by the customer', () => {
	test('has a last day', async () => {
		await shop.agree({ noticeDays: 0 })
		expect(await forge(shop, { kind: 'pause' })).toBe('change.pause_until')
		expect(await forge(shop, { kind: 'pause', until: '2026-03-31' })).toBe('made')
	})

	test.each([
		['a fixed term', { endsOn: '2027-01-09' }],
		['a term that goes on', { endsOn: '2027-01-09', renewal: 'tacit', termMonths: 12, noticeDays: 30 }],
		['the notice', { noticeDays: 60 }],
	] as const)('leaves nothing unpaid that %s binds them to', async (_, terms) => {
		await shop.agree(terms)
		expect(await forge(shop, { kind: 'pause', until: '2026-03-31' })).toBe('change.pause_bound')
	})
})

describe('leaving line by line', () => {
	test('is bound by notice as leaving at once is', async () => {
		await shop.agree({ ...twoLines, endsOn: '2026-12-31' })
		expect(await forge(shop, await ends('2026-02-28', 1, 2))).toBe('change.before_notice')
		expect(await forge(shop, await ends('2026-02-28', 1))).toBe('made')
		expect(await forge(shop, await ends('2026-02-28', 2))).toBe('change.before_notice')
		const last = await shop.lineId(2)
		expect(await forge(shop, { kind: 'option_off', lineId: last })).toMatch(/change.(not_allowed|before_notice)/)
	})

	test('is bound though one line ends a little later than the others', async () => {
		await shop.agree({ ...twoLines, endsOn: '2026-12-31' })
		expect(await forge(shop, await ends('2026-03-31', 1))).toBe('made')
		expect(await forge(shop, { kind: 'option_off', lineId: await shop.lineId(2) })).toBe('change.before_notice')
		expect(await forge(shop, { kind: 'quantity', lineId: await shop.lineId(2), quantity: '0' })).toBe(
			'change.before_notice',
		)
	})

	test('does not empty a term that goes on by itself, and is less though no line ends before the term', async () => {
		const terms = { renewal: 'tacit' as const, termMonths: 12, noticeDays: 90, endsOn: '2026-03-31' }
		await shop.agree({ ...twoLines, ...terms, startsOn: '2025-04-01' })
		// The last day to object was in December.
		expect(await forge(shop, await ends('2026-03-31', 1, 2))).toBe('change.before_notice')
		await shop.world.sql`update contract set access = 'upsell' where id = ${shop.contractId}`
		expect(await forge(shop, await ends('2026-03-31', 1))).toBe('change.not_allowed')
	})

	test('may be on the day that notice allows', async () => {
		await shop.agree({ ...twoLines, noticeDays: 30 })
		expect(await forge(shop, await ends('2026-02-08', 1, 2))).toBe('change.before_notice')
		expect(await forge(shop, await ends('2026-02-09', 1, 2))).toBe('made')
	})
})

describe('what the company planned for a line', () => {
	const step = async (quantity: string) => ({ kind: 'quantity' as const, lineId: await shop.lineId(), quantity })
	const planned = async () =>
		expectOk(await act(shop.world.books, clerk, findPlanned, { contractId: shop.contractId })).length
	const line = async () => {
		const { contractId } = shop
		return expectOk(await act(shop.world.books, shop.contact, findOptions, { contractId })).lines[0]
	}

	test('is not overwritten by its customer with what is there now, nor with more or less', async () => {
		await shop.agree({ access: 'upsell_and_downsell' })
		await shop.change(await step('10'), { on: '2026-03-10' })
		expect(await line()).toMatchObject({ planned: { quantity: '10', mayKeep: false } })
		for (const quantity of ['3', '4', '2'])
			expect([quantity, await forge(shop, await step(quantity))]).toEqual([quantity, 'change.planned_otherwise'])
		expect(await planned()).toBe(1)
	})

	test('is kept as it is now by whoever planned it, as the more or less that this is', async () => {
		await shop.agree({ access: 'upsell_and_downsell' })
		await shop.change(await step('1'), {}, shop.contact)
		expect(await line()).toMatchObject({ planned: { quantity: '1', mayKeep: true } })
		expect((await shop.preview(await step('3'), {}, shop.contact)).direction).toBe('more')
		await shop.world.sql`update contract set access = 'upsell' where id = ${shop.contractId}`
		expect(await forge(shop, await step('3'))).toBe('made')
		expect(await planned()).toBe(0)
		// Less than what they planned is less, though it is what there is now.
		await shop.world.sql`update contract set access = 'upsell_and_downsell' where id = ${shop.contractId}`
		const later = { direction: 'more' as const, timing: 'period_end' as const, prorate: true }
		expectOk(await act(shop.world.books, clerk, setChangeRule, { ...later, contractId: shop.contractId }))
		expect(await forge(shop, await step('8'))).toBe('made')
		expect(await line()).toMatchObject({ planned: { quantity: '8', mayKeep: true } })
		await shop.world.sql`update contract set access = 'upsell' where id = ${shop.contractId}`
		expect(await line()).toMatchObject({ planned: { quantity: '8', mayKeep: false } })
		expect(await forge(shop, await step('3'))).toBe('change.not_allowed')
	})
})

describe('what is agreed by a person first', () => {
	const limit = async () => {
		const approval = { aboveMinor: 10000n, currency: 'EUR' }
		const { contractId } = shop
		for (const direction of ['more', 'less'] as const) {
			const rule = { direction, timing: 'now' as const, prorate: true, approval, contractId }
			expectOk(await act(shop.world.books, clerk, setChangeRule, rule))
		}
	}
	const many = async () => ({ kind: 'quantity' as const, lineId: await shop.lineId(), quantity: '100' })
	const asked = { kind: 'approve', monthMinor: 300700n }

	test('is measured without a pause', async () => {
		await shop.agree()
		await limit()
		await shop.change({ kind: 'pause' })
		expect(await decided(await many())).toMatchObject(asked)
	})

	test('is measured within the trial of a line as it is after it', async () => {
		await shop.agree({}, { freeDays: 60 })
		await limit()
		expect(await decided(await many())).toMatchObject(asked)
	})

	test('is measured while the contract ends, as if it went on', async () => {
		await shop.agree({ noticeDays: 10 })
		await limit()
		await shop.change({ kind: 'cancel', endsOn: '2026-01-20' })
		expect(await decided(await many())).toMatchObject(asked)
		const storage = await shop.product('trial', '500.00', { trialDays: 30 })
		const { id: productId, planId } = storage
		await shop.world
			.sql`insert into product_option (product_id, plan_id, customer_visible) values (${productId}, ${planId}, true)`
		expect(await decided({ kind: 'option_on', productId, planId, quantity: '1' })).toMatchObject({ monthMinor: 50000n })
	})

	test('is measured of each contract: what one brings more is not taken off by what another brings less', async () => {
		const long = await shop.agree({ noticeDays: 0 })
		await limit()
		const short = await shop.agree({ endsOn: '2026-03-31' })
		await limit()
		const parts = [{ contractId: long }, { contractId: short }]
		const change = { kind: 'co_terminate' as const, endsOn: '2026-12-31', parts }
		expect(await decided(change)).toMatchObject({ kind: 'approve', monthMinor: 18600n })
		// It is asked under one of them, not under another contract, whose people would decide.
		const { books } = shop.world
		const asked = { contractId: await shop.agree(), change }
		const { preview } = expectOk(await act(books, shop.contact, evaluateChange, asked))
		const form = { ...asked, seen: preview?.seen ?? '', key: randomUUID(), ask: true }
		expect(await act(books, shop.contact, makeChange, form)).toMatchObject({ refusal: { code: 'input.invalid' } })
	})
})

describe('notice that the company gave', () => {
	const end = async (endsOn: string, actor: Actor, said: { reasonCode?: string; forCustomer?: boolean } = {}) => {
		const input = { contractId: shop.contractId, endsOn, ...said }
		const { seen } = await shop.preview({ kind: 'cancel', endsOn }, {}, actor)
		return expectOk(await act(shop.world.books, actor, cancelContract, { ...input, seen }))
	}

	test('is not taken back by the customer, by no way round', async () => {
		await shop.agree({ noticeDays: 10 })
		await end('2026-02-28', clerk)
		expect(await forge(shop, { kind: 'undo_cancel' })).toBe('change.ended_by_us')
		expect((await new Leaver(shop).look()).undo).toBe(null)
		// Later notice of theirs, or an end with others, would put it off.
		expect(await forge(shop, { kind: 'cancel', endsOn: '2026-12-31' })).toBe('change.ended_by_us')
		const later: ContractChange = {
			kind: 'co_terminate',
			endsOn: '2030-12-31',
			parts: [{ contractId: shop.contractId }],
		}
		expect(await forge(shop, later)).toBe('change.ended_by_us')
		// They may still leave before, but that does not make the company's notice theirs.
		expect(await forge(shop, { kind: 'cancel', endsOn: '2026-02-10' })).toBe('made')
		expect(await forge(shop, { kind: 'undo_cancel' })).toBe('change.ended_by_us')
		expect(await forge(shop, { kind: 'cancel', endsOn: '2026-02-28' })).toBe('change.ended_by_us')
		expect(await contract()).toEqual({ state: 'ending', endsOn: '2026-02-10' })
		expect(await forge(shop, { kind: 'undo_cancel' }, clerk)).toBe('made')
	})

	test('is not what staff noted for a customer who asked: that they take back and put off', async () => {
		const letter = async () =>
			(
				await shop.world.sql<{ ours: boolean }[]>`
				select (payload->>'byCompany')::boolean as ours from outbox where payload->>'letter' = 'contract-cancelled' order by id desc`
			)[0]?.ours
		await shop.agree({ noticeDays: 10 })
		for (const said of [{ forCustomer: true }, { reasonCode: 'closing' }]) {
			await end('2026-02-28', clerk, said)
			expect(await letter()).toBe(false)
			expect((await new Leaver(shop).look()).undo).not.toBe(null)
			expect(await forge(shop, { kind: 'cancel', endsOn: '2026-03-31' })).toBe('made')
			expect(await forge(shop, { kind: 'undo_cancel' })).toBe('made')
		}
		await end('2026-02-28', clerk, { reasonCode: 'closing', forCustomer: false })
		expect(await letter()).toBe(true)
		expect(await forge(shop, { kind: 'undo_cancel' })).toBe('change.ended_by_us')
		// Nobody says of their own that it is the company's, and staff's that follows does not take it from them.
		await shop.change({ kind: 'undo_cancel' })
		await end('2026-02-20', shop.contact, { forCustomer: false })
		expect(await forge(shop, { kind: 'undo_cancel' })).toBe('made')
	})

	test('is another thing than their own, which they take back though the company had given and undone one', async () => {
		await shop.agree({ noticeDays: 10 })
		await end('2026-02-28', clerk)
		await shop.change({ kind: 'undo_cancel' })
		await end('2026-02-20', shop.contact)
		expect((await new Leaver(shop).look()).undo).not.toBe(null)
		expect(await forge(shop, { kind: 'undo_cancel' })).toBe('made')
		// By the form of another change it is the same act, and written about.
		const letters = async () => (await new Leaver(shop).letters()).filter((letter) => letter.startsWith('contract-'))
		const before = (await letters()).length
		expect(await forge(shop, { kind: 'cancel', endsOn: '2026-02-20' })).toBe('made')
		expect(await forge(shop, { kind: 'undo_cancel' })).toBe('made')
		expect((await letters()).slice(before)).toEqual(['contract-cancelled', 'contract-kept'])
	})
})

describe('a change that would count only after the last day', () => {
	test('of a contract that ends is refused', async () => {
		await shop.agree({ noticeDays: 10 })
		const lineId = await shop.lineId()
		await shop.change({ kind: 'cancel', endsOn: '2026-01-25' })
		for (const actor of [shop.contact, clerk]) {
			const less = { kind: 'quantity' as const, lineId, quantity: '1' }
			const input = { contractId: shop.contractId, change: less, timing: 'period_end' as const }
			const found = expectOk(await act(shop.world.books, actor, evaluateChange, input))
			expect(found.decision).toMatchObject({
				refusal: { code: 'change.after_end', facts: { effectiveOn: '2026-02-10', endsOn: '2026-01-25' } },
			})
		}
	})

	test('of a line that ends is refused too; of a term that goes on by itself it counts from the next', async () => {
		await shop.agree({ ...twoLines })
		await shop.change(await ends('2026-01-20', 1))
		expect(await forge(shop, { kind: 'quantity', lineId: await shop.lineId(1), quantity: '1' })).toBe(
			'change.after_end',
		)
		await shop.agree({ renewal: 'tacit', termMonths: 1, endsOn: '2026-02-09', noticeDays: 0 })
		expect(await forge(shop, { kind: 'quantity', lineId: await shop.lineId(1), quantity: '1' })).toBe('made')
	})
})
