import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** When customers are told that a term ends or goes on. */
export type RenewalPolicy = {
	/** Days before the last day to object, or before the end where there is nothing to object to; falling. */
	remindDays: number[]
	/** Terms of fewer months go on without a letter each time: one goes out before the first, and then every half-year. */
	shortestMonths: number
	/** Days before the end on which the quote for another term is sent. */
	quoteDays: number
	/** Months between two offers to stay that are taken for one contract; 0: as each offer says alone. */
	offerMonths: number
}

export async function readRenewalPolicy({ sql }: Pick<Scope, 'sql'>): Promise<RenewalPolicy> {
	const [policy] = await sql<RenewalPolicy[]>`
		select remind_days as "remindDays", shortest_months as "shortestMonths", quote_days as "quoteDays",
			offer_months as "offerMonths" from renewal_policy`
	if (!policy) throw new Error('The policy of renewals has gone')
	return { ...policy, remindDays: policy.remindDays.toSorted((one, other) => other - one) }
}

export type SetRenewalPolicy = Omit<RenewalPolicy, 'offerMonths'> & Partial<Pick<RenewalPolicy, 'offerMonths'>>

/** Months that are not given stay. Refuses `input.invalid`. */
export async function setRenewalPolicy(scope: Scope, policy: SetRenewalPolicy): Promise<void> {
	permit(scope, 'company.write')
	const within = (value: number, most: number) => Number.isInteger(value) && value >= 1 && value <= most
	const days = [...new Set(policy.remindDays)]
	if (days.length === 0 || days.length > 6 || !days.every((day) => within(day, 366)))
		refuse('input.invalid', { field: 'remindDays', problem: 'out_of_range' })
	if (!within(policy.shortestMonths, 120)) refuse('input.invalid', { field: 'shortestMonths', problem: 'out_of_range' })
	if (!within(policy.quoteDays, 366)) refuse('input.invalid', { field: 'quoteDays', problem: 'out_of_range' })
	const { offerMonths = null } = policy
	if (offerMonths !== null && offerMonths !== 0 && !within(offerMonths, 120))
		refuse('input.invalid', { field: 'offerMonths', problem: 'out_of_range' })
	await scope.sql`
		update renewal_policy set remind_days = ${days}::integer[], shortest_months = ${policy.shortestMonths},
			quote_days = ${policy.quoteDays}, offer_months = coalesce(${offerMonths}::integer, offer_months)`
	await emit(scope, {
		kind: 'company.updated',
		subject: { kind: 'company', id: scope.company.billingPartyId },
		facts: { renewalPolicy: { ...policy, remindDays: days } },
	})
}
