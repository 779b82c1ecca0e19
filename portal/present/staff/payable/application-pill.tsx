import type { ApplicationState } from '#core/partner-application/find.ts'
import { Pill, type Tone } from '#portal/ui/pill.tsx'
import { saySupplier as say } from '#portal/words/staff-suppliers.ts'

const tones: Record<ApplicationState, Tone> = { waiting: 'warn', approved: 'good', rejected: 'neutral' }

export function ApplicationPill({ state }: { state: ApplicationState }) {
	return <Pill tone={tones[state]}>{say(`supplier.applicationState.${state}`)}</Pill>
}
