import { Bot } from 'grammy'
import type { Receive } from '#core/inbox/receive.ts'
import { messageOf } from './receive.ts'

type Log = { warn(facts: object, sentence: string): void }
type Options = { botToken: string; apiUrl: string | undefined; receive: Receive; log: Log; pause?: number }

export const allowedUpdates = ['message', 'callback_query'] as const

/**
 * Asks Telegram for updates, for a machine that nobody can call. An update is stored before the next is asked for, and one
 * that could not be stored is asked for again. Of several processes that ask, Telegram lets one: the others wait.
 */
export function startPolling({ botToken, apiUrl, receive, log, pause = 5_000 }: Options): { stop(): Promise<void> } {
	let stopping = false
	let current: Bot | undefined
	const run = async () => {
		while (!stopping) {
			const bot = new Bot(botToken, apiUrl ? { client: { apiRoot: apiUrl } } : {})
			current = bot
			bot.use(async (context) => await receive(messageOf(context.update)))
			bot.catch((error) => {
				throw error.error
			})
			try {
				await bot.start({ allowed_updates: [...allowedUpdates] })
			} catch (error) {
				if (!stopping) log.warn({ error: String(error) }, 'Telegram could not be asked, or what it said not be stored')
			}
			await bot.stop().catch(() => {})
			if (!stopping) await new Promise((resolve) => setTimeout(resolve, pause))
		}
	}
	const running = run()
	return {
		async stop() {
			stopping = true
			await current?.stop().catch(() => {})
			await Promise.race([running, new Promise((resolve) => setTimeout(resolve, 1_000))])
		},
	}
}
