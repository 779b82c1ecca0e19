import { type Language, locales } from './language.ts'

const rules = new Map<Language, Intl.PluralRules>()

/** The form of a word that goes with a whole number: Russian has three, English two, Chinese and Vietnamese one. */
export function plural(
	language: Language,
	count: number,
	forms: { one?: string; few?: string; other: string },
): string {
	const rule = rules.get(language) ?? new Intl.PluralRules(locales[language])
	rules.set(language, rule)
	const form = rule.select(count)
	if (form === 'one') return forms.one ?? forms.other
	if (form === 'few') return forms.few ?? forms.other
	return forms.other
}
