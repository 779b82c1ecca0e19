import type { Scope } from '../act.ts'
import { stateOf } from '../contract/state-of.ts'
import { seesMoney } from '../field-right/rights.ts'
import { seen } from '../field-right/seen.ts'
import { openOf, type Standing, standingOf } from '../invoice/standing.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { ToldChange } from './tell-change.ts'

/** What a change made by a form has come to. Days are ISO dates; minor units of `currency`. */
export type FoundMade = {
	contract: { id: string; number: string; title: string; customerId: string; currency: string; autopay: boolean }
	told: ToldChange[]
	/** From when it counts; null for what only waits for somebody's word. */
	effectiveOn: string | null
	requestId: string | null
	papers: MadePaper[]
}

export type MadePaper = {
	id: string
	kind: 'invoice' | 'credit_note'
	number: string
	issuedOn: string
	dueOn: string
	totalMinor: bigint
	openMinor: bigint
	standing: Standing
}

/** What the form with this key did, with its invoices as they stand now. Refuses `not_found`, `field.hidden`. */
export async function findMade(
	scope: Scope,
	{ contractId, key }: { contractId: string; key: string },
): Promise<FoundMade> {
	permit(scope, 'contract.read')
	const { sql } = scope
	const [made] = await sql<(Omit<FoundMade, 'papers'> & { invoiceIds: string[] })[]>`
		select jsonb_build_object('id', contract.id, 'number', contract.number, 'title', contract.title,
				'customerId', contract.customer_id, 'currency', contract.currency, 'autopay', contract.autopay) as contract,
			attempt.told, amendment.effective_on::text as "effectiveOn", attempt.request_id as "requestId",
			attempt.invoice_ids as "invoiceIds"
		from change_attempt as attempt join contract on contract.id = attempt.contract_id
			left join amendment on amendment.contract_id = attempt.contract_id and amendment.sequence = attempt.sequence
		where attempt.contract_id = ${contractId} and attempt.key = ${key} and ${reach(scope).contract()}`
	if (!made) refuse('not_found', { noun: 'contract' })
	const state = await stateOf(scope, contractId)
	if (!seesMoney(scope, state)) refuse('field.hidden', { field: 'unit price' })
	const { invoiceIds, ...rest } = made
	const papers = await sql<MadePaper[]>`
		select invoice.id, kind, number, issued_on::text as "issuedOn", due_on::text as "dueOn", total_minor as "totalMinor",
			${openOf(scope)} as "openMinor", ${standingOf(scope)} as standing
		from invoice where id = any(${invoiceIds}::uuid[]) and state <> 'draft' and ${reach(scope).invoice()} order by number`
	return { ...rest, contract: seen(scope, 'contract', rest.contract, state), papers: [...papers] }
}
