import type { Scope } from '../act.ts'
import type { Reader } from '../customer/readers.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { CancelReason } from './cancel-reasons.ts'
import type { ContractState } from './state.ts'
import { termEnd, termMonthsOf } from './term.ts'

/** What the letters about leaving, staying and renewing say of a contract. */
export type ContractLetterFacts = {
	id: string
	number: string
	title: string
	customerId: string
	customerName: string
	currency: string
	state: ContractState
	renewal: 'none' | 'tacit' | 'quote'
	endsOn: Temporal.PlainDate | null
	/** Of its latest amendment. */
	sequence: number
	/** Who looks after it; administrators where nobody does. */
	owners: Reader[]
}

/** Refuses `not_found`. */
export async function findContractLetterFacts(scope: Scope, { id }: { id: string }): Promise<ContractLetterFacts> {
	permit(scope, 'contract.read')
	const { sql } = scope
	const [contract] = await sql<(Omit<ContractLetterFacts, 'owners'> & { ownerId: string | null })[]>`
		select contract.id, contract.number, title, customer_id as "customerId", customer.name as "customerName",
			contract.currency, contract.state, renewal, ends_on as "endsOn", coalesce(contract.owner_id, customer.owner_id) as "ownerId",
			(select max(sequence) from amendment where contract_id = contract.id) as sequence
		from contract join customer on customer.id = customer_id where contract.id = ${id}`
	if (!contract) refuse('not_found', { noun: 'contract' })
	const { ownerId, ...facts } = contract
	const owners = await sql<Reader[]>`
		select null as "contactId", name, email, language from staff_user
		where left_at is null and (id = ${ownerId} or (role = 'administrator'
			and not exists (select from staff_user as owner where owner.id = ${ownerId} and owner.left_at is null)))
		order by id`
	return { ...facts, owners: [...owners] }
}

/** Why an amendment was made when the customer wanted to leave; empty where it was no such one. */
export async function findWhy(
	scope: Scope,
	{ contractId, sequence }: { contractId: string; sequence: number },
): Promise<{ labels: CancelReason['labels'] | null; text: string; endsOn: string | null }> {
	permit(scope, 'contract.read')
	const [why] = await scope.sql<{ labels: CancelReason['labels'] | null; text: string; endsOn: string | null }[]>`
		select case when code is not null then jsonb_build_object('en', label_en, 'ru', label_ru, 'zh', label_zh, 'vi', label_vi) end
				as labels, said.text, amendment.terms->'endsOn'->>1 as "endsOn"
		from (
			select contract_id, sequence, reason_code, text from contract_cancellation
			union all select contract_id, sequence, reason_code, text from save_offer_taken
		) as said join amendment using (contract_id, sequence) left join cancel_reason on code = reason_code
		where said.contract_id = ${contractId} and said.sequence = ${sequence}`
	return why ?? { labels: null, text: '', endsOn: null }
}

/** The last day (ISO) of the term after the one that ends on a day. */
export async function findTermAfter(
	scope: Scope,
	{ contractId, endsOn }: { contractId: string; endsOn: string },
): Promise<string> {
	permit(scope, 'contract.read')
	type Terms = { startsOn: Temporal.PlainDate; termMonths: number | null }
	const [terms] = await scope.sql<Terms[]>`
		select starts_on as "startsOn", term_months as "termMonths" from contract where id = ${contractId}`
	if (!terms) refuse('not_found', { noun: 'contract' })
	const term = { ...terms, endsOn: Temporal.PlainDate.from(endsOn) }
	return termEnd({ ...term, months: termMonthsOf(term) ?? 1 }, 1).toString()
}
