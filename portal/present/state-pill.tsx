import type { ContractState } from '#core/contract/state.ts'
import type { Standing } from '#core/invoice/standing.ts'
import { Pill, type Tone } from '../ui/pill.tsx'
import { useWords } from '../words/use-words.tsx'

const contractTones: Partial<Record<ContractState, Tone>> = {
	active: 'good',
	paused: 'warn',
	ending: 'warn',
	sent: 'accent',
	signed: 'accent',
}

/** A contract's state by its name, or by what the company calls it. */
export function ContractPill({ state, status }: { state: ContractState; status?: string | null | undefined }) {
	const say = useWords()
	return <Pill tone={contractTones[state] ?? 'neutral'}>{status ?? say(`state.${state}`)}</Pill>
}

const standingTones: Record<Standing, Tone> = {
	issued: 'accent',
	partly_paid: 'accent',
	paid: 'good',
	overdue: 'bad',
	void: 'neutral',
	uncollectible: 'neutral',
}

/** A credit note is not paid but used. */
export function StandingPill({ standing, credit = false }: { standing: Standing; credit?: boolean }) {
	const say = useWords()
	if (!credit) return <Pill tone={standingTones[standing]}>{say(`state.${standing}`)}</Pill>
	return standing === 'paid' ? (
		<Pill tone="good">{say('papers.used')}</Pill>
	) : (
		<Pill tone="accent">{say('state.issued')}</Pill>
	)
}
