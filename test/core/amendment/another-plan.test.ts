import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import type { ContractChange, LineItemChange } from '#core/amendment/change.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { findOptions } from '#core/product/find-options.ts'
import { offerOption } from '#core/product/offer.ts'
import { addPlan } from '#core/product/plan.ts'
import { setPrice } from '#core/product/set-price.ts'
import { forge } from './forge.ts'
import { clerk, monthly, openShop, type Shop } from './world.ts'

/* Contracts of 10 January 2026, each with lines of a product of its own that has a dearer and a cheaper plan beside. */

let shop: Shop
beforeAll(async () => {
	shop = await openShop('2026-01-10')
})
afterAll(async () => await shop.world[Symbol.asyncDispose]())

let codes = 0

async function plans() {
	const { books } = shop.world
	const { id: productId, planId } = await shop.product(`P${++codes}`, '31.00')
	const beside = async (name: string, price: string) => {
		const plan = { productId, name, interval: monthly, trialDays: 0 }
		const { id } = expectOk(await act(books, clerk, addPlan, plan))
		expectOk(
			await act(books, clerk, setPrice, {
				productId,
				planId: id,
				currency: 'EUR',
				unitPrice: price,
				validFrom: '2026-01-10',
			}),
		)
		return id
	}
	return { productId, planId, dear: await beside('Dear', '62.00'), cheap: await beside('Cheap', '15.50') }
}

async function agree(quantity = '3', more: Parameters<Shop['agree']>[0] = {}) {
	const product = await plans()
	const { productId, planId } = product
	await shop.agree(more, { quantity, productId, planId })
	return { ...product, lineId: await shop.lineId() }
}

const bounds = async (planId: string, smallest: string | null, largest: string | null) => {
	const rule = { planId, direction: 'more' as const, timing: 'now' as const, prorate: true, smallest, largest }
	expectOk(await act(shop.world.books, clerk, setChangeRule, rule))
}

/** What recurs on the contract, from each day on which it is something else: `2026-02-10 2 × 15.50`. */
async function stands(): Promise<string[]> {
	const rows = await shop.world.sql<{ text: string }[]>`
		select distinct on (line.position, state.effective_on)
			state.effective_on || ' ' || trim_scale(quantity) || ' × ' || unit_price
				|| case when ends_on is null then '' else ' to ' || ends_on end as text
		from contract_line as line join contract_line_state as state on state.contract_line_id = line.id
		where line.contract_id = ${shop.contractId}
		order by line.position, state.effective_on, state.sequence desc`
	return rows.map(({ text }) => text)
}

describe('another plan', () => {
	test('is not had in a quantity that its own rule does not allow', async () => {
		const { dear, cheap, lineId } = await agree('1')
		await bounds(dear, '10', null)
		await bounds(cheap, null, '5')
		expect(await forge(shop, { kind: 'plan', lineId, planId: dear })).toBe('change.quantity_out_of_range')
		const both = (quantity: string, planId: string): ContractChange => ({
			kind: 'several',
			changes: [
				{ kind: 'quantity', lineId, quantity },
				{ kind: 'plan', lineId, planId },
			],
		})
		expect(await forge(shop, both('9', dear))).toBe('change.quantity_out_of_range')
		expect(await forge(shop, both('6', cheap))).toBe('change.quantity_out_of_range')
		expect(await forge(shop, both('10', dear))).toBe('made')
	})

	test('is agreed by a person first where its own rule wants that', async () => {
		const { dear, lineId } = await agree('3')
		const approval = { aboveMinor: 1000n, currency: 'EUR' }
		const rule = { planId: dear, direction: 'more' as const, timing: 'now' as const, prorate: true, approval }
		expectOk(await act(shop.world.books, clerk, setChangeRule, rule))
		expect(await forge(shop, { kind: 'plan', lineId, planId: dear })).toBe('change.needs_approval')
	})

	const orders = [
		['the number first', (steps: LineItemChange[]) => steps],
		['the plan first', (steps: LineItemChange[]) => steps.toReversed()],
	] as const
	test.each(orders)('goes with fewer at once: cheaper, both from the next period on, %s', async (_, inOrder) => {
		const { cheap, lineId } = await agree('3')
		const changes = inOrder([
			{ kind: 'quantity', lineId, quantity: '2' },
			{ kind: 'plan', lineId, planId: cheap },
		])
		const { preview } = await shop.change({ kind: 'several', changes }, {}, shop.contact)
		expect(preview.coming.after[0]?.subtotalMinor).toBe(3100n)
		expect(await stands()).toEqual([
			'2026-01-10 3 × 31.00 to 2026-02-09',
			'2026-02-10 2 × 31.00 to 2026-02-09',
			'2026-02-10 2 × 15.50',
		])
	})

	test.each(orders)('goes with fewer at once: dearer, which counts now, and fewer later, %s', async (_, inOrder) => {
		const { dear, lineId } = await agree('3')
		const changes = inOrder([
			{ kind: 'quantity', lineId, quantity: '2' },
			{ kind: 'plan', lineId, planId: dear },
		])
		const { preview } = await shop.change({ kind: 'several', changes }, {}, shop.contact)
		expect(preview.coming.after[0]?.subtotalMinor).toBe(12400n)
		expect((await stands()).slice(-2)).toEqual(['2026-01-10 3 × 62.00', '2026-02-10 2 × 62.00'])
	})

	test.each(orders)(
		'goes with more at once: cheaper later, and more of the present one now, %s',
		async (_, inOrder) => {
			const { cheap, lineId } = await agree('3')
			const changes = inOrder([
				{ kind: 'quantity', lineId, quantity: '4' },
				{ kind: 'plan', lineId, planId: cheap },
			])
			await shop.change({ kind: 'several', changes }, {}, shop.contact)
			expect(await stands()).toEqual(['2026-01-10 4 × 31.00 to 2026-02-09', '2026-02-10 4 × 15.50'])
		},
	)

	test('keeps what was planned before, and it can be taken back after', async () => {
		const { dear, lineId } = await agree('3')
		await shop.change({ kind: 'quantity', lineId, quantity: '1' }, {}, shop.contact)
		await shop.change({ kind: 'plan', lineId, planId: dear }, {}, shop.contact)
		expect((await stands()).slice(-2)).toEqual(['2026-01-10 3 × 62.00', '2026-02-10 1 × 62.00'])
		await shop.change({ kind: 'take_back', sequence: 3 }, {}, shop.contact)
		expect((await stands()).slice(-2)).toEqual(['2026-01-10 3 × 62.00', '2026-02-10 3 × 62.00'])
	})

	test('keeps a discount only as long as it was agreed', async () => {
		const { dear, lineId } = await agree('3')
		await shop.change({ kind: 'price', lineId, discountPercent: '50' })
		await shop.change({ kind: 'price', lineId, discountPercent: '0' }, { on: '2026-03-10' })
		const { preview } = await shop.change({ kind: 'plan', lineId, planId: dear }, {}, shop.contact)
		expect(preview.coming.after.slice(0, 2).map(({ subtotalMinor }) => subtotalMinor)).toEqual([9300n, 18600n])
	})

	test('is no way to leave before notice, with nothing left from the next period on', async () => {
		const { dear, lineId } = await agree('3', { endsOn: '2026-12-31' })
		const changes: LineItemChange[] = [
			{ kind: 'quantity', lineId, quantity: '0' },
			{ kind: 'plan', lineId, planId: dear },
		]
		for (const steps of [changes, changes.toReversed()])
			expect(await forge(shop, { kind: 'several', changes: steps })).toMatch(/change.(not_allowed|before_notice)/)
	})
})

describe('the most of a thing', () => {
	const offered = async () => {
		const base = await agree('1')
		const extra = await plans()
		const { productId, planId } = extra
		const offer = { productId, planId, forProductId: base.productId, smallest: '1', largest: '3' }
		expectOk(await act(shop.world.books, clerk, offerOption, offer))
		const on = (quantity: string) => ({ kind: 'option_on' as const, productId, planId, quantity })
		return { ...extra, base, on }
	}

	test('is that of all lines together: not had twice, in one change or in two', async () => {
		const { on, productId } = await offered()
		/** The most that may be added, and that each line may have. */
		const shown = async () => {
			const asked = { contractId: shop.contractId }
			const found = expectOk(await act(shop.world.books, shop.contact, findOptions, asked))
			const own = <Row extends { productId: string | null }>(rows: Row[]) =>
				rows.filter((row) => row.productId === productId)
			return [...own(found.options), ...own(found.lines)].map(({ largest }) => largest)
		}
		expect(await shown()).toEqual(['3'])
		expect(await forge(shop, { kind: 'several', changes: [on('2'), on('2')] })).toBe('change.most_together')
		expect(await forge(shop, on('2'))).toBe('made')
		expect(await shown()).toEqual(['1', '3'])
		expect(await forge(shop, on('2'))).toBe('change.most_together')
		expect(await forge(shop, on('1'))).toBe('made')
		expect(await shown()).toEqual(['0', '2', '1'])
		const lineId = await shop.lineId(2)
		expect(await forge(shop, { kind: 'quantity', lineId, quantity: '3' })).toBe('change.most_together')
		expect(await forge(shop, { kind: 'quantity', lineId, quantity: '1' })).toBe('made')
		// It is still there until the next period begins.
		expect(await forge(shop, on('1'))).toBe('change.most_together')
		expect(await forge(shop, on('1'), clerk)).toBe('made')
	})

	test('counts what another plan is changed into', async () => {
		const { on, productId, dear } = await offered()
		const offer = { productId, planId: dear, smallest: '1', largest: '3' }
		expectOk(await act(shop.world.books, clerk, offerOption, offer))
		expect(await forge(shop, { ...on('2'), planId: dear })).toBe('made')
		expect(await forge(shop, on('2'))).toBe('made')
		const lineId = await shop.lineId(3)
		expect(await forge(shop, { kind: 'plan', lineId, planId: dear })).toBe('change.most_together')
		expect(await forge(shop, { kind: 'quantity', lineId: await shop.lineId(2), quantity: '1' })).toBe('made')
		await shop.standOn('2026-02-10')
		expect(await forge(shop, { kind: 'plan', lineId, planId: dear })).toBe('made')
	})
})
