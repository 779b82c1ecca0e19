import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Bot, webhookCallback } from 'grammy'
import type { Update, UserFromGetMe } from 'grammy/types'
import type { Message, Receive } from '#core/inbox/receive.ts'

type Log = { warn(facts: object, sentence: string): void; error(facts: object, sentence: string): void }
export type TelegramReceiving = { botToken: string; webhookSecret: string; receive: Receive; log: Log }

const largest = 1_000_000

/**
 * Takes in Telegram's updates: the secret that we gave Telegram is checked, the update stored once by its number, and
 * answered; a worker does the rest.
 */
export function receiveTelegram({ botToken, webhookSecret, receive, log }: TelegramReceiving) {
	const bot = new Bot(botToken, { botInfo: nobody(botToken) })
	bot.use(async (context) => await receive(messageOf(context.update)))
	const handle = webhookCallback(bot, 'http', { secretToken: webhookSecret })
	return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const refused = request.method !== 'POST' ? 405 : isTold(request, webhookSecret) ? undefined : 401
		const tooLarge = Number(request.headers['content-length'] ?? largest + 1) > largest ? 413 : undefined
		const status = refused ?? tooLarge
		if (status) {
			log.warn({ status }, 'A request of Telegram was refused')
			return answer(response, status)
		}
		try {
			await handle(request, response)
		} catch (error) {
			log.error({ error: String(error) }, 'An update of Telegram could not be stored')
			if (!response.headersSent) answer(response, error instanceof SyntaxError ? 400 : 503)
		}
	}
}

/** An update as it is stored: by its number, which Telegram never gives twice. */
export function messageOf(update: Update): Message {
	const kind = Object.keys(update).find((key) => key !== 'update_id') ?? 'update'
	const payload = JSON.stringify(update)
	return { provider: 'telegram', id: String(update.update_id), kind, payload, sealed: true }
}

/** grammY wants to know its own name before it takes anything in; for storing it is not needed, nor is a question to Telegram. */
const nobody = (botToken: string): UserFromGetMe =>
	({
		...{ id: Number(botToken.split(':')[0]), is_bot: true, first_name: 'bot', username: 'bot' },
		...{ can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: false },
		...{ can_connect_to_business: false, has_main_web_app: false },
	}) as UserFromGetMe

function isTold(request: IncomingMessage, secret: string): boolean {
	const given = Buffer.from(String(request.headers['x-telegram-bot-api-secret-token'] ?? ''))
	const wanted = Buffer.from(secret)
	return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function answer(response: ServerResponse, status: number): void {
	response.writeHead(status, { 'content-length': 0 }).end()
}
