import { createContext, createElement, Fragment, type ReactNode, useContext } from 'react'
import type { Pages } from './en.ts'
import type { Language } from './language.ts'
import type { FactsOf, KeyOf, Say } from './shape.ts'
import type { Speaker } from './speaker.ts'

const SpeakerContext = createContext<Speaker<Pages> | null>(null)

export function WordsProvider({ speaker, children }: { speaker: Speaker<Pages>; children: ReactNode }) {
	return <SpeakerContext.Provider value={speaker}>{children}</SpeakerContext.Provider>
}

function useSpeaker(): Speaker<Pages> {
	const speaker = useContext(SpeakerContext)
	if (!speaker) throw new Error('WordsProvider is missing above this component')
	return speaker
}

/** `const say = useWords(); say('shell.shownOf', { from, to, total })`: keys and facts are checked by type. */
export function useWords(): Say<Pages> {
	return useSpeaker().say
}

export function useLanguage(): Language {
	return useSpeaker().language
}

type SentenceProps<Key extends KeyOf<Pages>> = {
	of: Key
	/** What stands for each placeholder: text, an amount, a link. */
	facts: { [Name in keyof FactsOf<Pages, Key>]: ReactNode }
	/** Chooses the plural form. */
	count?: number
}

/** A sentence with components in it: `<Sentence of="contract.next" facts={{ amount: <Money of={next} /> }} />`. */
export function Sentence<Key extends KeyOf<Pages>>({ of, facts, count }: SentenceProps<Key>) {
	const pieces = useSpeaker()
		.pattern(of, count)
		.split(/\{\{(\w+)\}\}/)
	const parts = pieces.map((piece, index) => (index % 2 === 0 ? piece : (facts as Record<string, ReactNode>)[piece]))
	return createElement(Fragment, null, ...parts)
}
