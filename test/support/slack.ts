import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { problemsOf } from './chat-schema.ts'
import { blockProblems, modalProblems } from './slack-limits.ts'
import { listenForSockets } from './slack-socket.ts'

export type SlackMessage = {
	ts: string
	channel: string
	text: string
	blocks: SlackBlock[]
	thread_ts?: string
	metadata?: { event_payload: { key: string } }
	onlyTo?: string
	/** Pictures, as they were uploaded. */
	files?: { name: string; title: string; altText: string; bytes: Buffer }[]
	/** How often it has been changed. */
	edits: number
	/** All that it has shown, by the text of its notification. */
	past?: string[]
}
export type SlackBlock = { type: string; elements?: SlackButton[]; [name: string]: unknown }
export type SlackButton = { type: string; text: { text: string }; value: string; action_id: string }
type Args = Record<string, unknown>
type Fault = {
	method: string
	status?: number
	error?: string
	retryAfter?: number
	afterwards?: boolean
	/** It is slow: nothing happens before this has come true, and then it goes well. */
	hold?: Promise<void>
}

export const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5'
export const slackToken = 'xoxb-1-2-test'
export const appToken = 'xapp-1-A1-2-test'

/** Slack's Web API, played with what it keeps: messages, modals, home tabs. It refuses what its schemas and limits refuse. */
export async function openSlack() {
	const messages: SlackMessage[] = []
	const views: Args[] = []
	const homes: Args[] = []
	const unfurls: Args[] = []
	const answers: { id: string; body: Args }[] = []
	const calls: string[] = []
	const problems: string[] = []
	const faults: Fault[] = []
	const uploads = new Map<string, { name: string; altText: string; length: number; bytes: Buffer | undefined }>()
	let clock = 1_700_000_000
	let apiUrl = ''

	const methods: Record<string, (args: Args) => Args> = {
		'apps.connections.open': () => ({ url: `${apiUrl.replace('http', 'ws')}/socket` }),
		'auth.test': () => ({ user_id: 'UBOT', bot_id: 'BBOT', team_id: 'T1' }),
		'conversations.open': ({ users }) => ({ channel: { id: `D${String(users).slice(1)}` } }),
		'chat.postMessage': (args) => {
			const message = { ...messageOf(args), ts: `${++clock}.000100`, edits: 0 }
			messages.push(message)
			return { ts: message.ts, channel: message.channel }
		},
		'chat.postEphemeral': (args) => {
			messages.push({ ...messageOf(args), ts: `${++clock}.000100`, edits: 0, onlyTo: String(args.user) })
			return { message_ts: `${clock}.000100` }
		},
		'chat.update': (args) => {
			const message = messages.find((one) => one.ts === args.ts && one.channel === args.channel)
			if (!message) throw new Refusal('message_not_found')
			Object.assign(message, messageOf(args), {
				edits: message.edits + 1,
				past: [...(message.past ?? []), message.text],
				...(message.metadata ? { metadata: message.metadata } : {}),
			})
			return { ts: message.ts, channel: message.channel }
		},
		'files.getUploadURLExternal': ({ filename, length, alt_text }) => {
			const id = `F${String(++clock).padStart(10, '0')}`
			uploads.set(id, {
				name: String(filename),
				altText: String(alt_text ?? ''),
				length: Number(length),
				bytes: undefined,
			})
			return { upload_url: `${apiUrl}/upload/${id}`, file_id: id }
		},
		'files.completeUploadExternal': ({ files, channel_id, thread_ts }) => {
			const shared = (files as { id: string; title?: string }[]).map(({ id, title = '' }) => {
				const upload = uploads.get(id)
				if (!upload?.bytes || upload.bytes.length !== upload.length) throw new Refusal('file_not_found')
				return { name: upload.name, altText: upload.altText, title, bytes: upload.bytes }
			})
			const where = { channel: String(channel_id), ...(thread_ts ? { thread_ts: String(thread_ts) } : {}) }
			messages.push({ ...where, ts: `${++clock}.000100`, text: '', blocks: [], edits: 0, files: shared })
			return { files: (files as { id: string }[]).map(({ id }) => ({ id })) }
		},
		'conversations.history': ({ channel }) => ({
			messages: messages.filter((one) => one.channel === channel && !one.onlyTo).reverse(),
		}),
		'conversations.replies': ({ channel, ts }) => ({
			messages: messages.filter(
				(one) => one.channel === channel && (one.ts === ts || one.thread_ts === ts) && !one.onlyTo,
			),
		}),
		'views.open': (args) => {
			views.push(args)
			return { view: { id: `V${views.length}` } }
		},
		'views.publish': (args) => {
			homes.push(args)
			return {}
		},
		'chat.unfurl': (args) => {
			unfurls.push(args)
			return {}
		},
	}

	const server = createServer(async (request, response) => {
		const bytes = await buffer(request)
		const body = bytes.toString()
		const send = (status: number, said: Args, headers = {}) => {
			response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(said))
		}
		const path = request.url ?? ''
		const upload = uploads.get(path.replace(/^\/upload\//, ''))
		if (upload) {
			const type = request.headers['content-type'] ?? ''
			upload.bytes = type.startsWith('multipart/') ? await fileIn(bytes, type) : bytes
			return send(200, {})
		}
		if (path.startsWith('/response/')) {
			const said = JSON.parse(body) as Args
			problems.push(...blockProblems(said.blocks as never))
			answers.push({ id: path.slice('/response/'.length), body: said })
			return send(200, { ok: true })
		}
		const method = path.replace(/^\/api\//, '')
		const args = argsOf(request, body)
		calls.push(method)
		const at = faults.findIndex((one) => one.method === method)
		const [fault] = at >= 0 ? faults.splice(at, 1) : []
		await fault?.hold
		if (fault && !fault.afterwards && !fault.hold) return fail(fault)
		const wanted = method === 'apps.connections.open' ? appToken : slackToken
		if (request.headers.authorization !== `Bearer ${wanted}` && args.token !== wanted)
			return send(200, { ok: false, error: 'invalid_auth' })
		const { token: _, ...rest } = args
		const wrong = ['auth.test', 'apps.connections.open'].includes(method)
			? []
			: [...problemsOf(method, rest), ...limitsOf(method, rest)]
		problems.push(...wrong)
		if (wrong.length > 0) return send(200, { ok: false, error: 'invalid_blocks', detail: wrong })
		try {
			const said = methods[method]?.(rest)
			if (fault && !fault.hold) return fail(fault)
			send(200, said ? { ok: true, ...said } : { ok: false, error: 'unknown_method' })
		} catch (error) {
			if (!(error instanceof Refusal)) throw error
			send(200, { ok: false, error: error.message })
		}
		function fail({ status = 200, error = 'internal_error', retryAfter }: Fault) {
			send(status, { ok: false, error }, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) })
		}
	})
	const sockets = listenForSockets(server)
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
	return {
		...{ apiUrl, sockets, messages, views, homes, unfurls, answers, calls, problems },
		/** The next call of the method fails so, before or after it has done what it does. */
		failNext: (fault: Fault) => faults.push(fault),
		/** Nobody needs the messages of a test before. */
		forget: () => {
			for (const list of [messages, views, homes, unfurls, answers, calls]) list.splice(0)
		},
		close: () => {
			sockets.close()
			return new Promise<unknown>((resolve) => server.close(resolve))
		},
	}
}

/** The one file of a form. */
async function fileIn(body: Buffer, type: string): Promise<Buffer> {
	const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
	const file = [...form.values()].find((value) => value instanceof File)
	return file ? Buffer.from(await file.arrayBuffer()) : body
}

class Refusal extends Error {}

function messageOf(args: Args): Omit<SlackMessage, 'ts' | 'edits'> {
	const { channel, text: said, blocks = [], thread_ts, metadata } = args
	return {
		...{ channel: String(channel), text: String(said), blocks: blocks as SlackBlock[] },
		...(thread_ts ? { thread_ts: String(thread_ts) } : {}),
		...(metadata ? { metadata: metadata as { event_payload: { key: string } } } : {}),
	}
}

function limitsOf(method: string, args: Args): string[] {
	if (method === 'views.open') return modalProblems(args.view as never)
	if (method === 'views.publish') {
		const { blocks } = args.view as { blocks: SlackBlock[] }
		// Slack takes tables in messages alone.
		const tables = blocks.some(({ type }) => type === 'table') ? ['a table on a home tab'] : []
		return [...tables, ...blockProblems(blocks, 100)]
	}
	if (method === 'chat.unfurl')
		return Object.values(args.unfurls as Record<string, { blocks: never[] }>).flatMap(({ blocks }) =>
			blockProblems(blocks),
		)
	const said = String(args.text ?? '')
	const long = said.length > 4000 ? [`text of ${said.length} letters`] : []
	return Array.isArray(args.blocks) ? [...long, ...blockProblems(args.blocks as never)] : long
}

/** The SDK sends forms whose values may be JSON. */
function argsOf(request: IncomingMessage, body: string): Args {
	if (request.headers['content-type']?.startsWith('application/json')) return JSON.parse(body) as Args
	const given = [...new URLSearchParams(body)].map(([name, value]) => [
		name,
		/^[[{]/.test(value) ? JSON.parse(value) : value,
	])
	return Object.fromEntries(given)
}

/** A request as Slack signs it. `at` in seconds since 1970. */
export function signedRequest(
	body: string,
	{ at, secret = signingSecret, form = false }: { at: number; secret?: string; form?: boolean },
) {
	const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')
	return {
		method: 'POST',
		body,
		headers: {
			'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
			'x-slack-request-timestamp': String(at),
			'x-slack-signature': `v0=${signature}`,
		},
	}
}
