import type { Scope } from '../act.ts'
import { type Exposure, exposureOf, readGuaranteed } from './exposure.ts'

/** Somebody who stands good for a contract or its customer, and what else they stand good for. */
export type GuarantorWithExposure = { id: string; name: string; proposed: boolean; exposures: Exposure[] }

/**
 * Guarantors of a customer, or of one of their contracts, by name, with all that they stand good for: who is bound, and who is
 * only proposed by a survey under way. For verbs that have asked.
 */
export async function readGuarantorsOf(
	scope: Scope,
	{ customerId, contractId }: { customerId: string; contractId: string | null },
): Promise<GuarantorWithExposure[]> {
	const { sql } = scope
	const rows = await sql<{ id: string; name: string; proposed: boolean }[]>`
		with of as (
			select guarantor_id as id, false as proposed from guarantee
			where customer_id = ${customerId} and released_on is null and (contract_id is null or contract_id = ${contractId}::uuid)
			union
			select guarantor.id, false from guarantor
				join customer_contact on customer_contact.contact_id = guarantor.contact_id and customer_contact.guarantor
			where customer_contact.customer_id = ${customerId}
			union
			select guarantor_id, true from credit_survey_guarantor join credit_survey on credit_survey.id = survey_id
			where credit_survey.customer_id = ${customerId} and state not in ('closed', 'withdrawn')
				and (credit_survey.contract_id is null or credit_survey.contract_id = ${contractId}::uuid)
		)
		select guarantor.id, guarantor.name, bool_and(of.proposed) as proposed from of join guarantor on guarantor.id = of.id
		group by guarantor.id, guarantor.name order by guarantor.name collate people, guarantor.id`
	const contracts = await readGuaranteed(scope, { guarantorIds: rows.map(({ id }) => id) })
	return rows.map((row) => ({ ...row, exposures: exposureOf(contracts, row.id) }))
}
