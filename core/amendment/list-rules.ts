import type { Scope } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import { sees } from '../field-right/rights.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { RuleRow } from './rule.ts'

export type ListedRule = RuleRow & { id: string }

export type ListedRules = {
	/** The company's own, those of plans, and of the contract asked for. */
	rules: ListedRule[]
	plans: { id: string; name: string; product: string }[]
	/** Where a contract was asked for: what its customer may change by themselves. */
	contract: {
		id: string
		number: string
		currency: string
		access: 'none' | 'upsell' | 'upsell_and_downsell'
		pricesFixedThrough: string | null
	} | null
}

/** How customers may change things by themselves, for those who say so. Refuses `not_permitted`, `not_found`, `field.hidden`. */
export async function listRules(scope: Scope, { contractId }: { contractId?: string }): Promise<ListedRules> {
	permit(scope, contractId ? 'contract.amend' : 'product.write')
	const { sql } = scope
	const [contract] = contractId
		? await sql<(NonNullable<ListedRules['contract']> & { state: ContractState })[]>`
			select id, number, state, currency, access, prices_fixed_through::text as "pricesFixedThrough" from contract where id = ${contractId} and ${reach(scope).contract()}`
		: []
	if (contractId && !contract) refuse('not_found', { noun: 'contract' })
	if (contract && !sees(scope, 'contract', 'access', contract.state)) refuse('field.hidden', { field: 'access' })
	const [rules, plans] = await Promise.all([
		sql<ListedRule[]>`
			select id, contract_id as "contractId", plan_id as "planId", direction, timing, prorate,
				approval_above_minor as "approvalAboveMinor", currency, smallest::text as smallest, largest::text as largest
			from change_rule where contract_id is not distinct from ${contractId ?? null} order by plan_id nulls first, direction desc`,
		sql<ListedRules['plans']>`
			select plan.id, plan.name, product.name as product from plan join product on product.id = plan.product_id
			where plan.active order by product.name collate people, plan.name collate people limit 500`,
	])
	return { rules: [...rules], plans: [...plans], contract: contract ?? null }
}

/** Takes a rule away: what is wider counts again. Refuses `not_found`. */
export async function removeChangeRule(scope: Scope, { id }: { id: string }): Promise<void> {
	const [rule] = await scope.sql<{ contractId: string | null }[]>`
		select contract_id as "contractId" from change_rule where id = ${id} for update`
	permit(scope, rule?.contractId ? 'contract.amend' : 'product.write')
	if (!rule) refuse('not_found', { noun: 'change_rule' })
	await scope.sql`delete from change_rule where id = ${id}`
}
