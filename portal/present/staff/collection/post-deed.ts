import { z } from 'zod'
import { type Actor, act, look, type Outcome } from '#core/act.ts'
import { dispatchDebts } from '#core/collection/dispatch.ts'
import { findCase } from '#core/collection/find.ts'
import { handBackCase } from '#core/collection/hand-back.ts'
import { logEntry } from '#core/collection/log.ts'
import { type Action, may } from '#core/permit.ts'
import type { Refusal } from '#core/refusal.ts'
import { keepFiles } from '#portal/files/keep.ts'
import { type ReceivedMessage, receiveMessage } from '#portal/files/receive.ts'
import type { LoadContext } from '#portal/load-context.ts'
import { notFound } from '#portal/problem.ts'
import type { Speaker } from '#portal/words/speaker.ts'
import { speakerFor } from '#portal/words/speakers.ts'
import { sayCollection as say } from '#portal/words/staff-collection.ts'
import { presentRefusal } from '../../refusal.ts'
import { entryIn } from './entry-posted.ts'

const address = z.object({ collectionCaseId: z.uuid() })

/** The case that an address names; throws 404 for one that names none. */
export function caseIn(params: unknown): string {
	const { collectionCaseId } = address.safeParse(params).data ?? {}
	if (!collectionCaseId) throw notFound()
	return collectionCaseId
}

const doneBy = { log: 'logged', give: 'given', back: 'back' } as const
const needs = {
	...{ log: 'collection.work', give: 'collection.dispatch', back: 'collection.work' },
} as const satisfies Record<keyof typeof doneBy, Action>

export type CasePosted =
	| { done: (typeof doneBy)[keyof typeof doneBy] }
	| { problems: string[]; typed: Record<string, string> }

/** Does what a form of a case's page asks for; or says what is wrong, with everything as it was typed. */
export async function postCase(request: Request, context: LoadContext, actor: Actor, id: string): Promise<CasePosted> {
	// Before photos are taken in that nobody here may send.
	if (!Object.values(needs).some((needed) => may(actor, needed))) throw notFound()
	const received = await receiveMessage(request)
	try {
		const { fields } = received
		const intent = z.enum(['log', 'give', 'back']).safeParse(fields.intent).data
		if (!intent) throw new Response('This form cannot be read', { status: 400 })
		if (!may(actor, needs[intent])) throw notFound()
		const speaker = speakerFor(request)
		const problems =
			intent === 'log'
				? await log(context, actor, id, { received, speaker })
				: problemOf(
						speaker,
						intent === 'give' ? await give(context, actor, id, fields) : await handBack(context, actor, id, fields),
					)
		return problems.length === 0 ? { done: doneBy[intent] } : { problems, typed: fields }
	} finally {
		await received.done()
	}
}

function problemOf(speaker: Speaker, outcome: Outcome<unknown> | string): string[] {
	if (typeof outcome === 'string') return [outcome]
	if (outcome.ok) return []
	if (outcome.refusal.code === 'not_found') throw notFound()
	return [presentRefusal(speaker, outcome.refusal)]
}

type Posting = { received: ReceivedMessage; speaker: Speaker }

async function log({ books, files }: LoadContext, actor: Actor, caseId: string, { received, speaker }: Posting) {
	const said = (refusals: readonly Refusal[]) => [
		...refusals.map((refusal) => presentRefusal(speaker, refusal)),
		say('collection.photosAgain'),
	]
	if (received.refusals.length > 0) return said(received.refusals)
	const read = entryIn(received.fields, speaker)
	const again = received.files.length > 0 ? [say('collection.photosAgain')] : []
	if ('problems' in read) return [...read.problems, ...again]
	// Nothing is kept for who does not see the case.
	const found = await look(books, actor, findCase, { id: caseId })
	if (!found.ok) throw notFound()
	await keepFiles(books, files, received.files)
	const photos = received.files.map(({ path: _, ...file }) => file)
	const entry = { ...read.entry, caseId, photos }
	const problems = problemOf(speaker, await act(books, actor, logEntry, entry))
	return problems.length > 0 ? [...problems, ...again] : []
}

async function give({ books }: LoadContext, actor: Actor, id: string, fields: Record<string, string>) {
	const collectorId = z.uuid().safeParse(fields.collectorId).data
	if (!collectorId) return say('collection.nobodyChosen')
	const found = await look(books, actor, findCase, { id })
	if (!found.ok) return found
	const { customer, currency } = found.value
	const debts = [{ customerId: customer.id, currency, seen: z.uuid().safeParse(fields.seen).data ?? null }]
	const note = (fields.note ?? '').slice(0, 2000)
	const given = await act(books, actor, dispatchDebts, { debts, collectorId, note })
	if (!given.ok) return given
	const { dispatched, same } = given.value
	if (dispatched + same > 0) return given
	if (given.value.settled > 0) return say('collection.outcome.settled', { count: 1 })
	const now = await look(books, actor, findCase, { id })
	return say('collection.notGiven', { name: (now.ok && now.value.collector?.name) || say('collection.nobody') })
}

const handBack = ({ books }: LoadContext, actor: Actor, id: string, { reason = '' }: Record<string, string>) =>
	act(books, actor, handBackCase, { id, reason })
