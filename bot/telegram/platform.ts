import { Api, GrammyError, InputFile } from 'grammy'
import { NotYet, Undeliverable } from '#core/outbox/deliver.ts'
import { Gone, type Platform } from '../platform.ts'
import { cut, limits, renderTelegram } from './render.ts'

export function openTelegramApi({ botToken, apiUrl }: { botToken: string; apiUrl: string | undefined }): Api {
	return new Api(botToken, { timeoutSeconds: 10, ...(apiUrl ? { apiRoot: apiUrl } : {}) })
}

/** A group has become a supergroup: its number from now on. */
type Moved = (place: string, to: string) => Promise<void>

/** Telegram as a place to say things. It cannot be asked what has arrived: a try that got lost may show twice, and either is good. */
export function telegramPlatform(api: Api, publicUrl: string, moved: Moved): Platform {
	const options = { parse_mode: 'HTML' as const, link_preview_options: { is_disabled: true } }
	return {
		async post({ place, thread }, reply) {
			const { text, reply_markup } = renderTelegram(reply, publicUrl)
			const inThread = thread
				? { reply_parameters: { message_id: Number(thread), allow_sending_without_reply: true } }
				: {}
			return await following(place, moved, async (to) => {
				const posted = await asked(() => api.sendMessage(to, text, { ...options, reply_markup, ...inThread }))
				return { place: to, message: String(posted.message_id) }
			})
		},
		async change({ place, message }, reply) {
			const { text, reply_markup } = renderTelegram(reply, publicUrl)
			await asked(() => api.editMessageText(place, Number(message), text, { ...options, reply_markup })).catch(
				async (error: unknown) => {
					if (error instanceof MovedAway) await moved(place, error.to)
					throw error
				},
			)
		},
		async show({ place, thread, message }, { title, name, png }) {
			const below = message ?? thread
			const inThread = below
				? { reply_parameters: { message_id: Number(below), allow_sending_without_reply: true } }
				: {}
			const told = { caption: cut(title, limits.caption), ...inThread }
			await following(place, moved, async (to) => {
				await asked(() => api.sendPhoto(to, new InputFile(Buffer.from(png), name), told))
			})
		},
		openPrivate: async (account) => account,
	}
}

/** What was said under the old number stays there, and can be changed no more. */
class MovedAway extends Gone {
	readonly to: string
	constructor(to: string) {
		super('Telegram: the group has become a supergroup')
		this.to = to
	}
}

/** Sends to where the group is now, also where Telegram's word of the move has not come: the error says it too. */
async function following<Answer>(place: string, moved: Moved, send: (to: string) => Promise<Answer>): Promise<Answer> {
	try {
		return await send(place)
	} catch (error) {
		if (!(error instanceof MovedAway)) throw error
		await moved(place, error.to)
		return await send(error.to)
	}
}

/** What somebody has deleted, left or blocked. */
const gone =
	/chat not found|message to edit not found|message can't be edited|bot was (blocked|kicked)|user is deactivated|upgraded to a supergroup|not enough rights|have no rights|MESSAGE_ID_INVALID|PEER_ID_INVALID/i

/** Asks Telegram, and tells the deliverer what its no means. That a message is as it should be already is a yes. */
export async function asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
	try {
		return await ask()
	} catch (error) {
		if (!(error instanceof GrammyError)) throw error
		const { error_code: code, description, parameters } = error
		if (/message is not modified/i.test(description)) return undefined as Answer
		if (code === 429) throw new NotYet('Telegram asks to wait', parameters.retry_after ?? 5)
		if (parameters.migrate_to_chat_id) throw new MovedAway(String(parameters.migrate_to_chat_id))
		if (gone.test(description)) throw new Gone(`Telegram: ${description}`)
		if (code === 401 || code === 404) throw new NotYet(`Telegram: ${description}`, 3600)
		if (code >= 500) throw error
		throw new Undeliverable(`Telegram: ${description}`)
	}
}
