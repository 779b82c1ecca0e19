import { act, expectOk, look } from '#core/act.ts'
import { cancelSetup, findOpenSetups } from '#core/payment/end-setup.ts'
import { findOpenPayments } from '#core/payment/find-open.ts'
import { loggableError } from '../loggable-error.ts'
import { closeAttempt, closeSession } from './close.ts'
import { bornAt } from './once.ts'
import { refreshSetup } from './settle-setup.ts'
import { processor, type Till } from './till.ts'

/** How long an attempt may be open, by real time. */
const openMinutes = 60

/**
 * Closes attempts that nobody finished, at Stripe and then here, and settles those whose message was lost. Answers how
 * many have ended. What Stripe does not answer is left for the next time.
 */
export async function closeStale(till: Till, now = Temporal.Now.instant()): Promise<number> {
	const until = now.subtract({ minutes: openMinutes })
	const stale = expectOk(await look(till.books, processor, findOpenPayments, undefined))
	let ended = 0
	for (const payment of stale) {
		if (Temporal.Instant.compare(bornAt(payment.id), until) > 0) continue
		try {
			if (await closeAttempt(till, payment, 'expired')) ended++
		} catch (error) {
			till.log.warn(
				{ error: loggableError(error), payment: payment.id },
				'Stripe could not be asked to close an attempt',
			)
		}
	}
	return ended
}

/** The same for pages on which a card was to be kept. */
export async function closeStaleSetups(till: Till, now = Temporal.Now.instant()): Promise<number> {
	const until = now.subtract({ minutes: openMinutes })
	let ended = 0
	for (const setup of expectOk(await look(till.books, processor, findOpenSetups, undefined))) {
		if (Temporal.Instant.compare(bornAt(setup.id), until) > 0) continue
		try {
			if (setup.sessionId) await closeSession(till, setup.sessionId)
			const after = await refreshSetup(till, setup)
			if (after.state === 'started') await act(till.books, processor, cancelSetup, { setupId: setup.id })
			ended++
		} catch (error) {
			till.log.warn({ error: loggableError(error), setup: setup.id }, 'Stripe could not be asked to close a page')
		}
	}
	return ended
}
