import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '../log.ts'
import { loggableError } from '../loggable-error.ts'

/** Why a message is not taken in. */
export type RefusedMessage = { status: number; reason: string }

/** A message may be this old, or this far ahead of our clock, in seconds. */
export const messageTolerance = 300

/** The wall clock of signed messages, in seconds since 1970. */
export const secondsNow = (): number => Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)

/**
 * Answers the messages that another system sends: taken in, refused with the reason, or to be sent again where it could not
 * be stored. `from` names the sender in the log.
 */
export function messageReceiver(
	log: Log,
	from: string,
	takeIn: (request: IncomingMessage) => Promise<RefusedMessage | undefined>,
) {
	return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		try {
			const refused = await takeIn(request)
			if (refused) log.warn({ from, reason: refused.reason }, 'A message was refused')
			answer(response, refused?.status ?? 200, refused?.reason ?? '')
		} catch (error) {
			log.error({ from, error: loggableError(error) }, 'A message could not be stored')
			answer(response, 503, 'try again')
		}
	}
}

function answer(response: ServerResponse, status: number, reason: string): void {
	const body = status === 200 ? '{"received":true}' : JSON.stringify({ error: reason })
	response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
	response.end(body)
}
