import type { Payment, PaymentState } from '#core/payment/payment.ts'
import { Pill, type Tone } from '../../ui/pill.tsx'
import { sayPayment as say } from '../../words/staff-payments.ts'
import { nameBrand } from '../card-name.ts'

const tones: Record<PaymentState, Tone> = {
	started: 'neutral',
	processing: 'accent',
	action_required: 'warn',
	succeeded: 'good',
	failed: 'bad',
	canceled: 'neutral',
}

/** Nobody gives up money that came by hand: its receipt was a mistake, and is taken back. */
export function PaymentPill({ of: { state, source } }: { of: Pick<Payment, 'state' | 'source'> }) {
	if (source === 'recorded' && state === 'canceled') return <Pill tone="bad">{say('payment.takenBack')}</Pill>
	return <Pill tone={tones[state]}>{say(`payment.state.${state}`)}</Pill>
}

/** Card, or recorded by hand. */
export function paidHow(of: Pick<Payment, 'source' | 'method' | 'methodBrand' | 'methodLast4'>): string {
	if (of.source === 'recorded') return of.method ? say(`payment.method.${of.method}`) : say('payment.recorded')
	if (!of.methodLast4) return say('payment.byCard')
	return say('payment.card', { brand: nameBrand(of.methodBrand), last4: of.methodLast4 })
}
