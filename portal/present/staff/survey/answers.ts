import type { Answers, SurveyField, SurveySection } from '#core/credit-survey/form.ts'
import { fieldsOf } from '#core/credit-survey/form.ts'
import { dayInput } from '#core/day-input.ts'
import { formatMajor } from '#core/money.ts'
import { amountField } from '#portal/form-fields.ts'
import type { Language } from '#portal/words/language.ts'
import type { Speaker } from '#portal/words/speaker.ts'

export type Faults = Record<string, string>

/** What came of saving a section, for a page and for the script of a phone. */
export type SectionAnswer =
	| { kind: 'saved'; version: number; missing: string[]; score: { score: number; advice: string } | null }
	| { kind: 'changed'; name: string; version: number; saved: Record<string, string> }
	| { kind: 'faults'; faults: Faults }
	| { kind: 'refused'; message: string }

/** Answers as they are typed: amounts in major units with the point that the reader's language has. */
export function typedOf(
	section: SurveySection,
	answers: Answers,
	currency: string,
	language: Language,
): Record<string, string> {
	const point = language === 'ru' || language === 'vi' ? ',' : '.'
	const shown = fieldsOf(section).map(([name, { kind }]) => {
		const answer = answers[name] ?? ''
		return [name, kind === 'money' && answer ? formatMajor(BigInt(answer), currency).replace('.', point) : answer]
	})
	return Object.fromEntries(shown)
}

/** What was typed, as core keeps it; and by field what cannot be read. */
export function readTyped(
	section: SurveySection,
	typed: Record<string, string>,
	currency: string,
	speaker: Speaker,
): { answers: Answers; faults: Faults } {
	const answers: Answers = {}
	const faults: Faults = {}
	for (const [name, field] of fieldsOf(section)) {
		const text = (typed[name] ?? '').replaceAll('\0', '').replaceAll('\r\n', '\n').trim()
		if (text === '') continue
		const read = readOne(field, text, currency, speaker)
		if (read === undefined) faults[name] = speaker.say(`survey.wrong.${wrongOf(field)}`)
		else answers[name] = read
	}
	return { answers, faults }
}

function readOne(field: SurveyField, text: string, currency: string, speaker: Speaker): string | undefined {
	switch (field.kind) {
		case 'money': {
			const read = amountField(currency, speaker).safeParse(text)
			return read.success && read.data >= 0n && read.data < 10n ** 17n ? String(read.data) : undefined
		}
		case 'count':
			return /^\d{1,9}$/.test(text) && Number(text) <= field.most ? String(Number(text)) : undefined
		case 'date':
			return dayInput.safeParse(text).success ? text : undefined
		case 'choice':
			return field.of.includes(text) ? text : undefined
		case 'text':
			return text.length <= 300 ? text : undefined
		case 'long':
			return text.length <= 4000 ? text : undefined
	}
}

const wrongOf = ({ kind }: SurveyField) => (kind === 'money' || kind === 'count' || kind === 'date' ? kind : 'kept')
