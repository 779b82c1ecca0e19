import type { Scope } from '../act.ts'
import { seen } from '../field-right/seen.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type Exposure, type GuaranteedContract, readGuaranteed, sumExposure } from './exposure.ts'

export type FoundGuarantor = {
	id: string
	name: string
	phone: string
	address: string
	identityNumber: string
	customer: { id: string; number: string } | null
	contact: { id: string; email: string } | null
	exposures: Exposure[]
	contracts: GuaranteedContract[]
	/** Surveys that name them, the newest first. */
	surveys: { id: string; customerName: string; state: string; requestedAt: Temporal.Instant }[]
	/** Guarantees that they were released from, the latest first. */
	released: { id: string; customerName: string; number: string | null; releasedOn: string }[]
}

/**
 * A guarantor with everything that they stand good for: all of it, whoever looks after the contracts, since a part of an exposure
 * is none. Refuses `not_found`, also for one of whom the actor reaches nothing.
 */
export async function findGuarantor(scope: Scope, { id }: { id: string }): Promise<FoundGuarantor> {
	permit(scope, 'survey.request')
	const { sql } = scope
	const [found] = await sql<Omit<FoundGuarantor, 'exposures' | 'contracts'>[]>`
		select guarantor.id, guarantor.name, guarantor.phone, guarantor.address, identity_number as "identityNumber",
			case when customer.id is not null then jsonb_build_object('id', customer.id, 'number', customer.number) end as customer,
			case when contact.id is not null then jsonb_build_object('id', contact.id, 'email', contact.email) end as contact,
			coalesce((select jsonb_agg(jsonb_build_object('id', survey.id, 'customerName', surveyed.name, 'state', survey.state,
					'requestedAt', survey.requested_at) order by survey.id desc)
				from credit_survey_guarantor as named join credit_survey as survey on survey.id = named.survey_id
					join customer as surveyed on surveyed.id = survey.customer_id
				where named.guarantor_id = guarantor.id and ${reach(scope).customer('survey.customer_id')}), '[]') as surveys,
			coalesce((select jsonb_agg(jsonb_build_object('id', past.id, 'customerName', debtor.name, 'number', contract.number,
					'releasedOn', past.released_on) order by past.released_on desc, past.id desc)
				from guarantee as past join customer as debtor on debtor.id = past.customer_id left join contract on contract.id = past.contract_id
				where past.guarantor_id = guarantor.id and past.released_on is not null), '[]') as released
		from guarantor left join customer on customer.id = guarantor.customer_id left join contact on contact.id = guarantor.contact_id
		where guarantor.id = ${id} and ${reachesGuarantor(scope)}`
	if (!found) return refuse('not_found', { noun: 'guarantor' })
	const contracts = await readGuaranteed(scope, { guarantorIds: [id] })
	// Who is a customer, or one of their people, has what stands on that card.
	const known = found.customer ?? found.contact
	return {
		...(known ? seen(scope, 'customer', found, null) : found),
		contact: found.contact && seen(scope, 'customer', found.contact, null),
		surveys: found.surveys.map((one) => ({
			...one,
			requestedAt: Temporal.Instant.from(String(one.requestedAt).replace(' ', 'T')),
		})),
		exposures: sumExposure(contracts, id),
		contracts,
	}
}

/** Condition on `guarantor`: whoever reaches a customer that they are, are a person of, stand good for or were named with. */
export function reachesGuarantor(scope: Scope) {
	const { sql, actor } = scope
	if (actor.kind === 'system') return sql`true`
	if (actor.kind !== 'staff') return sql`false`
	const { customer } = reach(scope)
	return sql`(
		exists (select from guarantee where guarantee.guarantor_id = guarantor.id and ${customer('guarantee.customer_id')})
		or exists (select from credit_survey_guarantor as named join credit_survey on credit_survey.id = named.survey_id
			where named.guarantor_id = guarantor.id and ${customer('credit_survey.customer_id')})
		or exists (select from customer_contact where customer_contact.contact_id = guarantor.contact_id and ${customer('customer_contact.customer_id')})
		or (guarantor.customer_id is not null and ${customer('guarantor.customer_id')}))`
}
