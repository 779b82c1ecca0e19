import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { propose } from '#core/approval/ask.ts'
import { findCard } from '#core/approval/card.ts'
import { decide } from '#core/approval/decide.ts'
import type { Member } from '#core/chat/account.ts'
import type { Shop } from '#test/core/amendment/world.ts'
import { byRole, rule, step } from '#test/core/approval/office.ts'
import { askForSeats, openApprovals, stateOfRequest } from './asked.ts'
import type { Chats } from './chats.ts'
import { chatOf, hireMember } from './desk.ts'

let shop: Shop
let chats: Chats
let katrin: Member

// A story of several deliveries, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

beforeAll(async () => {
	;({ shop, chats, katrin } = await openApprovals())
})
beforeEach(async () => {
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

const ask = (quantity: string) => askForSeats(shop, quantity, { note: 'New people.' })
const stateOf = (id: string) => stateOfRequest(shop, id)
const seats = async () =>
	(
		await shop.world.sql<{ quantity: string }[]>`
			select quantity::text as quantity from contract_line_state where contract_id = ${shop.contractId}
			order by effective_on desc, sequence desc limit 1`
	)[0]?.quantity
const slackCards = () => chats.slack.messages.filter(({ onlyTo }) => onlyTo === undefined)
const first = <Value>(values: Value[]): Value => {
	const [value] = values
	if (value === undefined) throw new Error('There is none')
	return value
}
const said = (blocks: unknown) => JSON.stringify(blocks)

test('a card goes to everybody who may decide, each in their language, and to the channel; the whole picture is on it', async () => {
	await ask('5')
	await chats.settle()
	expect(
		slackCards()
			.map(({ channel }) => channel)
			.sort(),
	).toEqual(['C1', 'DKAT'])
	const card = first(slackCards())
	for (const part of ['Seats: 5 instead of 3', '“New people.”', 'Charged at once', 'Recurring a month', 'Risk'])
		expect(said(card.blocks)).toContain(part)
	expect(chats.telegram.messages).toHaveLength(1)
	expect(first(chats.telegram.messages).text).toContain('Изменение договора')
	expect(first(chats.telegram.messages).buttons.map(({ text }) => text)).toEqual([
		'Согласовать',
		'Согласовать с пометкой',
		'Отклонить',
		'Спросить',
	])
})

test('two approvers press at once in two channels: it is done once, everybody is told, every copy shows it', async () => {
	const id = await ask('5')
	await chats.settle()
	const [card, copy] = [first(slackCards()), first(chats.telegram.messages)]
	await Promise.all([
		chats.pressSlack('UKAT', card, 'Approve'),
		chats.pressTelegram('55', copy, 'Согласовать'),
		chats.pressSlack('UKAT', card, 'Approve'),
	])
	await chats.settle()
	expect(await stateOf(id)).toBe('approved')
	expect(await seats()).toBe('5')
	for (const one of slackCards()) {
		expect(said(one.blocks)).toContain('Approved by')
		expect(one.blocks.some(({ type }) => type === 'actions')).toBe(false)
	}
	expect(copy.text).toContain('Согласовано:')
	expect(copy.buttons).toEqual([])
	const told = [
		...chats.slack.answers.map(({ body }) => String(body.text)),
		...chats.telegram.popups.map(({ text }) => String(text)),
	]
	expect(told).toHaveLength(3)
	expect(told.filter((text) => /Approved\. It is done|Согласовано и выполнено/.test(text))).toHaveLength(1)
	expect(told.filter((text) => /decided before|уже принято/.test(text))).toHaveLength(2)
})

test('a card that a change has outlived is not decided: nothing is done and its press says so', async () => {
	const id = await ask('5')
	await chats.settle()
	const card = structuredClone(first(slackCards()))
	const change: ContractChange = { kind: 'price', lineId: await shop.lineId(), unitPrice: '99' }
	await shop.change(change)
	await chats.pressSlack('UKAT', card, 'Approve')
	await chats.settle()
	expect(await stateOf(id)).toBe('outdated')
	expect(chats.slack.answers.map(({ body }) => body.text)).toEqual([expect.stringContaining('Nothing was done')])
	for (const one of slackCards()) expect(said(one.blocks)).toContain('Out of date')
})

test('a rejection asks for its reason in a modal, and in Telegram by a question', async () => {
	const id = await ask('5')
	await chats.settle()
	await chats.pressSlack('UKAT', first(slackCards()), 'Reject')
	await chats.settle()
	expect(await stateOf(id)).toBe('waiting')
	const { view } = first(chats.slack.views) as { view: Record<string, unknown> }
	await chats.submit('UKAT', view, 'Too many.')
	await chats.settle()
	expect(await stateOf(id)).toBe('rejected')
	expect(first(chats.telegram.messages).text).toContain('“Too many.”')

	const other = await ask('6')
	await chats.settle()
	const copy = chats.telegram.messages.at(-1)
	if (!copy) throw new Error('no card')
	await chats.pressTelegram('55', copy, 'Отклонить')
	await chats.settle()
	const prompt = chats.telegram.messages.at(-1)
	expect(prompt?.forced).toBe(true)
	const from = { id: 12345, is_bot: true, first_name: 'Counterpart' }
	const original = {
		message_id: prompt?.message_id,
		date: 1,
		chat: { id: 55, type: 'private' },
		from,
		text: prompt?.text,
		entities: prompt?.entities,
	}
	await chats.chat('55', 'Слишком много', { reply_to_message: original })
	await chats.settle()
	expect(await stateOf(other)).toBe('rejected')
	expect(copy.text).toContain('“Слишком много”')
})

test('an approver who is removed while the card is open decides nothing, and nothing else goes wrong', async () => {
	const id = await ask('5')
	const lee = await hireMember(shop.world.books, 'finance', 'Lee')
	await chats.link(lee, 'slack', 'ULEE')
	await chats.settle()
	const card = first(slackCards().filter(({ channel }) => channel === 'C1'))
	await shop.world.sql`update staff_user set role = 'salesperson' where id = ${lee.userId}`
	await chats.pressSlack('ULEE', card, 'Approve')
	await chats.settle()
	await shop.world.sql`update staff_user set left_at = now() where id = ${lee.userId}`
	await chats.pressSlack('ULEE', card, 'Approve')
	await chats.settle()
	expect(await stateOf(id)).toBe('waiting')
	expect(chats.slack.answers.map(({ body }) => String(body.text))).toEqual([
		expect.stringContaining('That was not done'),
		expect.stringContaining('I do not know you yet'),
	])
	await chats.pressSlack('UKAT', card, 'Approve')
	await chats.settle()
	expect(await stateOf(id)).toBe('approved')
})

test('while Slack fails, is slow, or the worker dies, each place gets one card and it ends up right', async () => {
	const id = await ask('5')
	chats.slack.failNext({ method: 'chat.postMessage', status: 500, afterwards: true })
	chats.slack.failNext({ method: 'chat.postMessage', status: 429, retryAfter: 1 })
	chats.telegram.failNext({ method: 'sendMessage', code: 500, description: 'Internal Server Error' })
	await chats.drain()
	await chats.restart()
	await chats.settle()
	expect(
		slackCards()
			.map(({ channel }) => channel)
			.sort(),
	).toEqual(['C1', 'DKAT'])
	expect(chats.telegram.messages).toHaveLength(1)
	chats.slack.failNext({ method: 'chat.update', status: 500 })
	chats.telegram.failNext({ method: 'editMessageText', code: 400, description: 'Bad Request: message is not modified' })
	await chats.pressSlack('UKAT', first(slackCards()), 'Approve')
	await chats.settle()
	expect(await stateOf(id)).toBe('approved')
	for (const one of slackCards()) expect(said(one.blocks)).toContain('Approved by Katrin')
})

test('the console’s chat page decides as well, and shows what came of it', async () => {
	const id = await ask('5')
	await chats.settle()
	const page = chatOf(chats.desk, katrin)
	const [contract] = await shop.world.sql<
		{ number: string }[]
	>`select number from contract where id = ${shop.contractId}`
	const card = await page.choose(await page.ask('approvals'), `Show ${contract?.number}`)
	const rejected = await page.choose(card, 'Reject', 'Not now.')
	expect(rejected).toMatchObject({ tone: 'good', title: 'Rejected. Nothing was done.' })
	expect((await page.choose(card, 'Approve')).title).toContain('It was decided before')
	await chats.settle()
	expect(await stateOf(id)).toBe('rejected')
	expect(said(first(slackCards()).blocks)).toContain('Rejected by Katrin')
})

test('a slow worker does not put an older state over a newer one', async () => {
	const id = await ask('5')
	await chats.settle()
	const card = first(slackCards().filter(({ channel }) => channel === 'DKAT'))
	let letGo = () => {}
	const hold = new Promise<void>((resolve) => {
		letGo = resolve
	})
	chats.slack.failNext({ method: 'chat.update', hold })
	// A question makes a revision, which the slow worker takes to each copy; meanwhile it is decided.
	const katrinActs = { kind: 'staff', userId: katrin.userId, role: katrin.role } as const
	const seen = expectOk(await look(shop.world.books, katrinActs, findCard, { id })).seen
	expectOk(
		await act(shop.world.books, katrinActs, decide, { id, decision: 'ask', comment: 'Why?', seen, channel: 'console' }),
	)
	const slow = chats.drain()
	await vi.waitFor(() => expect(chats.slack.calls.filter((call) => call === 'chat.update').length).toBeGreaterThan(0))
	expectOk(await act(shop.world.books, katrinActs, decide, { id, decision: 'approve', seen, channel: 'console' }))
	const fast = chats.drain()
	letGo()
	await Promise.all([slow, fast])
	await chats.settle()
	const shown = [...(card.past ?? []), card.text]
	const decided = shown.findIndex((text) => text.includes('Approved by'))
	expect(decided).toBeGreaterThan(0)
	for (const text of shown.slice(decided)) expect(text).toContain('Approved by')
})

test('a cancellation says its coded reason in the language of each reader, with what was written beside it', async () => {
	await shop.agree()
	await shop.standOn('2026-01-10')
	await rule(shop.world, 'cancellation', [step({ approvers: [byRole('finance')] })])
	const mara = await hireMember(shop.world.books, 'manager', 'Mara')
	const actor = { kind: 'staff', userId: mara.userId, role: 'manager' } as const
	const input = { contractId: shop.contractId, reasonCode: 'closing', text: 'They close the branch' }
	const asked = await act(shop.world.books, actor, propose<'cancellation'>, { kind: 'cancellation', input })
	expect(expectOk(asked).kind).toBe('asked')
	await chats.settle()
	expect(said(first(slackCards()).blocks)).toContain('The business or site is closing: They close the branch')
	expect(first(chats.telegram.messages).text).toContain('Закрываем компанию или объект: They close the branch')
	// Without another word notice with a reason of customers is theirs: they may take it back, so who agrees is told.
	expect(said(first(slackCards()).blocks)).toMatch(/Whose notice it is\*\\+nthe customer’s/)
	expect(first(chats.telegram.messages).text).toMatch(/Кто расторгает[^а-я]*клиент/)

	// Who asked is asked back, and answers from the chat, once.
	await chats.link(mara, 'slack', 'UMAR')
	const { books } = shop.world
	const katrinActs = { kind: 'staff', userId: katrin.userId, role: katrin.role } as const
	const [{ id } = { id: '' }] = await shop.world.sql<{ id: string }[]>`
		select id from approval_request where requested_by = ${`staff:${mara.userId}`}`
	const { seen } = expectOk(await look(books, katrinActs, findCard, { id }))
	expectOk(
		await act(books, katrinActs, decide, { id, decision: 'ask', comment: 'Which branch?', seen, channel: 'console' }),
	)
	await chats.settle()
	const page = chatOf(chats.desk, mara)
	expect(await page.ask('what waits for me')).toMatchObject({ title: '1 question waits for your answer' })
	const own = slackCards().find(({ channel }) => channel === 'DMAR')
	if (!own) throw new Error('Mara has no card')
	expect(said(own.blocks)).toContain('Katrin asks: “Which branch?”')
	await chats.pressSlack('UMAR', own, 'Answer the question')
	await chats.settle()
	const { view } = first(chats.slack.views) as { view: Record<string, unknown> }
	await chats.submit('UMAR', view, 'The one in Kiel.')
	await chats.settle()
	expect(expectOk(await look(books, katrinActs, findCard, { id })).talk.map(({ text }) => text)).toEqual([
		'Which branch?',
		'The one in Kiel.',
	])
	expect(said(own.blocks)).toContain('Mara answers: “The one in Kiel.”')
	expect(said(own.blocks)).not.toContain('Answer the question')
	expect(await page.ask('what waits for me')).toMatchObject({ title: 'Nothing waits for you' })
})
