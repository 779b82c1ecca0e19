import type { Pages } from './en.ts'
import { isLanguage, type Language } from './language.ts'
import type { Words } from './shape.ts'
import { createSpeaker, type Speaker } from './speaker.ts'

const load: Record<Language, () => Promise<Words>> = {
	en: async () => (await import('./en.ts')).pages,
	ru: async () => (await import('./ru.ts')).pages,
	zh: async () => (await import('./zh.ts')).pages,
	vi: async () => (await import('./vi.ts')).pages,
}

/** The browser's speaker: only the words of the language that the server answered in are loaded. */
export async function loadSpeaker(code: string): Promise<Speaker<Pages>> {
	const language = isLanguage(code) ? code : 'en'
	return createSpeaker<Pages>(language, await load[language]())
}
