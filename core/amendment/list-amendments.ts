import type { Scope } from '../act.ts'
import { actorName } from '../actor-name.ts'
import { seesTerm, type ToldTerm, termNames } from '../contract/change-terms.ts'
import type { ContractState } from '../contract/state.ts'
import { seesMoney } from '../field-right/rights.ts'
import { seen } from '../field-right/seen.ts'
import { permit, reach } from '../permit.ts'
import type { ToldChange } from './tell-change.ts'

/** One dated change of a contract, with who made it. Days are ISO dates. */
export type ListedAmendment = {
	sequence: number
	kind: 'original' | 'change' | 'discount' | 'pause' | 'end' | 'renewal' | 'collection_plan'
	effectiveOn: string
	recordedOn: string
	/** Empty for the product itself. */
	by: string
	reason: string
	/** What its form said; empty for one that no form made. */
	told: ToldChange[]
	/** How many lines it says something of. */
	lines: number
	/** The last day of the contract before and after, where it moves it. */
	end: { before: string | null; after: string | null } | null
	/** Terms beside the lines that it changed. */
	terms: ToldTerm[]
}

export type ListedAmendments = { amendments: ListedAmendment[]; before: number | null }

/** The amendments of a contract, the latest first; `before` is the sequence of the last one seen. */
export async function listAmendments(
	scope: Scope,
	{ contractId, before, limit }: { contractId: string; before?: number | undefined; limit: number },
): Promise<ListedAmendments> {
	permit(scope, 'contract.read')
	const { sql } = scope
	const rows = await sql<(ListedAmendment & { state: ContractState })[]>`
		select contract.state, amendment.sequence, amendment.kind, effective_on::text as "effectiveOn", recorded_on::text as "recordedOn",
			${actorName(scope, sql`ordered.by`)} as by, amendment.reason,
			coalesce((select told from change_attempt as attempt where attempt.contract_id = amendment.contract_id
				and attempt.sequence = amendment.sequence limit 1), '[]') as told,
			(select count(distinct contract_line_id)::int from contract_line_state as state
				where state.contract_id = amendment.contract_id and state.sequence = amendment.sequence) as lines,
			case when amendment.sequence > 1 and terms ? 'endsOn'
				then jsonb_build_object('before', terms->'endsOn'->0, 'after', terms->'endsOn'->1) end as end,
			coalesce((select jsonb_agg(jsonb_build_object('term', term.key, 'before', term.value->0, 'after', term.value->1) order by term.key)
				from jsonb_each(terms) as term where term.key = any(${termNames}) and amendment.sequence > 1), '[]') as terms
		from amendment join contract on contract.id = amendment.contract_id
			-- What was ordered for many contracts at once is done by the machine, in the name of whoever ordered it.
			cross join lateral (select coalesce(
				(select nullif(applied_by, '') from restructuring_contract as changed
					join restructuring on restructuring.id = changed.restructuring_id
				where changed.contract_id = amendment.contract_id and changed.sequence = amendment.sequence limit 1),
				(select nullif(planned_by, '') from price_update_line as line
					join price_update on price_update.id = line.price_update_id
				where line.contract_id = amendment.contract_id and line.sequence = amendment.sequence limit 1),
				(select actor from restructuring_contract as changed
					join event on subject_kind = 'restructuring' and subject_id = restructuring_id and event.kind = 'restructuring.undone'
				where changed.contract_id = amendment.contract_id and undone_by = amendment.sequence order by event.id desc limit 1),
				(select actor from price_update_line as line
					join event on subject_kind = 'price_update' and subject_id = price_update_id and event.kind = 'price_update.taken_back'
				where line.contract_id = amendment.contract_id and taken_back_by = amendment.sequence order by event.id desc limit 1),
				recorded_by) as by) as ordered
		where amendment.contract_id = ${contractId} and ${reach(scope).contract()}
			${before ? sql`and amendment.sequence < ${before}` : sql``}
		order by amendment.sequence desc limit ${limit + 1}`
	const amendments = rows.slice(0, limit).map(({ state, ...one }) => ({
		...seen(scope, 'contract', one, state),
		terms: one.terms.filter(({ term }) => seesTerm(scope, term, state)),
		// What was changed is told with quantities and prices.
		...(seesMoney(scope, state) ? {} : { told: [] }),
	}))
	return { amendments, before: rows.length > limit ? (amendments.at(-1)?.sequence ?? null) : null }
}
