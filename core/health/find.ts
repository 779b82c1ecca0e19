import type { Scope } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import { sees } from '../field-right/rights.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { ConditionKind, Health, Weight } from './condition.ts'
import { factJoins, healthJoins, reasonsJson } from './facts.ts'

/** A condition that holds: what its limit is, and what is so. */
export type Reason = { kind: ConditionKind; weight: Weight; limit: number; measured: number }

/** Null of a contract that is not in force. The worst reasons come first. */
export type ContractHealth = { health: Health | null; reasons: Reason[] }

/** How a contract is today by the conditions that count for it. One that is not reached has none. */
export async function findHealth(scope: Scope, { contractId }: { contractId: string }): Promise<ContractHealth> {
	permit(scope, 'report.read')
	const [found] = await scope.sql<(ContractHealth & { contractState: ContractState })[]>`
		select contract.state as "contractState", health.state as health, case when health.state is null then '[]' else ${reasonsJson(scope)} end as reasons
		from contract ${healthJoins(scope, 'each')}
		where contract.id = ${contractId} and ${reach(scope).contract()}`
	return found && sees(scope, 'contract', 'health', found.contractState)
		? { health: found.health, reasons: found.reasons }
		: { health: null, reasons: [] }
}

/** What is told of many contracts is for who sees it of all. */
function refuseHidden(scope: Scope): void {
	if (!sees(scope, 'contract', 'health', null)) refuse('field.hidden', { field: 'health' })
}

/** Reasons of many contracts, by their ids. Refuses `field.hidden`, as what follows. */
export async function findReasons(
	scope: Scope,
	{ contractIds }: { contractIds: readonly string[] },
): Promise<Map<string, Reason[]>> {
	permit(scope, 'report.read')
	refuseHidden(scope)
	const rows = await scope.sql<{ id: string; reasons: Reason[] }[]>`
		select contract.id, ${reasonsJson(scope)} as reasons from contract ${factJoins(scope, 'each')}
		where contract.id = any(${contractIds as string[]}::uuid[]) and contract.state in ('active', 'paused', 'ending')
			and ${reach(scope).contract()}`
	return new Map(rows.map(({ id, reasons }) => [id, reasons]))
}

/** A contract that is at risk or bad, with what holds for it. */
export type WorstContract = {
	id: string
	number: string
	title: string
	customer: string
	health: Weight
	reasons: Reason[]
}

/** Contracts that are at risk or bad, bad ones first, of these those that began first. */
export async function findWorst(scope: Scope, { limit }: { limit: number }): Promise<WorstContract[]> {
	permit(scope, 'report.read')
	refuseHidden(scope)
	const { sql } = scope
	return await sql<WorstContract[]>`
		with worst as materialized (
			select contract.id, health.state from contract ${healthJoins(scope, 'all')}
			where contract.state in ('active', 'paused', 'ending') and health.state <> 'good' and ${reach(scope).contract()}
			order by health.state desc, contract.id limit ${limit}
		)
		select contract.id, contract.number, contract.title, customer.name as customer, worst.state as health,
			${reasonsJson(scope)} as reasons
		from worst join contract on contract.id = worst.id join customer on customer.id = contract.customer_id
			${factJoins(scope, 'each')}
		order by worst.state desc, contract.id`
}

/** How many contracts of a team are how; without a name those of none. */
export type TeamHealth = { id: string | null; name: string | null; good: number; atRisk: number; bad: number }

/** Contracts in force by their team, the one with the most bad ones first. */
export async function findTeamHealth(scope: Scope): Promise<TeamHealth[]> {
	permit(scope, 'report.read')
	refuseHidden(scope)
	const { sql } = scope
	return await sql<TeamHealth[]>`
		select staff_group.id, staff_group.name, count(*) filter (where health.state = 'good')::int as good,
			count(*) filter (where health.state = 'at_risk')::int as "atRisk", count(*) filter (where health.state = 'bad')::int as bad
		from contract ${healthJoins(scope, 'all')}
			left join staff_group on staff_group.id = contract.group_id
		where contract.state in ('active', 'paused', 'ending') and ${reach(scope).contract()}
		group by staff_group.id order by 5 desc, 4 desc, staff_group.name collate people nulls last`
}
