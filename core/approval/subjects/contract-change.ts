import { z } from 'zod'
import { applyChange } from '../../amendment/apply-change.ts'
import { type AppliedChange, type ContractChange, changeInput, type PreviewChange } from '../../amendment/change.ts'
import { evaluateChange } from '../../amendment/evaluate-change.ts'
import { refuse } from '../../refusal.ts'
import { cardOfChange } from '../change-card.ts'
import { partsOf, type ShownChange, shownOf } from '../shown.ts'
import { fingerprintOf, type Subject } from '../subject.ts'
import { lockAbout } from './about.ts'

export type ChangeAsked = { contractId: string; change: ContractChange; reason?: string | undefined }

/** Core has promised it: access and limits are not asked again, and the customer's rules count. */
const ground = { granted: true, byRules: true }

/** A change above the limit that a customer asks for. It counts from the day they asked, and does what they saw or nothing. */
export const contractChange: Subject<ChangeAsked, ShownChange, AppliedChange> = {
	permission: 'contract.change',
	input: z.object({ contractId: z.uuid(), change: changeInput.shape.change, reason: z.string().max(500).optional() }),
	async look(scope, input, on) {
		const about = await lockAbout(scope, input.contractId)
		const { preview, decision } = await evaluateChange(scope, changeOf(input, on), ground)
		if (decision.kind === 'refuse') refuse(decision.refusal.code, decision.refusal.facts as never)
		if (!preview) throw new Error('A change without a preview was not refused')
		const shown = shownOf(preview)
		const difference = BigInt(shown.month.after) - BigInt(shown.month.before)
		return {
			...about,
			amountMinor: difference < 0n ? -difference : difference,
			currency: preview.currency,
			shown: { ...shown, parts: partsOf(preview) },
			fingerprint: fingerprintOf(shown),
		}
	},
	async run(scope, input, on) {
		const asked = changeOf(input, on)
		const { preview } = await evaluateChange(scope, asked, ground)
		return await applyChange(scope, { ...asked, seen: preview?.seen ?? '' }, ground)
	},
	card: cardOfChange,
	renews: false,
}

function changeOf({ contractId, change, reason }: ChangeAsked, on: string): PreviewChange {
	return { contractId, change, on, ...(reason ? { reason } : {}) }
}
