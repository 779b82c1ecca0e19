import { en, type Words } from './words/en.ts'
import { ru } from './words/ru.ts'
import { vi } from './words/vi.ts'
import { zh } from './words/zh.ts'

export type { Words }

/** The languages of the hosted pages. */
export const LANGUAGES = ['en', 'ru', 'zh', 'vi'] as const
export type Language = (typeof LANGUAGES)[number]

const ALL: Record<Language, Words> = { en, ru, zh, vi }

/** The language of a page: the session's, or the first that the browser asks for and we have. */
export function languageOf(locale: string | null, accepted: string | undefined): Language {
	const wanted = locale === null || locale === 'auto' ? (accepted ?? '').split(',') : [locale]
	for (const one of wanted) {
		const short = one.trim().slice(0, 2).toLowerCase()
		const found = LANGUAGES.find((language) => language === short)
		if (found !== undefined) return found
	}
	return 'en'
}

export function wordsOf(language: Language): Words {
	return ALL[language]
}

/** Fills `{name}` places. */
export function say(words: string, facts: Record<string, string>): string {
	return words.replace(/\{(\w+)\}/g, (_all, name: string) => facts[name] ?? '')
}

/** What the customer is told when a card is refused: never the bank's secret reasons (lost, stolen, fraud). */
export function declineWords(words: Words, code: string, declineCode: string | null): string {
	if (declineCode === 'insufficient_funds') return words.declinedFunds
	if (code === 'expired_card') return words.declinedExpired
	if (code === 'incorrect_cvc') return words.declinedCvc
	if (code === 'processing_error') return words.declinedProcessing
	if (code === 'incorrect_number') return words.declinedNumber
	if (code.endsWith('authentication_failure')) return words.declinedAuthentication
	return words.declined
}
