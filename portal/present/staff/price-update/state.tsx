import type { PriceUpdateState } from '#core/price-update/find.ts'
import { Pill, type Tone } from '../../../ui/pill.tsx'
import { sayUpdate as say } from '../../../words/staff-price-updates.ts'

const tones: Record<PriceUpdateState, Tone> = {
	draft: 'warn',
	planning: 'accent',
	planned: 'good',
	taking_back: 'accent',
	taken_back: 'neutral',
}

export function PriceUpdatePill({ state }: { state: PriceUpdateState }) {
	return <Pill tone={tones[state]}>{say(`update.state.${state}`)}</Pill>
}
