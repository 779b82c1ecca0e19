import { countryCodes } from '#core/country.ts'
import { formatsFor } from '#core/formats.ts'
import type { Language } from '../words/language.ts'
import { languages } from '../words/language.ts'

/** All countries by their names in a language, in its order. */
export function listCountries(language: Language): { code: string; name: string }[] {
	return countryCodes
		.map((code) => ({ code, name: nameCountry(language, code) }))
		.sort((one, other) => one.name.localeCompare(other.name, languages[language].locale))
}

/** The countries that have days and numbers of their own in a language, by their names in it. */
export function listFormatCountries(language: Language): { code: string; name: string }[] {
	return listCountries(language).filter(({ code }) => formatsFor(language, code).endsWith(`-${code}`))
}

/** The name of a country (ISO 3166) in a language. */
export function nameCountry(language: Language, code: string): string {
	try {
		return new Intl.DisplayNames(languages[language].locale, { type: 'region' }).of(code) ?? code
	} catch {
		return code
	}
}
