import type { Actor, Books } from '#core/act.ts'
import { look } from '#core/act.ts'
import { type ContractPenalty, findPenalty } from '#core/receivable/find-penalty.ts'
import { askedDay } from '#portal/asked-day.ts'
import { notFound } from '#portal/problem.ts'
import type { Speaker } from '#portal/words/speaker.ts'
import { presentTooFar } from '../statement/filter.ts'

/** What an address asks for: of its day, or of today and with a sentence why it is not of what stands there. */
export async function askedPenalty(
	books: Books,
	actor: Actor,
	speaker: Speaker,
	{ contractId, query }: { contractId: string; query: URLSearchParams },
): Promise<{ penalty: ContractPenalty; isToday: boolean; wrongDay: string | undefined }> {
	const { day: on, unread, isFar } = askedDay(query, 'on')
	const found = await look(books, actor, findPenalty, { contractId, on })
	if (found.ok && !isFar) {
		const wrongDay = unread === undefined ? undefined : speaker.say('statement.notDay', { typed: unread })
		return { penalty: found.value, isToday: on === undefined, wrongDay }
	}
	if (!found.ok && found.refusal.code !== 'input.invalid') throw notFound()
	const ofToday = await look(books, actor, findPenalty, { contractId })
	if (!ofToday.ok) throw notFound()
	return { penalty: ofToday.value, isToday: true, wrongDay: presentTooFar(speaker, ofToday.value.on) }
}
