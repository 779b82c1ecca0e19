import type { Language } from '#core/company/read.ts'
import { type CardWords, cardEn } from './card-en.ts'
import { cardRu } from './card-ru.ts'
import { cardVi } from './card-vi.ts'
import { cardZh } from './card-zh.ts'

const all: Record<Language, CardWords> = { en: cardEn, ru: cardRu, zh: cardZh, vi: cardVi }

/** The words of a card in a language. */
export const cardWords = (language: Language): CardWords => all[language]
