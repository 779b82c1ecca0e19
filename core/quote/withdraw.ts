import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { permitConfirmed } from '../sign-in/confirm.ts'
import { readQuote } from './read.ts'
import { type QuotePurpose, refuseUnlessOpen } from './state.ts'

/** Takes a quote back that is a draft or not decided on. Refuses `not_found` and what `refuseUnlessOpen` does. */
export async function withdrawQuote(scope: Scope, { id }: { id: string }): Promise<{ id: string }> {
	permit(scope, 'quote.write')
	const quote = await readQuote(scope, id, { lock: true })
	if (quote.state !== 'draft') refuseUnlessOpen(quote, scope.today)
	await closeQuotes(scope, 'withdrawn', scope.sql`id = ${id}`)
	return { id }
}

/** `reason` is the customer's own words; `proof` what the browser of a link's holder was confirmed by. */
export type DeclineQuote = { id: string; reason: string; proof?: string | undefined }

/** The customer's no. Refuses `not_found`, `link.view_only`, `link.code_needed`, and what `refuseUnlessOpen` does. */
export async function declineQuote(scope: Scope, { id, reason, proof }: DeclineQuote): Promise<{ id: string }> {
	await permitConfirmed(scope, 'quote.decide', proof)
	if (scope.actor.kind === 'staff') refuse('not_permitted', { action: 'quote.decide' })
	const quote = await readQuote(scope, id, { lock: true })
	refuseUnlessOpen(quote, scope.today)
	await closeQuotes(scope, 'declined', scope.sql`id = ${id}`, reason.trim().slice(0, 2000))
	await queueEffect(scope, {
		kind: 'mail',
		key: `letter:quote-decided:${id}`,
		payload: { letter: 'quote-decided', quoteId: id },
	})
	return { id }
}

type Where = ReturnType<Scope['sql']>
type Closed = { id: string; number: string; customerId: string; contractId: string | null; purpose: QuotePurpose }

/** Ends quotes without an agreement, with what happened written and told to the owner. Set-based. */
export async function closeQuotes(
	scope: Scope,
	state: 'declined' | 'expired' | 'withdrawn',
	where: Where,
	reason = '',
): Promise<string[]> {
	const closed = await scope.sql<Closed[]>`
		update quote set state = ${state}, closed_at = ${scope.now}, decline_reason = ${reason}, version = version + 1,
			updated_at = ${scope.now}
		where ${where}
		returning id, number, customer_id as "customerId", for_contract_id as "contractId", purpose`
	await leaveUnsigned(scope, state, closed)
	await emit(
		scope,
		...closed.map(({ id, number, customerId, contractId }) => ({
			kind: `quote.${state}` as const,
			subject: { kind: 'quote', id },
			customerId,
			contractId,
			facts: { number, ...(reason ? { reason } : {}) },
		})),
	)
	return closed.map((quote) => quote.id)
}

/** A contract that waited for the signature is a draft again; where its time has passed it says so. */
async function leaveUnsigned(
	scope: Scope,
	how: 'declined' | 'expired' | 'withdrawn',
	closed: readonly Closed[],
): Promise<void> {
	const ids = closed.flatMap(({ purpose, contractId }) => (purpose === 'signature' && contractId ? [contractId] : []))
	if (ids.length === 0) return
	await scope.sql`
		update contract set state = ${how === 'expired' ? 'expired' : 'draft'}, version = version + 1, updated_at = ${scope.now}
		where id = any(${ids}::uuid[]) and state = 'sent'`
}

/** What waits for a signature on contracts that do without it. Set-based. */
export async function withdrawSignatures(scope: Scope, contractIds: readonly string[]): Promise<void> {
	await closeQuotes(
		scope,
		'withdrawn',
		scope.sql`for_contract_id = any(${contractIds as string[]}::uuid[]) and purpose = 'signature' and state in ('draft', 'sent')`,
	)
}
