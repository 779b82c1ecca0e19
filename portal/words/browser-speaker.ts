import { isLanguage, type Language } from './language.ts'
import type { Words } from './shape.ts'
import { createSpeaker, type Speaker } from './speaker.ts'

const load: Record<Language, () => Promise<Words>> = {
	en: async () => (await import('./en.ts')).en,
	ru: async () => (await import('./ru.ts')).ru,
	zh: async () => (await import('./zh.ts')).zh,
	vi: async () => (await import('./vi.ts')).vi,
}

/** The browser's speaker: only the words of the language that the server answered in are loaded. */
export async function loadSpeaker(code: string): Promise<Speaker> {
	const language = isLanguage(code) ? code : 'en'
	return createSpeaker(language, await load[language]())
}
