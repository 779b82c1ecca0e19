import type { Scope } from '../act.ts'

/** Whether the customer's side made the amendment of a row: themselves, by asking for what was then agreed, or by notice that staff noted for them. */
export function byCustomer({ sql }: Pick<Scope, 'sql'>) {
	return sql`(amendment.recorded_by like 'contact:%' or amendment.recorded_by like 'link:%' or exists (
		select from approval_request as request where request.contract_id = amendment.contract_id
			and request.subject_kind = 'contract_change' and request.state = 'approved'
			and request.decided_at = amendment.recorded_at) or exists (
		select from contract_cancellation as said where said.contract_id = amendment.contract_id
			and said.sequence = amendment.sequence and said.for_customer))`
}
