import type { Message } from 'grammy/types'
import { cut, escapeHtml } from './render.ts'

/*
 * A button that needs words is answered with a question, and the answer comes as a reply to it. What it was about stands
 * in the address of a link that nobody sees: Telegram sends the question back with the reply, and nothing has to be kept.
 */
const invisible = '\u2060'

type Prompt = {
	label: string
	token: string
	/** The message whose button was pressed: the question stands below it. */
	message: string | undefined
	url: string
	/** Who is asked, in a group: only whom it names may Telegram bring the question up for. */
	asker?: { id: string; name: string } | undefined
}

export function writePrompt({ label, token, message, url, asker }: Prompt) {
	const hidden = `${url}/#${token}.${message ?? ''}`
	const named = asker ? `<a href="tg://user?id=${asker.id}">${escapeHtml(cut(asker.name, 100))}</a>: ` : ''
	const below = { reply_parameters: { message_id: Number(message), allow_sending_without_reply: true } }
	return {
		text: `<a href="${escapeHtml(hidden)}">${invisible}</a>${named}${escapeHtml(label)}`,
		options: {
			...{ parse_mode: 'HTML' as const, link_preview_options: { is_disabled: true } },
			...(message ? below : {}),
			reply_markup: { force_reply: true as const, selective: true },
		},
	}
}

/** What a prompt of ours was about; undefined for any other message. */
export function readPrompt({
	entities = [],
}: Pick<Message, 'entities'>): { token: string; message: string | undefined } | undefined {
	for (const entity of entities) {
		if (entity.type !== 'text_link') continue
		const [, token, message] = /#([\w-]{43})\.(\d*)$/.exec(entity.url) ?? []
		if (token) return { token, message: message || undefined }
	}
	return undefined
}
