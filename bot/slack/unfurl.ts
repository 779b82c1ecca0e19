import type { App, types } from '@slack/bolt'
import { Undeliverable } from '#core/outbox/deliver.ts'
import { readingReply } from '../desk/hear.ts'
import { Gone } from '../platform.ts'
import type { SlackOptions } from './app.ts'
import { asked } from './asked.ts'
import { renderSlack } from './render.ts'

const page = /^\/staff\/(customers|contracts|invoices)\/([0-9a-f-]{36})\/?$/
const kinds = { customers: 'customer', contracts: 'contract', invoices: 'invoice' } as const

/**
 * Says what a link to our console leads to. Others read along, who may see less: only what it is called and whose it is,
 * and only where the person who posted it may see that.
 */
export function unfurlLinks(app: App, { desk, client }: SlackOptions): void {
	app.event('link_shared', async ({ event, body, context }) => {
		const account = { channel: 'slack', team: body.team_id, account: event.user } as const
		const target = { channel: 'slack', place: event.channel } as const
		const unfurls: Record<string, { blocks: types.KnownBlock[] }> = {}
		for (const { url } of event.links.slice(0, 10)) {
			const what = subjectOf(url, desk.publicUrl)
			if (!what) continue
			const reading = { command: 'find', input: { what } }
			const reply = await readingReply(
				desk,
				{ account, target, place: { name: event.channel }, key: `slack:${context.inboxId}` },
				reading,
			)
			if (!reply || reply.tone === 'bad') continue
			const shown = { title: reply.title, choices: [], fields: reply.fields?.slice(0, 1) ?? [] }
			unfurls[url] = { blocks: renderSlack(shown, desk.publicUrl).blocks }
		}
		if (Object.keys(unfurls).length === 0) return
		try {
			await asked(() => client.chat.unfurl({ channel: event.channel, ts: event.message_ts, unfurls }))
		} catch (error) {
			// The message is gone, or cannot be unfurled: nothing is missing.
			if (!(error instanceof Gone) && !(error instanceof Undeliverable)) throw error
		}
	})
}

function subjectOf(url: string, publicUrl: string): string | undefined {
	if (!URL.canParse(url) || new URL(url).origin !== publicUrl) return undefined
	const [, kind, id] = page.exec(new URL(url).pathname) ?? []
	return kind && id ? `${kinds[kind as keyof typeof kinds]}:${id}` : undefined
}
