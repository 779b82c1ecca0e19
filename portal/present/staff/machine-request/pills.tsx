import type { ListedMachineRequest } from '#core/machine-request/find.ts'
import type { MachineRequestState, MachineState } from '#core/machine-request/kinds.ts'
import { Pill, type Tone } from '#portal/ui/pill.tsx'
import { sayMachineRequest as say } from '#portal/words/staff-machine-requests.ts'

const tones: Record<MachineRequestState | MachineState, Tone> = {
	...{ asked: 'accent', approved: 'accent', waiting: 'accent', sent: 'accent', confirmed: 'good', done: 'good' },
	...{ failed: 'bad', rejected: 'neutral', withdrawn: 'neutral' },
}

export function RequestPill({
	of: { state, isLate, isOvertaken },
}: {
	of: Pick<ListedMachineRequest, 'state' | 'isLate' | 'isOvertaken'>
}) {
	if (isOvertaken) return <Pill tone="warn">{say('request.overtaken')}</Pill>
	if (isLate) return <Pill tone="warn">{say('request.late')}</Pill>
	return <Pill tone={tones[state]}>{say(`request.state.${state}`)}</Pill>
}

export function MachineStatePill({ state }: { state: MachineState }) {
	return <Pill tone={tones[state]}>{say(`request.machineState.${state}`)}</Pill>
}
