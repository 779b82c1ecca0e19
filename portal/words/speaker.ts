import type { English } from './en.ts'
import { type Formats, type Language, languages, localeOf } from './language.ts'
import type { KeyOf, Plural, Say, Words } from './shape.ts'

export type Facts = { [name: string]: string | number }

export type Speaker<Group extends Words = English> = {
	language: Language
	/** How their reader writes days, numbers and amounts. */
	formats: Formats
	say: Say<Group>
	/** The sentence with its placeholders still in it, in the plural form that a count asks for. */
	pattern: (key: KeyOf<Group>, count?: number) => string
}

/**
 * A speaker of one language and one country's formats, with nothing that belongs to one reader in it: a server keeps one for each, a
 * browser loads only its own. Plural forms are chosen by Intl, and numbers are written as the reader writes them.
 */
export function createSpeaker<Group extends Words = English>(
	language: Language,
	words: Words,
	formats: Formats = language,
): Speaker<Group> {
	const sentences = flatten(words)
	const forms = new Intl.PluralRules(languages[language].locale)
	const numbers = new Intl.NumberFormat(localeOf(formats))
	const pattern = (key: string, count?: number): string => {
		const sentence = sentences.get(key)
		if (sentence === undefined) throw new Error(`no words for ${key} in ${language}`)
		if (typeof sentence === 'string') return sentence
		// Nought is said in a way of its own wherever the words have one, as “at once” instead of “within 0 days”.
		return (count === 0 ? sentence.zero : undefined) ?? sentence[forms.select(count ?? 0)] ?? sentence.other
	}
	const say = (key: string, facts: Facts = {}): string =>
		pattern(key, typeof facts.count === 'number' ? facts.count : undefined).replace(
			placeholder,
			(whole, name: string, at: number, sentence: string) => {
				const fact = facts[name]
				if (fact === undefined) throw new Error(`${key} needs ${name}`)
				const said = typeof fact === 'number' ? numbers.format(fact) : fact
				// Russian days and many company names end in a full stop of their own.
				return said.endsWith('.') && sentence[at + whole.length] === '.' ? said.slice(0, -1) : said
			},
		)
	return { language, formats, say: say as Say<Group>, pattern }
}

export const placeholder = /\{\{(\w+)\}\}/g

function flatten(words: Words, before = '', flat = new Map<string, string | Plural>()): Map<string, string | Plural> {
	for (const [key, value] of Object.entries(words)) {
		if (typeof value === 'string' || isPlural(value)) flat.set(before + key, value)
		else flatten(value, `${before}${key}.`, flat)
	}
	return flat
}

function isPlural(value: Plural | Words): value is Plural {
	return typeof value.other === 'string'
}
