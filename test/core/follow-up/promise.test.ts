import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { listFollowUps } from '#core/follow-up/list.ts'
import type { GivePromise } from '#core/follow-up/promise.ts'
import { recordFollowUp } from '#core/follow-up/record.ts'
import { tendPromises } from '#core/follow-up/tend-promises.ts'
import { addUser } from '#core/staff/add-user.ts'
import { type Customer, invoice, system, welcome } from '#test/core/payment/ledger.ts'
import { pay } from '#test/core/payment/shares.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
let customer: Customer
let seller: Actor

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	const user = { name: 'Sam Seller', email: 'sam@halden.example', role: 'collector' } as const
	const { id } = expectOk(await act(world.books, system, addUser, user))
	seller = { kind: 'staff', userId: id, role: 'collector' }
})
beforeEach(async () => {
	world.clock.standOn('2026-03-02')
	customer = await welcome(world.books, `Nordwind ${crypto.randomUUID().slice(0, 6)}`)
})
afterAll(() => world.close())

const promise = (more: Partial<GivePromise> = {}) =>
	act(world.books, seller, recordFollowUp, {
		...{ customerId: customer.id, kind: 'call', text: 'They will pay', key: crypto.randomUUID() },
		promise: { amountMinor: 20_000n, currency: 'EUR', on: '2026-03-06', ...more },
	})
const tend = () => act(world.books, system, tendPromises, undefined).then(expectOk)
const states = async () => {
	const rows = expectOk(await look(world.books, seller, listFollowUps, { customerId: customer.id, limit: 10 }))
	return rows.map(({ promise: given }) => [given?.state, given?.receivedMinor])
}
const events = () =>
	world.sql<{ kind: string; facts: object }[]>`
		select kind, facts from event where customer_id = ${customer.id} and kind like 'promise.%' order by id`

test('a promise is kept as soon as the money has come, and said so once', async () => {
	const { id } = await invoice(world.books, customer, 50_000n)
	expectOk(await promise({ invoiceId: id }))
	world.clock.standOn('2026-03-04')
	await tend()
	expect(await states()).toEqual([['open', '0']])
	await pay(world, [id])
	await tend()
	await tend()
	expect(await states()).toEqual([['kept', '50000']])
	expect(await events()).toMatchObject([
		{ kind: 'promise.kept', facts: { amountMinor: '20000', receivedMinor: '50000', promisedOn: '2026-03-06' } },
	])
})

test('it is broken on the day after, not before; money of before or after that day does not count', async () => {
	const [early, late] = [await invoice(world.books, customer, 20_000n), await invoice(world.books, customer, 20_000n)]
	await pay(world, [early.id])
	world.clock.moveOn({ hours: 1 })
	expectOk(await promise())
	world.clock.standOn('2026-03-06')
	await tend()
	expect(await states()).toEqual([['open', '0']])
	world.clock.standOn('2026-03-07')
	await pay(world, [late.id])
	await tend()
	expect(await states()).toEqual([['broken', '0']])
	expect((await events()).map(({ kind }) => kind)).toEqual(['promise.broken'])
})

test('many workers at once settle a promise once', async () => {
	expectOk(await promise())
	world.clock.standOn('2026-03-09')
	await Promise.all([1, 2, 3, 4].map(tend))
	expect((await events()).map(({ kind }) => kind)).toEqual(['promise.broken'])
})

test('a later promise for the same thing takes the place of the earlier one', async () => {
	expectOk(await promise())
	world.clock.moveOn({ hours: 1 })
	expectOk(await promise({ on: '2026-03-20', amountMinor: 30_000n }))
	expect((await states()).map(([state]) => state)).toEqual(['open', 'replaced'])
	world.clock.standOn('2026-03-09')
	await tend()
	expect(await events()).toEqual([])
})

test('where nothing is open any more without money, the promise lapses and nobody is told', async () => {
	const { id } = await invoice(world.books, customer, 50_000n)
	expectOk(await promise({ invoiceId: id }))
	world.clock.standOn('2026-03-04')
	expectOk(await act(world.books, system, voidInvoice, { id, reason: 'Not delivered' }))
	await tend()
	expect(await states()).toEqual([['lapsed', '0']])
	expect(await events()).toEqual([])
})

test('what cannot be promised is refused, and nothing is written', async () => {
	const { id } = await invoice(world.books, customer, 50_000n)
	const refusals = [
		[{ on: '2026-03-01' }, 'promise.day_wrong'],
		[{ on: '2029-03-01' }, 'promise.day_wrong'],
		[{ amountMinor: 0n }, 'input.invalid'],
		[{ amountMinor: 10n ** 24n }, 'input.invalid'],
		[{ currency: 'XXX' }, 'input.invalid'],
		[{ invoiceId: id, amountMinor: 50_001n }, 'promise.too_much'],
		[{ invoiceId: id, currency: 'USD' }, 'promise.other_currency'],
		[{ invoiceId: '01900000-0000-7000-8000-000000000009' }, 'not_found'],
	] as const
	for (const [more, code] of refusals) expect(await promise(more)).toMatchObject({ ok: false, refusal: { code } })
	expect(await states()).toEqual([])
})
