import { webApi } from '@slack/bolt'
import { NotYet } from '#core/outbox/deliver.ts'
import { Gone, type Platform, type Posted } from '../platform.ts'
import type { SealedReply } from '../reply.ts'
import { asked } from './asked.ts'
import { cut, inLines, renderSlack } from './render.ts'

export type SlackClient = webApi.WebClient

/** A client that tries once: the outbox tries again, and waits as long as Slack asks for. */
export function openSlackClient({ botToken, apiUrl }: { botToken: string; apiUrl: string | undefined }): SlackClient {
	return new webApi.WebClient(botToken, {
		...(apiUrl ? { slackApiUrl: `${apiUrl}/api/` } : {}),
		retryConfig: { retries: 0 },
		rejectRateLimitedCalls: true,
		timeout: 10_000,
		logLevel: webApi.LogLevel.ERROR,
	})
}

const metadata = (key: string) => ({ event_type: 'counterpart_message', event_payload: { key } })

/** Slack as a place to say things. */
export function slackPlatform(client: SlackClient, publicUrl: string): Platform {
	const posting = (reply: SealedReply) => renderSlack(reply, publicUrl)
	const quiet = { unfurl_links: false, unfurl_media: false }
	return {
		async post({ place, thread, onlyTo }, reply, { key, again }) {
			const inThread = thread ? { thread_ts: thread } : {}
			if (onlyTo) {
				await asked(() => client.chat.postEphemeral({ channel: place, user: onlyTo, ...posting(reply), ...inThread }))
				return { place, message: '' }
			}
			const before = again ? await findPosted(client, { place, thread, key }) : undefined
			if (before) return before
			const posted = await asked(() =>
				client.chat.postMessage({
					...{ channel: place, ...posting(reply), ...quiet, ...inThread },
					metadata: metadata(key),
				}),
			)
			return { place: posted.channel ?? place, message: posted.ts ?? '' }
		},
		async change({ place, message }, reply) {
			await asked(() => client.chat.update({ channel: place, ts: message, ...renderSlack(reply, publicUrl) }))
		},
		async show(target, { title, name, png }, { again }) {
			// A file is seen by everybody in its place: what only one person was told goes to them alone.
			const place = target.onlyTo ? await openPrivate(client, target.onlyTo) : target.place
			const thread = target.onlyTo ? undefined : target.thread
			if (again && (await hasPicture(client, { place, thread, name }))) return
			const inThread = thread ? { channel_id: place, thread_ts: thread } : { channel_id: place }
			const file = { file: Buffer.from(png), filename: name, title: cut(title, 200), alt_text: cut(title, 1000) }
			await asked(() => client.files.uploadV2({ ...inThread, ...file }))
		},
		async answerAt(url, reply, how) {
			const body = { ...renderSlack(reply, publicUrl), response_type: 'ephemeral', replace_original: how === 'instead' }
			const answer = await fetch(url, {
				...{ method: 'POST', body: JSON.stringify(body), signal: AbortSignal.timeout(10_000) },
				headers: { 'content-type': 'application/json; charset=utf-8' },
			})
			if (answer.status === 429) throw new NotYet('Slack asks to wait', Number(answer.headers.get('retry-after')) || 5)
			if (answer.status >= 500) throw new Error(`Slack answered ${answer.status}`)
			if (!answer.ok) throw new Gone(`Slack answered ${answer.status}`)
		},
		async showHome(account, replies) {
			const blocks = replies.flatMap((reply) => renderSlack(inLines(reply), publicUrl).blocks).slice(0, 100)
			await asked(() => client.views.publish({ user_id: account, view: { type: 'home', blocks } }))
		},
		openPrivate: async (account) => await openPrivate(client, account),
	}
}

async function openPrivate(client: SlackClient, account: string): Promise<string> {
	const { channel } = await asked(() => client.conversations.open({ users: account }))
	if (!channel?.id) throw new Error('Slack opened no conversation')
	return channel.id
}

type Standing = { place: string; thread: string | undefined }

/** What stands in a place or a thread of it, the latest fifty. */
async function readMessages(client: SlackClient, { place, thread }: Standing) {
	const asking = { channel: place, limit: 50, include_all_metadata: true }
	const { messages = [] } = await asked(async () =>
		thread ? await client.conversations.replies({ ...asking, ts: thread }) : await client.conversations.history(asking),
	)
	return messages
}

/** Whether an earlier try has shown a picture, by the name of its file. */
async function hasPicture(client: SlackClient, { name, ...where }: Standing & { name: string }): Promise<boolean> {
	const messages = await readMessages(client, where)
	return messages.some((one) => one.files?.some((file) => file.name === name) ?? false)
}

/** What an earlier try has posted, found by the key that went with it. */
async function findPosted(
	client: SlackClient,
	{ key, ...where }: Standing & { key: string },
): Promise<Posted | undefined> {
	const { place } = where
	const messages = await readMessages(client, where)
	const found = messages.find((one) => (one.metadata?.event_payload as { key?: string } | undefined)?.key === key)
	return found?.ts ? { place, message: found.ts } : undefined
}
