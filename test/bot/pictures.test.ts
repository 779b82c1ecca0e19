import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { openTelegramApi, telegramPlatform } from '#bot/telegram/platform.ts'
import { tellStory } from '#test/portal/customer/story.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { type Chats, openChats } from './chats.ts'
import { hireMember } from './desk.ts'

let world: World
let chats: Chats

// A story of several deliveries, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20' })
	await tellStory(world, 3)
	world.clock.standOn('2026-08-20')
	chats = await openChats(world)
	const manager = await hireMember(world.books, 'manager', 'Mara')
	await chats.link(manager, 'slack', 'UMARA')
	await chats.link(manager, 'telegram', '77')
})
beforeEach(() => {
	chats.slack.forget()
	chats.telegram.messages.splice(0)
})
afterAll(async () => {
	expect(chats.slack.problems).toEqual([])
	expect(chats.telegram.problems).toEqual([])
	await chats.close()
	await world.close()
})

const isPng = (bytes: Buffer | undefined) => bytes?.subarray(1, 4).toString() === 'PNG'
const mention = (text: string) =>
	chats.event({ type: 'app_mention', channel: 'C1', user: 'UMARA', text: `<@UBOT> ${text}`, ts: '5.5', team: 'T1' })

test('the chart of an answer comes as a picture in its thread, with words for who does not see it', async () => {
	await mention('invoiced this year')
	await chats.settle()
	const [words, picture] = chats.slack.messages
	expect(words?.text).toContain('Invoiced')
	expect(picture).toMatchObject({ channel: 'C1', thread_ts: '5.5' })
	expect(picture?.files).toMatchObject([{ altText: 'invoiced, EUR', title: 'invoiced, EUR' }])
	expect(isPng(picture?.files?.[0]?.bytes)).toBe(true)
	expect(chats.slack.messages).toHaveLength(2)
})

test('what was answered to one person alone is drawn for them alone', async () => {
	await chats.command('UMARA', 'invoiced this year')
	await chats.settle()
	expect(chats.slack.answers).toHaveLength(1)
	expect(chats.slack.messages.map(({ channel, files }) => [channel, files?.length])).toEqual([['DMARA', 1]])
})

test('in Telegram it is a photo below the answer', async () => {
	await chats.chat('77', 'invoiced this year')
	await chats.settle()
	const [words, picture] = chats.telegram.messages
	expect(words?.text).toContain('Invoiced')
	expect(picture?.text).toBe('invoiced, EUR')
	expect(isPng(picture?.photo?.bytes)).toBe(true)
	expect(chats.telegram.messages).toHaveLength(2)
})

test('a caption is cut to what Telegram takes', async () => {
	const platform = telegramPlatform(openTelegramApi(chats.settings.telegram), 'https://portal.example', async () => {})
	const title = '👩‍💻 & <b>'.repeat(500)
	await platform.show({ place: '77' }, { title, name: 'a.png', png: new Uint8Array([1]) }, { again: false })
	expect(chats.telegram.messages[0]?.text.length).toBeLessThanOrEqual(1024)
})

test.each([
	{ method: 'files.getUploadURLExternal', error: 'missing_scope' },
	{ method: 'files.getUploadURLExternal', status: 500 },
	{ method: 'files.completeUploadExternal', status: 429, retryAfter: 1 },
	{ method: 'files.completeUploadExternal', status: 500, afterwards: true },
])('when Slack does not take the picture (%j) the words stand, and it comes once', async (fault) => {
	chats.slack.failNext(fault)
	await mention('invoiced this year')
	await chats.drain()
	expect(chats.slack.messages.filter(({ files }) => !files)).toHaveLength(1)
	await chats.settle()
	expect(chats.slack.messages.filter(({ files }) => !files)).toHaveLength(1)
	expect(chats.slack.messages.filter(({ files }) => files)).toHaveLength(1)
})

test('a picture that nobody takes is given up after half an hour, and said so where what was not told is listed', async () => {
	chats.slack.failNext({ method: 'files.getUploadURLExternal', error: 'missing_scope' })
	await mention('invoiced this year')
	await chats.drain()
	world.clock.standOn('2026-08-21')
	await chats.settle()
	expect(chats.slack.messages).toHaveLength(1)
	const [row] = await world.sql<{ lastError: string }[]>`
		select last_error as "lastError" from outbox where kind = 'chat_picture' and gave_up_at is not null`
	expect(row?.lastError).toContain('long past')
})
