import { createContext, type ReactNode, useContext } from 'react'
import { I18nextProvider } from 'react-i18next'
import type { English } from './en.ts'
import type { Language } from './language.ts'
import type { Say } from './shape.ts'
import type { Speaker } from './speaker.ts'

const SpeakerContext = createContext<Speaker | null>(null)

export function WordsProvider({ speaker, children }: { speaker: Speaker; children: ReactNode }) {
	return (
		<SpeakerContext.Provider value={speaker}>
			<I18nextProvider i18n={speaker.i18n}>{children}</I18nextProvider>
		</SpeakerContext.Provider>
	)
}

function useSpeaker(): Speaker {
	const speaker = useContext(SpeakerContext)
	if (!speaker) throw new Error('WordsProvider is missing above this component')
	return speaker
}

/** `const say = useWords(); say('shell.shownOf', { from, to, total })`: keys and facts are checked by type. */
export function useWords(): Say<English> {
	return useSpeaker().say
}

export function useLanguage(): Language {
	return useSpeaker().language
}
