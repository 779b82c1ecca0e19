import { Bot, type Context } from 'grammy'
import { act, expectOk } from '#core/act.ts'
import { movePlace } from '#core/chat/place.ts'
import type { Received } from '#core/inbox/process.ts'
import type { Desk } from '../desk/desk.ts'
import { askedIn, type Heard, hear, hearPress, lineFor, tellAlone, wordsWanted } from '../desk/hear.ts'
import { botWords } from '../words/words.ts'
import { asked } from './platform.ts'
import { readPrompt, writePrompt } from './prompt.ts'

export type TelegramOptions = { desk: Desk; botToken: string; apiUrl: string | undefined }

/** grammY's listeners over what the inbox holds. Repeated, each does what it did, once. */
export function openTelegramApp({ desk, botToken, apiUrl }: TelegramOptions): (message: Received) => Promise<void> {
	const bot = new Bot(botToken, { client: { timeoutSeconds: 10, ...(apiUrl ? { apiRoot: apiUrl } : {}) } })
	bot.on('message:text', (context) => listen(desk, context))
	bot.on('message:migrate_to_chat_id', (context) => follow(desk, context))
	bot.on('callback_query:data', (context) => press(desk, context))
	return async ({ payload }) => {
		if (!bot.isInited()) await bot.init()
		try {
			await bot.handleUpdate(payload as Parameters<typeof bot.handleUpdate>[0])
		} catch (error) {
			throw error instanceof Error && 'error' in error ? error.error : error
		}
	}
}

function heardOf({ update, from, chat }: Context): Heard | undefined {
	if (!from || !chat || from.is_bot) return undefined
	return {
		account: { channel: 'telegram', team: '', account: String(from.id) },
		name: from.username ? `@${from.username}` : [from.first_name, from.last_name].filter(Boolean).join(' '),
		key: `telegram:${update.update_id}`,
		target: { channel: 'telegram', place: String(chat.id) },
		...(chat.type === 'private' ? {} : { place: { name: chat.title } }),
	}
}

/** In a private chat everything is for the bot; in a group what begins with a slash, names it, or answers it. */
async function listen(desk: Desk, context: Context): Promise<void> {
	const { message, me } = context
	const heard = heardOf(context)
	if (!heard || !message?.text) return
	const prompt = message.reply_to_message?.from?.id === me.id ? readPrompt(message.reply_to_message) : undefined
	if (prompt) {
		const { token, message: prompted } = prompt
		const about = prompted ? { channel: 'telegram' as const, place: heard.target.place, message: prompted } : undefined
		await hearPress(desk, { ...heard, token, words: message.text.slice(0, 1000), message: about })
		return
	}
	const named = new RegExp(`@${me.username}\\b`, 'gi')
	const [, commanded] = /^\/\w*@(\w+)/.exec(message.text) ?? []
	if (commanded && commanded.toLowerCase() !== me.username.toLowerCase()) return
	const answersUs = message.reply_to_message?.from?.id === me.id
	if (heard.place && !answersUs && !message.text.startsWith('/') && message.text.search(named) < 0) return
	const text = message.text.replace(named, ' ').trim()
	const thread = heard.place ? { thread: String(message.message_id) } : {}
	await hear(desk, {
		...heard,
		target: { ...heard.target, ...thread },
		text: text === '/start' ? 'help' : text || 'help',
	})
}

/** A group that becomes a supergroup has another number from then on. */
async function follow({ books }: Desk, { chat, message }: Context): Promise<void> {
	if (!chat || !message?.migrate_to_chat_id) return
	const moved = { channel: 'telegram', place: String(chat.id), to: String(message.migrate_to_chat_id) } as const
	expectOk(await act(books, { kind: 'system', name: 'bot' }, movePlace, moved))
}

async function press(desk: Desk, context: Context): Promise<void> {
	const heard = heardOf(context)
	const { callbackQuery } = context
	if (!heard || !callbackQuery?.data) return
	const [, how, token] = /^([cao]):([\w-]{43})$/.exec(callbackQuery.data) ?? []
	const message = callbackQuery.message ? String(callbackQuery.message.message_id) : undefined
	// In a group everybody would read it, for every stranger who presses: the alert is seen by whoever did.
	const line = token && heard.place ? await lineFor(desk, heard) : undefined
	if (line) {
		await quiet(context, line)
		return
	}
	if (token && how === 'c') return await choose(desk, context, { ...heard, token }, message)
	if (token) await askForWords(desk, context, { ...heard, token }, message)
	await quiet(context)
}

async function askForWords(
	desk: Desk,
	context: Context,
	heard: Heard & { token: string },
	message: string | undefined,
): Promise<void> {
	const language = await askedIn(desk, heard)
	if (!language) return
	const label = (await wordsWanted(desk, { token: heard.token, language })) ?? botWords(language).comment
	const asker = heard.place ? { id: heard.account.account, name: heard.name } : undefined
	const prompt = writePrompt({ label, token: heard.token, message, url: desk.publicUrl, asker })
	await asked(() => context.api.sendMessage(heard.target.place, prompt.text, prompt.options))
}

async function choose(
	desk: Desk,
	context: Context,
	heard: Heard & { token: string },
	message: string | undefined,
): Promise<void> {
	const copy = message ? { channel: 'telegram' as const, place: heard.target.place, message } : undefined
	const reply = await hearPress(desk, { ...heard, message: copy, tells: true })
	const isTold = reply?.place === 'aside' && reply.choices.length === 0
	const ended = await quiet(context, isTold ? [reply.title, reply.text].filter(Boolean).join('\n') : undefined)
	if (isTold && !ended) await tellAlone(desk, heard, reply)
}

/**
 * Ends the waiting of the button, with a word where only who pressed shall read it. Answers whether Telegram took it:
 * after a restart or a long queue it is too late, which matters only where there is a word.
 */
async function quiet(context: Context, text?: string): Promise<boolean> {
	const told = text ? { text: text.slice(0, 190), show_alert: true } : {}
	return await context.answerCallbackQuery(told).then(
		() => true,
		() => false,
	)
}
