import type { Formats, Language } from './language.ts'
import type { Say, Words } from './shape.ts'
import { createSpeaker, type Speaker } from './speaker.ts'
import { useFormats, useLanguage } from './use-words.tsx'

/** A hook for words that the pages which say them bring along, in the reader's language: no other page loads them. */
export function bringWords<Brought extends Words>(words: Record<Language, Words>): () => Say<Brought> {
	const speakers = new Map<Formats, Speaker<Brought>>()
	return function useBroughtWords() {
		const language = useLanguage()
		const formats = useFormats()
		const speaker = speakers.get(formats) ?? createSpeaker<Brought>(language, words[language], formats)
		speakers.set(formats, speaker)
		return speaker.say
	}
}
