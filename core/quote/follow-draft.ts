import type { Scope } from '../act.ts'
import { writeQuoteAnew } from './edit.ts'
import { settleTerms } from './for-contract.ts'
import { checkQuote } from './input.ts'
import { readQuote } from './read.ts'

/** What is being made ready to be signed says what the draft says, as often as that is written anew. */
export async function followDraft(scope: Scope, contractId: string): Promise<void> {
	const [open] = await scope.sql<{ id: string }[]>`
		select id from quote where for_contract_id = ${contractId} and purpose = 'signature' and state = 'draft'`
	if (!open) return
	const before = await readQuote(scope, open.id, { lock: true })
	const { customerId, contactId, signerOnly, currency, purpose, forContractId, introduction, conditions } = before
	const validUntil = before.validUntil.toString()
	const terms = { customerId, contactId, signerOnly, currency, purpose, forContractId }
	const own = { ...terms, validUntil, introduction, conditions }
	await writeQuoteAnew(scope, before, await settleTerms(scope, checkQuote(scope, { ...own, lines: [] })))
}
