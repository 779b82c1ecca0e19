import type { Formats } from '#core/formats.ts'

export type { Formats }

/** The languages of the portal, each under its own name, and the locale whose numbers and dates it uses. */
export const languages = {
	en: { name: 'English', locale: 'en-GB' },
	ru: { name: 'Русский', locale: 'ru-RU' },
	zh: { name: '中文', locale: 'zh-CN' },
	vi: { name: 'Tiếng Việt', locale: 'vi-VN' },
} as const

export type Language = keyof typeof languages
export const languageCodes = Object.keys(languages) as Language[]

/** The locale of somebody's formats. */
export function localeOf(formats: Formats): string {
	return isLanguage(formats) ? languages[formats].locale : formats
}

/** Whether they are those of a country, and not those of the language itself. */
export function isOfCountry(formats: Formats): boolean {
	return !languageCodes.some((code) => formats === code || formats === languages[code].locale)
}

export function isLanguage(code: unknown): code is Language {
	return typeof code === 'string' && Object.hasOwn(languages, code)
}

/**
 * The language to answer in: the person's own setting, else their cookie, else what the browser prefers, else English.
 * `zh-Hant-TW` counts as `zh`; a quality of zero is a refusal of that language.
 */
export function languageOf(request: Request, setting?: string | null): Language {
	if (isLanguage(setting)) return setting
	const chosen = readCookie(request, 'language')
	if (isLanguage(chosen)) return chosen
	return preferred(request.headers.get('accept-language') ?? '') ?? 'en'
}

function preferred(header: string): Language | undefined {
	return header
		.split(',')
		.map((entry) => {
			const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';')
			const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
			return { code: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
		})
		.filter((entry) => entry.quality > 0)
		.sort((a, b) => b.quality - a.quality)
		.map((entry) => entry.code)
		.find(isLanguage)
}

/** One cookie of a request, or undefined. */
export function readCookie(request: Request, name: string): string | undefined {
	return cookieIn(request.headers.get('cookie') ?? '', name)
}

/** One cookie of a Cookie header, or undefined. */
export function cookieIn(header: string, name: string): string | undefined {
	for (const pair of header.split(';')) {
		const at = pair.indexOf('=')
		if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
	}
	return undefined
}

/**
 * The cookie that keeps a choice of language for a year; sign-in sets it from the contact's own setting. `secure`: it
 * travels over https only.
 */
export function languageCookie(language: Language, secure: boolean): string {
	return `language=${language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly${secure ? '; Secure' : ''}`
}
