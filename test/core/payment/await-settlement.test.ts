import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { awaitSettlement } from '#core/payment/await-settlement.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { readStamp } from '#core/sign-in/stamp.ts'
import { openBooks } from '#test/support/books.ts'
import { invoice, system, welcome } from './ledger.ts'
import { begin } from './shares.ts'

test('a payment that the bank works on makes the customer’s pages new, once', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const customer = await welcome(world.books)
	const subject = { kind: 'customer', id: customer.id } as const
	const input = { customerId: customer.id, subject, scope: 'view' } as const
	const { token } = expectOk(await act(world.books, system, createLink, input))
	const attempt = await begin(world, [(await invoice(world.books, customer, 900n)).id])
	const stamp = async () =>
		(await readStamp(world.sql, { session: undefined, tokens: [token], now: world.clock.now() }))?.text
	const before = await stamp()
	const wait = () => act(world.books, system, awaitSettlement, { paymentId: attempt.id, intentId: 'pi_1' })
	expect(expectOk(await wait())).toMatchObject({ state: 'processing' })
	const after = await stamp()
	expect(after).not.toBe(before)
	await wait()
	expect(await stamp()).toBe(after)
})
