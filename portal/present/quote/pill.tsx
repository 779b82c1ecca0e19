import type { QuoteState } from '#core/quote/state.ts'
import { Pill, type Tone } from '#portal/ui/pill.tsx'
import { useWords } from '#portal/words/use-words.tsx'

const tones: Record<QuoteState, Tone> = {
	draft: 'neutral',
	sent: 'accent',
	accepted: 'good',
	declined: 'neutral',
	expired: 'warn',
	withdrawn: 'neutral',
}

export function QuotePill({ standing }: { standing: QuoteState }) {
	const say = useWords()
	return <Pill tone={tones[standing]}>{say(`quote.states.${standing}`)}</Pill>
}
