import { survey as en } from './en/survey.ts'
import type { Language } from './language.ts'
import { survey as ru } from './ru/survey.ts'
import type { Say } from './shape.ts'
import { createSpeaker, type Speaker } from './speaker.ts'
import { useLanguage } from './use-words.tsx'
import { survey as vi } from './vi/survey.ts'
import { survey as zh } from './zh/survey.ts'

type SurveyWords = { survey: typeof en }

const words = { en, ru, zh, vi }
const speakers = new Map<Language, Speaker<SurveyWords>>()

/** The words of credit surveys in the reader's language. The pages of surveys bring them along: no customer loads them. */
export function useSurveyWords(): Say<SurveyWords> {
	const language = useLanguage()
	const speaker = speakers.get(language) ?? createSpeaker<SurveyWords>(language, { survey: words[language] })
	speakers.set(language, speaker)
	return speaker.say
}
