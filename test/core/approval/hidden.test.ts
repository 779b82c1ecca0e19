import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { findCard } from '#core/approval/card.ts'
import { unseenKinds } from '#core/approval/unseen.ts'
import { addPlace } from '#core/chat/place.ts'
import type { Card, RightedRole } from '#core/field-right/card-field.ts'
import { saveFieldRights } from '#core/field-right/save.ts'
import { invoice, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { askCredit, byRole, cardOf, hire, type Member, press, rule, step } from './office.ts'

let world: World
let [boss, fin, mia, sal] = [] as unknown as [Member, Member, Member, Member]
let owed: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	const { books } = world
	boss = await hire(books, 'boss', 'administrator')
	fin = await hire(books, 'fin', 'finance')
	mia = await hire(books, 'mia', 'manager')
	sal = await hire(books, 'sal', 'finance')
	owed = (await invoice(books, await welcome(books), 5000_00n)).id
	await hide('line', 'unitPrice', 'manager')
})
afterAll(() => world.close())

async function hide(card: Card, field: string, role: RightedRole): Promise<void> {
	const rights = [{ field, state: null, access: 'hidden' as const }]
	expectOk(await act(world.books, boss, saveFieldRights, { card, role, rights }))
	delete world.books.company
}

test('who may not see what is asked for is not asked: others are, and no letter tells them its money', async () => {
	const { books, sql } = world
	await rule(world, 'credit_note', [step({ approvers: [byRole('manager')], otherwise: [byRole('finance')] })])
	const id = await askCredit(world, sal, owed)
	const { steps } = await cardOf(world, id)
	expect(steps.map(({ approvers }) => approvers.map(({ name }) => name))).toEqual([['fin']])
	const letters = await sql<{ to: string }[]>`
		select payload ->> 'userId' as to from outbox where key like ${`approval-asked:${id}:%`}`
	expect(letters.map(({ to }) => to)).toEqual([fin.userId])
	const { seen } = await cardOf(world, id)
	expect(await press(world, mia, id, 'approve', { seen })).toMatchObject({ ok: false })
	expect(await look(books, mia, findCard, { id })).toMatchObject({ refusal: { code: 'not_found' } })
	expect(expectOk(await press(world, fin, id, 'approve')).did).toBe('approved')
})

test('a settlement names its machines, so it is not for whom their numbers are hidden from', async () => {
	await hide('line', 'serialNumber', 'collector')
	const cora = await hire(world.books, 'cora', 'collector')
	const unseen = await look(world.books, cora, async (scope) => unseenKinds(scope), undefined)
	expect(expectOk(unseen)).toContain('settlement')
})

test('only who sees everything makes a channel hear, and of a colleague’s access no channel does', async () => {
	const { books } = world
	const place = { channel: 'slack', team: 'T1', place: 'C9', name: '#all', hears: 'approvals' } as const
	expect(await act(books, mia, addPlace, place)).toMatchObject({ refusal: { code: 'not_permitted' } })
	expectOk(await act(books, boss, addPlace, place))
	await rule(world, 'user_access', [step()])
	const input = { does: 'add', name: 'Eve', email: 'eve@halden.example', role: 'administrator' } as const
	const asked = expectOk(await act(books, boss, propose<'user_access'>, { kind: 'user_access', input }))
	const id = asked.kind === 'asked' ? asked.requestId : ''
	expect((await look(books, system, findCard, { id })).ok).toBe(true)
	const inChannel = await look(books, system, findCard, { id, at: { channel: 'slack', place: 'C9' } })
	expect(inChannel).toMatchObject({ refusal: { code: 'not_found' } })
})
