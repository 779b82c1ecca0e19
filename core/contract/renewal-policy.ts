import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** When customers are told that a term ends or goes on. */
export type RenewalPolicy = {
	/** Days before the last day to object, or before the end where there is nothing to object to; falling. */
	remindDays: number[]
	/** Terms of fewer months go on without a letter each time. */
	shortestMonths: number
	/** Days before the end on which the quote for another term is sent. */
	quoteDays: number
}

export async function readRenewalPolicy({ sql }: Pick<Scope, 'sql'>): Promise<RenewalPolicy> {
	const [policy] = await sql<RenewalPolicy[]>`
		select remind_days as "remindDays", shortest_months as "shortestMonths", quote_days as "quoteDays" from renewal_policy`
	if (!policy) throw new Error('The policy of renewals has gone')
	return { ...policy, remindDays: policy.remindDays.toSorted((one, other) => other - one) }
}

/** Refuses `input.invalid`. */
export async function setRenewalPolicy(scope: Scope, policy: RenewalPolicy): Promise<void> {
	permit(scope, 'company.write')
	const within = (value: number, most: number) => Number.isInteger(value) && value >= 1 && value <= most
	const days = [...new Set(policy.remindDays)]
	if (days.length === 0 || days.length > 6 || !days.every((day) => within(day, 366)))
		refuse('input.invalid', { field: 'remindDays', problem: 'out_of_range' })
	if (!within(policy.shortestMonths, 120)) refuse('input.invalid', { field: 'shortestMonths', problem: 'out_of_range' })
	if (!within(policy.quoteDays, 366)) refuse('input.invalid', { field: 'quoteDays', problem: 'out_of_range' })
	await scope.sql`
		update renewal_policy set remind_days = ${days}::integer[], shortest_months = ${policy.shortestMonths},
			quote_days = ${policy.quoteDays}`
	await emit(scope, {
		kind: 'company.updated',
		subject: { kind: 'company', id: scope.company.billingPartyId },
		facts: { renewalPolicy: { ...policy, remindDays: days } },
	})
}
