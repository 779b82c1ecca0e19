import type { Health } from '#core/health/condition.ts'
import type { ContractHealth, Reason } from '#core/health/find.ts'
import { Pill, type Tone } from '../../../ui/pill.tsx'
import { sayHealth as say } from '../../../words/staff-health.ts'

const tones: Record<Health, Tone> = { good: 'good', at_risk: 'warn', bad: 'bad' }

export function HealthPill({ of }: { of: Health }) {
	return <Pill tone={tones[of]}>{say(`health.state.${of}`)}</Pill>
}

/** How a contract is, and why: `Bad: 34 days overdue, limit 30`. */
export function HealthLine({ of: { health, reasons } }: { of: ContractHealth }) {
	if (health === null) return null
	return (
		<div className="mb-6 flex flex-wrap items-baseline gap-x-3 gap-y-1">
			<span className="text-muted">{say('health.of')}</span>
			<HealthPill of={health} />
			{reasons.map((reason) => (
				<span key={reason.kind} className={reason.weight === 'bad' ? 'text-bad' : undefined}>
					{sayReason(reason)}
				</span>
			))}
		</div>
	)
}

export function sayReason({ kind, limit, measured }: Reason): string {
	if (kind === 'service') return say('health.serviceReason', { step: stepOf(measured), limit: stepOf(limit) })
	return say(`health.reason.${kind}`, { count: measured, limit })
}

export function stepOf(step: number): string {
	return step === 1 || step === 2 || step === 3 ? say(`health.step.${step}`) : String(step)
}
