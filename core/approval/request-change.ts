import type { Scope } from '../act.ts'
import { type ApplyChange, changeInput } from '../amendment/change.ts'
import { evaluateChange } from '../amendment/evaluate-change.ts'
import { tellChange } from '../amendment/tell-change.ts'
import { lockContract } from '../contract/lock.ts'
import { permitUnconfirmed } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { partsOf, shownOf } from './shown.ts'
import { fingerprintOf } from './subject.ts'
import { lockAbout } from './subjects/about.ts'
import { usualFor } from './usual.ts'
import { workflowFor, writeRequest } from './write.ts'

export type RequestChange = Omit<ApplyChange, 'on' | 'timing' | 'prorate'> & {
	/** What the customer wants to say to those who decide. */
	note?: string
}

/**
 * A customer asks for a change that a person must agree to first. Nothing of it happens until then; what was seen is kept,
 * and only that can be approved. One request at a time waits for a contract. Refuses `change.different`,
 * `approval.not_needed`, `approval.waiting`, and what `evaluateChange` refuses.
 */
export async function requestChange(scope: Scope, { note = '', ...input }: RequestChange): Promise<{ id: string }> {
	permitUnconfirmed(scope, 'contract.change')
	const contract = await lockContract(scope, input.contractId)
	const { seen, ...asked } = input
	const { preview, decision } = await evaluateChange(scope, asked)
	if (decision.kind === 'refuse') refuse(decision.refusal.code, decision.refusal.facts as never)
	if (decision.kind === 'apply' || !preview) refuse('approval.not_needed', {})
	if (preview.seen !== seen)
		refuse('change.different', {
			effectMinor: preview.effect?.totalMinor ?? 0n,
			currency: preview.currency,
			seen: preview.seen,
		})
	const about = await lockAbout(scope, contract.id)
	const shown = shownOf(preview)
	// Told now: once it is made, what was before is no longer there.
	const told = await tellChange(scope, { contractId: contract.id, change: preview.change })
	const kept = { ...about, amountMinor: decision.monthMinor, currency: preview.currency }
	const change = changeInput.parse(asked)
	const fits = { ...kept, shown: { ...shown, told, parts: partsOf(preview) }, fingerprint: fingerprintOf(shown) }
	// Somebody must agree, whether the company has a workflow for it or not.
	const workflow = (await workflowFor(scope, 'contract_change', fits)) ?? usualFor('contract_change')
	const on = scope.today.toString()
	const { id } = await writeRequest(scope, { kind: 'contract_change', asked: fits, change, on, note, workflow })
	return { id }
}
