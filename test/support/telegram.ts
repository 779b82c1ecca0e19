import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { problemsOf } from './chat-schema.ts'

export type TelegramButton = { text: string; callback_data: string }
export type TelegramMessage = {
	message_id: number
	chat: string
	text: string
	buttons: TelegramButton[]
	entities: { type: string; url?: string; offset: number; length: number }[]
	forced: boolean
	edits: number
	/** A photo as it was sent; its caption is the text. */
	photo?: { name: string; bytes: Buffer }
}
type Args = Record<string, unknown>
type Fault = { method: string; code: number; description?: string; retryAfter?: number }

export const telegramToken = '12345:test-token-of-the-bot-abc'
export const webhookSecret = 'a-secret-of-the-webhook-1'

/** Telegram's Bot API, played with what it keeps: messages and updates. It refuses what its schemas and limits refuse. */
export async function openTelegram() {
	const messages: TelegramMessage[] = []
	const calls: string[] = []
	const problems: string[] = []
	const popups: Args[] = []
	const updates: { update_id: number }[] = []
	const faults: Fault[] = []
	const moved = new Map<string, number>()
	let last = 100

	const methods: Record<string, (args: Args) => unknown> = {
		getMe: () => ({ id: 12345, is_bot: true, first_name: 'Counterpart', username: 'counterpart_bot' }),
		deleteWebhook: () => true,
		sendMessage: (args) => {
			const message = { message_id: ++last, chat: String(args.chat_id), edits: 0, ...contentOf(args) }
			messages.push(message)
			return {
				message_id: message.message_id,
				date: 1,
				chat: { id: args.chat_id, type: 'private' },
				text: message.text,
			}
		},
		sendPhoto: (args) => {
			const { caption = '', photo } = args as { caption?: string; photo: { name: string; bytes: Buffer } }
			const shown = { text: caption, buttons: [], entities: [], forced: false, photo }
			const message = { message_id: ++last, chat: String(args.chat_id), edits: 0, ...shown }
			messages.push(message)
			return { message_id: message.message_id, date: 1, chat: { id: args.chat_id, type: 'private' } }
		},
		editMessageText: (args) => {
			const message = messages.find((one) => one.message_id === args.message_id && one.chat === String(args.chat_id))
			if (!message) throw new Refusal(400, 'Bad Request: message to edit not found')
			const content = contentOf(args)
			if (content.text === message.text && JSON.stringify(content.buttons) === JSON.stringify(message.buttons))
				throw new Refusal(
					400,
					'Bad Request: message is not modified: specified new message content and reply markup are exactly the same',
				)
			Object.assign(message, content, { edits: message.edits + 1 })
			return true
		},
		answerCallbackQuery: (args) => {
			popups.push(args)
			return true
		},
		getUpdates: ({ offset = 0 }) => {
			while (updates[0] && updates[0].update_id < Number(offset)) updates.shift()
			return updates.slice(0, 100)
		},
	}

	const server = createServer(async (request, response) => {
		const body = await buffer(request)
		const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? []
		const send = (code: number, said: Args) => {
			response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(said))
		}
		const refuse = (code: number, description: string, parameters?: Args) =>
			send(code, { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) })
		if (token !== telegramToken) return refuse(401, 'Unauthorized')
		const args = await argsOf(request.headers['content-type'] ?? '', body)
		calls.push(method)
		const at = faults.findIndex((one) => one.method === method)
		const [fault] = at >= 0 ? faults.splice(at, 1) : []
		if (fault)
			return refuse(
				fault.code,
				fault.description ?? 'Too Many Requests',
				fault.retryAfter ? { retry_after: fault.retryAfter } : undefined,
			)
		const isOurs = !['getMe', 'deleteWebhook'].includes(method)
		const plainArgs = 'photo' in args ? { ...args, photo: 'attached' } : args
		const wrong = isOurs ? [...problemsOf(method, plainArgs), ...limitsOf(args)] : []
		problems.push(...wrong)
		if (wrong.length > 0) return refuse(400, `Bad Request: ${wrong.join('; ')}`)
		if (method === 'getUpdates' && updates.length === 0) await new Promise((resolve) => setTimeout(resolve, 50))
		const movedTo = moved.get(String(args.chat_id))
		if (movedTo)
			return refuse(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: movedTo })
		try {
			const act = methods[method]
			if (!act) return refuse(404, 'Not Found: method not found')
			send(200, { ok: true, result: act(args) })
		} catch (error) {
			if (!(error instanceof Refusal)) throw error
			refuse(error.code, error.message)
		}
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	return {
		...{
			apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
			messages,
			calls,
			problems,
			popups,
			updates,
		},
		/** Makes a supergroup of a group, and tells nobody. */
		upgrade: (chat: string, to: number) => moved.set(chat, to),
		failNext: (fault: Fault) => faults.push(fault),
		close: () => {
			server.closeAllConnections()
			return new Promise<unknown>((resolve) => server.close(resolve))
		},
	}
}

class Refusal extends Error {
	readonly code: number
	constructor(code: number, message: string) {
		super(message)
		this.code = code
	}
}

/** Files come as a form, whose other values may be JSON; the file itself stands in a part of its own that its field names. */
async function argsOf(type: string, body: Buffer): Promise<Args> {
	if (!type.startsWith('multipart/')) return body.length > 0 ? (JSON.parse(body.toString()) as Args) : {}
	const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
	const args: Args = {}
	for (const [name, value] of form) {
		if (typeof value === 'string') args[name] = /^[[{]/.test(value) ? JSON.parse(value) : value
	}
	const attached = form.get(String(args.photo).replace('attach://', ''))
	if (attached instanceof File) args.photo = { name: attached.name, bytes: Buffer.from(await attached.arrayBuffer()) }
	return args
}

const names = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' } as const

/** What of a message people see, from HTML; a mark that is not closed or not known is refused as Telegram does. */
export function contentOf({
	text: html,
	reply_markup,
}: Args): Pick<TelegramMessage, 'text' | 'buttons' | 'entities' | 'forced'> {
	const markup = (reply_markup ?? {}) as { inline_keyboard?: TelegramButton[][]; force_reply?: boolean }
	let seen = ''
	const entities: TelegramMessage['entities'] = []
	const open: { tag: string; url: string | undefined; offset: number }[] = []
	for (const [piece] of String(html).matchAll(/<[^>]*>|&\w+;|[^<&]+|[<&]/g)) {
		const [, closing, tag = '', url] = /^<(\/?)(\w+)(?: href="([^"]*)")?>$/.exec(piece) ?? []
		if (tag && !['b', 'i', 'a', 'pre', 'code'].includes(tag))
			throw new Refusal(400, `Bad Request: can't parse entities: ${tag}`)
		if (tag && closing) {
			const begun = open.pop()
			if (begun?.tag !== tag) throw new Refusal(400, "Bad Request: can't parse entities: unmatched")
			if (begun.url)
				entities.push({
					type: 'text_link',
					url: plain(begun.url),
					offset: begun.offset,
					length: seen.length - begun.offset,
				})
		} else if (tag) open.push({ tag, url, offset: seen.length })
		else if (piece === '<' || piece === '&') throw new Refusal(400, "Bad Request: can't parse entities")
		else seen += plain(piece)
	}
	if (open.length > 0) throw new Refusal(400, "Bad Request: can't parse entities: not closed")
	return { text: seen, buttons: (markup.inline_keyboard ?? []).flat(), entities, forced: markup.force_reply === true }
}

const plain = (piece: string) => piece.replace(/&\w+;/g, (name) => names[name as keyof typeof names] ?? name)

export function limitsOf({ text: said, caption, reply_markup, ...rest }: Args): string[] {
	const markup = (reply_markup ?? {}) as { inline_keyboard?: TelegramButton[][] }
	const buttons = (markup.inline_keyboard ?? []).flat()
	return [
		...(String(caption ?? '').length > 1024 ? ['MEDIA_CAPTION_TOO_LONG'] : []),
		...(typeof said === 'string' && !('callback_query_id' in rest) && (said === '' || said.length > 4096)
			? [`message text of ${said.length}`]
			: []),
		...('callback_query_id' in rest && String(said ?? '').length > 200 ? ['MESSAGE_TOO_LONG'] : []),
		...buttons.flatMap(({ callback_data }) => (Buffer.byteLength(callback_data) > 64 ? ['BUTTON_DATA_INVALID'] : [])),
		...(buttons.length > 100 ? [`${buttons.length} buttons`] : []),
	]
}
