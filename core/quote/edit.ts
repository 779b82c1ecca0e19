import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuseParts } from '../product/refuse-parts.ts'
import { refuse } from '../refusal.ts'
import { settleTerms } from './for-contract.ts'
import { type CheckedQuote, checkQuote, type QuoteInput, refusePast } from './input.ts'
import { keepLockedOfQuote } from './keep-locked.ts'
import { type Quote, readQuote } from './read.ts'
import { refuseStranger, writeQuoteLines, writeTerms } from './write.ts'
import { writeQuoteDiscounts } from './write-discounts.ts'

/** `version` is the one the person saw. Customer, currency and what the quote is for stay. */
export type EditQuote = Omit<QuoteInput, 'customerId' | 'currency' | 'purpose' | 'forContractId'> & {
	id: string
	version: number
}

/** Writes a draft anew. Refuses `not_found`, `quote.not_allowed_in_state`, `changed_meanwhile`, and what `writeQuote` does. */
export async function editQuote(scope: Scope, input: EditQuote): Promise<{ id: string }> {
	permit(scope, 'quote.write')
	const before = await readQuote(scope, input.id, { lock: true })
	const { customerId, currency, purpose, forContractId, number, state } = before
	if (state !== 'draft') refuse('quote.not_allowed_in_state', { number, state })
	if (before.version !== input.version) refuse('changed_meanwhile', { noun: 'quote' })
	const said = checkQuote(scope, { ...input, customerId, currency, purpose, forContractId })
	refusePast(scope, said)
	const given = await keepLockedOfQuote(scope, said, before)
	await refuseStranger(scope, given)
	await refuseParts(scope, given.lines, before.id)
	const quote = await settleTerms(scope, { ...given, ownerId: given.ownerId ?? before.ownerId })
	await writeQuoteAnew(scope, before, quote)
	return { id: before.id }
}

/** A draft with other terms, lines and discounts. */
export async function writeQuoteAnew(scope: Scope, before: Quote, quote: CheckedQuote): Promise<void> {
	const { customerId, number } = before
	await writeTerms(scope, before.id, quote)
	await scope.sql`update quote set version = version + 1 where id = ${before.id}`
	await scope.sql`delete from quote_line where quote_id = ${before.id}`
	await writeQuoteLines(scope, before.id, quote)
	await scope.sql`delete from quote_discount where quote_id = ${before.id}`
	await writeQuoteDiscounts(scope, before.id, quote)
	await emit(scope, { kind: 'quote.updated', subject: { kind: 'quote', id: before.id }, customerId, facts: { number } })
}
