import { type Actor, act, look } from '#core/act.ts'
import { findSurvey } from '#core/credit-survey/find.ts'
import { type Answers, fieldsOf, guarantorPlaces, type SurveySection } from '#core/credit-survey/form.ts'
import { saveSection } from '#core/credit-survey/save-section.ts'
import type { Refusal } from '#core/refusal.ts'
import type { LoadContext } from '#portal/load-context.ts'
import { notFound } from '#portal/problem.ts'
import type { Speaker } from '#portal/words/speaker.ts'
import { presentRefusal } from '../../refusal.ts'
import { readTyped, type SectionAnswer, typedOf } from './answers.ts'

type Posted = { id: string; section: SurveySection; version: number; typed: Record<string, string> }

/** Saves what was typed into a section, and says what came of it. Throws 404 for a survey that is not seen. */
export async function postSection(
	{ books }: LoadContext,
	actor: Actor,
	speaker: Speaker,
	{ id, section, version, typed }: Posted,
): Promise<SectionAnswer> {
	const found = await look(books, actor, findSurvey, { id })
	if (!found.ok) throw notFound()
	const { currency } = found.value
	const { answers, faults } = readTyped(section, typed, currency, speaker)
	if (Object.keys(faults).length > 0) return { kind: 'faults', faults }
	const saved = await act(books, actor, saveSection, { id, section, answers, version })
	const now = await look(books, actor, findSurvey, { id })
	if (!now.ok) throw notFound()
	if (saved.ok) {
		const { missing, provisional } = now.value
		const score = provisional && { score: provisional.score, advice: provisional.advice }
		return { kind: 'saved', version: saved.value.version, missing, score }
	}
	if (saved.refusal.code !== 'survey.section_changed') {
		const [field, message] = [fieldOf(saved.refusal, answers), wordsOf(speaker, saved.refusal)]
		return fieldsOf(section).some(([name]) => name === field)
			? { kind: 'faults', faults: { [field]: message } }
			: { kind: 'refused', message }
	}
	const theirs = now.value.sections[section]
	return {
		kind: 'changed',
		name: theirs.savedBy,
		version: theirs.version,
		saved: typedOf(section, theirs.answers, currency, speaker.language),
	}
}

const wordsOf = (speaker: Speaker, refusal: Refusal) =>
	refusal.code === 'input.invalid' && refusal.facts.problem === 'ahead'
		? speaker.say('survey.wrong.ahead')
		: presentRefusal(speaker, refusal)

/** The field that a refusal is about; empty where it is about more. */
function fieldOf({ code, facts }: Refusal, answers: Answers): string {
	const answered = (name: string, text: string) =>
		guarantorPlaces
			.map((place) => `${place}.${name}`)
			.find((field) => answers[field]?.toLowerCase() === text.toLowerCase()) ?? ''
	switch (code) {
		case 'input.invalid':
			return facts.field
		case 'survey.limit_zero':
			return answered('limit', '0')
		case 'survey.customer_unknown':
			return answered('customerNumber', facts.number)
		case 'survey.guarantor_self':
			return `${facts.place}.customerNumber`
		case 'survey.guarantor_twice':
			return `${facts.place}.name`
		default:
			return ''
	}
}

/** The text fields of a posted form by name. */
export function typedIn(form: FormData): Record<string, string> {
	return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
}
