import { z } from 'zod'
import type { Scope } from '../act.ts'
import { checked } from '../checked.ts'
import { dayInput } from '../day-input.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

const endInput = z.object({ id: z.uuid(), validUntil: dayInput.nullable() })

/**
 * Sets the last day of a rule, or that it has none. Not before yesterday: what was earned before stays. Refuses
 * `input.invalid`, `not_found`, `commission.last_day`, `commission.overlaps`.
 */
export async function endCommissionRule(scope: Scope, input: z.input<typeof endInput>): Promise<void> {
	permit(scope, 'company.write')
	const { id, validUntil } = checked(endInput, input)
	const { sql, today } = scope
	const rule = await lockRule(scope, id)
	const yesterday = today.subtract({ days: 1 }).toString()
	const earliestOn = rule.validFrom > yesterday ? rule.validFrom : yesterday
	// One that was over before yesterday stays so.
	if (rule.validUntil !== null && rule.validUntil < yesterday)
		refuse('commission.last_day', { earliestOn: today.toString() })
	if (validUntil !== null && validUntil < earliestOn) refuse('commission.last_day', { earliestOn })
	const [next] = await sql<{ from: string }[]>`
		select other.valid_from::text as "from" from commission_rule as rule join commission_rule as other on other.id <> rule.id
			and other.withdrawn_on is null and (other.person_id, other.group_id, other.plan_id, other.product_id, other.contract_type)
				is not distinct from (rule.person_id, rule.group_id, rule.plan_id, rule.product_id, rule.contract_type)
			and daterange(other.valid_from, other.valid_until, '[]') && daterange(rule.valid_from, ${validUntil}::date, '[]')
		where rule.id = ${id} order by other.valid_from limit 1`
	if (next) refuse('commission.overlaps', { validFromOn: next.from })
	await sql`update commission_rule set valid_until = ${validUntil}, changed_on = ${today} where id = ${id}`
	await emit(scope, { kind: 'commission_rule.ended', subject: { kind: 'commission_rule', id }, facts: { validUntil } })
}

/**
 * Takes back a rule by which nothing was earned before today: one that begins today or later, or was set today. Refuses
 * `not_found`, `commission.has_begun`.
 */
export async function withdrawCommissionRule(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'company.write')
	const rule = await lockRule(scope, id)
	const today = scope.today.toString()
	if (rule.validFrom < today && rule.setOn !== today) refuse('commission.has_begun', { validFromOn: rule.validFrom })
	await scope.sql`update commission_rule set withdrawn_on = ${today}, changed_on = ${today} where id = ${id}`
	await emit(scope, { kind: 'commission_rule.withdrawn', subject: { kind: 'commission_rule', id }, facts: {} })
}

type Locked = { validFrom: string; validUntil: string | null; setOn: string }

async function lockRule({ sql }: Scope, id: string): Promise<Locked> {
	await sql`lock table commission_rule in share row exclusive mode`
	const [rule] = await sql<Locked[]>`
		select valid_from::text as "validFrom", valid_until::text as "validUntil", set_on::text as "setOn"
		from commission_rule where id = ${id} and withdrawn_on is null`
	if (!rule) refuse('not_found', { noun: 'commission_rule' })
	return rule
}
