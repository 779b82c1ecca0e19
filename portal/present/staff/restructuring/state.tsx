import type { RestructuringState } from '#core/restructuring/find.ts'
import { Pill, type Tone } from '../../../ui/pill.tsx'
import { sayRestructuring as say } from '../../../words/staff-restructuring.ts'

const tones: Record<RestructuringState, Tone> = {
	reckoning: 'accent',
	draft: 'warn',
	applying: 'accent',
	applied: 'good',
	undoing: 'accent',
	undone: 'neutral',
}

export function RestructuringPill({ state }: { state: RestructuringState }) {
	return <Pill tone={tones[state]}>{say(`restructuring.state.${state}`)}</Pill>
}
