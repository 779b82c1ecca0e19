import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import type { CommissionRule } from './rule.ts'

/** Every rule that stands: those of persons first, then of groups, then of everybody, as they go before each other. */
export async function listCommissionRules(scope: Scope): Promise<CommissionRule[]> {
	permit(scope, 'company.write')
	const { sql, today } = scope
	return await sql<CommissionRule[]>`
		select rule.id, ${whomOf(scope)} as whom, ${whatOf(scope)} as what, base, basis_points as "basisPoints",
			valid_from::text as "validFrom", valid_until::text as "validUntil",
			case when valid_from > ${today} then 'to_come' when valid_until < ${today} then 'over' else 'in_force' end as standing,
			valid_from >= ${today} or set_on = ${today} as withdrawable
		from commission_rule as rule ${ofNames(scope)}
		where withdrawn_on is null
		order by ${nearestFirst(scope)}, person.name collate people, team.name collate people, product.name collate people,
			plan.name collate people, type.name collate people, valid_from desc`
}

/** Which of two rules for the same line of the same person goes before: whom it names, then what, the narrower first. */
export function nearestFirst({ sql }: Pick<Scope, 'sql'>): Fragment {
	return sql`num_nulls(rule.person_id), num_nulls(rule.group_id), num_nulls(rule.plan_id), num_nulls(rule.product_id),
		num_nulls(rule.contract_type)`
}

/** Tables that have the names of what a rule is for, to be put behind `commission_rule as rule`. */
export function ofNames({ sql }: Pick<Scope, 'sql'>): Fragment {
	return sql`
		left join staff_user as person on person.id = rule.person_id
		left join staff_group as team on team.id = rule.group_id
		left join plan on plan.id = rule.plan_id
		left join product on product.id = coalesce(rule.product_id, plan.product_id)
		left join contract_type as type on type.code = rule.contract_type`
}

export function whomOf({ sql }: Pick<Scope, 'sql'>): Fragment {
	return sql`case when rule.person_id is not null then jsonb_build_object('kind', 'person', 'key', rule.person_id, 'name', person.name)
		when rule.group_id is not null then jsonb_build_object('kind', 'group', 'key', rule.group_id, 'name', team.name) end`
}

export function whatOf({ sql }: Pick<Scope, 'sql'>): Fragment {
	return sql`case
		when rule.plan_id is not null then jsonb_build_object('kind', 'plan', 'key', rule.plan_id, 'name', product.name || ' · ' || plan.name)
		when rule.product_id is not null then jsonb_build_object('kind', 'product', 'key', rule.product_id, 'name', product.name)
		when rule.contract_type is not null then jsonb_build_object('kind', 'contract_type', 'key', rule.contract_type, 'name', type.name) end`
}
