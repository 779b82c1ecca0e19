import type { Scope } from '../act.ts'
import { findOutstanding, sumsOf } from '../dunning/charge-again.ts'
import { reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { permitConfirmed } from '../sign-in/confirm.ts'
import { type CardSetup, setupColumns } from './card-setup.ts'
import type { Consent } from './consent.ts'
import { openFor } from './start.ts'

export type StartSetup = {
	customerId: string
	/** The card that the new one replaces: its contracts go over to the new one. */
	replacesId: string | null
	/** Contracts that will be paid with the new card automatically. */
	contractIds: string[]
	/** Needed where contracts will be charged, and where a card is replaced. */
	consent: Consent | null
	/** What the page said will be charged at once, as `sumsOf` writes it. */
	shown: string
	/** Made once per form shown: pressing again is a repeat of the first answer. */
	key: string
	/** Of the holder of an older link, who has entered a code: see core/sign-in/confirm.ts. */
	proof?: string | undefined
}

/**
 * Writes that a card is to be kept before the card processor is asked for its page. The same key gives the setup there
 * is. Refuses not_found, input.invalid without a consent that is needed, link.code_needed, changed_meanwhile when something else would be charged at once than was shown.
 */
export async function startSetup(scope: Scope, input: StartSetup): Promise<CardSetup> {
	await permitConfirmed(scope, 'card.write', input.proof)
	const { sql } = scope
	const [customer] = await sql`select from customer where id = ${input.customerId} and ${reach(scope).customer()}`
	if (!customer) refuse('not_found', { noun: 'customer' })
	const key = `${input.customerId}:${input.key}`
	const concerned = await findConcerned(scope, input)
	// What the old card will have come to pay by then is charged to the new one.
	if ((concerned.length > 0 || input.replacesId) && !input.consent)
		refuse('input.invalid', { field: 'consent', problem: 'is needed' })
	if (sumsOf(await findOutstanding(scope, concerned)) !== input.shown) refuse('changed_meanwhile', { noun: 'invoice' })
	const { actor } = scope
	const contactId = actor.kind === 'contact' || actor.kind === 'link' ? actor.contactId : null
	const [setup] = await sql<CardSetup[]>`
		insert into card_setup (customer_id, contact_id, state, start_key, replaces_id, contract_ids, consent, consent_language,
			created_at, expires_at)
		values (${input.customerId}, ${contactId}, 'started', ${key}, ${input.replacesId}, ${input.contractIds}::uuid[],
			${input.consent?.version ?? ''}, ${input.consent?.language ?? ''}, ${scope.now}, ${scope.now.add(openFor)})
		on conflict (start_key) do update set start_key = excluded.start_key
		returning ${setupColumns(scope)}`
	return setup ?? refuse('not_found', { noun: 'card_setup' })
}

/** The contracts that the new card will pay, checked to be the customer's own. */
async function findConcerned({ sql }: Scope, { customerId, replacesId, contractIds }: StartSetup): Promise<string[]> {
	if (replacesId) {
		const [card] = await sql`
			select from payment_method where id = ${replacesId} and customer_id = ${customerId} and removed_at is null`
		if (!card) refuse('not_found', { noun: 'payment_method' })
	}
	const contracts = await sql<{ id: string; chosen: boolean }[]>`
		select id, id = any(${contractIds}::uuid[]) as chosen from contract
		where customer_id = ${customerId} and state in ('active', 'paused', 'ending')
			and (id = any(${contractIds}::uuid[]) or (autopay and payment_method_id = ${replacesId}))
		order by id`
	if (contracts.filter((contract) => contract.chosen).length < new Set(contractIds).size)
		refuse('not_found', { noun: 'contract' })
	return contracts.map((contract) => contract.id)
}
