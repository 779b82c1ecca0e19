import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { raiseAlerts } from '#core/alert/raise.ts'
import { tellAlerts, tellDigests } from '#core/alert/tell.ts'
import { cancelContract } from '#core/amendment/cancel.ts'
import { previewChange } from '#core/amendment/preview-change.ts'
import type { Member } from '#core/chat/account.ts'
import { addPlace } from '#core/chat/place.ts'
import { writeAboutContract } from '#core/message/write-about-contract.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { type Chats, openChats } from './chats.ts'
import { hireMember } from './desk.ts'

let world: World
let told: Story
let chats: Chats
let seller: Member
const system = { kind: 'system', name: 'clockwork' } as const

// A story of several deliveries, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20' })
	told = await tellStory(world, 3)
	world.clock.standOn('2026-08-20')
	chats = await openChats(world)
	seller = await hireMember(world.books, 'salesperson', 'Sam')
	const manager = await hireMember(world.books, 'manager', 'Mara')
	await chats.link(seller, 'slack', 'USAM')
	await chats.link(seller, 'telegram', '66')
	const [group] = await world.sql<{ id: string }[]>`insert into staff_group (name) values ('North') returning id`
	await world.sql`update customer set owner_id = ${seller.userId}, group_id = ${group?.id ?? ''}`
	await world.sql`update contract set owner_id = ${seller.userId}, group_id = ${group?.id ?? ''}`
	for (const audience of ['owner', 'group_channel'])
		await world.sql`insert into alert_rule (trigger, audience, at_once, created_by, created_at) values ('message_received', ${audience}, true, 'system:test', '2026-08-01')`
	const place = { channel: 'slack', team: 'T1', place: 'C3', name: '#north', hears: 'alerts' } as const
	const { userId, role } = manager
	expectOk(await act(world.books, { kind: 'staff', userId, role }, addPlace, place))
	expectOk(await act(world.books, system, raiseAlerts, undefined))
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

async function write(text: string): Promise<void> {
	const contact = { kind: 'contact', contactId: told.nordwind.contactId } as const
	expectOk(await act(world.books, contact, writeAboutContract, { contractId: told.subscription.id, text }))
	expectOk(await act(world.books, system, raiseAlerts, undefined))
	expectOk(await act(world.books, system, tellAlerts, undefined))
	await chats.settle()
}

test('a customer’s message is told to its owner in every account, and to the group in the contract’s thread', async () => {
	await write('When do you come?')
	const [root, inThread] = chats.slack.messages.filter(({ channel }) => channel === 'C3')
	expect(root?.text).toContain(told.subscription.number)
	expect(inThread).toMatchObject({ thread_ts: root?.ts, text: expect.stringContaining('When do you come?') })
	expect(chats.slack.messages.filter(({ channel }) => channel === 'DSAM')).toHaveLength(1)
	expect(chats.telegram.messages.map(({ text }) => text)).toEqual([expect.stringContaining('When do you come?')])
	chats.slack.forget()
	await write('Hello?')
	expect(chats.slack.messages.filter(({ channel }) => channel === 'C3')).toMatchObject([{ thread_ts: root?.ts }])
})

test('many at once come to the group as one list, and none of them goes uncounted', async () => {
	const contact = { kind: 'contact', contactId: told.nordwind.contactId } as const
	for (let count = 1; count <= 14; count++) {
		const message = { contractId: told.subscription.id, text: `Question ${count}` }
		expectOk(await act(world.books, contact, writeAboutContract, message))
	}
	expectOk(await act(world.books, system, raiseAlerts, undefined))
	expectOk(await act(world.books, system, tellAlerts, undefined))
	await chats.settle()
	const heard = chats.slack.messages.filter(({ channel }) => channel === 'C3')
	expect(heard).toHaveLength(1)
	expect(JSON.stringify(heard)).toContain('12 of 14')
})

test('it is answered from the chat, after a yes', async () => {
	await write('Are you there?')
	const message = chats.slack.messages.find(({ channel }) => channel === 'DSAM')
	if (!message) throw new Error('not told')
	await chats.pressSlack('USAM', message, 'Answer')
	await chats.settle()
	const [opened] = chats.slack.views as { view: Record<string, unknown> }[]
	await chats.submit('USAM', opened?.view ?? {}, 'Tomorrow at nine.')
	await chats.settle()
	const question = chats.slack.messages.at(-1)
	expect(question?.text).toContain('Tomorrow at nine.')
	if (question) await chats.pressSlack('USAM', question, 'Send to the customer')
	await chats.settle()
	const [last] = await world.sql<{ text: string; author: string }[]>`
		select text, author_name as author from message where subject_id = ${told.subscription.id} order by id desc limit 1`
	expect(last).toMatchObject({ text: 'Tomorrow at nine.', author: 'Sam' })
})

test('why a customer leaves is told to each in their language', async () => {
	const vera = await hireMember(world.books, 'manager', 'Vera', 'ru')
	await chats.link(vera, 'telegram', '77')
	const rule = (audience: string, role: string | null) => world.sql`
		insert into alert_rule (trigger, audience, role, at_once, created_by, created_at)
		values ('contract_cancelled', ${audience}, ${role}, true, 'system:test', '2026-08-01')`
	await rule('owner', null)
	await rule('role', 'manager')
	const { id: contractId } = told.subscription
	const change = { kind: 'cancel' } as const
	const { seen } = expectOk(await act(world.books, system, previewChange, { contractId, change }))
	const reason = { reasonCode: 'closing', text: 'Es lohnt sich nicht' }
	expectOk(await act(world.books, system, cancelContract, { contractId, seen, ...reason }))
	expectOk(await act(world.books, system, raiseAlerts, undefined))
	expectOk(await act(world.books, system, tellAlerts, undefined))
	await chats.settle()
	const heard = chats.slack.messages.filter(({ channel }) => channel === 'DSAM').map(({ text }) => text)
	expect(heard.join()).toContain('The business or site is closing: Es lohnt sich nicht')
	const read = chats.telegram.messages.map(({ text }) => text).join()
	expect(read).toContain('Закрываем компанию или объект: Es lohnt sich nicht')
})

test('in the morning there is a digest, once', async () => {
	world.clock.standOn('2026-08-21')
	for (let time = 0; time < 2; time++) {
		expectOk(await act(world.books, system, tellDigests, undefined))
		await chats.settle()
	}
	const digests = chats.slack.messages.filter(({ text }) => text.startsWith('Your morning'))
	expect(digests.length).toBeLessThanOrEqual(1)
	expect(JSON.stringify(digests)).toContain('Overdue')
})
