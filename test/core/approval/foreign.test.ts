import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { delegate, endDelegation } from '#core/approval/delegate.ts'
import { findRecord } from '#core/approval/find-record.ts'
import { findDeciders } from '#core/approval/letter-facts.ts'
import { lockRequest } from '#core/approval/lock.ts'
import { answerQuestion } from '#core/approval/question.ts'
import { withdrawRequest } from '#core/approval/withdraw.ts'
import { codeOf } from '#test/core/delivery/gate.ts'
import { invoice, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { askCredit, byRole, cardOf, hire, type Member, press, rule, step } from './office.ts'

let world: World
let [asker, fin, sam, sue] = [] as unknown as [Member, Member, Member, Member]
let [ofCustomer, ofColleague] = ['', '']

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	const { books } = world
	asker = await hire(books, 'asker', 'administrator')
	fin = await hire(books, 'fin', 'finance')
	sam = await hire(books, 'sam', 'storekeeper')
	sue = await hire(books, 'sue', 'salesperson')
	await rule(world, 'credit_note', [step()])
	await rule(world, 'user_access', [step({ approvers: [byRole('administrator'), byRole('finance')] })])
	ofCustomer = await askCredit(world, asker, (await invoice(books, await welcome(books), 5000_00n)).id)
	const input = { does: 'add', name: 'Eve', email: 'eve@halden.example', role: 'finance' } as const
	const made = expectOk(await act(books, asker, propose<'user_access'>, { kind: 'user_access', input }))
	ofColleague = made.kind === 'asked' ? made.requestId : ''
	expectOk(await press(world, fin, ofCustomer, 'ask', { comment: 'Which one?' }))
})
afterAll(() => world.close())

/** What somebody is answered who tries everything on a request that they have only heard the id of. */
async function tried(actor: Member, id: string) {
	const { books } = world
	const seen = id === ofCustomer || id === ofColleague ? (await cardOf(world, id)).seen : 'none'
	return {
		withdraw: codeOf(await act(books, actor, withdrawRequest, { id })),
		answer: codeOf(await act(books, actor, answerQuestion, { id, text: 'Hm', channel: 'console' })),
		approve: codeOf(await press(world, actor, id, 'approve', { seen })),
		record: codeOf(await look(books, actor, findRecord, { id })),
	}
}
const nothing = { withdraw: 'not_found', answer: 'not_found', approve: 'not_found', record: 'not_found' }

test('whoever may not look at a request is answered as if there were none, and learns nothing by a forged id', async () => {
	for (const id of [ofCustomer, ofColleague, randomUUID()]) expect(await tried(sam, id)).toEqual(nothing)
	// Of colleagues nothing is for who sells; of customers they may look, and are told that it is not theirs.
	expect(await tried(sue, ofColleague)).toEqual(nothing)
	expect(await tried(sue, ofCustomer)).toMatchObject({
		...{ withdraw: 'not_permitted', answer: 'not_permitted', approve: 'not_permitted', record: 'done' },
	})
})

test('who speaks where a group reads along reaches no request of another group, nor one of no group', async () => {
	const { books, sql } = world
	const [group] = await sql<{ id: string }[]>`insert into staff_group (name) values ('North') returning id`
	const there: Member = { ...asker, within: group?.id ?? '' }
	for (const id of [ofCustomer, ofColleague]) {
		expect(codeOf(await act(books, there, lockRequest, id))).toBe('not_found')
		expect(await tried(there, id)).toEqual(nothing)
	}
	expect(codeOf(await act(books, asker, lockRequest, ofColleague))).toBe('done')
})

test('who decides, by name and address, is for the product alone and those who look after staff', async () => {
	const { books } = world
	expect(codeOf(await look(books, sam, findDeciders, { id: ofCustomer }))).toBe('not_permitted')
	expect(expectOk(await look(books, system, findDeciders, { id: ofCustomer })).map(({ name }) => name)).toEqual(['fin'])
})

test('a colleague’s delegation is not there for whoever tries to end it', async () => {
	const { books } = world
	const days = { startsOn: '2026-03-02', endsOn: '2026-03-09' }
	const { id } = expectOk(await act(books, fin, delegate, { userId: fin.userId, delegateId: asker.userId, ...days }))
	expect(codeOf(await act(books, sam, endDelegation, { id }))).toBe('not_found')
	expectOk(await act(books, fin, endDelegation, { id }))
})
