import type { App } from '@slack/bolt'
import { openHomeTab } from '../desk/hear.ts'
import type { SlackOptions } from './app.ts'
import { asked } from './asked.ts'

/** The home tab: what waits for its reader, and what can be asked; kept up to date from now on. For strangers it stays empty. */
export function publishHome(app: App, { desk, client }: SlackOptions): void {
	app.event('app_home_opened', async ({ event, body, context }) => {
		if (event.tab !== 'home') return
		const account = { channel: 'slack', team: body.team_id, account: event.user } as const
		if (await openHomeTab(desk, { account, key: `slack:${context.inboxId}` })) return
		await asked(() => client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [] } }))
	})
}
