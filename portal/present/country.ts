import { countryCodes } from '#core/country.ts'
import type { Language } from '../words/language.ts'
import { languages } from '../words/language.ts'

/** All countries by their names in a language, in its order. */
export function listCountries(language: Language): { code: string; name: string }[] {
	return countryCodes
		.map((code) => ({ code, name: nameCountry(language, code) }))
		.sort((one, other) => one.name.localeCompare(other.name, languages[language].locale))
}

/** The name of a country (ISO 3166) in a language. */
export function nameCountry(language: Language, code: string): string {
	try {
		return new Intl.DisplayNames(languages[language].locale, { type: 'region' }).of(code) ?? code
	} catch {
		return code
	}
}
