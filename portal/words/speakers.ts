import { formatsFor } from '#core/formats.ts'
import type { LoadContext } from '../load-context.ts'
import { en, type Pages } from './en.ts'
import { type Formats, type Language, languageOf } from './language.ts'
import { ru } from './ru.ts'
import type { Words } from './shape.ts'
import { createSpeaker, type Speaker } from './speaker.ts'
import { vi } from './vi.ts'
import { zh } from './zh.ts'

const words: Record<Language, Words> = { en, ru, zh, vi }
const speakers = new Map<Formats, Speaker>()

/** The server's speaker of a language, to a reader in a country where that is known: for loaders, actions and rendering. Never imported by what a browser loads. */
export function speakerOf(language: Language, country?: string | null): Speaker {
	const formats = formatsFor(language, country)
	const known = speakers.get(formats)
	if (known) return known
	const speaker = createSpeaker(language, words[language], formats)
	speakers.set(formats, speaker)
	return speaker
}

/** The speaker for whoever sent this request: a customer, once the context knows who it is, with their formats. */
export function speakerFor(request: Request, reader?: Pick<LoadContext, 'country'>): Speaker {
	return speakerOf(languageOf(request), reader?.country)
}

/** The speaker for drawing a page: the same words, narrowed to those that the browser has too. */
export function pageSpeakerFor(request: Request, reader: Pick<LoadContext, 'country'>): Speaker<Pages> {
	return speakerFor(request, reader) as unknown as Speaker<Pages>
}
