import type { Scope } from '../act.ts'

/** Whether the customer's side made the amendment of a row: themselves, or by asking for what was then agreed. */
export function byCustomer({ sql }: Pick<Scope, 'sql'>) {
	return sql`(amendment.recorded_by like 'contact:%' or amendment.recorded_by like 'link:%' or exists (
		select from approval_request as request where request.contract_id = amendment.contract_id
			and request.subject_kind = 'contract_change' and request.state = 'approved'
			and request.decided_at = amendment.recorded_at))`
}
