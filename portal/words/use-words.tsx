import { createContext, createElement, Fragment, isValidElement, type ReactNode, useContext } from 'react'
import type { Pages } from './en.ts'
import type { Formats, Language } from './language.ts'
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

/** How the reader writes days, numbers and amounts: what `present/format.ts` is told. */
export function useFormats(): Formats {
	return useSpeaker().formats
}

/** What stands between the parts of a row of words: Chinese has a comma of its own, with its space in it. */
export function useComma(): string {
	return useLanguage() === 'zh' ? '，' : ', '
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
	const { language, pattern } = useSpeaker()
	const pieces = pattern(of, count).split(/\{\{(\w+)\}\}/)
	const factAt = (index: number) => (facts as Record<string, ReactNode>)[pieces[index] ?? '']
	const parts = pieces.map((piece, index) => {
		if (index % 2) return factAt(index)
		return piece.startsWith('.') && endsInStop(factAt(index - 1), language) ? piece.slice(1) : piece
	})
	return createElement(Fragment, null, ...parts)
}

/** Text with a full stop of its own; in Russian every day has one (`8 мар. 2026 г.`), which is known by what it is told. */
function endsInStop(fact: ReactNode, language: Language): boolean {
	if (typeof fact === 'string') return fact.endsWith('.')
	return language === 'ru' && isValidElement<object>(fact) && ('on' in fact.props || 'from' in fact.props)
}
