import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import type { Reader } from '../customer/readers.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type QuoteState, standingOn } from './state.ts'

/** What the letters about a quote say. */
export type QuoteLetterFacts = {
	id: string
	number: string
	customerId: string
	contactId: string | null
	customerName: string
	currency: string
	standing: QuoteState
	validUntil: Temporal.PlainDate
	renews: boolean
	/** The contract itself is to be signed. */
	signs: boolean
	forContractNumber: string
	declineReason: string
	contract: { id: string; number: string } | null
	signerName: string
	/** Who looks after the quote; administrators where nobody does. */
	owners: Reader[]
}

/** Refuses `not_found`. */
export async function findQuoteLetterFacts(scope: Scope, { id }: { id: string }): Promise<QuoteLetterFacts> {
	permit(scope, 'quote.read')
	const { sql } = scope
	const [row] = await sql<(Omit<QuoteLetterFacts, 'standing' | 'owners'> & { state: QuoteState })[]>`
		select quote.id, quote.number, quote.customer_id as "customerId", quote.contact_id as "contactId",
			customer.name as "customerName", quote.currency, quote.state, quote.valid_until as "validUntil",
			quote.purpose = 'renewal' as renews, quote.purpose = 'signature' as signs, coalesce(amended.number, '') as "forContractNumber",
			quote.decline_reason as "declineReason", coalesce(accepted.signer_name, '') as "signerName",
			case when made.id is not null then jsonb_build_object('id', made.id, 'number', made.number) end as contract
		from quote join customer on customer.id = quote.customer_id
			left join contract as amended on amended.id = quote.for_contract_id
			left join contract as made on made.id = quote.contract_id
			left join quote_acceptance as accepted on accepted.quote_id = quote.id
		where quote.id = ${id}`
	if (!row) refuse('not_found', { noun: 'quote' })
	const owners = await sql<{ contactId: null; name: string; email: string; language: Language }[]>`
		select null as "contactId", name, email, language from staff_user
		where left_at is null and (
			id = (select coalesce(quote.owner_id, customer.owner_id) from quote join customer on customer.id = quote.customer_id
				where quote.id = ${id})
			or role = 'administrator' and not exists (
				select from quote join customer on customer.id = quote.customer_id
					join staff_user as owner on owner.id = coalesce(quote.owner_id, customer.owner_id)
				where quote.id = ${id} and owner.left_at is null))
		order by id`
	const { state, ...facts } = row
	return { ...facts, standing: standingOn({ state, validUntil: row.validUntil }, scope.today), owners: [...owners] }
}
