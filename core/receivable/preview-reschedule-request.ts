import type { Scope } from '../act.ts'
import { previewProposal } from '../approval/preview-proposal.ts'
import { permit } from '../permit.ts'
import { previewReschedule, type Reschedule, type WeighedReschedule } from './change-plan.ts'
import { keepTerms } from './kept-terms.ts'

/** `seen` is sent along with the press. `asks`: somebody must agree first. */
export type ReschedulePreview = WeighedReschedule & { asks: boolean }

/** What a reschedule would do, and whether somebody has to agree to it. Refuses what `previewReschedule` does. */
export async function previewRescheduleRequest(
	scope: Scope,
	{ contractId, ...given }: Omit<Reschedule, 'seen'> & { contractId: string },
): Promise<ReschedulePreview> {
	permit(scope, 'contract.amend')
	const weighed = await previewReschedule(scope, given)
	const input = { contractId, ...given, rollIn: [...given.rollIn], terms: keepTerms(given.terms) }
	const { seen, asks } = await previewProposal(scope, { kind: 'reschedule', input })
	return { ...weighed, seen, asks: asks !== null }
}
