import type { Scope } from '../act.ts'
import { formatDay, parseDay } from '../calendar.ts'
import { checked } from '../checked.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { commissionRuleInput, type NewCommissionRule } from './rule.ts'

/**
 * A rule from a day on. One without an end for the same ends the day before. What was earned before today stays: it begins
 * today at the earliest, but on the day on which a company sets its first. Refuses `input.invalid`, `not_found`,
 * `commission.first_day`, `commission.overlaps`.
 */
export async function addCommissionRule(scope: Scope, input: NewCommissionRule): Promise<{ id: string }> {
	permit(scope, 'company.write')
	const {
		whom = null,
		what = null,
		base,
		basisPoints,
		validFrom,
		validUntil = null,
	} = checked(commissionRuleInput, input)
	const { sql } = scope
	const today = scope.today.toString()
	// Whoever else sets one waits here.
	await sql`lock table commission_rule in share row exclusive mode`
	const target = {
		...{ person_id: whom?.kind === 'person' ? whom.key : null, group_id: whom?.kind === 'group' ? whom.key : null },
		...{ plan_id: what?.kind === 'plan' ? what.key : null, product_id: what?.kind === 'product' ? what.key : null },
		contract_type: what?.kind === 'contract_type' ? what.key : null,
	}
	await refuseUnknown(scope, target)
	if (validFrom < today) {
		const [earlier] = await sql`select from commission_rule where withdrawn_on is null and set_on < ${today} limit 1`
		if (earlier) refuse('commission.first_day', { earliestOn: today })
	}
	await makeRoom(scope, target, validFrom, validUntil)
	const [rule] = await sql<{ id: string }[]>`
		insert into commission_rule ${sql({
			...target,
			...{
				base,
				basis_points: basisPoints,
				valid_from: validFrom,
				valid_until: validUntil,
				set_on: today,
				changed_on: today,
			},
		})} returning id`
	if (!rule) throw new Error('The rule was not written')
	await emit(scope, {
		kind: 'commission_rule.added',
		subject: { kind: 'commission_rule', id: rule.id },
		facts: { whom, what, base, basisPoints, validFrom, validUntil },
	})
	return rule
}

type Target = Record<'person_id' | 'group_id' | 'plan_id' | 'product_id' | 'contract_type', string | null>

async function refuseUnknown({ sql }: Scope, target: Target): Promise<void> {
	const [known] = await sql<Record<keyof Target, boolean>[]>`
		select ${target.person_id}::uuid is null or exists (select from staff_user where id = ${target.person_id}) as person_id,
			${target.group_id}::uuid is null or exists (select from staff_group where id = ${target.group_id}) as group_id,
			${target.plan_id}::uuid is null or exists (select from plan where id = ${target.plan_id}) as plan_id,
			${target.product_id}::uuid is null or exists (select from product where id = ${target.product_id}) as product_id,
			${target.contract_type}::text is null or exists (select from contract_type where code = ${target.contract_type}) as contract_type`
	const unknown = Object.entries(known ?? {}).find(([, there]) => !there)
	if (unknown) refuse('not_found', { noun: unknown[0].replace(/_id$/, '') })
}

/** The one before for the same, without an end, gives way. */
async function makeRoom(
	{ sql, today }: Scope,
	target: Target,
	validFrom: string,
	validUntil: string | null,
): Promise<void> {
	const same = sql`withdrawn_on is null and (person_id, group_id, plan_id, product_id, contract_type) is not distinct from
		(${target.person_id}::uuid, ${target.group_id}::uuid, ${target.plan_id}::uuid, ${target.product_id}::uuid, ${target.contract_type}::text)`
	if (validFrom >= today.toString())
		await sql`
			update commission_rule set valid_until = ${formatDay(parseDay(validFrom) - 1)}, changed_on = ${today}
			where ${same} and valid_until is null and valid_from < ${validFrom}`
	const [other] = await sql<{ from: string }[]>`
		select valid_from::text as "from" from commission_rule
		where ${same} and daterange(valid_from, valid_until, '[]') && daterange(${validFrom}, ${validUntil}, '[]')
		order by valid_from limit 1`
	if (other) refuse('commission.overlaps', { validFromOn: other.from })
}
