import { en } from './en.ts'
import type { Language } from './language.ts'
import { ru } from './ru.ts'
import { vi } from './vi.ts'
import { zh } from './zh.ts'

/** Every sentence of letters and papers. English gives the shape; a word missing in a language does not compile. */
export type Words = typeof en

const all: Record<Language, Words> = { en, ru, zh, vi }

export const words = (language: Language): Words => all[language]
