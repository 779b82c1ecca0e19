import type { Scope } from '../act.ts'
import { actorName } from '../actor-name.ts'
import { permit, reach } from '../permit.ts'

/** Penalty interest that was given up. Minor units; days are ISO. */
export type Waiver = {
	id: string
	amountMinor: bigint
	reason: string
	waivedOn: string
	/** Their name; empty for the product itself. */
	waivedBy: string
	undoneOn: string | null
	/** Of what was invoiced already: the credit note that gave it back. */
	creditNoteId: string | null
}

/** A contract's waivers, the latest first. Their reasons are the company's own: customers see what was waived, not why. */
export async function findWaivers(scope: Scope, { contractId }: { contractId: string }): Promise<Waiver[]> {
	permit(scope, 'penalty.waive')
	const { sql } = scope
	return await sql<Waiver[]>`
		select penalty_waiver.id, amount_minor as "amountMinor", reason, waived_on::text as "waivedOn", ${actorName(scope, sql`waived_by`)} as "waivedBy",
			undone_on::text as "undoneOn", credit_note_id as "creditNoteId"
		from penalty_waiver join contract on contract.id = contract_id
		where contract_id = ${contractId} and ${reach(scope).contract()}
		order by waived_on desc, penalty_waiver.id desc`
}
