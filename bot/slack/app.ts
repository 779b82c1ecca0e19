import { App } from '@slack/bolt'
import type { Received } from '#core/inbox/process.ts'
import type { Desk } from '../desk/desk.ts'
import { hear } from '../desk/hear.ts'
import { listenInThreads } from './conversation.ts'
import { publishHome } from './home.ts'
import type { SlackClient } from './platform.ts'
import { listenToPresses } from './presses.ts'
import { silent } from './socket.ts'
import { textOf } from './text.ts'
import { unfurlLinks } from './unfurl.ts'

export type SlackOptions = { desk: Desk; client: SlackClient; botToken: string; apiUrl: string | undefined }

/** Bolt's listeners over what the inbox holds. Repeated, each does what it did, once. */
export function openSlackApp(options: SlackOptions): (message: Received) => Promise<void> {
	const { botToken, apiUrl, desk } = options
	const app = new App({
		receiver: silent,
		authorize: async () => ({ botToken }),
		convoStore: false,
		ignoreSelf: false,
		clientOptions: apiUrl ? { slackApiUrl: `${apiUrl}/api/` } : {},
	})
	app.error(async (error) => {
		throw error
	})
	listenToWords(app, desk)
	listenInThreads(app, desk)
	listenToPresses(app, options)
	publishHome(app, options)
	unfurlLinks(app, options)
	return async ({ id, payload }) => {
		const body = payload as Record<string, unknown>
		await app.processEvent({ body, ack: async () => {}, customProperties: { inboxId: id } })
	}
}

/** The command, mentions, and direct messages. */
function listenToWords(app: App, desk: Desk): void {
	app.command('/counterpart', async ({ command, context }) => {
		const { team_id: team, user_id: account, user_name: name, channel_id: place, response_url: answerUrl } = command
		await hear(desk, {
			account: { channel: 'slack', team, account },
			...{ name, text: textOf(command.text) || 'help', key: `slack:${context.inboxId}`, answerUrl },
			target: { channel: 'slack', place, onlyTo: account },
			...(command.channel_name === 'directmessage' ? {} : { place: { name: `#${command.channel_name}` } }),
		})
	})
	app.event('app_mention', async ({ event, body, context }) => {
		if (!event.user || event.bot_id) return
		await hear(desk, {
			account: { channel: 'slack', team: event.team ?? body.team_id, account: event.user },
			...{ name: event.username ?? event.user, text: textOf(event.text) || 'help', key: `slack:${context.inboxId}` },
			target: { channel: 'slack', place: event.channel, thread: event.thread_ts ?? event.ts },
			place: { name: event.channel },
		})
	})
	app.message(async ({ message, body, context }) => {
		if (message.subtype !== undefined || message.channel_type !== 'im' || message.bot_id || !message.text) return
		await hear(desk, {
			account: { channel: 'slack', team: message.team ?? body.team_id, account: message.user },
			...{ name: message.user, text: textOf(message.text), key: `slack:${context.inboxId}` },
			target: {
				...{ channel: 'slack', place: message.channel },
				...(message.thread_ts ? { thread: message.thread_ts } : {}),
			},
		})
	})
}
