import type { Language } from '#core/company/read.ts'
import { type BotWords, en } from './en.ts'
import { ru } from './ru.ts'
import { vi } from './vi.ts'
import { zh } from './zh.ts'

const all: Record<Language, BotWords> = { en, ru, zh, vi }

/** The bot's words in a language. */
export const botWords = (language: Language): BotWords => all[language]
