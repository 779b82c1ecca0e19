import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { findCard } from '#core/approval/card.ts'
import { listRequests } from '#core/approval/list-requests.ts'
import { listWaitingFor } from '#core/approval/list-waiting.ts'
import { findHead } from '#core/contract/find-head.ts'
import { clerk, openShop } from '#test/core/amendment/world.ts'
import { invoice, welcome } from '#test/core/payment/ledger.ts'
import { openBooks } from '#test/support/books.ts'
import { askCredit, cardOf, hire, press, rule, step } from './office.ts'

test.each(['storekeeper', 'surveyor'] as const)(
	'a %s sees no requests about customers but those that they are asked',
	async (role) => {
		await using world = await openBooks({ on: '2026-03-02' })
		const { books } = world
		const [fin, asker] = [await hire(books, 'fin', 'finance'), await hire(books, 'asker', 'finance')]
		const sam = await hire(books, 'sam', role)
		const customer = await welcome(books)
		await rule(world, 'credit_note', [step()])
		const id = await askCredit(world, asker, (await invoice(books, customer, 5000_00n)).id)
		const others = await askCredit(world, asker, (await invoice(books, customer, 700_00n)).id)
		expectOk(await press(world, fin, id, 'approve'))
		const listed = async (show: 'waiting' | 'decided') =>
			expectOk(await look(books, sam, listRequests, { show, limit: 100 })).map((one) => one.id)
		expect([await listed('waiting'), await listed('decided')]).toEqual([[], []])
		for (const one of [id, others])
			expect(await look(books, sam, findCard, { id: one })).toMatchObject({ refusal: { code: 'not_found' } })
		const { seen } = await cardOf(world, others)
		expect(await press(world, sam, others, 'approve', { seen })).toMatchObject({ ok: false })
		expect(await press(world, sam, id, 'approve', { seen })).toMatchObject({ refusal: { code: 'not_found' } })
		// Asked themselves they see that one, and of the customer's history nothing else.
		await rule(world, 'credit_note', [step({ approvers: [{ kind: 'user', userId: sam.userId }] })])
		const own = await askCredit(world, asker, (await invoice(books, customer, 300_00n)).id)
		expect(await listed('waiting')).toEqual([own])
		expect(expectOk(await look(books, sam, listWaitingFor, undefined)).map((one) => one.id)).toEqual([own])
		expect(await cardOf(world, own, sam)).toMatchObject({ mine: 'decide', history: [] })
		expect((await cardOf(world, own, fin)).history.map((one) => one.id)).toEqual([others, id])
		expectOk(await press(world, sam, own, 'approve'))
		expect(await listed('decided')).toEqual([own])
	},
)

test('the head of a contract names what waits only to who may look at it', async () => {
	const shop = await openShop('2026-01-01')
	await using world = shop.world
	const { books } = world
	const [sam] = [await hire(books, 'sam', 'storekeeper'), await hire(books, 'fin', 'finance')]
	await rule(world, 'cancellation', [step()])
	await shop.agree()
	const input = { contractId: shop.contractId, reasonCode: null, text: 'Closing' }
	expectOk(await act(books, clerk, propose<'cancellation'>, { kind: 'cancellation', input }))
	const heads = await Promise.all([sam, clerk].map((one) => look(books, one, findHead, { id: shop.contractId })))
	expect(heads.map((head) => expectOk(head).requests.length)).toEqual([0, 1])
})
