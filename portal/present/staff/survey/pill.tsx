import type { Advice } from '#core/credit-survey/score.ts'
import type { SurveyState } from '#core/credit-survey/state.ts'
import { Pill, type Tone } from '#portal/ui/pill.tsx'
import { useSurveyWords } from '#portal/words/use-survey-words.ts'

const states: Record<SurveyState, Tone> = {
	requested: 'warn',
	dispatched: 'accent',
	in_progress: 'accent',
	submitted: 'warn',
	returned: 'warn',
	closed: 'good',
	withdrawn: 'neutral',
}
const advices: Record<Advice, Tone> = { grant: 'good', conditions: 'warn', refuse: 'bad' }

export function SurveyPill({ state }: { state: SurveyState }) {
	const say = useSurveyWords()
	return <Pill tone={states[state]}>{say(`survey.states.${state}`)}</Pill>
}

export function AdvicePill({ advice }: { advice: Advice }) {
	const say = useSurveyWords()
	return <Pill tone={advices[advice]}>{say(`survey.advice.${advice}`)}</Pill>
}
