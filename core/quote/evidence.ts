import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** What is recorded of an acceptance, and the paper as it was given to the printer. */
export type QuoteEvidence = {
	number: string
	contractId: string
	/** Whether the contract itself was signed. */
	signs: boolean
	contractNumber: string
	signerName: string
	kind: 'typed' | 'drawn'
	drawing: string | null
	consent: string
	identifiedBy: 'link' | 'session'
	identifiedEmail: string
	linkOpenedAt: Temporal.Instant | null
	confirmedAt: Temporal.Instant | null
	acceptedAt: Temporal.Instant
	timeZone: string
	address: string
	browser: string
	sha256: string
	paper: unknown
}

/** Refuses `not_found`, also for a quote that was not accepted. */
export async function findEvidence(scope: Scope, { id }: { id: string }): Promise<QuoteEvidence> {
	permit(scope, 'quote.read')
	const [evidence] = await scope.sql<QuoteEvidence[]>`
		select quote.number, contract.id as "contractId", contract.number as "contractNumber",
			quote.purpose = 'signature' as signs, signer_name as "signerName",
			accepted.kind, drawing, consent, identified_by as "identifiedBy", identified_email as "identifiedEmail",
			link_opened_at as "linkOpenedAt", confirmed_at as "confirmedAt", accepted_at as "acceptedAt",
			${scope.company.timeZone}::text as "timeZone", accepted.address, browser, document_sha256 as sha256, paper
		from quote join quote_acceptance as accepted on accepted.quote_id = quote.id
			join contract on contract.id = accepted.contract_id
		where quote.id = ${id} and ${reach(scope).quote()}`
	if (!evidence) refuse('not_found', { noun: 'quote' })
	return evidence
}
