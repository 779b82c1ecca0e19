import type { IncomingMessage, ServerResponse } from 'node:http'
import { act, expectOk } from '#core/act.ts'
import { movePlace } from '#core/chat/place.ts'
import type { Received } from '#core/inbox/process.ts'
import { openInbox } from '#core/inbox/receive.ts'
import { type Due, Undeliverable } from '#core/outbox/deliver.ts'
import type { Settings } from '#core/settings.ts'
import { deliverChat, type Platforms } from './deliver.ts'
import type { Desk } from './desk/desk.ts'
import { Gone } from './platform.ts'

type Log = { warn(facts: object, sentence: string): void; error(facts: object, sentence: string): void }
type Connected = Pick<Settings, 'slack' | 'telegram'>

/** The bot as a worker needs it: what it says leaves by `carry`, what it is told is done by `handle`. */
export type Chat = { carry(effect: Due): Promise<void>; handle(message: Received): Promise<void> }

/** Opens what the settings connect. A platform's code is loaded when it is first needed. */
export async function openChat(desk: Desk, { slack, telegram }: Connected): Promise<Chat> {
	const platforms: Platforms = {}
	const handlers: Record<string, (message: Received) => Promise<void>> = {}
	if (slack) {
		const [{ openSlackClient, slackPlatform }, { openSlackApp }] = await Promise.all([
			import('./slack/platform.ts'),
			import('./slack/app.ts'),
		])
		const client = openSlackClient(slack)
		platforms.slack = slackPlatform(client, desk.publicUrl)
		handlers.slack = openSlackApp({ desk, client, ...slack })
	}
	if (telegram) {
		const [{ openTelegramApi, telegramPlatform }, { openTelegramApp }] = await Promise.all([
			import('./telegram/platform.ts'),
			import('./telegram/app.ts'),
		])
		platforms.telegram = telegramPlatform(openTelegramApi(telegram), desk.publicUrl, async (place, to) => {
			expectOk(await act(desk.books, { kind: 'system', name: 'bot' }, movePlace, { channel: 'telegram', place, to }))
		})
		handlers.telegram = openTelegramApp({ desk, ...telegram })
	}
	return {
		carry: (effect) => deliverChat(desk, platforms, effect),
		handle: async (message) => {
			try {
				await handlers[message.provider]?.(message)
			} catch (error) {
				if (error instanceof Gone) throw new Undeliverable(error.message)
				throw error
			}
		},
	}
}

/** An address at which a platform calls us, for the raw request. */
export type ChatReceiver = { path: string; handle(request: IncomingMessage, response: ServerResponse): Promise<void> }

/** What the web process listens to, where a platform calls us. */
export async function chatReceivers(
	books: Desk['books'],
	{ slack, telegram }: Connected,
	log: Log,
): Promise<ChatReceiver[]> {
	const receive = openInbox(books)
	const receivers: ChatReceiver[] = []
	if (slack?.signingSecret) {
		const { receiveSlack } = await import('./slack/receive.ts')
		receivers.push({
			path: '/slack/events',
			handle: receiveSlack({ signingSecret: slack.signingSecret, receive, log }),
		})
	}
	if (telegram?.webhookSecret) {
		const { receiveTelegram } = await import('./telegram/receive.ts')
		const { botToken, webhookSecret } = telegram
		receivers.push({ path: '/telegram/updates', handle: receiveTelegram({ botToken, webhookSecret, receive, log }) })
	}
	return receivers
}

/** Listens where we ask the platform instead: Slack's socket, Telegram's updates. `stop` when nothing more shall come in. */
export async function listenToChats(
	books: Desk['books'],
	{ slack, telegram }: Connected,
	log: Log,
): Promise<{ listening: string[]; stop(): Promise<void> }> {
	const receive = openInbox(books)
	const stops: (() => Promise<unknown>)[] = []
	const listening: string[] = []
	if (slack?.appToken) {
		const { openSocket } = await import('./slack/socket.ts')
		const socket = await openSocket({ appToken: slack.appToken, apiUrl: slack.apiUrl, receive, log })
		stops.push(() => socket.stop())
		listening.push('slack')
	}
	if (telegram && !telegram.webhookSecret) {
		const { startPolling } = await import('./telegram/poll.ts')
		const polling = startPolling({ ...telegram, receive, log })
		stops.push(() => polling.stop())
		listening.push('telegram')
	}
	return {
		listening,
		stop: async () => {
			await Promise.allSettled(stops.map((stop) => stop()))
		},
	}
}
