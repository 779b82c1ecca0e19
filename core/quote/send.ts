import type { Scope } from '../act.ts'
import { permitDecided } from '../approval/decided.ts'
import { lockContract } from '../contract/lock.ts'
import { stateAfter } from '../contract/state.ts'
import { countryRead } from '../customer/country-read.ts'
import { findReaders, type Reader } from '../customer/readers.ts'
import { emit } from '../event.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { unknownVariables } from '../template/variables.ts'
import { conditionsOf } from './conditions.ts'
import { type Quote, readQuote } from './read.ts'
import { closeQuotes } from './withdraw.ts'

/**
 * Sends a draft: from now on it stays as it is, and its letter goes to the contact it is addressed to, with a link that
 * opens it. The version it replaces is withdrawn. Staff send it through `propose`, which asks where a workflow says so. Refuses `not_found`, `quote.not_allowed_in_state`, `quote.no_lines`,
 * `quote.valid_day_past`, `customer.no_reader`; of a contract that is to be signed `contract.not_allowed_in_state`.
 */
export async function sendQuote(scope: Scope, { id }: { id: string }): Promise<{ emails: string[] }> {
	permit(scope, 'quote.write')
	permitDecided(scope, 'quote_send')
	const quote = await readQuote(scope, id, { lock: true })
	const { number, state, customerId } = quote
	if (state !== 'draft') refuse('quote.not_allowed_in_state', { number, state })
	if (quote.lines.length === 0) refuse('quote.no_lines', { number })
	if (Temporal.PlainDate.compare(quote.validUntil, scope.today) < 0)
		refuse('quote.valid_day_past', { validUntil: quote.validUntil.toString() })
	const readers = await findQuoteReaders(scope, quote)
	if (readers.length === 0) {
		const [customer] = await scope.sql<{ name: string }[]>`select name from customer where id = ${customerId}`
		refuse('customer.no_reader', { name: customer?.name ?? '' })
	}
	const conditions = await conditionsToSend(scope, quote)
	await scope.sql`
		update quote set state = 'sent', conditions = ${conditions}, sent_at = ${scope.now}, version = version + 1, updated_at = ${scope.now} where id = ${id}`
	if (quote.purpose === 'signature' && quote.forContractId) await sendContract(scope, quote.forContractId)
	const before = quote.replacesId ? [quote.replacesId] : []
	await closeQuotes(scope, 'withdrawn', scope.sql`id = any(${before}::uuid[]) and state = 'sent'`)
	await queueEffect(scope, {
		kind: 'mail',
		key: `letter:quote-sent:${id}`,
		payload: { letter: 'quote-sent', quoteId: id },
	})
	await emit(scope, {
		kind: 'quote.sent',
		subject: { kind: 'quote', id },
		customerId,
		contractId: quote.forContractId,
		facts: { number, validUntil: quote.validUntil.toString() },
	})
	return { emails: readers.map((reader) => reader.email) }
}

/** Filled in also with what the sender may not see. Refuses `template.variable_unknown` for a field that is no more. */
async function conditionsToSend(scope: Scope, quote: Quote): Promise<string> {
	const conditions = await conditionsOf({ ...scope, actor: { kind: 'system', name: `quote ${quote.number}` } }, quote)
	const unknown = unknownVariables(conditions).find((name) => /^(customer|contract)\.field\./i.test(name))
	if (unknown !== undefined) refuse('template.variable_unknown', { name: unknown })
	return conditions
}

/** From now on it waits for the signature, and is not edited. */
async function sendContract(scope: Scope, contractId: string): Promise<void> {
	const contract = await lockContract(scope, contractId)
	const state = stateAfter('send', contract)
	await scope.sql`
		update contract set state = ${state}, version = version + 1, updated_at = ${scope.now} where id = ${contractId}`
}

/**
 * Who a quote's letters go to: the contact it is addressed to, or, also once that one has left the customer, whoever reads
 * the customer's letters about money.
 */
export async function findQuoteReaders(
	scope: Scope,
	{ customerId, contactId }: { customerId: string; contactId: string | null },
): Promise<Reader[]> {
	if (!contactId) return await findReaders(scope, { customerId })
	const readers = await scope.sql<Reader[]>`
		select contact.id as "contactId", contact.name, contact.email, contact.language,
			${countryRead(scope, scope.sql`customer_id`)} as country
		from contact join customer_contact on contact_id = contact.id
		where contact.id = ${contactId} and contact.email <> '' and customer_id = ${customerId}`
	return readers.length > 0 ? [...readers] : await findReaders(scope, { customerId })
}
