import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { listFollowUps } from '#core/follow-up/list.ts'
import { type RecordFollowUp, recordFollowUp } from '#core/follow-up/record.ts'
import { settleFollowUp } from '#core/follow-up/settle.ts'
import { addUser } from '#core/staff/add-user.ts'
import { type Customer, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
let customer: Customer
let seller: Actor

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	customer = await welcome(world.books)
	const user = { name: 'Sam Seller', email: 'sam@halden.example', role: 'salesperson' } as const
	const { id } = expectOk(await act(world.books, system, addUser, user))
	seller = { kind: 'staff', userId: id, role: 'salesperson' }
})
afterAll(() => world.close())

const record = (more: Partial<RecordFollowUp> = {}, actor = seller) =>
	act(world.books, actor, recordFollowUp, {
		...{ customerId: customer.id, kind: 'call', text: 'Called', key: crypto.randomUUID() },
		...more,
	})

test('a follow-up with a next step waits for its day until it is ticked off', async () => {
	const { id } = expectOk(await record({ nextStep: 'Visit them', nextOn: '2026-03-06' }))
	expectOk(await record({ text: 'Nothing more' }))
	const open = (by: string) =>
		look(world.books, seller, listFollowUps, { open: { by }, mine: true, limit: 10 }).then(expectOk)
	expect((await open('2026-03-05')).map((one) => one.id)).toEqual([])
	expect(await open('2026-03-06')).toMatchObject([{ id, nextStep: 'Visit them', authorName: 'Sam Seller' }])
	expectOk(await act(world.books, seller, settleFollowUp, { id }))
	expectOk(await act(world.books, seller, settleFollowUp, { id }))
	expect(await open('2026-03-06')).toEqual([])
	const all = expectOk(await look(world.books, seller, listFollowUps, { customerId: customer.id, limit: 10 }))
	expect(all.map(({ text, settled }) => [text, settled])).toEqual([
		['Nothing more', false],
		['Called', true],
	])
})

test.each([
	[{ text: '  ' }, 'input.invalid'],
	[{ text: 'x'.repeat(5001) }, 'input.invalid'],
	[{ nextStep: 'Visit' }, 'input.invalid'],
	[{ happenedOn: '2026-03-03' }, 'input.invalid'],
	[{ customerId: '01900000-0000-7000-8000-000000000009' }, 'not_found'],
	[{ contractId: '01900000-0000-7000-8000-000000000009' }, 'not_found'],
])('what cannot be is refused: %j', async (more, code) => {
	expect(await record(more)).toMatchObject({ ok: false, refusal: { code } })
})

test('the customer and the storekeeper write none', async () => {
	expect(await record({}, customer.actor)).toMatchObject({ ok: false })
	const keeper: Actor = { kind: 'staff', userId: '01900000-0000-7000-8000-000000000002', role: 'storekeeper' }
	expect(await record({}, keeper)).toMatchObject({ ok: false })
})
