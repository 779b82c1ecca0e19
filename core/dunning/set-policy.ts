import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { DunningPolicy } from './policy.ts'

export type PaymentRules = DunningPolicy & {
	/** Whether customers may pay a part of an invoice, and how small a part, in minor units of the company's currency. */
	partPayment: boolean
	smallestPartPaymentMinor: bigint
}

/** More days than these in one list are refused. */
const mostDays = 12

/**
 * Sets how late money is followed up and whether parts may be paid. A timetable that runs already goes on as it began.
 * Refuses input.invalid, dunning.days_not_rising, dunning.ladder_not_rising.
 */
export async function setPaymentRules(scope: Scope, rules: PaymentRules): Promise<void> {
	permit(scope, 'company.write')
	for (const days of [rules.retryDays, rules.remindBeforeDays, rules.remindAfterDays]) check(days)
	if (!Number.isInteger(rules.retryHour) || rules.retryHour < 0 || rules.retryHour > 23)
		refuse('input.invalid', { field: 'retryHour', problem: 'out_of_range' })
	const ladder = [rules.warnedAfterDays, rules.restrictedAfterDays, rules.blockedAfterDays].filter(
		(days) => days !== null,
	)
	if (!ladder.every((days, index) => isDay(days) && days > (ladder[index - 1] ?? 0)))
		refuse('dunning.ladder_not_rising', {})
	if (rules.smallestPartPaymentMinor < 0n)
		refuse('input.invalid', { field: 'smallestPartPayment', problem: 'must be more than zero' })
	const { sql } = scope
	await sql`
		update dunning_policy set retry_days = ${rules.retryDays}::integer[], retry_hour = ${rules.retryHour},
			remind_before_days = ${rules.remindBeforeDays}::integer[], remind_after_days = ${rules.remindAfterDays}::integer[],
			warned_after_days = ${rules.warnedAfterDays}, restricted_after_days = ${rules.restrictedAfterDays},
			blocked_after_days = ${rules.blockedAfterDays}`
	await sql`
		update company set part_payment = ${rules.partPayment}, smallest_part_payment_minor = ${rules.smallestPartPaymentMinor}`
	await emit(scope, {
		kind: 'company.updated',
		subject: { kind: 'company', id: scope.company.billingPartyId },
		facts: {
			...rules,
			smallestPartPaymentMinor: String(rules.smallestPartPaymentMinor),
			currency: scope.company.currency,
		},
	})
}

function check(days: readonly number[]): void {
	const rising = days.every((day, index) => isDay(day) && day > (days[index - 1] ?? 0))
	if (days.length > mostDays || !rising) refuse('dunning.days_not_rising', { days: days.join(', ') })
}

const isDay = (day: number) => Number.isInteger(day) && day > 0 && day <= 366
