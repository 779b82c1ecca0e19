/** The languages people read us in. A table keyed by this type cannot forget one. */
export const languages = ['en', 'ru', 'zh', 'vi'] as const

export type Language = (typeof languages)[number]

/** BCP 47 tags handed to Intl: amounts as the reader writes them. */
export const locales: Record<Language, string> = { en: 'en-US', ru: 'ru-RU', zh: 'zh-CN', vi: 'vi-VN' }

/** The language we have for a wish such as `zh-Hans-CN` or `en_GB`; English when there is none. */
export function languageOf(wish: string | null | undefined): Language {
	const first = (wish ?? '').toLowerCase().split(/[-_]/)[0]
	return languages.find((language) => language === first) ?? 'en'
}
