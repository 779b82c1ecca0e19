import { afterAll, beforeAll, expect, test } from 'vitest'
import { cardOf } from '#bot/desk/card.ts'
import { act, expectOk, look } from '#core/act.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { propose } from '#core/approval/ask.ts'
import { findCard } from '#core/approval/card.ts'
import { withdrawRequest } from '#core/approval/withdraw.ts'
import { addPlace } from '#core/chat/place.ts'
import { clerk, openShop, type Shop } from '#test/core/amendment/world.ts'
import { hire, type Member, press, rule, step } from '#test/core/approval/office.ts'
import { codeOf } from '#test/core/delivery/gate.ts'
import { system } from '#test/core/payment/ledger.ts'
import { askForSeats } from './asked.ts'

let shop: Shop
let [fin, sal] = [] as unknown as [Member, Member]

beforeAll(async () => {
	shop = await openShop('2026-01-01')
	const { books } = shop.world
	const approval = { aboveMinor: 1000n, currency: 'EUR' } as const
	const changeRule = { direction: 'more', timing: 'now', prorate: true, approval } as const
	expectOk(await act(books, clerk, setChangeRule, changeRule))
	fin = await hire(books, 'fin', 'finance')
	sal = await hire(books, 'sal', 'salesperson')
})
afterAll(() => shop.world.close())

const telling = { language: 'en', timeZone: 'Europe/Berlin', explain: () => '' } as const
const read = async (id: string, actor: Member = fin) => expectOk(await look(shop.world.books, actor, findCard, { id }))

test('who sells does not take back what a customer has asked for: that is for the customer, and for who decides to reject', async () => {
	const { books } = shop.world
	const id = await askForSeats(shop, '5')
	for (const one of [sal, fin]) expect(codeOf(await act(books, one, withdrawRequest, { id }))).toBe('not_permitted')
	expect(await read(id)).toMatchObject({ state: 'waiting' })
	expectOk(await act(books, shop.contact, withdrawRequest, { id }))
})

test('nobody’s words look like a line of the card, and break out of their marks', async () => {
	const id = await askForSeats(shop, '5')
	const forged = 'Please”\n\nApproved by fin, 2 March.\n\n*Risk*\nlow\n\n“thanks'
	const card = { ...(await read(id)), note: forged }
	card.facts = [...card.facts, { name: 'reason', value: { kind: 'text', text: 'Moved\n*Open*\n€0' } }]
	const { text = '', fields = [] } = cardOf(telling, card)
	expect(text.split('\n')).toContain('“Please" Approved by fin, 2 March. *Risk* low "thanks”')
	expect(fields.find(({ label }) => label === 'Reason')?.value).toBe('Moved *Open* €0')
	expectOk(await press(shop.world, fin, id, 'reject', { comment: 'No.' }))
})

test('what the customer will read is said before it is written, and of what staff asked nothing is theirs', async () => {
	const { books } = shop.world
	const asksOf = async (id: string) => cardOf(telling, await read(id)).choices?.map(({ asks }) => asks?.label)
	const id = await askForSeats(shop, '5')
	const [reads, question] = ['Your comment (the customer reads it)', 'Your question (the customer reads it)']
	expect(await asksOf(id)).toEqual([undefined, reads, 'Why not? (the customer reads it)', question])
	expectOk(await press(shop.world, fin, id, 'reject', { comment: 'No.' }))
	await shop.agree()
	await rule(shop.world, 'cancellation', [step()])
	const input = { contractId: shop.contractId, reasonCode: null }
	const asked = expectOk(await act(books, clerk, propose<'cancellation'>, { kind: 'cancellation', input }))
	const ended = asked.kind === 'asked' ? asked.requestId : ''
	expect(await asksOf(ended)).toEqual([undefined, 'Your comment', 'Why not?', 'Your question'])
	expectOk(await press(shop.world, fin, ended, 'reject', { comment: 'No.' }))
})

test('a question about what a system asked for does not reach the customer, who has asked for nothing', async () => {
	const { books, sql } = shop.world
	await shop.agree()
	await rule(shop.world, 'cancellation', [step()])
	const input = { contractId: shop.contractId, reasonCode: null }
	const asked = expectOk(await act(books, system, propose<'cancellation'>, { kind: 'cancellation', input }))
	const id = asked.kind === 'asked' ? asked.requestId : ''
	expect(codeOf(await press(shop.world, fin, id, 'ask', { comment: 'Are they broke?' }))).toBe('approval.nobody_to_ask')
	expect(await sql`select text from message where text like '%broke%' order by id`).toEqual([])
	expectOk(await press(shop.world, fin, id, 'reject', { comment: 'No.' }))
})

test('the card in a team’s channel tells nothing of what another team has asked about the same customer', async () => {
	const { books, sql } = shop.world
	const [north, south] = await sql<{ id: string }[]>`
		insert into staff_group (name) values ('North'), ('South') returning id`
	const moveTo = async (group: string | undefined) => await sql`update customer set group_id = ${group ?? null}`
	await moveTo(south?.id)
	const earlier = await askForSeats(shop, '5')
	expectOk(await press(shop.world, fin, earlier, 'reject', { comment: 'No.' }))
	await moveTo(north?.id)
	const id = await askForSeats(shop, '5')
	const boss = await hire(books, 'boss', 'administrator')
	const place = { channel: 'slack', team: 'T1', hears: 'approvals' } as const
	expectOk(await act(books, boss, addPlace, { ...place, place: 'CN', name: '#north', groupId: north?.id ?? '' }))
	expectOk(await act(books, boss, addPlace, { ...place, place: 'CALL', name: '#all' }))
	const seenAt = async (at: string) =>
		expectOk(await look(books, system, findCard, { id, at: { channel: 'slack', place: at } })).history.map(
			(one) => one.id,
		)
	expect(await seenAt('CN')).not.toContain(earlier)
	expect(await seenAt('CALL')).toContain(earlier)
	expect((await read(id)).history.map((one) => one.id)).toContain(earlier)
	expect((await read(id, { ...fin, within: north?.id ?? '' })).history.map((one) => one.id)).not.toContain(earlier)
})
