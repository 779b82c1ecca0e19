import type { Language } from '../words/language.ts'
import { languages } from '../words/language.ts'

/** The name of a country (ISO 3166) in a language. */
export function nameCountry(language: Language, code: string): string {
	try {
		return new Intl.DisplayNames(languages[language].locale, { type: 'region' }).of(code) ?? code
	} catch {
		return code
	}
}
