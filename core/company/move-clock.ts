import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** Moves a demo's clock on by days; never back. Refuses `clock.only_in_a_demo`, `input.invalid`. */
export async function moveClock(scope: Scope, input: { days: number }): Promise<{ today: Temporal.PlainDate }> {
	permit(scope, 'clock.move')
	if (!scope.company.demo) refuse('clock.only_in_a_demo', {})
	if (!Number.isInteger(input.days) || input.days < 1 || input.days > 366)
		refuse('input.invalid', { field: 'days', problem: 'out_of_range' })
	await scope.sql`update company set days_ahead = days_ahead + ${input.days}`
	const today = scope.today.add({ days: input.days })
	await emit(scope, {
		kind: 'clock.moved',
		subject: { kind: 'company', id: scope.company.billingPartyId },
		facts: { today: today.toString() },
	})
	return { today }
}
