import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'

/**
 * Whether no letter told the customer in time that the term which ends on `endsOn` goes on, over the columns of `contract` (a day from them with its name).
 * What was over before a file brought it here was told, or not, by who kept it then; what the company pays binds nobody else.
 */
export function wentUntold({ sql }: Pick<Scope, 'sql'>, endsOn: Fragment): Fragment {
	return sql`(
		direction = 'receivable' and (import_source is null or ${endsOn} - notice_days >= (
			select recorded_on from amendment where contract_id = contract.id and sequence = 1
		)) and not exists (
			select from renewal_notice as notice where notice.contract_id = contract.id and notice.ends_on = ${endsOn}
				and kind = 'renews' and told_on <= ${endsOn} - notice_days
		))`
}
