import type { Scope } from '../act.ts'
import { contractsOf } from '../amendment/apply-change.ts'
import { type ApplyChange, changeInput } from '../amendment/change.ts'
import { evaluateChange } from '../amendment/evaluate-change.ts'
import { tellChange } from '../amendment/tell-change.ts'
import { lockContract } from '../contract/lock.ts'
import { permitUnconfirmed } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { cardOfChange } from './change-card.ts'
import { lockRequest, type RequestState } from './lock.ts'
import { partsOf, shownOf } from './shown.ts'
import { fingerprintOf, fingerprintOfCard } from './subject.ts'
import { lockAbout } from './subjects/about.ts'
import { revise, tellCards } from './tell.ts'
import { usualFor } from './usual.ts'
import { workflowFor, writeRequest } from './write.ts'

export type RequestChange = Omit<ApplyChange, 'on' | 'timing' | 'prorate'> & {
	/** What the customer wants to say to those who decide. */
	note?: string
}

/**
 * A customer asks for a change that a person must agree to first. Nothing of it happens until then; what was seen is kept,
 * and only that can be approved. One request at a time waits for a contract; one that is asked again after the
 * figures had changed takes the place of the one before. Refuses `change.different`,
 * `input.invalid`, `approval.not_needed`, `approval.waiting`, and what `evaluateChange` refuses.
 */
export async function requestChange(scope: Scope, { note = '', ...input }: RequestChange): Promise<{ id: string }> {
	permitUnconfirmed(scope, 'contract.change')
	// Asked under another contract's number, those would decide who have nothing to say of the one that changes.
	if (!contractsOf(input).includes(input.contractId))
		refuse('input.invalid', { field: 'contractId', problem: 'not_changed' })
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
	const fingerprint = fingerprintOfCard(fingerprintOf(shown), cardOfChange(shown, preview.currency))
	const fits = { ...kept, shown: { ...shown, told, parts: partsOf(preview) }, fingerprint }
	// Somebody must agree, whether the company has a workflow for it or not.
	const workflow = (await workflowFor(scope, 'contract_change', fits)) ?? usualFor('contract_change')
	const on = scope.today.toString()
	const replaces = await findOutdated(scope, contract.id)
	const request = {
		kind: 'contract_change',
		asked: fits,
		change,
		on,
		note,
		workflow,
		...(replaces ? { replaces } : {}),
	} as const
	const { id } = await writeRequest(scope, request)
	if (replaces) await tellCards(scope, await revise(scope, await lockRequest(scope, replaces)))
	return { id }
}

/** The latest request about the contract, where its figures had changed and nobody has looked again since. */
async function findOutdated({ sql }: Scope, contractId: string): Promise<string | undefined> {
	const [latest] = await sql<{ id: string; state: RequestState }[]>`
		select id, state from approval_request where contract_id = ${contractId} and subject_kind = 'contract_change'
		order by id desc limit 1`
	return latest?.state === 'outdated' ? latest.id : undefined
}
