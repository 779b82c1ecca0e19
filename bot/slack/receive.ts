import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { HTTPModuleFunctions, isRawBodyError } from '@slack/bolt'
import type { Message, Receive } from '#core/inbox/receive.ts'

type Log = { warn(facts: object, sentence: string): void; error(facts: object, sentence: string): void }
export type SlackReceiving = { signingSecret: string; receive: Receive; log: Log; seconds?: () => number }

const largest = 1_000_000
/** A request may be dated this far ahead of our clock, in seconds; how old it may be is Bolt's own rule, the same. */
const tolerance = 300

/**
 * Takes in Slack's signed requests: events, presses, commands. Verified by Bolt, stored once, answered; a worker does the
 * rest, so that the three seconds that Slack waits are never used up. What is not Slack's, too old or from the future is
 * refused with 401 and not stored.
 */
export function receiveSlack({ signingSecret, receive, log, seconds }: SlackReceiving) {
	return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const now = seconds?.() ?? Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)
		const body = await verifiedBody(request, signingSecret, now).catch((error: unknown) => {
			const tooLarge = isRawBodyError(error) && error.type === 'entity.too.large'
			log.warn({ reason: tooLarge ? 'too large' : 'not believed' }, 'A request of Slack was refused')
			answer(response, tooLarge ? 413 : 401)
			return undefined
		})
		if (!body) return
		if (body.ssl_check) return answer(response, 200)
		if (body.type === 'url_verification') return answer(response, 200, { challenge: String(body.challenge) })
		try {
			await receive(messageOf(body))
			answer(response, 200)
		} catch (error) {
			log.error({ error: String(error) }, 'A request of Slack could not be stored')
			answer(response, 503)
		}
	}
}

export type SlackBody = Record<string, unknown>

async function verifiedBody(request: IncomingMessage, signingSecret: string, now: number): Promise<SlackBody> {
	if (request.method !== 'POST') throw new Error('only POST')
	const dated = Number(request.headers['x-slack-request-timestamp'])
	// Bolt looks only for what is old: a request dated ahead could be kept and used later.
	if (dated - now > tolerance) throw new Error('dated in the future')
	const verified = await HTTPModuleFunctions.parseAndVerifyHTTPRequest(
		{ enabled: true, signingSecret, bodyLimit: largest },
		request,
	)
	const body: unknown = HTTPModuleFunctions.parseHTTPRequestBody(verified)
	if (typeof body !== 'object' || body === null) throw new Error('not an object')
	return body as SlackBody
}

/**
 * A body as it is stored: an event by its own id, anything else by the id of its trigger, or by its digest. The old
 * verification token is nobody's to keep.
 */
export function messageOf({ token: _, ...body }: SlackBody): Message {
	const payload = JSON.stringify(body)
	const event = body.type === 'event_callback' ? (body.event as { type?: unknown }) : undefined
	const named = event ? body.event_id : body.trigger_id
	const digest = createHash('sha256').update(payload).digest('hex')
	const id = typeof named === 'string' && named !== '' ? named : digest
	const kind = String(event?.type ?? body.type ?? 'command')
	return { provider: 'slack', id: id.slice(0, 255), kind: kind.slice(0, 100), payload, sealed: true }
}

function answer(response: ServerResponse, status: number, body?: object): void {
	const text = body ? JSON.stringify(body) : ''
	response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
	response.end(text)
}
