import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { applyChange } from '#core/amendment/apply-change.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { makeChange } from '#core/amendment/make-change.ts'
import { cardOf, hire, press, rule, step } from '#test/core/approval/office.ts'
import { openShop } from './world.ts'

/** A contract to the end of the year, and a workflow for ends before the term. */
async function running() {
	const shop = await openShop('2026-01-01')
	const { books } = shop.world
	await rule(shop.world, 'cancellation', [step()], {
		conditions: [{ fact: 'days_before_term', is: 'above', value: '0' }],
	})
	const [sal, fin] = [await hire(books, 'sal', 'salesperson'), await hire(books, 'fin', 'finance')]
	await shop.agree({ endsOn: '2026-12-31' })
	await shop.standOn('2026-03-10')
	const { contractId } = shop
	const make = async (change: ContractChange) => {
		const { seen } = await shop.preview(change)
		return await act(books, sal, makeChange, { contractId, change, seen, key: crypto.randomUUID() })
	}
	const state = async () =>
		(await shop.world.sql<{ state: string }[]>`select state from contract where id = ${contractId}`)[0]?.state
	return { shop, sal, fin, make, state }
}

test.each([undefined, '2026-12-31'])(
	'a pause that ends with the term or never (%s) is asked for as an end before it, and then made once',
	async (until) => {
		const { shop, sal, fin, make, state } = await running()
		await using world = shop.world
		const change = { kind: 'pause', ...(until ? { until } : {}) } as const
		const { seen } = await shop.preview(change)
		const alone = await act(world.books, sal, applyChange, { contractId: shop.contractId, change, seen })
		expect(alone).toMatchObject({ refusal: { code: 'not_permitted', facts: { action: 'decided.cancellation' } } })
		const { requestId } = expectOk(await make(change))
		expect(await state()).toBe('active')
		const card = await cardOf(world, requestId ?? '', fin)
		expect(card).toMatchObject({ kind: 'cancellation', told: [{ kind: 'pause', until: until ?? null }] })
		expect(expectOk(await press(world, fin, card.id, 'approve'))).toMatchObject({ did: 'approved' })
		expect(await state()).toBe('paused')
	},
)

test('a pause to a day of the term is made at once', async () => {
	const { shop, make, state } = await running()
	await using _ = shop.world
	expect(expectOk(await make({ kind: 'pause', until: '2026-05-31' }))).toMatchObject({ requestId: null })
	expect(await state()).toBe('paused')
})
