import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { makeChange } from '#core/amendment/make-change.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { createCustomer } from '#core/customer/create.ts'
import { processMessages } from '#core/inbox/process.ts'
import { openLog } from '#portal/log.ts'
import { openStripe } from '#portal/stripe/client.ts'
import { handleEvent } from '#portal/stripe/events.ts'
import { receiveStripe } from '#portal/stripe/receive.ts'
import { clerk, openShop, type Shop } from '#test/core/amendment/world.ts'
import { strings } from '#test/portal/hostile/strings.ts'
import type { SlackMessage } from '#test/support/slack.ts'
import { type Chats, openChats } from './chats.ts'
import { hireMember } from './desk.ts'

/*
 * What nobody should type, in what providers sign and bring to us and in the words of the bot: it is taken in and worked
 * off, is never more than text to whoever reads the answer, and is kept as it was typed.
 */

const markup = [
	...[
		'<!channel>',
		'<!here|here>',
		'<!everyone> h1t',
		'<!subteam^S1|@h1t>',
		'<!date^0^{date}^https://h1t.example|h1t>',
	],
	...['<@UKAT>', '<@UKAT|Katrin> h1t', '<#C1|general>', '<https://h1t.example|Pay here>', '<mailto:a@h1t.example|h1t>'],
	...['@channel @here h1t', '&lt;!channel&gt;', '*h1t* _h1t_ ~h1t~ `h1t`', '```h1t', '> h1t', '|h1t>', '<h1t', 'h1t&'],
	...['<a href="https://h1t.example">h1t</a>', '<tg-spoiler>h1t</tg-spoiler>', '</b></a>h1t', 'tg://user?id=55'],
	...[
		'[h1t](https://h1t.example)',
		'\\u0000h1t\\ud800',
		`h1t ${'😀'.repeat(2600)}`,
		`${'h1t '.repeat(24)}${'😀'.repeat(40)}`,
	],
	...['<'.repeat(3500), '&'.repeat(1500)],
]
const typed = [...strings, ...markup]

let shop: Shop
let chats: Chats
let number: string
const hostileName = '<!channel> <@UKAT> <https://h1t.example|h1t> </b><a href="https://h1t.example">h1t</a>'

vi.setConfig({ testTimeout: 120_000 })

beforeAll(async () => {
	shop = await openShop('2026-01-01')
	const { books, sql } = shop.world
	const rule = { direction: 'more', timing: 'now', prorate: true } as const
	expectOk(await act(books, clerk, setChangeRule, { ...rule, approval: { aboveMinor: 1000n, currency: 'EUR' } }))
	const facts = { name: hostileName, language: 'en', currency: 'EUR', email: '', country: 'DE' } as const
	const { id } = expectOk(await act(books, clerk, createCustomer, facts))
	number = (await sql<{ number: string }[]>`select number from customer where id = ${id}`)[0]?.number ?? ''
	chats = await openChats(shop.world)
	await chats.link(await hireMember(books, 'finance', 'Katrin <!here> </b>'), 'slack', 'UKAT')
	await chats.link(await hireMember(books, 'finance', 'Jonas'), 'telegram', '55')
})
afterAll(async () => {
	await chats.close()
	await shop.world.close()
})

/** As Slack sends what somebody typed. */
const slacked = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What is kept of a text: no zero bytes, no half characters, no space around it. */
const kept = (text: string) => text.replaceAll('\0', '').toWellFormed().trim()

/** Every text that Slack reads marks in. */
function marked(shown: unknown): string[] {
	if (Array.isArray(shown)) return shown.flatMap(marked)
	if (typeof shown !== 'object' || shown === null) return []
	const { type, text, blocks, ...rest } = shown as Record<string, unknown>
	const own = typeof text === 'string' && type !== 'plain_text' && type !== 'raw_text' ? [text] : []
	return [...own, ...marked(text), ...marked(blocks), ...Object.values(rest).flatMap(marked)]
}

/** Marks that are not a link to our own console. */
const strange = (text: string) =>
	text.replaceAll(/<https:\/\/portal\.example\/[^<>|]*\|[^<>]*>/g, '').match(/<[^>]*>?/g) ?? []

async function settled(): Promise<void> {
	await chats.settle()
	const { sql } = shop.world
	expect(await sql`select kind, last_error from inbox where processed_at is null`).toEqual([])
	expect(await sql`select key, last_error from outbox where gave_up_at is not null`).toEqual([])
	expect([chats.slack.problems, chats.telegram.problems]).toEqual([[], []])
	const { messages, answers, homes, unfurls, views } = chats.slack
	const shown = marked([messages, answers.map(({ body }) => body), homes, unfurls, views])
	expect(shown.flatMap(strange)).toEqual([])
	const links = chats.telegram.messages.flatMap(({ entities }) => entities.map(({ url }) => url))
	expect(links.filter((url) => !url?.startsWith('https://portal.example/'))).toEqual([])
}

/** Whatever was asked for, it was taken in. */
async function send(asking: (() => Promise<Response>)[]): Promise<void> {
	const statuses = new Map<number, number>()
	for (let from = 0; from < asking.length; from += 10) {
		const answers = await Promise.all(asking.slice(from, from + 10).map((ask) => ask()))
		for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1)
	}
	expect([...statuses.keys()]).toEqual([200])
}

const askings = [
	'',
	'find ',
	'overdue of ',
	'statement ',
	'next invoices of ',
	'link to ',
	'connect ',
	'hear ',
	'answer ',
]

test('what is said to the bot is answered as text, in every way of saying it', async () => {
	await send(
		typed.flatMap((text, index) => {
			const sentence = `${askings[index % askings.length]}${text}`
			const event = { type: 'app_mention', channel: 'C1', user: 'UKAT', ts: `${index}.5`, team: 'T1' }
			const inSlack = [
				() => chats.command('UKAT', slacked(sentence)),
				() => chats.tell('UKAT', slacked(sentence)),
				() => chats.event({ ...event, text: `<@UBOT> ${slacked(sentence)}` }),
				// As it comes where Slack itself has made marks of it.
				() => chats.tell('UKAT', sentence),
			]
			return [inSlack[index % 4] ?? (() => chats.tell('UKAT', sentence)), () => chats.chat('55', sentence)]
		}),
	)
	await settled()
	expect(chats.slack.messages.length + chats.slack.answers.length).toBeGreaterThan(typed.length * 0.9)
	expect(chats.telegram.messages.length).toBeGreaterThan(typed.length * 0.9)
})

test('a note is kept as it was typed, and shown as text', async () => {
	const notes = typed.map(kept).filter((text) => text !== '' && text.length <= 4000)
	expect(notes.length).toBeGreaterThan(120)
	await send(
		notes.map((text, index) => {
			const sentence = `note ${number}: ${text}`
			if (index % 2) return () => chats.chat('55', sentence)
			return index % 4 ? () => chats.tell('UKAT', slacked(sentence)) : () => chats.command('UKAT', slacked(sentence))
		}),
	)
	await settled()
	const rows = await shop.world.sql<{ text: string }[]>`select text from follow_up`
	const there = new Set(rows.map(({ text }) => text))
	expect(notes.filter((text) => !there.has(text))).toEqual([])
	expect(JSON.stringify(chats.slack.messages)).toContain('&lt;!channel&gt;')
})

test('words of a customer on a card, and those that a button asks for, are text', async () => {
	const said = [...markup, ...strings]
		.filter((text) => text.length < 60)
		.join(' ¦ ')
		.slice(0, 900)
	await shop.agree({ title: hostileName })
	await shop.standOn('2026-01-10')
	const change: ContractChange = { kind: 'quantity', lineId: await shop.lineId(), quantity: '5' }
	const { seen } = await shop.preview(change, {}, shop.contact)
	const input = { contractId: shop.contractId, change, seen, key: crypto.randomUUID(), ask: true, note: kept(said) }
	const { requestId } = expectOk(await act(shop.world.books, shop.contact, makeChange, input))
	chats.slack.forget()
	await settled()
	const card = chats.slack.messages.find(({ blocks }) => blocks.some(({ type }) => type === 'actions')) as SlackMessage
	expect(marked(card).join('\n')).toContain('&lt;!channel&gt;')
	await chats.pressSlack('UKAT', card, 'Ask')
	await chats.drain()
	const [opened] = chats.slack.views
	await chats.submit('UKAT', (opened?.view ?? {}) as Record<string, unknown>, said)
	await settled()
	const asked = await shop.world.sql<{ comment: string }[]>`
		select comment from approval_decision where request_id = ${requestId ?? ''} and says = 'ask'`
	expect(asked.map(({ comment }) => comment)).toEqual([kept(said)])
})

test('buttons, names, links and groups that nobody has made are nobody’s', async () => {
	const press = (value: string, at: number) => ({
		...{ type: 'block_actions', user: { id: 'UKAT', team_id: 'T1', username: value }, team: { id: 'T1' } },
		...{ trigger_id: `h${at}`, channel: { id: 'C1' }, message: { ts: '1.1' } },
		response_url: `${chats.slack.apiUrl}/response/h${at}`,
		container: { type: 'message', message_ts: '1.1', is_ephemeral: true },
		actions: [{ type: 'button', block_id: 'b', action_ts: '1', action_id: 'choose:0', value, text: { text: value } }],
	})
	const from = (name: string) => ({ id: 99, is_bot: false, first_name: name, username: '' })
	const chat = (title: string) => ({ id: -700, type: 'supergroup', title })
	await send(
		typed.flatMap((text, at) => [
			() => chats.form({ payload: JSON.stringify(press(text, at)) }),
			() =>
				chats.event({ type: 'link_shared', channel: 'C1', user: 'UKAT', message_ts: '1.1', links: [{ url: text }] }),
			() => chats.inGroup('55', '/hear approvals', { chat: chat(text || 'h1t') }),
			() => chats.update({ message: { message_id: at, date: 1, chat: chat(text), from: from(text), text: '/start' } }),
			() =>
				chats.update({
					callback_query: {
						...{ id: `${at}`, from: { ...from(text), id: 55 }, chat_instance: '1', data: text },
						message: { message_id: 1, date: 1, chat: { id: 55, type: 'private' }, text },
					},
				}),
		]),
	)
	await settled()
})

test('Stripe’s messages are stored and worked off, whatever somebody has written into them', async () => {
	const { world } = shop
	const [secret, log] = ['whsec_of_the_tests', openLog('silent')]
	const server = createServer(receiveStripe({ books: world.books, webhookSecret: secret, live: false, log }))
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
	// Nobody answers there: none of these may need to be asked about.
	const stripe = openStripe('sk_test_of_the_tests', 'http://127.0.0.1:9', { timeout: 500, maxNetworkRetries: 0 })
	const till = { books: world.books, stripe, live: false, publicUrl: 'https://portal.example', log }
	const objects = (text: string) => [
		['customer.updated', { name: text, metadata: { [text]: text } }],
		['payment_intent.payment_failed', { id: text, status: 'requires_payment_method', metadata: { payment_id: text } }],
		['charge.succeeded', { payment_intent: text, paid: true, captured: true, metadata: { payment_id: text } }],
		['payment_method.detached', { id: text }],
	]
	await send(
		typed.map((text, at) => {
			const [type, object] = objects(text)[at % 4] ?? []
			const body = JSON.stringify({ id: `evt_${at}`, object: 'event', type, livemode: false, data: { object } })
			const now = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)
			const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp: now })
			return () => fetch(url, { method: 'POST', body, headers: { 'stripe-signature': signature } })
		}),
	)
	const messages = await world.sql<{ provider: string; id: string }[]>`
		select provider, message_id as id from inbox where provider = 'stripe'`
	expect(messages).toHaveLength(typed.length)
	await processMessages(world.books, messages, (message) => handleEvent(till, message.payload))
	expect(await world.sql`select kind, last_error from inbox where processed_at is null`).toEqual([])
	await new Promise<unknown>((resolve) => server.close(resolve))
})
