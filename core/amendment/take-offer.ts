import type { Scope } from '../act.ts'
import { knownReason } from '../contract/cancel-reasons.ts'
import { lockContract } from '../contract/lock.ts'
import { lockOffer, nextOfferOn, type SaveOffer } from '../contract/save-offers.ts'
import { queueEffects } from '../outbox/queue.ts'
import { refuse } from '../refusal.ts'
import { permitConfirmed } from '../sign-in/confirm.ts'
import { applyChange } from './apply-change.ts'
import { type CancelContract, cutText, note, noted, onlyOne } from './cancel.ts'
import type { AppliedChange, ContractChange } from './change.ts'
import { changeOfOffer } from './offer-change.ts'
import { readStanding } from './standing.ts'

export type TakeOffer = Omit<CancelContract, 'endsOn'> & { offerId: string }

/**
 * Takes an offer to stay, as often as the company lets a customer, and for one contract only every so many months. What it
 * does is worked out anew from the company's table under the lock; a form says only which, and what was seen. Refuses
 * `change.not_offered` for one that is not offered to this contract now, for this reason, or any more;
 * `change.offer_taken`, `link.code_needed`, `change.different`.
 */
export async function takeOffer(scope: Scope, input: TakeOffer): Promise<AppliedChange> {
	await permitConfirmed(scope, 'contract.change', input.proof)
	const { contractId, offerId, seen } = input
	const { customerId, state } = await lockContract(scope, contractId)
	const reasonCode = await knownReason(scope, input.reasonCode)
	const offer = await lockOffer(scope, offerId, customerId)
	if (!offer || (offer.reasonCode !== null && offer.reasonCode !== reasonCode)) refuse('change.not_offered', {})
	if (state !== 'active' && state !== 'paused') refuse('change.not_offered', {})
	const nextOn = await nextOfferOn(scope, contractId)
	if (nextOn) refuse('change.offer_taken', { nextOn })
	const change = changeOfOffer(offer, await readStanding(scope, contractId), scope.today.toString())
	if (!change) refuse('change.not_offered', {})
	const applied = await applyChange(scope, { contractId, change, seen }, { granted: true })
	const { sequence } = onlyOne(applied)
	const text = cutText(input.text)
	await scope.sql`
		insert into save_offer_taken (save_offer_id, customer_id, number, contract_id, sequence, reason_code, text)
		select ${offerId}, ${customerId}, count(*) + 1, ${contractId}, ${sequence}, ${reasonCode}, ${text}
		from save_offer_taken where save_offer_id = ${offerId} and customer_id = ${customerId}`
	await note(scope, applied, 'contract.offer_taken', { sequence, offerId, kind: offer.kind, reasonCode, text })
	await queueEffects(scope, [
		{
			kind: 'mail',
			key: `letter:offer-taken:${contractId}:${sequence}`,
			payload: { letter: 'offer-taken', contractId, sequence, ...saidOf(offer, change), ...moneyOf(applied) },
		},
		noted(contractId, sequence, 'stayed'),
	])
	return applied
}

function saidOf(offer: SaveOffer, change: ContractChange) {
	const { kind } = offer
	return {
		kind,
		percent: kind === 'discount' ? offer.percent : '',
		periods: kind === 'discount' ? offer.periods : 0,
		until: change.kind === 'pause' ? (change.until ?? '') : '',
	}
}

function moneyOf({ preview: { effect, recurring, currency, effectiveOn } }: AppliedChange) {
	return {
		currency,
		effectiveOn,
		effectMinor: String(effect?.totalMinor ?? 0n),
		monthMinor: String(recurring.after.monthMinor),
	}
}
