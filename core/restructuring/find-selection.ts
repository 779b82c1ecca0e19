import type { Scope } from '../act.ts'
import { listFor } from '../list/own.ts'
import { permit, reach } from '../permit.ts'
import { chosenLines, mostLines, type SelectLines } from './draft.ts'

export type FoundSelection = {
	/** Counted to one more than can be restructured at once. */
	lines: number
	contracts: number
	/** Of one customer alone: the contracts in force that lines could go to. */
	targets: { id: string; number: string; title: string }[]
	customers: number
}

const mostTargets = 500

/** What a selection of lines comes to, and where they could go. */
export async function findSelection(scope: Scope, { select }: { select: SelectLines }): Promise<FoundSelection> {
	permit(scope, 'contract.amend')
	const { sql } = scope
	const [counted] = await sql<{ lines: number; contracts: number; customerIds: string[] }[]>`
		select count(*)::int as lines, count(distinct contract_id)::int as contracts,
			coalesce(array_agg(distinct customer_id), '{}') as "customerIds"
		from (select line.contract_id, contract.customer_id ${chosenLines(scope, await listFor(scope, 'lines'), select)} limit ${mostLines + 1}) as chosen`
	const { lines = 0, contracts = 0, customerIds = [] } = counted ?? {}
	const targets =
		customerIds.length === 1
			? await sql<FoundSelection['targets']>`
				select id, number, title from contract where customer_id = ${customerIds[0] ?? ''} and state in ('active', 'paused')
					and ${reach(scope).contract()} order by number limit ${mostTargets}`
			: []
	return { lines, contracts, targets: [...targets], customers: customerIds.length }
}
