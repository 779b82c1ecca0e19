import type { Scope } from '../act.ts'
import { switchOn } from '../contract/autopay.ts'
import { chargeAgain } from '../dunning/charge-again.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { type CardSetup, lockSetup, setupColumns } from './card-setup.ts'
import { type Card, keepCard } from './keep-card.ts'
import { forgetCard } from './remove-card.ts'

/**
 * Keeps the page that the card processor opened. Answers the setup as it is now: the caller closes the page again when
 * the setup holds another one.
 */
export async function keepSetupPage(
	scope: Scope,
	input: { setupId: string; sessionId: string; url: string },
): Promise<CardSetup> {
	permit(scope, 'payment.confirm')
	const setup = await lockSetup(scope, input.setupId)
	if (setup.state !== 'started' || setup.sessionId) return setup
	const [kept] = await scope.sql<CardSetup[]>`
		update card_setup set processor_session_id = ${input.sessionId}, processor_session_url = ${input.url}
		where id = ${setup.id} returning ${setupColumns(scope)}`
	return kept ?? setup
}

/**
 * The card is kept at the processor, which has said so in a signed message or when asked; order and repetition do not
 * matter. In one act it takes over the contracts of the card it replaces, which is forgotten, and those chosen for it;
 * what they owe past its day is charged at once. Refuses not_found.
 */
export async function completeSetup(scope: Scope, input: { setupId: string; card: Card }): Promise<CardSetup> {
	permit(scope, 'payment.confirm')
	const { sql } = scope
	const setup = await lockSetup(scope, input.setupId)
	if (setup.state === 'succeeded') return setup
	const cardId = await keepCard(scope, { ...input.card, customerId: setup.customerId })
	const contracts = await sql<{ id: string }[]>`
		select id from contract
		where customer_id = ${setup.customerId} and state in ('active', 'paused', 'ending') and (
			id = any(${setup.contractIds}::uuid[]) or (autopay and payment_method_id in (${cardId}, ${setup.replacesId}))
		)
		order by id for update`
	const ids = contracts.map((contract) => contract.id)
	const consent = setup.consent ? { version: setup.consent, language: setup.consentLanguage } : null
	await switchOn(scope, { customerId: setup.customerId, contractIds: ids, cardId, consent })
	if (setup.replacesId && setup.replacesId !== cardId) await forgetCard(scope, setup.replacesId, 'replaced')
	await chargeAgain(scope, ids)
	const [done] = await sql<CardSetup[]>`
		update card_setup set state = 'succeeded', payment_method_id = ${cardId}, settled_at = ${scope.now}
		where id = ${setup.id} returning ${setupColumns(scope)}`
	await queueEffect(scope, {
		kind: 'mail',
		key: `card-saved:${setup.id}`,
		payload: { letter: 'card-saved', paymentMethodId: cardId },
	})
	return done ?? setup
}

/** The page has expired, was closed, or was never opened. Changes nothing once the setup has ended. Refuses not_found. */
export async function cancelSetup(scope: Scope, input: { setupId: string }): Promise<CardSetup> {
	permit(scope, 'payment.confirm')
	const setup = await lockSetup(scope, input.setupId)
	if (setup.state !== 'started') return setup
	const [canceled] = await scope.sql<CardSetup[]>`
		update card_setup set state = 'canceled', settled_at = ${scope.now}
		where id = ${setup.id} returning ${setupColumns(scope)}`
	return canceled ?? setup
}

/** Setups whose page nobody finished, oldest first. */
export async function findOpenSetups(scope: Scope): Promise<CardSetup[]> {
	permit(scope, 'payment.confirm')
	return await scope.sql<CardSetup[]>`
		select ${setupColumns(scope)} from card_setup where state = 'started' order by created_at limit 500`
}
