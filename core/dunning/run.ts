import { type Actor, act, type Books, expectOk } from '../act.ts'
import { remind } from './remind.ts'
import { queueRetries } from './retry.ts'
import { bringServiceStates } from './service-state.ts'
import { warnOfCards } from './warn-cards.ts'

export type Followed = { retries: number; reminders: number; services: number; cards: number }

/**
 * Follows up money that has not come, as far as it is due at this moment: retries, reminders, the ladder of service,
 * cards that expire. Everything is done once, so it may be asked as often as one likes and by many at once.
 */
export async function followUp(books: Books, actor: Actor): Promise<Followed> {
	const followed = { retries: 0, reminders: 0, services: 0, cards: 0 }
	for (;;) {
		const queued = expectOk(await act(books, actor, queueRetries, undefined))
		followed.retries += queued
		if (queued === 0) break
	}
	followed.services = expectOk(await act(books, actor, bringServiceStates, undefined))
	followed.reminders = expectOk(await act(books, actor, remind, undefined))
	followed.cards = expectOk(await act(books, actor, warnOfCards, undefined))
	return followed
}
