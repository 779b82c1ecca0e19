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
import { faultOf } from '../../fault.ts'
import { presentRefusal } from '../../refusal.ts'
import type { FormRefused } from '../phone/form-queue.ts'
import { entryIn, unshown } from './entry-posted.ts'

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
	| (FormRefused & { typed: Record<string, string> })

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
		const refused = await deeds[intent](context, actor, id, { received, speaker })
		return refused ? { ...refused, typed: fields } : { done: doneBy[intent] }
	} finally {
		await received.done()
	}
}

const atTop = (...problems: string[]): FormRefused => ({ problems, errors: {} })
const atField = (field: string, problem: string): FormRefused => ({ problems: [], errors: { [field]: [problem] } })

function refusedBy(speaker: Speaker, outcome: Outcome<unknown>): FormRefused | undefined {
	if (outcome.ok) return undefined
	if (outcome.refusal.code === 'not_found') throw notFound()
	const said = presentRefusal(speaker, outcome.refusal)
	return outcome.refusal.code === 'promise.day_wrong' ? atField('promiseOn', said) : atTop(said)
}

type Posting = { received: ReceivedMessage; speaker: Speaker }

async function log({ books, files }: LoadContext, actor: Actor, caseId: string, { received, speaker }: Posting) {
	const said = (refusals: readonly Refusal[]) => [
		...refusals.map((refusal) => presentRefusal(speaker, refusal)),
		say('collection.photosAgain'),
	]
	if (received.refusals.length > 0) return atTop(...said(received.refusals))
	const read = entryIn(received.fields, speaker)
	const again = received.files.length > 0 ? [say('collection.photosAgain')] : []
	if ('errors' in read) {
		const form = unshown.some((name) => name in read.errors) ? [speaker.say('fault.form')] : []
		return { errors: read.errors, problems: [...form, ...again] }
	}
	// Nothing is kept for who does not see the case.
	const found = await look(books, actor, findCase, { id: caseId })
	if (!found.ok) throw notFound()
	await keepFiles(books, files, received.files)
	const photos = received.files.map(({ path: _, ...file }) => file)
	const entry = { ...read.entry, caseId, photos }
	const refused = refusedBy(speaker, await act(books, actor, logEntry, entry))
	return refused && { ...refused, problems: [...refused.problems, ...again] }
}

async function give({ books }: LoadContext, actor: Actor, id: string, { received: { fields }, speaker }: Posting) {
	const collectorId = z.uuid().safeParse(fields.collectorId).data
	if (!collectorId) return atField('collectorId', say('collection.nobodyChosen'))
	const found = await look(books, actor, findCase, { id })
	if (!found.ok) return refusedBy(speaker, found)
	const { customer, currency } = found.value
	const debts = [{ customerId: customer.id, currency, seen: z.uuid().safeParse(fields.seen).data ?? null }]
	const note = (fields.note ?? '').slice(0, 2000)
	const given = await act(books, actor, dispatchDebts, { debts, collectorId, note })
	if (!given.ok) return refusedBy(speaker, given)
	const { dispatched, same } = given.value
	if (dispatched + same > 0) return undefined
	if (given.value.settled > 0) return atTop(say('collection.outcome.settled', { count: 1 }))
	const now = await look(books, actor, findCase, { id })
	return atTop(say('collection.notGiven', { name: (now.ok && now.value.collector?.name) || say('collection.nobody') }))
}

async function handBack({ books }: LoadContext, actor: Actor, id: string, { received: { fields }, speaker }: Posting) {
	const read = z
		.object({ reason: z.string().trim().min(1).max(2000) })
		.safeParse(fields, { error: (issue) => faultOf(speaker, issue) })
	if (!read.success) return { problems: [], errors: z.flattenError(read.error).fieldErrors }
	return refusedBy(speaker, await act(books, actor, handBackCase, { id, reason: read.data.reason }))
}

const deeds = { log, give, back: handBack }
