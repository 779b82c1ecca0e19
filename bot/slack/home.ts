import type { App } from '@slack/bolt'
import { readingReply } from '../desk/hear.ts'
import type { SlackOptions } from './app.ts'
import { asked } from './asked.ts'
import { renderSlack } from './render.ts'

/** The home tab: what waits for its reader, and what can be asked. For strangers it stays empty. */
export function publishHome(app: App, { desk, client }: SlackOptions): void {
	app.event('app_home_opened', async ({ event, body, context }) => {
		if (event.tab !== 'home') return
		const account = { channel: 'slack', team: body.team_id, account: event.user } as const
		const read = (command: string) =>
			readingReply(desk, { account, key: `slack:${context.inboxId}` }, { command, input: {} })
		const [waiting, help] = [await read('waiting'), await read('help')]
		const parts = [waiting, help].flatMap((reply) => (reply ? [renderSlack(reply, desk.publicUrl).blocks] : []))
		await asked(() =>
			client.views.publish({ user_id: event.user, view: { type: 'home', blocks: parts.flat().slice(0, 100) } }),
		)
	})
}
