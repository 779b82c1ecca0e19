import type { Language } from './company/read.ts'

/**
 * How somebody writes days, numbers and amounts: of their language alone where nobody knows their country, else a
 * locale of both.
 */
export type Formats = Language | `${Language}-${string}`

/** The locale of each language where a country has no formats of its own in it. */
const usual = { en: 'en-GB', ru: 'ru-RU', zh: 'zh-CN', vi: 'vi-VN' } as const satisfies Record<Language, Formats>

const known = new Map<string, Formats>()

/** What a reader of a language in a country expects: the country's own way where there is one in that language. */
export function formatsFor(language: Language, country: string | null | undefined): Formats {
	if (!country) return language
	const code = country.toUpperCase()
	const key = `${language}-${code}`
	const formats = known.get(key) ?? findFormats(language, code)
	if (/^[A-Z]{2}$/.test(code)) known.set(key, formats)
	return formats
}

function findFormats(language: Language, country: string): Formats {
	if (!/^[A-Z]{2}$/.test(country) || usual[language].endsWith(country)) return usual[language]
	// Taiwan and Hong Kong alone would bring traditional letters with them.
	const tag = language === 'zh' ? (`zh-Hans-${country}` as const) : (`${language}-${country}` as const)
	return hasOwn(tag) ? tag : usual[language]
}

/**
 * Whether Intl knows the country in this language, and writes every number of it alike. English in Russia is unknown,
 * and would be taken as American. English in Germany, Sweden and others writes euros with a point and plain numbers
 * with a comma: on one page `1.234` could be either.
 */
function hasOwn(tag: string): boolean {
	const { locale } = new Intl.DateTimeFormat(tag).resolvedOptions()
	if (locale !== tag || new Intl.NumberFormat(tag).resolvedOptions().locale !== tag) return false
	const plain = separatorsOf(new Intl.NumberFormat(tag))
	return ['EUR', 'USD', 'GBP'].every(
		(currency) => separatorsOf(new Intl.NumberFormat(tag, { style: 'currency', currency })) === plain,
	)
}

function separatorsOf(format: Intl.NumberFormat): string {
	const parts = format.formatToParts(1_234_567.5)
	return (['group', 'decimal'] as const).map((type) => parts.find((part) => part.type === type)?.value).join(' ')
}

/** The language of somebody's formats. */
export function languageIn(formats: Formats): Language {
	return formats.slice(0, 2) as Language
}
