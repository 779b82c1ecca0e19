// Over 300 lines: one story of one workspace, told in a database that is slow to build.
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import type { Member } from '#core/chat/account.ts'
import { keepCopy } from '#core/chat/copy.ts'
import { findAccounts } from '#core/chat/find-accounts.ts'
import { issueChatCode } from '#core/chat/issue-code.ts'
import { listPlaces } from '#core/chat/place.ts'
import { openPayload } from '#core/inbox/receive.ts'
import { requireSecondFactor } from '#core/sign-in/second-factor/required.ts'
import { type Chats, openChats } from '#test/bot/chats.ts'
import { hireMember } from '#test/bot/desk.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
let told: Story
let chats: Chats
let manager: Member
let open: { id: string; number: string }

const system = { kind: 'system', name: 'test' } as const
const now = () => Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)
const stored = () => world.sql`select from inbox`.then((rows) => rows.length)

// A story of several deliveries, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20' })
	told = await tellStory(world, 3)
	world.clock.standOn('2026-08-20')
	chats = await openChats(world)
	manager = await hireMember(world.books, 'manager', 'Mara')
	await chats.link(manager, 'slack', 'UMARA')
	const [found] = await world.sql<{ id: string; number: string }[]>`
		select id, number from invoice where kind = 'invoice' and state = 'issued' and settled_minor < total_minor
			and contract_id = ${told.subscription.id} order by id limit 1`
	open = found ?? { id: '', number: '' }
})
beforeEach(() => chats.slack.forget())
afterAll(async () => {
	expect(chats.slack.problems).toEqual([])
	await chats.close()
	await world.close()
})

test('a request is believed only with a signature of now; one of tomorrow is not', async () => {
	const body = { type: 'event_callback', team_id: 'T1', event_id: 'EvX', event: { type: 'app_home_opened' } }
	const before = await stored()
	const statuses = await Promise.all([
		chats.post(body, { secret: 'x'.repeat(32) }),
		chats.post(body, { at: now() - 400 }),
		chats.post(body, { at: now() + 400 }),
		fetch(`${chats.address}/slack/events`, { method: 'POST', body: JSON.stringify(body) }),
		fetch(`${chats.address}/slack/events`),
	])
	expect(statuses.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
	expect(await stored()).toBe(before)
	const challenge = await chats.post({ type: 'url_verification', challenge: 'abc', token: 'old' })
	expect(await challenge.json()).toEqual({ challenge: 'abc' })
})

test('an event that comes twice is stored and answered once, without the old token', async () => {
	const body = {
		...{ type: 'event_callback', token: 'old-token', team_id: 'T1', event_id: 'EvTwice' },
		event: { type: 'message', channel_type: 'im', channel: 'DMARA', user: 'UMARA', text: 'help', ts: '1.1' },
	}
	const answers = await Promise.all([chats.post(body), chats.post(body), chats.post(body, { at: now() - 60 })])
	expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
	await chats.drain()
	expect(chats.slack.messages).toHaveLength(1)
	expect(chats.slack.messages[0]).toMatchObject({ channel: 'DMARA', edits: 0 })
	const [kept] = await world.sql<{ provider: string; id: string; payload: unknown }[]>`
		select provider, message_id as id, payload from inbox where message_id = 'EvTwice'`
	expect(JSON.stringify(kept?.payload)).not.toContain('DMARA')
	const opened = JSON.stringify(kept && openPayload(world.books, kept))
	expect(opened).toContain('DMARA')
	expect(opened).not.toContain('old-token')
})

test('a stranger gets one polite line a day and nothing else; a leaver is a stranger', async () => {
	await chats.tell('USTRANGER', 'overdue')
	await chats.tell('USTRANGER', 'find Nordwind')
	await chats.drain()
	expect(chats.slack.messages).toHaveLength(1)
	expect(chats.slack.messages[0]?.text).toContain('https://portal.example/staff/chat-accounts')
	expect(chats.slack.messages[0]?.text).not.toContain('Nordwind')
	const leaver = await hireMember(world.books, 'finance', 'Lee')
	await chats.link(leaver, 'slack', 'ULEE')
	await world.sql`update staff_user set left_at = now() where id = ${leaver.userId}`
	chats.slack.forget()
	await chats.tell('ULEE', 'overdue')
	await chats.drain()
	expect(chats.slack.messages.map(({ text }) => text)).toEqual([expect.stringContaining('I do not know you yet')])
})

test('whoever has to set a second factor up is told where, and hears nothing else until they have', async () => {
	const member = await hireMember(world.books, 'finance', 'Hana')
	await chats.link(member, 'slack', 'UHANA')
	expectOk(await act(world.books, system, requireSecondFactor, { required: true }))
	await chats.tell('UHANA', 'overdue')
	await chats.tell('UHANA', 'find Nordwind')
	await chats.drain()
	expect(chats.slack.messages.map(({ text }) => text)).toEqual([
		expect.stringContaining('https://portal.example/staff/second-factor'),
	])
	expect(expectOk(await look(world.books, system, findAccounts, { userId: member.userId }))).toEqual([])
	await world.sql`
		insert into second_factor (user_id, secret, created_at, confirmed_at) values (${member.userId}, decode(repeat('00', 48), 'hex'), now(), now())`
	await chats.tell('UHANA', 'overdue')
	await chats.drain()
	expect(chats.slack.messages).toHaveLength(2)
	expect(chats.slack.messages.at(-1)?.text).not.toContain('second factor')
	expectOk(await act(world.books, system, requireSecondFactor, { required: false }))
})

test('an account is linked by the code from the console, in a command that only its sender sees', async () => {
	const newcomer = await hireMember(world.books, 'salesperson', 'Nia')
	const staff = { kind: 'staff', userId: newcomer.userId, role: newcomer.role } as const
	const { code } = expectOk(await act(world.books, staff, issueChatCode, undefined))
	await chats.command('UNIA', `connect ${code}`)
	await chats.drain()
	expect(chats.slack.answers).toMatchObject([
		{ body: { response_type: 'ephemeral', text: expect.stringContaining('Welcome, Nia') } },
	])
	await chats.command('UOTHER', `connect ${code}`)
	await chats.command('UNIA', 'approvals')
	await chats.drain()
	expect(chats.slack.answers.map(({ body }) => String(body.text)).sort()).toEqual([
		'Nothing waits for you',
		expect.stringContaining('not good any more'),
		expect.stringContaining('Welcome'),
	])
	expect(
		await world.sql`select from outbox where kind = 'chat' and payload ? 'secrets' and delivered_at is not null`,
	).toHaveLength(0)
})

test('a mention is answered in its thread, with a table that Slack takes', async () => {
	await chats.event({
		type: 'app_mention',
		channel: 'C1',
		user: 'UMARA',
		text: '<@UBOT> what is overdue?',
		ts: '5.5',
		team: 'T1',
	})
	await chats.drain()
	const [message] = chats.slack.messages
	expect(message).toMatchObject({ channel: 'C1', thread_ts: '5.5' })
	expect(message?.blocks.map(({ type }) => type)).toContain('table')
})

test('a question with buttons becomes its answer where it stands, pressed twice at once it is done once', async () => {
	await chats.tell('UMARA', `remind ${open.number}`)
	await chats.drain()
	const [question] = chats.slack.messages
	if (!question) throw new Error('no question')
	const presses = await Promise.all(
		[1, 2, 3].map(() => chats.pressSlack('UMARA', structuredClone(question), 'Send the reminder')),
	)
	expect(presses.map(({ status }) => status)).toEqual([200, 200, 200])
	await chats.drain()
	expect(chats.slack.messages).toHaveLength(1)
	expect(await world.sql`select from outbox where key like ${`reminder:${open.id}:now:%`}`).toHaveLength(1)
	expect(question.blocks.some(({ type }) => type === 'actions')).toBe(false)
})

test('what is written in a contract’s thread reaches the customer only by a choice', async () => {
	const subject = { kind: 'contract', id: told.subscription.id } as const
	const copy = { channel: 'slack', place: 'C7', message: '70.1', subject, revision: '', accountId: null } as const
	expectOk(await act(world.books, system, keepCopy, copy))
	const messages = () =>
		world.sql`select from message where subject_id = ${told.subscription.id}`.then((rows) => rows.length)
	const before = await messages()
	const say = (user: string) =>
		chats.event({
			type: 'message',
			channel_type: 'channel',
			channel: 'C7',
			user,
			text: 'We come on &lt;Monday&gt;',
			ts: `7${user.length}.9`,
			thread_ts: '70.1',
		})
	await say('USTRANGER')
	await say('UMARA')
	await chats.drain()
	expect(chats.slack.messages).toMatchObject([{ onlyTo: 'UMARA', thread_ts: '70.1' }])
	expect(await messages()).toBe(before)
	const [question] = chats.slack.messages
	if (question) await chats.pressSlack('UMARA', question, 'Send to the customer')
	await chats.drain()
	expect(await messages()).toBe(before + 1)
	const [written] = await world.sql<
		{ text: string }[]
	>`select text from message where subject_id = ${told.subscription.id} order by id desc limit 1`
	expect(written?.text).toBe('We come on <Monday>')
	expect(chats.slack.answers).toMatchObject([{ body: { replace_original: true } }])
})

test('a channel hears of approvals when who may says so there', async () => {
	await chats.command('UMARA', 'hear approvals', 'C9')
	await chats.drain()
	expect(expectOk(await look(world.books, system, listPlaces, { hears: 'approvals' }))).toEqual([
		{ channel: 'slack', team: 'T1', place: 'C9' },
	])
	await chats.command('UMARA', 'stop approvals', 'C9')
	await chats.drain()
	expect(expectOk(await look(world.books, system, listPlaces, { hears: 'approvals' }))).toEqual([])
})

test('the home tab shows what waits and what can be asked, and nothing to strangers', async () => {
	for (const user of ['UMARA', 'USTRANGER'])
		await chats.event({ type: 'app_home_opened', user, tab: 'home', channel: 'D1' })
	await chats.drain()
	const blocks = new Map(
		chats.slack.homes.map(({ user_id, view }) => [user_id, (view as { blocks: unknown[] }).blocks.length]),
	)
	expect(blocks.get('UMARA')).toBeGreaterThan(2)
	expect(blocks.get('USTRANGER')).toBe(0)
})

test('a link of ours is unfurled without money, and only what who posted it may see', async () => {
	const url = `https://portal.example/staff/contracts/${told.subscription.id}`
	const [quote] = await world.sql<{ id: string }[]>`
		insert into quote (id, number, title, customer_id, currency, valid_until, payment_term_days, notice_days, created_at, created_by, updated_at)
		select gen_random_uuid(), 'Q-UNFURL', 'A new depot', customer_id, currency, '2026-12-31', 0, 0, now(), 'system:test', now()
		from contract where id = ${told.subscription.id} returning id`
	const [payment] = await world.sql<
		{ id: string }[]
	>`select id from payment where state = 'succeeded' order by id limit 1`
	const [{ customerId } = { customerId: '' }] = await world.sql<{ customerId: string }[]>`
		select customer_id as "customerId" from contract where id = ${told.subscription.id}`
	const requestId = crypto.randomUUID()
	await world.sql`
		insert into approval_request (id, subject_kind, subject_id, about, customer_id, change, asked_on, fingerprint, shown, amount_minor, currency,
			note, workflow, own_allowed, requested_by, requested_at)
		values (${requestId}, 'quote_send', ${quote?.id ?? ''}, ${{ kind: 'quote', number: 'Q-UNFURL', name: 'A new depot' } as never}, ${customerId},
			'{}', '2026-08-20', 'x', ${{ facts: [], changes: [], effect: null, told: [] } as never}, 123456, 'EUR', '', ${{ name: '' } as never}, false, 'system:test', now())`
	const console = 'https://portal.example/staff'
	const links = [
		...[
			url,
			`${console}/quotes/${quote?.id}`,
			`${console}/payments/${payment?.id}`,
			`${console}/approvals/${requestId}`,
		],
		...[
			`${console}/figures/overdue?group=x`,
			`${console}/contracts/none`,
			`${console}/quotes/${crypto.randomUUID()}`,
			`${console}/settings`,
		],
	].map((one) => ({ domain: 'portal.example', url: one }))
	for (const user of ['USTRANGER', 'UMARA'])
		await chats.event({ type: 'link_shared', user, channel: 'C1', message_ts: '9.9', links })
	await chats.drain()
	expect(chats.slack.unfurls).toHaveLength(1)
	const shown = JSON.stringify(chats.slack.unfurls[0])
	expect(shown).toContain('Nordwind Logistik')
	expect(shown).not.toContain('€')
	const { unfurls } = chats.slack.unfurls[0] as { unfurls: Record<string, unknown> }
	expect(Object.values(unfurls)).toHaveLength(5)
	for (const part of ['Quote Q-UNFURL A new depot', 'Payment', 'Sending of quote Q-UNFURL', 'Figures: overdue'])
		expect(shown).toContain(part)
})

test.each([
	[{ method: 'chat.postMessage', status: 429, retryAfter: 1 }],
	[{ method: 'chat.postMessage', status: 500 }],
	[{ method: 'chat.postMessage', error: 'internal_error' }],
	[{ method: 'chat.postMessage', status: 500, afterwards: true }],
])('when Slack fails with %j the answer comes once all the same', async (fault) => {
	chats.slack.failNext(fault)
	await chats.tell('UMARA', 'find Nordwind')
	await chats.drain()
	await chats.hurry()
	await chats.drain()
	expect(chats.slack.messages.filter(({ channel }) => channel === 'DMARA')).toHaveLength(1)
})

test('a restart in the middle loses nothing and does nothing twice', async () => {
	await chats.tell('UMARA', `send invoice ${open.number}`)
	await chats.restart()
	await chats.drain()
	const [question] = chats.slack.messages
	if (!question) throw new Error('no question')
	await chats.pressSlack('UMARA', question, 'Send the invoice')
	// The worker dies after the act and before it has noted that the press is done.
	await world.sql`create function die() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`
	await world.sql`create trigger die before update of processed_at on inbox for each row execute function die()`
	await expect(chats.drain()).rejects.toThrow('killed')
	await world.sql`drop function die() cascade`
	await chats.restart()
	await chats.drain()
	expect(await world.sql`select from outbox where key like ${`letter:invoice-issued:${open.id}:again:%`}`).toHaveLength(
		1,
	)
	expect(chats.slack.messages).toHaveLength(1)
	expect(question.text).toContain('is on its way')
})
