import { en, type Pages } from './en.ts'
import { type Language, languageOf } from './language.ts'
import { ru } from './ru.ts'
import type { Words } from './shape.ts'
import { createSpeaker, type Speaker } from './speaker.ts'
import { vi } from './vi.ts'
import { zh } from './zh.ts'

const words: Record<Language, Words> = { en, ru, zh, vi }
const speakers = new Map<Language, Speaker>()

/** The server's speaker of a language: for loaders, actions and rendering. Never imported by what a browser loads. */
export function speakerOf(language: Language): Speaker {
	const known = speakers.get(language)
	if (known) return known
	const speaker = createSpeaker(language, words[language])
	speakers.set(language, speaker)
	return speaker
}

/** The speaker for whoever sent this request. */
export function speakerFor(request: Request, setting?: string | null): Speaker {
	return speakerOf(languageOf(request, setting))
}

/** The speaker for drawing a page: the same words, narrowed to those that the browser has too. */
export function pageSpeakerFor(request: Request): Speaker<Pages> {
	return speakerFor(request) as unknown as Speaker<Pages>
}
