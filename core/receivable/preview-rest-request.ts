import type { Scope } from '../act.ts'
import { previewProposal } from '../approval/preview-proposal.ts'
import { permit } from '../permit.ts'
import { previewGiveUp, type WeighedRest } from './change-plan.ts'

/** `seen` is sent along with the press. `asks`: somebody must agree first. */
export type RestPreview = WeighedRest & { asks: boolean }

/** What giving up the rest of a plan would do, and whether somebody has to agree to it. Refuses what `previewGiveUp` does. */
export async function previewRestRequest(
	scope: Scope,
	input: { contractId: string; planId: string; reason: string },
): Promise<RestPreview> {
	permit(scope, 'invoice.write_off')
	const { asks } = await previewProposal(scope, { kind: 'plan_rest', input })
	return { ...(await previewGiveUp(scope, input)), asks: asks !== null }
}
