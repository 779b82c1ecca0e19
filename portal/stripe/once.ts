import { setTimeout } from 'node:timers/promises'
import Stripe from 'stripe'

/** How many keys are tried before somebody has to look: each is used only when the one before is known to be spent. */
const keys = 4

/**
 * Asks Stripe to do something that must not be done twice. The same key is sent as long as it is not known how the
 * first request ended, so a repetition gets its answer. An internal error that Stripe replays is an answer too, and
 * the last one that key will ever give: then `find` looks for what may have been made, by our id in its metadata, and
 * only if there is nothing the next key is used. `late` says that Stripe may have forgotten the key (24 hours): look
 * first. Throws what Stripe threw.
 */
export function once<Made>(
	key: string,
	make: (idempotencyKey: string) => Promise<Made>,
	find: () => Promise<Made | undefined>,
	late = false,
): Promise<Made> {
	// Pressed many times together, this process asks once; others meet at Stripe's key.
	const present = underWay.get(key)
	if (present !== undefined) return present as Promise<Made>
	const made = insist(key, make, find, late).finally(() => underWay.delete(key))
	underWay.set(key, made)
	return made
}

const underWay = new Map<string, Promise<unknown>>()

async function insist<Made>(
	key: string,
	make: (idempotencyKey: string) => Promise<Made>,
	find: () => Promise<Made | undefined>,
	late: boolean,
): Promise<Made> {
	if (late) {
		const made = await find()
		if (made) return made
	}
	for (let turn = 1; ; turn++) {
		try {
			return await patiently(() => make(turn === 1 ? key : `${key}:${turn}`))
		} catch (error) {
			if (turn === keys || !isSpent(error)) throw error
			const made = await find()
			if (made) return made
		}
	}
}

/** Waits while the same request is under way from elsewhere, or Stripe asks for a moment; some seconds, not more. */
async function patiently<Made>(ask: () => Promise<Made>): Promise<Made> {
	for (let wait = 100; ; wait *= 2) {
		try {
			return await ask()
		} catch (error) {
			if (wait > 3200 || !isBusy(error)) throw error
			await setTimeout(wait)
		}
	}
}

function isBusy(error: unknown): boolean {
	if (error instanceof Stripe.errors.StripeRateLimitError) return true
	return error instanceof Stripe.errors.StripeAPIError && error.statusCode === 409
}

function isSpent(error: unknown): boolean {
	if (error instanceof Stripe.errors.StripeIdempotencyError) return true
	if (!(error instanceof Stripe.errors.StripeAPIError)) return false
	return (error.statusCode ?? 0) >= 500 && error.headers?.['idempotent-replayed'] === 'true'
}

/** When our row was written, by real time: its id says so whatever day a demo stands on. */
export function bornAt(id: string): Temporal.Instant {
	return Temporal.Instant.fromEpochMilliseconds(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))
}

/** Whether Stripe may have forgotten the key of a row of ours. */
export function isLate(id: string): boolean {
	return Temporal.Instant.compare(bornAt(id).add({ hours: 20 }), Temporal.Now.instant()) < 0
}
