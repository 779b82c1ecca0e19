import type { Scope } from '../act.ts'
import { previewProposal } from '../approval/preview-proposal.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type WaivePenalty, weighWaiver } from './waiver.ts'

/** Minor units. `asks`: somebody must agree first. */
export type WaiverPreview = { amountMinor: bigint; dueMinor: bigint; seen: string; asks: boolean }

/** What a waiver would take today, and whether somebody has to agree to it. Refuses what waiving refuses. */
export async function previewWaiver(scope: Scope, given: WaivePenalty): Promise<WaiverPreview> {
	permit(scope, 'penalty.waive')
	const { contractId, reason } = given
	const [reached] = await scope.sql`select id from contract where id = ${contractId} and ${reach(scope).contract()}`
	if (!reached) refuse('not_found', { noun: 'contract' })
	const { amountMinor, dueMinor } = await weighWaiver(scope, given)
	const input = { contractId, amountMinor: String(amountMinor), reason }
	const { seen, asks } = await previewProposal(scope, { kind: 'penalty_waiver', input })
	return { amountMinor, dueMinor, seen, asks: asks !== null }
}
