import type { Scope } from '../act.ts'
import { findCancelReasons, knownReason } from '../contract/cancel-reasons.ts'
import { renewKept } from '../contract/renew-terms.ts'
import { emit } from '../event.ts'
import { queueEffects } from '../outbox/queue.ts'
import { permitConfirmed } from '../sign-in/confirm.ts'
import { applyChange } from './apply-change.ts'
import type { AppliedChange } from './change.ts'
import { readNotice } from './standing.ts'

/** `endsOn` is an ISO date; `proof` what the browser of a link's holder was confirmed by. */
export type CancelContract = {
	contractId: string
	endsOn?: string | undefined
	/** The day on which notice was given, where that was before today; staff only. */
	on?: string | undefined
	reasonCode?: string | null | undefined
	/** It is the customer's own notice, which staff note for them; where they do not say, one with a reason of customers is. */
	forCustomer?: boolean | undefined
	text?: string | undefined
	/** Of the preview that was looked at. */
	seen: string
	proof?: string | undefined
}

/** More of it than this is cut: too long a text stops nobody from leaving. */
const longestText = 1000

/**
 * Gives notice as it was seen, and keeps why: a reason that is missing or unknown is kept as none. Writes to the customer
 * what was done and how to undo it, and to the contract's owner. Refuses `link.code_needed`, `change.different`,
 * `change.before_notice`, `contract.nothing_changes`, `contract.not_allowed_in_state`.
 */
export async function cancelContract(scope: Scope, input: CancelContract): Promise<AppliedChange> {
	await permitConfirmed(scope, 'contract.change', input.proof)
	const { contractId, endsOn, on, seen } = input
	const reasonCode = await knownReason(scope, input.reasonCode)
	const text = cutText(input.text)
	const isTheirs = scope.actor.kind === 'contact' || scope.actor.kind === 'link'
	const forCustomer = isTheirs || (input.forCustomer ?? reasonCode !== null)
	const applied = await applyChange(scope, {
		contractId,
		change: { kind: 'cancel', ...(endsOn ? { endsOn } : {}) },
		...(on ? { on } : {}),
		reason: (text || (await labelOf(scope, reasonCode))).slice(0, 500),
		seen,
	})
	const { sequence } = onlyOne(applied)
	await scope.sql`
		insert into contract_cancellation (contract_id, sequence, reason_code, text, for_customer)
		values (${contractId}, ${sequence}, ${reasonCode}, ${text}, ${forCustomer})`
	const lastDay = applied.preview.parts[0]?.endsOn.after ?? ''
	await note(scope, applied, 'contract.cancelled', { sequence, reasonCode, text, forCustomer, endsOn: lastDay })
	const { effect, coming, currency } = applied.preview
	const last = coming.after.at(-1)
	await queueEffects(scope, [
		{
			kind: 'mail',
			key: `letter:cancelled:${contractId}:${sequence}`,
			payload: {
				letter: 'contract-cancelled',
				contractId,
				sequence,
				byCompany: !(await readNotice(scope, contractId)).byCustomer,
				endsOn: lastDay,
				currency,
				effectMinor: String(effect?.totalMinor ?? 0n),
				// Twelve are looked ahead: of more the last is not known yet.
				lastInvoice:
					last && coming.after.length < 12 ? { on: last.on.toString(), totalMinor: String(last.totalMinor) } : null,
			},
		},
		noted(contractId, sequence, 'cancelled'),
	])
	return applied
}

/**
 * Takes notice back while its day has not passed: the contract goes on as before, for another term where the last day to
 * object has passed meanwhile. Refuses `link.code_needed`,
 * `change.different`, `contract.not_allowed_in_state`, and customers `change.ended_by_us`.
 */
export async function undoCancel(
	scope: Scope,
	{ contractId, seen, proof }: Pick<CancelContract, 'contractId' | 'seen' | 'proof'>,
): Promise<AppliedChange> {
	await permitConfirmed(scope, 'contract.change', proof)
	const applied = await applyChange(scope, { contractId, change: { kind: 'undo_cancel' }, seen })
	const { sequence } = onlyOne(applied)
	await renewKept(scope, contractId)
	await queueEffects(scope, [
		{
			kind: 'mail',
			key: `letter:kept:${contractId}:${sequence}`,
			payload: { letter: 'contract-kept', contractId, sequence },
		},
		noted(contractId, sequence, 'kept'),
	])
	return applied
}

/** The letter to whoever looks after the contract. */
export function noted(contractId: string, sequence: number, what: 'cancelled' | 'kept' | 'stayed') {
	const payload = { letter: 'cancel-noted', contractId, sequence, what } as const
	return { kind: 'mail' as const, key: `letter:cancel-noted:${contractId}:${sequence}`, payload }
}

/** Tells reports and staff what happened; the customer's own timeline has its amendment. */
export async function note(
	scope: Scope,
	{ preview }: AppliedChange,
	kind: 'contract.cancelled' | 'contract.offer_taken',
	facts: Record<string, unknown>,
): Promise<void> {
	const { contractId } = preview
	const [contract] = await scope.sql<{ customerId: string }[]>`
		select customer_id as "customerId" from contract where id = ${contractId}`
	const customerId = contract?.customerId ?? null
	await emit(scope, { kind, subject: { kind: 'contract', id: contractId }, customerId, contractId, facts })
}

export const cutText = (text: string | undefined): string => (text ?? '').trim().slice(0, longestText)

export function onlyOne({ amendments }: AppliedChange): { contractId: string; sequence: number } {
	const [first] = amendments
	if (!first) throw new Error('A change of one contract wrote no amendment')
	return first
}

async function labelOf(scope: Scope, code: string | null): Promise<string> {
	if (!code) return ''
	const reasons = await findCancelReasons(scope)
	return reasons.find((reason) => reason.code === code)?.labels[scope.company.language] ?? ''
}
