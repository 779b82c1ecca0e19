import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { findCard } from '#core/approval/card.ts'
import { decide } from '#core/approval/decide.ts'
import { withdrawRequest } from '#core/approval/withdraw.ts'
import type { Member } from '#core/chat/account.ts'
import { requireSecondFactor } from '#core/sign-in/second-factor/required.ts'
import type { Shop } from '#test/core/amendment/world.ts'
import { rule, step } from '#test/core/approval/office.ts'
import { askForSeats, openApprovals, stateOfRequest } from './asked.ts'
import type { Chats } from './chats.ts'
import { chatOf, hireMember } from './desk.ts'

let shop: Shop
let chats: Chats
let katrin: Member
const system = { kind: 'system', name: 'test' } as const

// A story of several deliveries, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

beforeAll(async () => {
	;({ shop, chats, katrin } = await openApprovals())
})
beforeEach(async () => {
	await shop.world
		.sql`update approval_request set state = 'withdrawn', decided_at = now(), decided_by = 'system:test', decided_in = 'console' where state = 'waiting'`
	await chats.settle()
	chats.slack.forget()
	chats.telegram.messages.splice(0)
	chats.telegram.popups.splice(0)
})
afterAll(async () => {
	expect(chats.slack.problems).toEqual([])
	expect(chats.telegram.problems).toEqual([])
	await chats.close()
	await shop.world.close()
})

const ask = (quantity: string) => askForSeats(shop, quantity)
const stateOf = (id: string) => stateOfRequest(shop, id)
const said = async (id: string) => {
	const [last] = await shop.world.sql<{ state: string; comment: string }[]>`
		select state, approval_decision.comment from approval_request join approval_decision on request_id = approval_request.id
		where approval_request.id = ${id} and says = 'approve'`
	return last && [last.state, last.comment]
}
const slackCards = () => chats.slack.messages.filter(({ onlyTo }) => onlyTo === undefined)
const first = <Value>(values: Value[]): Value => {
	const [value] = values
	if (value === undefined) throw new Error('There is none')
	return value
}

test('who is not known is asked for no words: one polite line, and no modal and no prompt', async () => {
	const id = await ask('5')
	const held = await hireMember(shop.world.books, 'finance', 'Hana')
	const gone = await hireMember(shop.world.books, 'finance', 'Gil')
	await chats.link(held, 'slack', 'UHANA')
	await chats.link(gone, 'slack', 'UGIL')
	await shop.world.sql`update staff_user set left_at = now() where id = ${gone.userId}`
	await chats.settle()
	const card = first(slackCards().filter(({ channel }) => channel === 'C1'))
	const copy = structuredClone(first(chats.telegram.messages))
	for (const label of ['Reject', 'Ask']) {
		await chats.pressSlack('USTRANGER', card, label)
		await chats.pressSlack('UGIL', card, label)
	}
	await chats.settle()
	expect(chats.slack.views).toEqual([])
	expect(chats.slack.answers.map(({ body }) => body.text)).toEqual([
		expect.stringContaining('I do not know you yet'),
		expect.stringContaining('I do not know you yet'),
	])
	expectOk(await act(shop.world.books, system, requireSecondFactor, { required: true }))
	await chats.pressSlack('UHANA', card, 'Reject')
	await chats.settle()
	expectOk(await act(shop.world.books, system, requireSecondFactor, { required: false }))
	await shop.world.sql`update staff_user set left_at = now() where id = ${held.userId}`
	expect(chats.slack.views).toEqual([])
	expect(chats.slack.answers.at(-1)?.body.text).toContain('/staff/second-factor')
	const before = chats.telegram.messages.length
	for (const label of ['Отклонить', 'Спросить']) await chats.pressTelegram('66', { ...copy, chat: '-500' }, label)
	await chats.settle()
	expect(chats.telegram.messages.slice(before)).toEqual([])
	expect(chats.telegram.popups.slice(-2)).toMatchObject([
		{ show_alert: true, text: expect.stringContaining('I do not know you yet') },
		{ show_alert: true, text: expect.stringContaining('I do not know you yet') },
	])
	expect(await stateOf(id)).toBe('waiting')
})

test('a press whose question nobody can be asked is over, with its reason, and holds up nothing', async () => {
	const id = await ask('5')
	await chats.settle()
	chats.telegram.failNext({ method: 'sendMessage', code: 403, description: 'Forbidden: bot was kicked from the group' })
	await chats.pressTelegram('55', first(chats.telegram.messages), 'Отклонить')
	await chats.settle()
	expect(await stateOf(id)).toBe('waiting')
	expect(await shop.world.sql`select last_error as error from inbox where last_error <> ''`).toEqual([
		{ error: expect.stringContaining('kicked from the group') },
	])
})

test.each([
	['too late', { code: 400, description: 'Bad Request: query is too old and response timeout expired' }],
	['asked to wait', { code: 429, retryAfter: 3 }],
])('in Telegram who presses is told in their private chat where the window is %s', async (_what, refusal) => {
	const id = await ask('5')
	await chats.settle()
	const copy = first(chats.telegram.messages)
	const shown = { ...structuredClone(copy), chat: '-500' }
	chats.telegram.failNext({ method: 'answerCallbackQuery', ...refusal })
	const before = chats.telegram.messages.length
	await chats.pressTelegram('55', shown, 'Согласовать')
	await chats.settle()
	expect(await stateOf(id)).toBe('approved')
	expect(chats.telegram.popups).toEqual([])
	expect(chats.telegram.messages.slice(before)).toMatchObject([
		{ chat: '55', text: expect.stringContaining('Согласовано и выполнено') },
	])
})

test('in Slack who presses too late for a modal is told to press again, and who has the modal is not', async () => {
	await ask('5')
	await chats.settle()
	const card = first(slackCards())
	chats.slack.failNext({ method: 'views.open', error: 'expired_trigger_id' })
	await chats.pressSlack('UKAT', card, 'Reject')
	await chats.settle()
	expect(chats.slack.views).toEqual([])
	expect(chats.slack.answers.map(({ body }) => body)).toMatchObject([
		{ response_type: 'ephemeral', replace_original: false, text: expect.stringContaining('Press the button again') },
	])
	chats.slack.failNext({ method: 'views.open', error: 'exchanged_trigger_id' })
	await chats.pressSlack('UKAT', card, 'Reject')
	await chats.settle()
	expect(chats.slack.answers).toHaveLength(1)
})

test('an approval takes a comment: in a modal, by a question in Telegram, and on the console’s page; or none', async () => {
	const inSlack = await ask('5')
	await chats.settle()
	await chats.pressSlack('UKAT', first(slackCards()), 'Approve with a comment')
	await chats.settle()
	expect(await stateOf(inSlack)).toBe('waiting')
	const { view } = first(chats.slack.views) as { view: Record<string, unknown> }
	expect(view.blocks).toMatchObject([{ optional: true }])
	await chats.submit('UKAT', view, 'Since they pay.')
	await chats.settle()
	expect(await said(inSlack)).toEqual(['approved', 'Since they pay.'])
	expect(JSON.stringify(first(slackCards()).blocks)).toContain('“Since they pay.”')

	const inTelegram = await ask('6')
	await chats.settle()
	await chats.pressTelegram('55', first(chats.telegram.messages.slice(-1)), 'Согласовать с пометкой')
	await chats.settle()
	const prompt = first(chats.telegram.messages.slice(-1))
	expect(prompt.forced).toBe(true)
	// Telegram gives back no words of a button: what is asked for, and who reads it, is said anew.
	expect(prompt.text).toContain('(увидит клиент)')
	const { message_id, text, entities } = prompt
	const from = { id: 12345, is_bot: true, first_name: 'Counterpart' }
	const original = { message_id, date: 1, chat: { id: 55, type: 'private' }, from, text, entities }
	await chats.chat('55', 'Без скидки', { reply_to_message: original })
	await chats.settle()
	expect(await said(inTelegram)).toEqual(['approved', 'Без скидки'])

	for (const words of ['Once more.', undefined]) {
		const onPage = await ask('7')
		await chats.settle()
		const page = chatOf(chats.desk, katrin)
		const card = await page.choose(await page.ask('approvals'), /^Show/)
		expect(card.choices.find(({ label }) => label === 'Approve with a comment')?.asks?.required).toBe(false)
		await page.choose(card, 'Approve with a comment', words)
		expect(await said(onPage)).toEqual(['approved', words ?? ''])
	}
})

test('in a group Telegram’s question names who is asked: for nobody else it is brought up', async () => {
	const id = await ask('8')
	await chats.settle()
	const copy = { ...structuredClone(first(chats.telegram.messages.slice(-1))), chat: '-500' }
	await chats.pressTelegram('55', copy, 'Отклонить')
	await chats.settle()
	const prompt = first(chats.telegram.messages.slice(-1))
	expect(prompt).toMatchObject({ chat: '-500', forced: true, text: expect.stringContaining('@ann55: ') })
	expect(prompt.entities.map(({ url }) => url)).toContain('tg://user?id=55')
	const { message_id, text, entities } = prompt
	const from = { id: 12345, is_bot: true, first_name: 'Counterpart' }
	const original = { message_id, date: 1, chat: { id: -500, type: 'supergroup' }, from, text, entities }
	await chats.inGroup('55', 'Не сейчас', { reply_to_message: original })
	await chats.settle()
	expect(await stateOf(id)).toBe('rejected')
})

test('whoever asks and may decide as well is asked back like anybody, and may take it back', async () => {
	const { books, sql } = shop.world
	await shop.agree()
	await rule(shop.world, 'cancellation', [step({ needs: 'all' })], { own: 'always' })
	const [found] = await sql<{ jonas: string; number: string }[]>`
		select staff_user.id as jonas, number from staff_user, contract
		where staff_user.name = 'Jonas' and contract.id = ${shop.contractId}`
	const asker = { kind: 'staff', userId: katrin.userId, role: 'finance' } as const
	const other = { ...asker, userId: found?.jonas ?? '' }
	const input = { contractId: shop.contractId, reasonCode: null }
	const asked = expectOk(await act(books, asker, propose<'cancellation'>, { kind: 'cancellation', input }))
	const id = asked.kind === 'asked' ? asked.requestId : ''
	const { seen } = expectOk(await look(books, other, findCard, { id }))
	expectOk(await act(books, other, decide, { id, decision: 'ask', comment: 'Why?', seen, channel: 'console' }))
	const page = chatOf(chats.desk, katrin)
	const card = await page.choose(await page.ask('approvals'), `Show ${found?.number}`)
	expect(card.choices.map(({ label }) => label)).toEqual(expect.arrayContaining(['Approve', 'Answer the question']))
	expect(await page.choose(card, 'Answer the question', 'They close.')).toMatchObject({ tone: 'good' })
	expect(expectOk(await look(books, asker, findCard, { id }))).toMatchObject({ mine: 'decide', own: true })
	expectOk(await act(books, asker, withdrawRequest, { id }))
})
