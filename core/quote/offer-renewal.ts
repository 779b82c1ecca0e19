import type { Scope } from '../act.ts'
import { propose } from '../approval/ask.ts'
import type { Renewing } from './renewing.ts'
import { findQuoteReaders } from './send.ts'
import { writeQuote } from './write.ts'

/**
 * The quote for another term of a contract, open until its last day, and sent, or asked for where a
 * workflow applies; with nobody to write to it waits as a draft.
 * Refuses what `writeQuote` refuses.
 */
export async function offerRenewal(scope: Scope, contract: Renewing): Promise<{ id: string }> {
	const { id: forContractId, customerId, currency, title, termMonths, endsOn, lines } = contract
	const { id } = await writeQuote(scope, {
		...{ customerId, currency, title, termMonths, forContractId, lines },
		purpose: 'renewal',
		validUntil: endsOn,
	})
	const readers = await findQuoteReaders(scope, { customerId, contactId: null })
	if (readers.length > 0) await propose(scope, { kind: 'quote_send', input: { id } })
	return { id }
}
