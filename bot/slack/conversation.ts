import type { App } from '@slack/bolt'
import { expectOk, look } from '#core/act.ts'
import { findCopied } from '#core/chat/copy.ts'
import type { Desk } from '../desk/desk.ts'
import { hearReading } from '../desk/hear.ts'
import { textOf } from './text.ts'

/**
 * What is written in a contract's thread stays among the staff, unless who wrote it says that it is for the customer: only
 * they are asked. Whoever is not linked is not spoken to; the words were not for us.
 */
export function listenInThreads(app: App, desk: Desk): void {
	app.message(async ({ message, body, context }) => {
		if (message.subtype !== undefined || message.channel_type === 'im' || message.bot_id) return
		const { thread_ts: thread, channel: place, user, text = '' } = message
		// A mention is a question to the bot, and comes as one.
		if (!thread || thread === message.ts || /<@[A-Z0-9]+/.test(text) || textOf(text) === '') return
		const root = { channel: 'slack' as const, place, message: thread }
		const about = expectOk(await look(desk.books, { kind: 'system', name: 'bot' }, findCopied, root))
		if (about?.kind !== 'contract') return
		await hearReading(
			desk,
			{
				account: { channel: 'slack', team: message.team ?? body.team_id, account: user },
				...{ name: user, key: `slack:${context.inboxId}` },
				target: { channel: 'slack', place, thread, onlyTo: user },
				place: { name: place },
			},
			{ command: 'answer', input: { what: `contract:${about.id}`, text: textOf(text).slice(0, 5000) } },
		)
	})
}
