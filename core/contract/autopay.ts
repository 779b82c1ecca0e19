import type { Scope } from '../act.ts'
import { chargeAgain, findOutstanding, sumsOf } from '../dunning/charge-again.ts'
import { emit } from '../event.ts'
import { contractsOf } from '../invoice/share.ts'
import { queueEffect } from '../outbox/queue.ts'
import type { Consent } from '../payment/consent.ts'
import { refuse } from '../refusal.ts'
import { permitConfirmed } from '../sign-in/confirm.ts'
import { lockContract } from './lock.ts'

export type SetAutopay = {
	id: string
	/** Of the holder of an older link, who has entered a code: see core/sign-in/confirm.ts. */
	proof?: string | undefined
} & (
	| {
			on: true
			paymentMethodId: string
			consent: Consent
			/** What the page said will be charged at once, as `sumsOf` writes it. */
			shown: string
	  }
	| { on: false }
)

type Present = { autopay: boolean; paymentMethodId: string | null }

/**
 * The customer lets their contract be charged to a kept card by itself, or no longer. Switched on, what is past due is
 * charged at once, as the page has said. Doing it again changes nothing.
 * Refuses not_found, contract.not_allowed_in_state, changed_meanwhile, link.code_needed.
 */
export async function setAutopay(scope: Scope, input: SetAutopay): Promise<{ id: string; customerId: string }> {
	await permitConfirmed(scope, 'autopay.write', input.proof)
	const contract = await lockContract(scope, input.id)
	const { id, customerId, number, state } = contract
	const [present] = await scope.sql<Present[]>`
		select autopay, payment_method_id as "paymentMethodId" from contract where id = ${id}`
	if (!input.on) {
		if (present?.autopay) await switchOff(scope, { customerId, contractIds: [id] })
		if (present?.autopay) await tell(scope, id, false, present.paymentMethodId)
		return { id, customerId }
	}
	if (!['active', 'paused', 'ending'].includes(state))
		refuse('contract.not_allowed_in_state', { number, state, action: 'pay', possible: '' })
	const [card] = await scope.sql`
		select from payment_method where id = ${input.paymentMethodId} and customer_id = ${customerId} and removed_at is null
		for share`
	if (!card) refuse('not_found', { noun: 'payment_method' })
	if (present?.autopay && present.paymentMethodId === input.paymentMethodId) return { id, customerId }
	if (sumsOf(await findOutstanding(scope, [id], input.paymentMethodId)) !== input.shown)
		refuse('changed_meanwhile', { noun: 'invoice' })
	await switchOn(scope, { customerId, contractIds: [id], cardId: input.paymentMethodId, consent: input.consent })
	await chargeAgain(scope, [id], input.paymentMethodId)
	await tell(scope, id, true, input.paymentMethodId)
	return { id, customerId }
}

type SwitchOn = {
	customerId: string
	contractIds: string[]
	cardId: string
	consent: { version: string; language: string } | null
}

/** For verbs that hold the contracts. The words agreed to stand in the event, by their version. */
export async function switchOn(scope: Scope, { customerId, contractIds, cardId, consent }: SwitchOn): Promise<void> {
	const switched = await scope.sql<{ id: string; brand: string; last4: string }[]>`
		update contract set autopay = true, payment_method_id = ${cardId}, version = version + 1, updated_at = ${scope.now}
		from payment_method
		where contract.id = any(${contractIds}::uuid[]) and payment_method.id = ${cardId}
		returning contract.id, brand, last4`
	await emit(
		scope,
		...switched.map(({ id, brand, last4 }) => ({
			kind: 'contract.autopay_on' as const,
			subject: { kind: 'contract', id },
			customerId,
			contractId: id,
			facts: { brand, last4, ...(consent ? { consent: consent.version, language: consent.language } : {}) },
		})),
	)
}

/** For verbs that hold the contracts. Nothing is tried again by itself from then on; what failed is the customer's to pay. */
export async function switchOff(
	scope: Scope,
	{ customerId, contractIds }: { customerId: string; contractIds: string[] },
): Promise<void> {
	const { sql } = scope
	await sql`
		update contract set autopay = false, payment_method_id = null, version = version + 1, updated_at = ${scope.now}
		where id = any(${contractIds}::uuid[])`
	await sql`
		update dunning set next_retry_at = null from invoice
		where invoice.id = dunning.invoice_id and next_retry_at is not null
			and exists (select from unnest(${contractIds}::uuid[]) as switched (id) where switched.id in ${contractsOf(scope)})`
	await emit(
		scope,
		...contractIds.map((id) => ({
			kind: 'contract.autopay_off' as const,
			subject: { kind: 'contract', id },
			customerId,
			contractId: id,
		})),
	)
}

async function tell(scope: Scope, contractId: string, on: boolean, paymentMethodId: string | null): Promise<void> {
	if (!paymentMethodId) return
	await queueEffect(scope, {
		kind: 'mail',
		key: `autopay:${contractId}:${scope.now.epochMilliseconds}`,
		payload: { letter: 'autopay-changed', contractId, on, paymentMethodId },
	})
}
