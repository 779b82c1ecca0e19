import type { Pages } from './en.ts'
import { type Formats, isLanguage, type Language } from './language.ts'
import type { Words } from './shape.ts'
import { createSpeaker, type Speaker } from './speaker.ts'

const load: Record<Language, () => Promise<Words>> = {
	en: async () => (await import('./en.ts')).pages,
	ru: async () => (await import('./ru.ts')).pages,
	zh: async () => (await import('./zh.ts')).pages,
	vi: async () => (await import('./vi.ts')).pages,
}

/**
 * The browser's speaker: only the words of the language that the server answered in are loaded. A browser that does not
 * know the country's formats would take American ones.
 */
export async function loadSpeaker({ lang, dataset }: HTMLElement): Promise<Speaker<Pages>> {
	const language = isLanguage(lang) ? lang : 'en'
	const formats = dataset.formats as Formats | undefined
	const known = formats && new Intl.NumberFormat(formats).resolvedOptions().locale === formats
	return createSpeaker<Pages>(language, await load[language](), known ? formats : language)
}
