import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startPolling } from '#bot/telegram/poll.ts'
import { act, expectOk } from '#core/act.ts'
import type { Member } from '#core/chat/account.ts'
import { issueChatCode } from '#core/chat/issue-code.ts'
import { openInbox } from '#core/inbox/receive.ts'
import { type Chats, openChats } from '#test/bot/chats.ts'
import { hireMember } from '#test/bot/desk.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { telegramToken } from '#test/support/telegram.ts'

let world: World
let told: Story
let chats: Chats
let manager: Member
let open: { id: string; number: string }

// A story of several deliveries, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20' })
	told = await tellStory(world, 3)
	world.clock.standOn('2026-08-20')
	chats = await openChats(world)
	manager = await hireMember(world.books, 'manager', 'Mara', 'vi')
	await chats.link(manager, 'telegram', '77')
	const [found] = await world.sql<{ id: string; number: string }[]>`
		select id, number from invoice where kind = 'invoice' and state = 'issued' and settled_minor < total_minor
			and contract_id = ${told.subscription.id} order by id limit 1`
	open = found ?? { id: '', number: '' }
})
beforeEach(() => {
	chats.telegram.messages.splice(0)
	chats.telegram.popups.splice(0)
})
afterAll(async () => {
	expect(chats.telegram.problems).toEqual([])
	await chats.close()
	await world.close()
})

test('an update is taken with the secret, stored once by its number', async () => {
	const body = {
		message: {
			message_id: 1,
			date: 1,
			chat: { id: 77, type: 'private' },
			from: { id: 77, is_bot: false, first_name: 'A' },
			text: 'help',
		},
	}
	const statuses = await Promise.all([
		chats.update(body, 'wrong-secret-of-webhook', 9001),
		chats.update(body, '', 9001),
	])
	expect(statuses.map(({ status }) => status)).toEqual([401, 401])
	for (let time = 0; time < 3; time++) expect((await chats.update(body, undefined, 9001)).status).toBe(200)
	await chats.drain()
	expect(chats.telegram.messages).toHaveLength(1)
	expect(chats.telegram.messages[0]?.text).toContain('What I can do')
})

test('the deep link links; a stranger gets one line', async () => {
	await chats.chat('88', 'quá hạn')
	await chats.drain()
	expect(chats.telegram.messages.map(({ text }) => text)).toEqual([expect.stringContaining('I do not know you yet')])
	const newcomer = await hireMember(world.books, 'salesperson', 'Nia', 'zh')
	const staff = { kind: 'staff', userId: newcomer.userId, role: newcomer.role } as const
	const { code } = expectOk(await act(world.books, staff, issueChatCode, undefined))
	await chats.chat('88', `/start ${code}`)
	await chats.drain()
	await chats.chat('88', '逾期')
	await chats.drain()
	const said = chats.telegram.messages.slice(1).map(({ text }) => text)
	expect(said[0]).toContain('Nia，您好')
	expect(said[1]).toMatch(/^逾期：/)
})

test('a question becomes its answer where it stands', async () => {
	await chats.chat('77', `remind ${open.number}`)
	await chats.drain()
	const [question] = chats.telegram.messages
	if (!question) throw new Error('no question')
	const shown = structuredClone(question)
	await Promise.all([
		chats.pressTelegram('77', shown, 'Send the reminder'),
		chats.pressTelegram('77', shown, 'Send the reminder'),
	])
	await chats.drain()
	expect(chats.telegram.messages).toHaveLength(1)
	expect(question.buttons).toEqual([])
	expect(await world.sql`select from outbox where key like ${`reminder:${open.id}:now:%`}`).toHaveLength(1)
})

test('in a group only what is meant for the bot is answered, as a reply', async () => {
	await chats.inGroup('77', 'who brings the cake?')
	await chats.inGroup('77', '/overdue@another_bot')
	await chats.inGroup('77', '@counterpart_bot what is overdue?')
	await chats.inGroup('77', '/overdue@counterpart_bot')
	await chats.drain()
	expect(chats.telegram.messages.map(({ chat }) => chat)).toEqual(['-500', '-500'])
	expect(chats.telegram.messages[0]?.text).toMatch(/^Overdue: /)
})

test('a group that becomes a supergroup hears under its new number of what it heard of', async () => {
	await chats.inGroup('77', '/hear approvals')
	await chats.drain()
	const places = () => world.sql`select place, hears, name from chat_place`
	expect(await places()).toEqual([{ place: '-500', hears: 'approvals', name: 'Sales' }])
	const chat = { id: -500, type: 'group', title: 'Sales' }
	const from = { id: 77, is_bot: false, first_name: 'Ann' }
	for (let time = 0; time < 2; time++)
		await chats.update({ message: { message_id: 900 + time, date: 1, chat, from, migrate_to_chat_id: -1000500 } })
	await chats.drain()
	expect(await places()).toEqual([{ place: '-1000500', hears: 'approvals', name: 'Sales' }])
})

test('a group whose move to a supergroup was never told is followed from what Telegram answers, with its cards', async () => {
	await chats.inGroup('77', '/hear approvals')
	await chats.drain()
	chats.telegram.upgrade('-500', -1000501)
	chats.telegram.messages.length = 0
	await chats.inGroup('77', '/help@counterpart_bot')
	await chats.drain()
	expect(chats.telegram.messages.map(({ chat }) => chat)).toEqual(['-1000501'])
	expect(await world.sql`select place, hears from chat_place where place in ('-500', '-1000501')`).toEqual([
		{ place: '-1000501', hears: 'approvals' },
	])
})

test.each([
	['a wait', { method: 'sendMessage', code: 429, retryAfter: 1 }],
	['an error', { method: 'sendMessage', code: 500, description: 'Internal Server Error' }],
])('after %s the answer comes once', async (_what, fault) => {
	chats.telegram.failNext(fault)
	await chats.chat('77', 'find Nordwind')
	await chats.drain()
	await chats.hurry()
	await chats.drain()
	expect(chats.telegram.messages).toHaveLength(1)
})

test('that a message is as it should be already is no failure', async () => {
	await chats.chat('77', `send invoice ${open.number}`)
	await chats.drain()
	const [question] = chats.telegram.messages
	if (!question) throw new Error('no question')
	const shown = structuredClone(question)
	await chats.pressTelegram('77', shown, 'Cancel')
	await chats.pressTelegram('77', shown, 'Cancel')
	await chats.drain()
	expect(question.edits).toBe(1)
	expect(await world.sql`select from outbox where kind = 'chat' and delivered_at is null`).toHaveLength(0)
})

test('who blocked the bot is not written to for ever', async () => {
	chats.telegram.failNext({ method: 'sendMessage', code: 403, description: 'Forbidden: bot was blocked by the user' })
	await chats.chat('77', 'help')
	await chats.drain()
	expect(await world.sql`select from event where kind = 'chat.gave_up'`).toHaveLength(1)
})

test('asked instead of told, Telegram’s updates are stored once each, and asked for again while they could not be', async () => {
	const body = {
		message_id: 5,
		date: 1,
		chat: { id: 77, type: 'private' },
		from: { id: 77, is_bot: false, first_name: 'A' },
		text: 'find Nordwind',
	}
	chats.telegram.updates.push({ update_id: 7001, message: body } as never)
	let failures = 2
	const receive = openInbox(world.books)
	const polling = startPolling({
		...{ botToken: telegramToken, apiUrl: chats.telegram.apiUrl, pause: 20, log: { warn: () => {} } },
		receive: async (message) => {
			if (failures-- > 0) throw new Error('the database is away')
			await receive(message)
		},
	})
	await expect.poll(() => world.sql`select from inbox where message_id = '7001'`.then((rows) => rows.length)).toBe(1)
	await expect.poll(() => chats.telegram.updates.length).toBe(0)
	await polling.stop()
	await chats.drain()
	expect(chats.telegram.messages).toHaveLength(1)
})
