import { afterAll, beforeAll, expect, test } from 'vitest'
import { tendApprovals } from '#core/approval/tend.ts'
import { openChats } from '#test/bot/chats.ts'
import { hireMember } from '#test/bot/desk.ts'
import { askCredit, byRole, hire, rule, step } from '#test/core/approval/office.ts'
import { type Customer, invoice, openOf, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
let chats: Awaited<ReturnType<typeof openChats>>
let customer: Customer

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-06' })
	chats = await openChats(world)
	customer = await welcome(world.books)
})
afterAll(async () => {
	expect([...chats.slack.problems, ...chats.telegram.problems]).toEqual([])
	await chats.close()
	await world.close()
})

const first = <Value>(values: Value[]): Value => {
	const [value] = values
	if (value === undefined) throw new Error('There is none')
	return value
}
const said = (blocks: unknown) => JSON.stringify(blocks)

test('three hundred people press at once in Slack and in Telegram: one outcome, and everybody is told what it was', async () => {
	const { sql } = world
	const crowd = 300
	await rule(world, 'credit_note', [step({ approvers: [byRole('finance')] })])
	await sql`
		insert into chat_place (channel, team, place, name, hears, added_by, added_at)
		select channel, team, place, 'approvals', 'approvals', ${(await hire(world.books, 'ada', 'administrator')).userId}, now()
		from (values ('slack', 'T1', 'C1'), ('telegram', '', '-500')) as place (channel, team, place)`
	await sql`
		insert into staff_user (name, email, role) select 'Person ' || one, 'person' || one || '@halden.example', 'finance'
		from generate_series(1, ${crowd}::int) as one`
	const asker = await hire(world.books, 'sal', 'finance')
	const owed = await invoice(world.books, customer, 2000_00n)
	const id = await askCredit(world, asker, owed.id)
	await chats.settle()
	// Linked only now: each would have a card of their own, and this is about the two that all of them see.
	await sql`
		insert into chat_account (channel, team, account, name, user_id, linked_at)
		select case when one % 2 = 0 then 'slack' else 'telegram' end, case when one % 2 = 0 then 'T1' else '' end,
			case when one % 2 = 0 then 'U' || one else one::text end, name, staff_user.id, now()
		from generate_series(1, ${crowd}::int) as one join staff_user on email = 'person' || one || '@halden.example'`
	const [card, copy] = [first(chats.slack.messages), first(chats.telegram.messages)]
	const presses = Array.from({ length: crowd }, (_, index) => index + 1)
	const answers = await Promise.all(
		presses.map((one) =>
			one % 2 === 0 ? chats.pressSlack(`U${one}`, card, 'Approve') : chats.pressTelegram(String(one), copy, 'Approve'),
		),
	)
	expect(answers.every(({ status }) => status === 200)).toBe(true)
	await chats.settle()
	const told = [
		...chats.slack.answers.map(({ body }) => String(body.text)),
		...chats.telegram.popups.map(({ text }) => String(text)),
	]
	expect(told).toHaveLength(crowd)
	expect(told.filter((text) => text.includes('Approved. It is done'))).toHaveLength(1)
	expect(told.filter((text) => text.includes('It was decided before'))).toHaveLength(crowd - 1)
	const words = await sql<{ says: string }[]>`select says from approval_decision where request_id = ${id}`
	expect(words.map(({ says }) => says)).toEqual(['approve'])
	const notes = await sql`select from invoice where kind = 'credit_note' and credits_invoice_id = ${owed.id}`
	expect(notes).toHaveLength(1)
	expect(await openOf(world.books, owed.id)).toBe(0n)
	expect(said(card.blocks)).toContain('Approved by Person')
	expect(copy.text).toContain('Approved by Person')
	expect([chats.slack.messages.length, chats.telegram.messages.length]).toEqual([1, 1])
	await sql`delete from chat_place`
}, 600_000)

test('what nobody decides over a weekend goes to those above on Tuesday, in their chat, and every copy shows how it ends', async () => {
	const { books, clock } = world
	const fiona = await hireMember(books, 'finance', 'Fiona')
	const boss = await hireMember(books, 'administrator', 'Boris')
	await chats.link(fiona, 'slack', 'UFIONA')
	await chats.link(boss, 'telegram', '9000')
	const escalateTo = [{ kind: 'user' as const, userId: boss.userId }]
	const steps = [
		step({ approvers: [{ kind: 'user', userId: fiona.userId }], limitHours: 48, remindHours: 24, escalateTo }),
	]
	await rule(world, 'credit_note', steps)
	const asker = await hire(books, 'kim', 'finance')
	const owed = await invoice(books, customer, 3000_00n)
	clock.standAt('2026-03-06T15:00:00Z')
	const id = await askCredit(world, asker, owed.id)
	const tend = async (moment: string) => {
		clock.standAt(moment)
		await tendApprovals(books)
		await chats.settle()
	}
	const above = () => chats.telegram.messages.filter(({ chat }) => chat === '9000')
	const asked = () => first(chats.slack.messages.filter(({ channel }) => channel === 'DFIONA'))
	await tend('2026-03-06T15:00:00Z')
	expect(said(asked().blocks)).not.toContain('passed')
	for (const moment of ['2026-03-07T12:00:00Z', '2026-03-08T23:00:00Z', '2026-03-09T15:00:00Z']) {
		await tend(moment)
		expect(above()).toEqual([])
	}
	await tend('2026-03-10T15:00:00Z')
	expect(above()).toHaveLength(1)
	expect(asked().edits).toBeGreaterThan(0)
	expect(said(asked().blocks)).toContain('Boris')
	await chats.pressTelegram('9000', first(above()), 'Approve')
	await chats.settle()
	expect(first(above()).text).toContain('Approved by Boris')
	expect(said(asked().blocks)).toContain('Approved by Boris')
	expect(asked().blocks.some(({ type }) => type === 'actions')).toBe(false)
	expect(await world.sql`select from approval_request where id = ${id} and state = 'approved'`).toHaveLength(1)
	expect(await openOf(books, owed.id)).toBe(0n)
}, 120_000)
