import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { findCard } from '#core/approval/card.ts'
import { type DecideRequest, decide } from '#core/approval/decide.ts'
import type { Member } from '#core/chat/account.ts'
import { unlinkAccount } from '#core/chat/unlink-account.ts'
import { requireSecondFactor } from '#core/sign-in/second-factor/required.ts'
import { endUser } from '#core/staff/change-user.ts'
import { clerk, openShop, type Shop } from '#test/core/amendment/world.ts'
import type { SlackMessage } from '#test/support/slack.ts'
import { askForSeats } from './asked.ts'
import { type Chats, openChats } from './chats.ts'
import { hireMember } from './desk.ts'

let shop: Shop
let chats: Chats
let [katrin, jonas] = [] as unknown as [Member, Member]

// A story of several deliveries, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

beforeAll(async () => {
	shop = await openShop('2026-01-01')
	const { books } = shop.world
	const approval = { aboveMinor: 1000n, currency: 'EUR' } as const
	expectOk(
		await act(books, clerk, setChangeRule, { direction: 'more', timing: 'now', prorate: true, approval } as const),
	)
	chats = await openChats(shop.world)
	katrin = await hireMember(books, 'finance', 'Katrin')
	jonas = await hireMember(books, 'finance', 'Jonas')
	await chats.link(katrin, 'slack', 'UKAT')
	await chats.link(jonas, 'telegram', '55')
})
beforeEach(async () => {
	await shop.world
		.sql`update approval_request set state = 'withdrawn', decided_at = now(), decided_by = 'system:test', decided_in = 'console' where state = 'waiting'`
	await chats.settle()
	chats.slack.forget()
	chats.telegram.messages.splice(0)
})
afterAll(async () => {
	expect(chats.slack.problems).toEqual([])
	expect(chats.telegram.problems).toEqual([])
	await chats.close()
	await shop.world.close()
})

async function ask(): Promise<string> {
	const id = await askForSeats(shop, '5')
	await chats.settle()
	return id
}
/** In the console, where no copy of a card is. */
async function say(id: string, decision: DecideRequest['decision'], comment = 'So be it.') {
	const { books } = shop.world
	const actor = { kind: 'staff', userId: jonas.userId, role: jonas.role } as const
	const { seen } = expectOk(await look(books, actor, findCard, { id }))
	expectOk(await act(books, actor, decide, { id, decision, comment, seen, channel: 'console' }))
}
const last = <Value>(values: Value[]): Value => {
	const value = values.at(-1)
	if (value === undefined) throw new Error('There is none')
	return value
}
const shown = ({ blocks }: Pick<SlackMessage, 'blocks'>) => JSON.stringify(blocks)
const system = { kind: 'system', name: 'test' } as const
const buttons = ({ blocks }: SlackMessage) => blocks.some(({ type }) => type === 'actions')
async function unlink({ userId, role }: Member) {
	const [account] = await shop.world.sql<{ id: string }[]>`select id from chat_account where user_id = ${userId}`
	return await act(shop.world.books, { kind: 'staff', userId, role }, unlinkAccount, { id: account?.id ?? '' })
}
/** The list names it too, and has a button for it. */
const isCard = (text: string) => text.includes('Change of') && !/approvals? waits?/.test(text)
const cardsIn = (channel: string) => chats.slack.messages.filter((one) => one.channel === channel && isCard(shown(one)))
const showButton = /^Show/

test('a card that was opened in a private chat and never pressed shows the decision, beside the one that was sent', async () => {
	const id = await ask()
	await chats.tell('UKAT', 'approvals')
	await chats.chat('55', 'approvals')
	await chats.settle()
	await chats.pressSlack('UKAT', last(chats.slack.messages), showButton)
	await chats.pressTelegram('55', last(chats.telegram.messages), showButton)
	await chats.settle()
	const telegramCards = () => chats.telegram.messages.filter(({ text }) => isCard(text))
	expect([cardsIn('DKAT').length, telegramCards().length]).toEqual([2, 2])
	await say(id, 'ask', 'For whom?')
	await chats.settle()
	for (const one of cardsIn('DKAT')) expect(shown(one)).toContain('For whom?')
	await say(id, 'approve')
	await chats.settle()
	for (const one of cardsIn('DKAT')) {
		expect(shown(one)).toContain('Approved by Jonas')
		expect(one.blocks.some(({ type }) => type === 'actions')).toBe(false)
	}
	for (const one of telegramCards()) {
		expect(one.text).toContain('Approved by Jonas')
		expect(one.buttons).toEqual([])
	}
	expect([cardsIn('DKAT').length, telegramCards().length]).toEqual([2, 2])
})

test('a card that was opened among others shows the decision there, and no second one comes', async () => {
	const id = await ask()
	await chats.event({ type: 'app_mention', user: 'UKAT', channel: 'C7', text: '<@UBOT> approvals', ts: '7.1' })
	await chats.settle()
	await chats.pressSlack('UKAT', last(chats.slack.messages), showButton)
	await chats.settle()
	expect(cardsIn('C7')).toHaveLength(1)
	await say(id, 'ask', 'For whom?')
	await chats.settle()
	expect(shown(last(cardsIn('C7')))).toContain('For whom?')
	expect(last(cardsIn('C7')).blocks.some(({ type }) => type === 'actions')).toBe(true)
	// Who had opened it leaves: nobody may press there any more, and it ends all the same.
	await shop.world.sql`update chat_account set unlinked_at = now() where user_id = ${katrin.userId}`
	await say(id, 'reject', 'Not now.')
	await chats.settle()
	expect(cardsIn('C7')).toHaveLength(1)
	expect(shown(last(cardsIn('C7')))).toContain('Rejected by Jonas')
	await chats.link(katrin, 'slack', 'UKAT')
})

test('a card that only its reader would see in a channel comes to the private chat, where it can be changed', async () => {
	const id = await ask()
	await chats.command('UKAT', 'approvals', 'C7')
	await chats.settle()
	const { body } = last(chats.slack.answers)
	const list = { ...(body as { blocks: SlackMessage['blocks'] }), ts: '8.1', channel: 'C7', text: '', edits: 0 }
	const before = cardsIn('DKAT').length
	await chats.pressSlack('UKAT', { ...list, onlyTo: 'UKAT' }, showButton)
	await chats.settle()
	expect(last(chats.slack.answers).body.text).toContain('The card is in our private chat.')
	expect(cardsIn('C7')).toEqual([])
	expect(cardsIn('DKAT')).toHaveLength(before + 1)
	await say(id, 'approve')
	await chats.settle()
	for (const one of cardsIn('DKAT')) expect(shown(one)).toContain('Approved by Jonas')
})

test('what is decided while a card is on its way is shown on it all the same', async () => {
	const id = await ask()
	await chats.tell('UKAT', 'approvals')
	await chats.settle()
	let letGo = () => {}
	const hold = new Promise<void>((resolve) => {
		letGo = resolve
	})
	const posted = () => chats.slack.calls.filter((call) => call === 'chat.postMessage').length
	const before = posted()
	await chats.pressSlack('UKAT', last(chats.slack.messages), showButton)
	chats.slack.failNext({ method: 'chat.postMessage', hold })
	const slow = chats.drain()
	await vi.waitFor(() => expect(posted()).toBe(before + 1))
	await say(id, 'approve')
	await chats.drain()
	letGo()
	await slow
	await chats.settle()
	expect(cardsIn('DKAT')).toHaveLength(2)
	for (const one of cardsIn('DKAT')) expect(shown(one)).toContain('Approved by Jonas')
})

test('a home tab that was opened shows what waits, and no longer once it is decided', async () => {
	const id = await ask()
	const [contract] = await shop.world.sql<
		{ number: string }[]
	>`select number from contract where id = ${shop.contractId}`
	const home = () => JSON.stringify(last(chats.slack.homes))
	await chats.event({ type: 'app_home_opened', user: 'UKAT', tab: 'home', channel: 'D1' })
	await chats.settle()
	expect(home()).toContain(contract?.number)
	await say(id, 'approve')
	await chats.settle()
	expect(home()).not.toContain(contract?.number)
	expect(home()).toContain('Nothing waits for you')
	await ask()
	expect(home()).toContain('Show')
})

test('a card that is opened on the home tab comes to the private chat and is kept up to date', async () => {
	const id = await ask()
	await chats.event({ type: 'app_home_opened', user: 'UKAT', tab: 'home', channel: 'D1' })
	await chats.settle()
	const { blocks } = last(chats.slack.homes).view as { blocks: SlackMessage['blocks'] }
	const before = cardsIn('DKAT').length
	const pressed = { ts: '', channel: '', text: '', edits: 0, blocks }
	await chats.pressSlack('UKAT', pressed, showButton, {
		channel: undefined,
		message: undefined,
		response_url: undefined,
		container: { type: 'view', view_id: 'V1' },
	})
	await chats.settle()
	expect(cardsIn('DKAT')).toHaveLength(before + 1)
	await say(id, 'approve')
	await chats.settle()
	for (const one of cardsIn('DKAT')) expect(shown(one)).toContain('Approved by Jonas')
})

test.each([
	['unlinked', (member: Member) => unlink(member)],
	['gone', (member: Member) => act(shop.world.books, system, endUser, { userId: member.userId })],
])('the card in the private chat of somebody who is %s is closed at once, and shows how it ended', async (what, go) => {
	const lee = await hireMember(shop.world.books, 'finance', 'Lee')
	const place = `LEE${what.toUpperCase()}`
	await chats.link(lee, 'slack', `U${place}`)
	const id = await ask()
	const card = () => last(cardsIn(`D${place}`))
	expect(buttons(card())).toBe(true)
	expect((await go(lee)).ok).toBe(true)
	await chats.settle()
	expect(shown(card())).toContain('not yours to decide any more')
	expect(buttons(card())).toBe(false)
	expect(buttons(last(cardsIn('DKAT')))).toBe(true)
	await say(id, 'approve', 'They always pay.')
	await chats.settle()
	expect(shown(last(cardsIn('DKAT')))).toContain('They always pay.')
	expect(shown(card())).toContain('Approved by Jonas')
	expect(shown(card())).not.toContain('They always pay.')
	expect(cardsIn(`D${place}`)).toHaveLength(1)
})

test('a decision wants the cards that stand by itself, and they are changed without asking where they stand', async () => {
	const id = await ask()
	chats.slack.calls.splice(0)
	await say(id, 'approve')
	const wanted = await shop.world.sql<{ channel: string }[]>`
		select payload ->> 'channel' as channel from outbox
		where kind = 'chat_card' and payload ->> 'requestId' = ${id} and delivered_at is null order by 1`
	expect(new Set(wanted.map(({ channel }) => channel))).toEqual(new Set(['slack', 'telegram']))
	await chats.settle()
	expect(shown(last(chats.slack.messages))).toContain('Approved by Jonas')
	expect(chats.slack.calls).toContain('chat.update')
	expect(chats.slack.calls).not.toContain('conversations.open')
})

test('the card of somebody who is held for a second factor is closed with the next word about it', async () => {
	const hana = await hireMember(shop.world.books, 'finance', 'Hana')
	await chats.link(hana, 'slack', 'UHANA')
	const id = await ask()
	await say(id, 'ask', 'For whom?')
	expectOk(await act(shop.world.books, system, requireSecondFactor, { required: true }))
	await chats.settle()
	expectOk(await act(shop.world.books, system, requireSecondFactor, { required: false }))
	expect(shown(last(cardsIn('DHANA')))).toContain('not yours to decide any more')
	expect(shown(last(cardsIn('DHANA')))).not.toContain('For whom?')
	await say(id, 'approve')
	await chats.settle()
	expect(shown(last(cardsIn('DHANA')))).toContain('Approved by Jonas')
	expect(cardsIn('DHANA')).toHaveLength(1)
	await shop.world.sql`update staff_user set left_at = now() where id = ${hana.userId}`
})

test('the card in an account that is linked to somebody else is closed', async () => {
	const lee = await hireMember(shop.world.books, 'finance', 'Lee')
	await chats.link(lee, 'slack', 'USHARED')
	await ask()
	expect(buttons(last(cardsIn('DSHARED')))).toBe(true)
	await chats.link(await hireMember(shop.world.books, 'salesperson', 'Nia'), 'slack', 'USHARED')
	await chats.settle()
	expect(buttons(last(cardsIn('DSHARED')))).toBe(false)
})
