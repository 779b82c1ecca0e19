import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'
import { readCoverable } from './plan-cover.ts'

type DraftPart = {
	planId: string
	lineId: string
	position: number
	description: string
	netMinor: bigint
	taxMinor: bigint
}

/** What the plans of a draft cover, before its lines are written anew. */
export async function readDraftPlans({ sql }: Scope, contractId: string): Promise<DraftPart[]> {
	return await sql<DraftPart[]>`
		select part.plan_id as "planId", part.contract_line_id as "lineId", line.position, line.description,
			net_minor as "netMinor", tax_minor as "taxMinor"
		from collection_plan_line as part join contract_line as line on line.id = part.contract_line_id
		where part.contract_id = ${contractId}`
}

/**
 * The plans of a draft go with the lines in the same places, as long as these are worth the same. Refuses
 * `collection_plan.covers_line` where one is not: its plan has to be taken back first.
 */
export async function keepDraftPlans(scope: Scope, contractId: string, parts: readonly DraftPart[]): Promise<void> {
	if (parts.length === 0) return
	const { sql } = scope
	const lines = await sql<{ id: string; position: number }[]>`
		select id, position from contract_line where contract_id = ${contractId}`
	const worth = new Map((await readCoverable(scope, contractId)).map((line) => [line.lineId, line]))
	for (const { planId, lineId, position, description, netMinor, taxMinor } of parts) {
		const line = worth.get(lines.find((one) => one.position === position)?.id ?? '')
		const isSame = line && line.netMinor === netMinor && line.taxMinor === taxMinor && line.description === description
		if (!isSame) refuse('collection_plan.covers_line', { line: description })
		await sql`
			update collection_plan_line set contract_line_id = ${line.lineId}
			where plan_id = ${planId} and contract_line_id = ${lineId}`
	}
}
