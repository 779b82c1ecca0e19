import type { IncomingMessage } from 'node:http'
import Stripe from 'stripe'
import type { Books } from '#core/act.ts'
import { openInbox, type Receive } from '#core/inbox/receive.ts'
import type { Log } from '../log.ts'
import { messageReceiver, messageTolerance, type RefusedMessage, secondsNow } from '../web/message-receiver.ts'
import { readBody } from '../web/read-body.ts'

export type Receiving = {
	books: Pick<Books, 'sql' | 'secretKey'>
	webhookSecret: string
	live: boolean
	log: Log
	/** The wall clock, in seconds since 1970. */
	seconds?: () => number
}

const largest = 1_000_000

/**
 * Takes in Stripe's signed messages: verified, stored once, answered; a worker does the rest. A message that is not
 * Stripe's, too old, from the future or about the other kind of money is refused with 400 and not stored.
 */
export function receiveStripe(receiving: Receiving) {
	const receive = openInbox(receiving.books)
	return messageReceiver(receiving.log, 'stripe', (request) => takeIn(receiving, receive, request))
}

async function takeIn(
	receiving: Receiving,
	receive: Receive,
	request: IncomingMessage,
): Promise<RefusedMessage | undefined> {
	if (request.method !== 'POST') return { status: 405, reason: 'only POST' }
	const body = await readBody(request, largest)
	if (!body) return { status: 413, reason: 'too large' }
	const signature = request.headers['stripe-signature']
	if (typeof signature !== 'string') return { status: 400, reason: 'no signature' }
	const now = receiving.seconds?.() ?? secondsNow()
	const payload = body.toString('utf8')
	const event = verify(payload, signature, receiving.webhookSecret, now)
	if (typeof event === 'string') return { status: 400, reason: event }
	if (event.livemode !== receiving.live) return { status: 400, reason: 'livemode does not match' }
	await receive({ provider: 'stripe', id: event.id, kind: event.type, payload })
	return undefined
}

/** The event, or why it is not believed. */
function verify(body: string, signature: string, secret: string, now: number): Stripe.Event | string {
	const dates = signature.split(',').filter((part) => part.trim().startsWith('t='))
	// With two dates, one could be checked here and the other be the one that was signed.
	if (dates.length !== 1) return 'signature does not hold'
	// The SDK accepts any that is ahead.
	if (!(Number(dates[0]?.trim().slice(2)) - now <= messageTolerance)) return 'dated in the future'
	let event: Stripe.Event
	try {
		event = Stripe.webhooks.constructEvent(body, signature, secret, messageTolerance, undefined, now * 1000)
	} catch (error) {
		return error instanceof Stripe.errors.StripeSignatureVerificationError ? 'signature does not hold' : 'not JSON'
	}
	const isEvent = event?.object === 'event' && typeof event.id === 'string' && typeof event.type === 'string'
	return isEvent && event.id.length <= 255 ? event : 'not an event'
}
