import type { Language } from './language.ts'
import type { Say, Words } from './shape.ts'
import { createSpeaker, type Speaker } from './speaker.ts'
import { useLanguage } from './use-words.tsx'

/** A hook for words that the pages which say them bring along, in the reader's language: no other page loads them. */
export function bringWords<Brought extends Words>(words: Record<Language, Words>): () => Say<Brought> {
	const speakers = new Map<Language, Speaker<Brought>>()
	return function useBroughtWords() {
		const language = useLanguage()
		const speaker = speakers.get(language) ?? createSpeaker<Brought>(language, words[language])
		speakers.set(language, speaker)
		return speaker.say
	}
}
