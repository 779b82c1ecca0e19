import type { Actor, Books } from '#core/act.ts'
import { look } from '#core/act.ts'
import { type ContractPenalty, findPenalty } from '#core/receivable/find-penalty.ts'
import { askedDay } from '#portal/asked-day.ts'
import { notFound } from '#portal/problem.ts'

/** What an address asks for: of its day, or of today and with what stands there instead of a day that can be told of. */
export async function askedPenalty(
	books: Books,
	actor: Actor,
	{ contractId, query }: { contractId: string; query: URLSearchParams },
): Promise<{ penalty: ContractPenalty; isToday: boolean; wrongDay: string | undefined }> {
	const { day: on, unread } = askedDay(query, 'on')
	const found = await look(books, actor, findPenalty, { contractId, on })
	if (found.ok) return { penalty: found.value, isToday: on === undefined, wrongDay: unread }
	if (found.refusal.code !== 'input.invalid') throw notFound()
	const ofToday = await look(books, actor, findPenalty, { contractId })
	if (!ofToday.ok) throw notFound()
	return { penalty: ofToday.value, isToday: true, wrongDay: on }
}
