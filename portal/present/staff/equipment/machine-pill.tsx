import type { EquipmentState } from '#core/equipment/state.ts'
import { Pill, type Tone } from '#portal/ui/pill.tsx'
import { useWords } from '#portal/words/use-words.tsx'

const tones: Record<EquipmentState, Tone> = {
	in_stock: 'good',
	reserved: 'accent',
	delivered: 'good',
	locked: 'bad',
	repossessed: 'warn',
	returned: 'warn',
	sold: 'neutral',
}

/** The state of a machine by its name. */
export function MachinePill({ state }: { state: EquipmentState }) {
	const say = useWords()
	return <Pill tone={tones[state]}>{say(`state.${state}`)}</Pill>
}
