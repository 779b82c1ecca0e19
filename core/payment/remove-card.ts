import type { Scope } from '../act.ts'
import { switchOff } from '../contract/autopay.ts'
import { emit } from '../event.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { permitConfirmed } from '../sign-in/confirm.ts'

/**
 * The customer takes a card away: it is never charged again from this moment, and the processor is told to forget it.
 * Contracts that are paid with it are first switched off, if the person has said so having seen which; otherwise it is
 * refused by their numbers. Doing it again changes nothing. Refuses not_found, card.in_use, link.code_needed.
 */
export async function removeCard(
	scope: Scope,
	input: { id: string; switchOff: string[]; proof?: string | undefined },
): Promise<{ id: string; customerId: string }> {
	await permitConfirmed(scope, 'card.write', input.proof)
	const { sql } = scope
	const [card] = await sql<{ id: string; customerId: string; removed: boolean }[]>`
		select id, customer_id as "customerId", removed_at is not null as removed from payment_method
		where id = ${input.id} and ${reach(scope).customer('payment_method.customer_id')} for update`
	if (!card) return refuse('not_found', { noun: 'payment_method' })
	if (card.removed) return card
	const contracts = await sql<{ id: string; number: string }[]>`
		select id, number from contract where payment_method_id = ${card.id} and autopay order by id for update`
	const unseen = contracts.filter((contract) => !input.switchOff.includes(contract.id))
	if (unseen.length > 0) refuse('card.in_use', { contracts: unseen.map((contract) => contract.number).join(', ') })
	const contractIds = contracts.map((contract) => contract.id)
	await switchOff(scope, { customerId: card.customerId, contractIds })
	await forgetCard(scope, card.id, 'removed')
	await queueEffect(scope, {
		kind: 'mail',
		key: `card-removed:${card.id}`,
		payload: { letter: 'card-removed', paymentMethodId: card.id, contractIds, by: 'customer' },
	})
	return card
}

/** Never charged again, and forgotten at the processor once this has committed. For verbs that have asked for permission. */
export async function forgetCard(scope: Scope, id: string, why: 'removed' | 'replaced'): Promise<void> {
	const [removed] = await scope.sql<{ customerId: string; brand: string; last4: string }[]>`
		update payment_method set removed_at = ${scope.now} where id = ${id} and removed_at is null
		returning customer_id as "customerId", brand, last4`
	if (!removed) return
	await emit(scope, {
		kind: 'payment_method.removed',
		subject: { kind: 'payment_method', id },
		customerId: removed.customerId,
		facts: { brand: removed.brand, last4: removed.last4, why },
	})
	await queueEffect(scope, { kind: 'card_detach', key: `card-detach:${id}`, payload: { paymentMethodId: id } })
}

/** What the processor is to forget. Refuses not_found. */
export async function findRemoved(scope: Scope, input: { id: string }): Promise<{ processorMethodId: string }> {
	permit(scope, 'payment.confirm')
	const [card] = await scope.sql<{ processorMethodId: string }[]>`
		select processor_method_id as "processorMethodId" from payment_method where id = ${input.id} and removed_at is not null`
	return card ?? refuse('not_found', { noun: 'payment_method' })
}
