import type { Scope } from '../act.ts'
import { reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** A card on the way to being kept, by a page of the card processor. */
export type CardSetup = {
	id: string
	customerId: string
	contactId: string | null
	state: 'started' | 'succeeded' | 'canceled'
	/** The card whose contracts the new one takes over. */
	replacesId: string | null
	/** Contracts that will be paid with it automatically. */
	contractIds: string[]
	consent: string
	consentLanguage: string
	sessionId: string | null
	sessionUrl: string | null
	paymentMethodId: string | null
	createdAt: Temporal.Instant
	expiresAt: Temporal.Instant
}

export function setupColumns({ sql }: Pick<Scope, 'sql'>) {
	return sql`card_setup.id, card_setup.customer_id as "customerId", card_setup.contact_id as "contactId", card_setup.state,
		card_setup.replaces_id as "replacesId", card_setup.contract_ids as "contractIds", card_setup.consent,
		card_setup.consent_language as "consentLanguage", card_setup.processor_session_id as "sessionId",
		card_setup.processor_session_url as "sessionUrl", card_setup.payment_method_id as "paymentMethodId",
		card_setup.created_at as "createdAt", card_setup.expires_at as "expiresAt"`
}

/** One setup, for its own side's pages. Refuses not_found. */
export async function findSetup(scope: Scope, { id }: { id: string }): Promise<CardSetup> {
	const [setup] = await scope.sql<CardSetup[]>`
		select ${setupColumns(scope)} from card_setup
		where id = ${id} and ${reach(scope).customer('card_setup.customer_id')} and ${wholeCustomer(scope)}`
	return setup ?? refuse('not_found', { noun: 'card_setup' })
}

/** The setup, held until the transaction ends. Refuses not_found. */
export async function lockSetup(scope: Scope, id: string): Promise<CardSetup> {
	const [setup] = await scope.sql<CardSetup[]>`
		select ${setupColumns(scope)} from card_setup where id = ${id} for update`
	return setup ?? refuse('not_found', { noun: 'card_setup' })
}

/** A link to one contract or invoice does not see what belongs to the customer as a whole. */
export function wholeCustomer({ sql, actor }: Pick<Scope, 'sql' | 'actor'>) {
	return actor.kind === 'link' && actor.subject.kind !== 'customer' ? sql`false` : sql`true`
}
