import type { Scope } from '../act.ts'
import { stateOf } from '../contract/state-of.ts'
import { sees } from '../field-right/rights.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { earned } from './earned.ts'
import { ofNames, whatOf, whomOf } from './list-rules.ts'
import type { CommissionRule } from './rule.ts'

/** Commission of one paper on one day by one rule; minor units of the contract's currency. */
export type EarnedRow = {
	/** Of an invoice or a credit note. */
	invoiceId: string
	number: string
	on: string
	/** `returned`: money that was collected went back. */
	why: 'invoiced' | 'credited' | 'collected' | 'returned'
	/** Before tax, below zero where it is taken off. */
	baseMinor: bigint
	amountMinor: bigint
	rule: Pick<CommissionRule, 'whom' | 'what' | 'base' | 'basisPoints'>
	/** Whose it is; null for nobody's, and where the actor may not see who holds contracts. */
	personName: string | null
}

/** All that was earned to today, with the latest rows of so many; `firstOn` is the day of the first, ISO. */
export type ContractCommission = { totalMinor: bigint; count: number; firstOn: string | null; rows: EarnedRow[] }

/** Whether the company has any rule. */
export async function hasCommission(scope: Scope): Promise<boolean> {
	permit(scope, 'commission.read')
	const [row] = await scope.sql<{ some: boolean }[]>`
		select exists (select from commission_rule where withdrawn_on is null) as some`
	return row?.some ?? false
}

/**
 * What was earned on a contract and why, the latest first: of everybody, or the actor's own where they may see no other.
 * Null where the company has no rule. Computed, as the figures have it. Refuses `not_found`.
 */
export async function findCommission(
	scope: Scope,
	{ contractId, limit }: { contractId: string; limit: number },
): Promise<ContractCommission | null> {
	permit(scope, 'commission.read')
	const { sql } = scope
	const [contract] = await sql`select from contract where id = ${contractId} and ${reach(scope).contract()}`
	if (!contract) refuse('not_found', { noun: 'contract' })
	if (!(await hasCommission(scope))) return null
	const seesHolder = sees(scope, 'contract', 'owner', await stateOf(scope, contractId))
	const to = scope.today.add({ days: 1 }).toString()
	const rows = await sql<(EarnedRow & { count: number; totalMinor: bigint; firstOn: string })[]>`
		with row as (
			select subject_id, on_day, rule_id, base, basis_points, person_id, sum(base_minor)::bigint as base_minor,
				sum(amount)::bigint as amount
			from (${earned(scope, { from: '1900-01-01', to, contractId })}) as earned
			group by 1, 2, 3, 4, 5, 6 having sum(base_minor) <> 0 or sum(amount) <> 0
		)
		select invoice.id as "invoiceId", invoice.number, on_day::text as "on",
			case when row.base = 'invoiced' then case when invoice.kind = 'credit_note' then 'credited' else 'invoiced' end
				when base_minor < 0 then 'returned' else 'collected' end as why,
			base_minor as "baseMinor", amount as "amountMinor",
			jsonb_build_object('whom', ${whomOf(scope)}, 'what', ${whatOf(scope)}, 'base', row.base, 'basisPoints', row.basis_points) as rule,
			${seesHolder ? sql`holder.name` : sql`null`} as "personName",
			count(*) over ()::int as count, sum(amount) over ()::bigint as "totalMinor",
			min(on_day) over ()::text as "firstOn"
		from row join invoice on invoice.id = row.subject_id
			join commission_rule as rule on rule.id = row.rule_id ${ofNames(scope)}
			left join staff_user as holder on holder.id = row.person_id
		order by on_day desc, invoice.number desc, row.rule_id, row.person_id limit ${limit}`
	const [first] = rows
	const hidden = ({ rule, ...row }: EarnedRow): EarnedRow => ({
		...row,
		rule: seesHolder ? rule : { ...rule, whom: null },
	})
	return {
		...{ totalMinor: first?.totalMinor ?? 0n, count: first?.count ?? 0, firstOn: first?.firstOn ?? null },
		rows: rows.map(({ count: _, totalMinor: __, firstOn: ___, ...row }) => hidden(row)),
	}
}
