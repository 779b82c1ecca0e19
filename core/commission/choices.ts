import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'

type Choice = { key: string; name: string }

/** Everything that a rule can be for, by name; who has left, and what is not sold or offered any more, is left out. */
export async function findCommissionChoices(
	scope: Scope,
): Promise<Record<'group' | 'person' | 'product' | 'plan' | 'contract_type', Choice[]>> {
	permit(scope, 'company.write')
	const { sql } = scope
	const [group, person, product, plan, type] = await Promise.all([
		sql<Choice[]>`select id as key, name from staff_group order by name collate people`,
		sql<Choice[]>`select id as key, name from staff_user where left_at is null order by name collate people`,
		sql<Choice[]>`select id as key, name from product where active order by name collate people`,
		sql<Choice[]>`
			select plan.id as key, product.name || ' · ' || plan.name as name from plan join product on product.id = plan.product_id
			where plan.active and product.active order by product.name collate people, plan.name collate people`,
		sql<
			Choice[]
		>`select code as key, name from contract_type where archived_at is null order by position, name collate people`,
	])
	return { group: [...group], person: [...person], product: [...product], plan: [...plan], contract_type: [...type] }
}
