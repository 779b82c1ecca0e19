import type { App, types } from '@slack/bolt'
import { Undeliverable } from '#core/outbox/deliver.ts'
import { readingReply } from '../desk/hear.ts'
import { Gone } from '../platform.ts'
import type { Reading } from '../read.ts'
import type { SlackOptions } from './app.ts'
import { asked } from './asked.ts'
import { renderSlack } from './render.ts'

const id = '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'
const named = new RegExp(`^/staff/(customers|contracts|invoices)/${id}(?:/statement)?/?$`)
const kinds = { customers: 'customer', contracts: 'contract', invoices: 'invoice' } as const
const others = new RegExp(`^/staff/(quotes|payments|receipts|approvals)/${id}/?$`)
const otherKinds = { quotes: 'quote', payments: 'payment', receipts: 'payment', approvals: 'approval' } as const
const figures = /^\/staff\/figures(?:\/([a-z_]+))?\/?$/

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
			const reading = readingOf(url, desk.publicUrl)
			if (!reading) continue
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

/** What our bot says of a page; undefined for pages that are about nothing of their own. */
function readingOf(url: string, publicUrl: string): Reading | undefined {
	if (!URL.canParse(url) || new URL(url).origin !== publicUrl) return undefined
	const { pathname, searchParams } = new URL(url)
	const [, kind, subject] = named.exec(pathname) ?? []
	if (kind && subject) {
		const contract = new RegExp(`^${id}$`).exec(searchParams.get('contract') ?? '')?.[1]
		const what = contract ? `contract:${contract}` : `${kinds[kind as keyof typeof kinds]}:${subject}`
		return { command: 'find', input: { what } }
	}
	const [, other, page] = others.exec(pathname) ?? []
	if (other && page)
		return { command: 'linked', input: { kind: otherKinds[other as keyof typeof otherKinds], id: page } }
	const figure = figures.exec(pathname)
	return figure
		? { command: 'linked', input: { kind: 'figures', ...(figure[1] && { measure: figure[1] }) } }
		: undefined
}
