import { z } from 'zod'
import { type Actor, act, type Outcome } from '#core/act.ts'
import { closeSurvey } from '#core/credit-survey/close.ts'
import { dispatchSurvey } from '#core/credit-survey/dispatch.ts'
import { keepSurveyFile, removeSurveyFile } from '#core/credit-survey/file.ts'
import { type SurveySection, surveySections } from '#core/credit-survey/form.ts'
import { returnSurvey, withdrawSurvey } from '#core/credit-survey/hand-back.ts'
import { submitSurvey } from '#core/credit-survey/submit.ts'
import { type Action, may } from '#core/permit.ts'
import type { Refusal } from '#core/refusal.ts'
import { keepFiles } from '#portal/files/keep.ts'
import { receiveMessage } from '#portal/files/receive.ts'
import type { LoadContext } from '#portal/load-context.ts'
import { notFound } from '#portal/problem.ts'
import { speakerFor } from '#portal/words/speakers.ts'
import { faultOf } from '../../fault.ts'
import { presentRefusal } from '../../refusal.ts'
import type { SectionAnswer } from './answers.ts'
import { postSection } from './posted.ts'

const address = z.object({ surveyId: z.uuid() })

/** The survey that an address names; throws 404 for one that names none. */
export function surveyIn(params: unknown): string {
	const { surveyId } = address.safeParse(params).data ?? {}
	if (!surveyId) throw notFound()
	return surveyId
}

const wordsOf = (most: number) => z.string().trim().min(1).max(most)

const deeds = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('save'), section: z.enum(surveySections), version: z.coerce.number().int().min(0) }),
	z.object({ intent: z.literal('take'), section: z.enum(surveySections) }),
	z.object({ intent: z.literal('dispatch'), surveyorId: z.uuid() }),
	z.object({ intent: z.literal('submit'), advice: z.enum(['grant', 'conditions', 'refuse']), text: wordsOf(4000) }),
	z.object({ intent: z.literal('return'), note: wordsOf(2000) }),
	z.object({ intent: z.literal('close'), conclusion: z.enum(['grant', 'refuse']), note: z.string().default('') }),
	z.object({ intent: z.literal('withdraw'), note: wordsOf(2000) }),
	z.object({ intent: z.literal('upload') }),
	z.object({ intent: z.literal('remove'), fileId: z.uuid() }),
])
type Deed = z.infer<typeof deeds>

const needs = {
	save: 'survey.fill',
	take: 'survey.fill',
	submit: 'survey.fill',
	upload: 'survey.fill',
	remove: 'survey.fill',
	dispatch: 'survey.dispatch',
	return: 'survey.dispatch',
	close: 'survey.dispatch',
	withdraw: 'survey.request',
} as const satisfies Record<Deed['intent'], Action>

const doneBy = {
	...{ save: 'saved', take: 'saved', dispatch: 'dispatched', submit: 'submitted', return: 'returned', close: 'closed' },
	...{ withdraw: 'withdrawn', upload: 'uploaded', remove: 'removed' },
} as const

export type DeedPosted =
	| { done: (typeof doneBy)[keyof typeof doneBy] }
	| {
			problems: string[]
			errors: Record<string, string[]>
			typed: Record<string, string>
			section: SurveySection | null
			answer: SectionAnswer | null
	  }

/** Does what a form of a survey's page asks for; or says what is wrong, with everything as it was typed. */
export async function postDeed(request: Request, context: LoadContext, actor: Actor, id: string): Promise<DeedPosted> {
	const received = await receiveMessage(request)
	try {
		const speaker = speakerFor(request)
		const { fields } = received
		const again = { problems: [], errors: {}, typed: fields, section: null, answer: null }
		const refused = (...refusals: Refusal[]): DeedPosted => {
			const said = refusals.map((refusal) => presentRefusal(speaker, refusal))
			const isOfNote = refusals.some(({ code }) => code === 'survey.why_missing')
			return isOfNote ? { ...again, errors: { note: said } } : { ...again, problems: said }
		}
		const read = deeds.safeParse(fields, { error: (issue) => faultOf(speaker, issue) })
		if (!read.success) {
			// Which deed is known, and something of it is not filled in.
			if (fields.intent && fields.intent in needs) return { ...again, errors: z.flattenError(read.error).fieldErrors }
			throw new Response('This form cannot be read', { status: 400 })
		}
		const deed = read.data
		if (!may(actor, needs[deed.intent])) throw notFound()
		if (deed.intent === 'save') {
			const { section, version } = deed
			const answer = await postSection(context, actor, speaker, { id, section, version, typed: fields })
			return answer.kind === 'saved' ? { done: 'saved' } : { ...again, section, answer }
		}
		if (deed.intent === 'upload') {
			if (received.refusals.length > 0) return refused(...received.refusals)
			await keepFiles(context.books, context.files, received.files)
			for (const { path: _, ...file } of received.files) {
				const kept = await act(context.books, actor, keepSurveyFile, { surveyId: id, key: crypto.randomUUID(), file })
				if (!kept.ok) return refused(kept.refusal)
			}
			return { done: 'uploaded' }
		}
		const outcome = await carryOut(context, actor, id, deed)
		if (!outcome.ok && outcome.refusal.code === 'not_found') throw notFound()
		return outcome.ok ? { done: doneBy[deed.intent] } : refused(outcome.refusal)
	} finally {
		await received.done()
	}
}

async function carryOut(
	{ books }: LoadContext,
	actor: Actor,
	id: string,
	deed: Exclude<Deed, { intent: 'save' | 'upload' }>,
): Promise<Outcome<unknown>> {
	switch (deed.intent) {
		// Taking what is saved is opening the page again.
		case 'take':
			return { ok: true, value: null }
		case 'dispatch':
			return await act(books, actor, dispatchSurvey, { id, surveyorId: deed.surveyorId })
		case 'submit':
			return await act(books, actor, submitSurvey, { id, advice: deed.advice, text: deed.text })
		case 'return':
			return await act(books, actor, returnSurvey, { id, note: deed.note })
		case 'close':
			return await act(books, actor, closeSurvey, { id, conclusion: deed.conclusion, note: deed.note })
		case 'withdraw':
			return await act(books, actor, withdrawSurvey, { id, note: deed.note })
		case 'remove':
			return await act(books, actor, removeSurveyFile, { surveyId: id, fileId: deed.fileId })
	}
}
