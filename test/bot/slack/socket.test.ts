import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { listenToChats } from '#bot/open.ts'
import { openLog } from '#portal/log.ts'
import { buttonOf, type Chats, openChats } from '#test/bot/chats.ts'
import { hireMember } from '#test/bot/desk.ts'
import { invoice, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { appToken } from '#test/support/slack.ts'

let world: World
let chats: Chats
let number: string
let listening: Awaited<ReturnType<typeof listenToChats>>

// A story of several deliveries, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	number = (await invoice(world.books, await welcome(world.books), 20_000n, { days: 0 })).number
	world.clock.standOn('2026-03-10')
	chats = await openChats(world)
	await chats.link(await hireMember(world.books, 'finance', 'Mara'), 'slack', 'UMARA')
	const { signingSecret: _, ...slack } = chats.settings.slack
	const settings = { slack: { ...slack, signingSecret: undefined, appToken }, telegram: undefined }
	listening = await listenToChats(world.books, settings, openLog('silent'))
})
beforeEach(() => chats.slack.forget())
afterAll(async () => {
	await listening.stop()
	expect(chats.slack.problems).toEqual([])
	await chats.close()
	await world.close()
})

/** Sends an envelope and waits until it is acknowledged. */
async function hear(type: 'slash_commands' | 'interactive' | 'events_api', payload: object): Promise<void> {
	const id = chats.slack.sockets.send(type, payload)
	await vi.waitFor(() => expect(chats.slack.sockets.acknowledged).toContain(id), { timeout: 10_000 })
	await chats.settle()
}
const said = (text: string) => ({
	...{ command: '/counterpart', text, user_id: 'UMARA', user_name: 'mara', team_id: 'T1', channel_id: 'C1' },
	...{ channel_name: 'general', trigger_id: crypto.randomUUID() },
	response_url: `${chats.slack.apiUrl}/response/1`,
})

test('with an app token the socket is opened, and nothing listens for requests', () => {
	expect(listening.listening).toEqual(['slack'])
	expect(chats.slack.sockets.connected()).toBe(true)
})

test('a command comes through the socket, is stored before it is acknowledged, and answered', async () => {
	await hear('slash_commands', said('what is overdue?'))
	expect(await world.sql`select from inbox where provider = 'slack'`).toHaveLength(1)
	expect(chats.slack.answers).toMatchObject([{ body: { response_type: 'ephemeral', text: 'Overdue: €200.00' } }])
})

test('a direct message and a press come through it, and the press does its work once however often it is sent', async () => {
	const event = {
		type: 'message',
		channel_type: 'im',
		channel: 'DMARA',
		user: 'UMARA',
		text: `remind ${number}`,
		ts: '1.1',
	}
	await hear('events_api', { type: 'event_callback', team_id: 'T1', event_id: 'EvSocket', event })
	const [question] = chats.slack.messages
	if (!question) throw new Error('no question')
	const press = {
		...{ type: 'block_actions', user: { id: 'UMARA', team_id: 'T1' }, team: { id: 'T1' }, trigger_id: 'once' },
		...{ channel: { id: 'DMARA' }, message: { ts: question.ts }, response_url: `${chats.slack.apiUrl}/response/2` },
		container: { type: 'message', message_ts: question.ts },
		actions: [{ ...buttonOf(question, 'Send the reminder'), type: 'button', block_id: 'b', action_ts: '1' }],
	}
	await hear('interactive', press)
	await hear('interactive', press)
	expect(question.text).toContain('is on its way')
	expect(await world.sql`select from outbox where key like 'reminder:%:now:%'`).toHaveLength(1)
})

test('what could not be stored is not acknowledged, and is when Slack sends it again', async () => {
	await world.sql`create sequence tries`
	await world.sql`
		create function full_disk() returns trigger language plpgsql as $$
		begin perform nextval('tries'); raise exception 'disk full'; end $$`
	await world.sql`create trigger full_disk before insert on inbox for each row execute function full_disk()`
	const payload = said('help')
	chats.slack.sockets.send('slash_commands', payload, 'again')
	// A sequence is not taken back with what failed.
	await vi.waitFor(async () => expect(await world.sql`select from tries where is_called`).toHaveLength(1))
	await world.sql`drop function full_disk() cascade`
	expect(chats.slack.sockets.acknowledged).not.toContain('again')
	chats.slack.sockets.send('slash_commands', payload, 'again')
	await vi.waitFor(() => expect(chats.slack.sockets.acknowledged).toContain('again'), { timeout: 10_000 })
	await chats.settle()
	expect(chats.slack.answers).toHaveLength(1)
})
