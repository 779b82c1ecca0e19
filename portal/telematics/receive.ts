import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Books } from '#core/act.ts'
import { openInbox, type Receive } from '#core/inbox/receive.ts'
import { findAnswerSecret, telematicsAnswer } from '#core/telematics/answer.ts'
import type { Log } from '../log.ts'
import { messageReceiver, messageTolerance, type RefusedMessage, secondsNow } from '../web/message-receiver.ts'
import { readBody } from '../web/read-body.ts'

export type Receiving = {
	books: Pick<Books, 'sql' | 'secretKey'>
	log: Log
	/** The wall clock, in seconds since 1970. */
	seconds?: () => number
}

export const answersPath = '/webhooks/telematics'

const largest = 100_000

/**
 * Takes in what telematics providers say of their commands, at `/webhooks/telematics/PROVIDER`: signed as we sign, verified,
 * stored once by its id, answered; a worker does the rest. What is not the provider's, too old or from the future is
 * refused and not stored.
 */
export function receiveTelematics(receiving: Receiving) {
	const receive = openInbox(receiving.books)
	return messageReceiver(receiving.log, 'telematics', (request) => takeIn(receiving, receive, request))
}

async function takeIn(
	receiving: Receiving,
	receive: Receive,
	request: IncomingMessage,
): Promise<RefusedMessage | undefined> {
	if (request.method !== 'POST') return { status: 405, reason: 'only POST' }
	const [, providerId] = /^\/([0-9a-f-]{36})\/?(?:\?|$)/.exec(request.url ?? '') ?? []
	const body = await readBody(request, largest)
	if (!body) return { status: 413, reason: 'too large' }
	const [id, moment, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => {
		const value = request.headers[name]
		return typeof value === 'string' ? value : ''
	})
	if (!id || id.length > 255 || !moment || !signatures) return { status: 400, reason: 'no signature' }
	const secret = providerId ? await findAnswerSecret(receiving.books, providerId) : undefined
	// Whoever guesses providers is told no more than whoever guesses signatures.
	if (!providerId || !secret || !holds(secret, `${id}.${moment}.${body.toString('utf8')}`, signatures))
		return { status: 400, reason: 'signature does not hold' }
	const now = receiving.seconds?.() ?? secondsNow()
	if (!/^\d{1,12}$/.test(moment) || Math.abs(now - Number(moment)) > messageTolerance)
		return { status: 400, reason: 'not of this time' }
	const payload = body.toString('utf8')
	if (!telematicsAnswer.safeParse(parsed(payload)).success) return { status: 400, reason: 'not an answer' }
	await receive({ provider: `telematics:${providerId}`, id, kind: 'answer', payload })
	return undefined
}

/** Whether one of the signatures, parted by spaces, is of the secret: while a provider changes it, it sends two. */
function holds(secret: string, signed: string, signatures: string): boolean {
	const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
	const wanted = createHmac('sha256', key).update(signed).digest()
	return signatures.split(' ').some((one) => {
		if (!one.startsWith('v1,')) return false
		const given = Buffer.from(one.slice(3), 'base64')
		return given.length === wanted.length && timingSafeEqual(given, wanted)
	})
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}
