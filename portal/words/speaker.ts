import i18next, { type i18n } from 'i18next'
import type { English } from './en.ts'
import type { Language } from './language.ts'
import type { Plural, Say, Words } from './shape.ts'

export type Speaker = { language: Language; i18n: i18n; say: Say<English> }

/**
 * A speaker of one language, with nothing that belongs to one reader in it: a server keeps one for each language, a
 * browser loads only its own. Plural forms are chosen by Intl.
 */
export function createSpeaker(language: Language, words: Words): Speaker {
	const i18n = i18next.createInstance()
	i18n.init({
		lng: language,
		resources: { [language]: { translation: flatten(words) } },
		initAsync: false,
		keySeparator: false,
		nsSeparator: false,
		interpolation: { escapeValue: false },
		react: { useSuspense: false },
	})
	return { language, i18n, say: (key, ...facts) => i18n.t(key, facts[0] ?? {}) }
}

/** `{ invoice: { count: { one, other } } }` -> `{ 'invoice.count_one', 'invoice.count_other' }`, as i18next reads them. */
export function flatten(words: Words, before = ''): Record<string, string> {
	const flat: Record<string, string> = {}
	for (const [key, value] of Object.entries(words)) {
		if (typeof value === 'string') flat[before + key] = value
		else if (isPlural(value)) {
			for (const [form, text] of Object.entries(value)) flat[`${before}${key}_${form}`] = text
		} else Object.assign(flat, flatten(value, `${before}${key}.`))
	}
	return flat
}

function isPlural(value: Plural | Words): value is Plural {
	return typeof value.other === 'string'
}
