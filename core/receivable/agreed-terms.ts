import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import { parseDecimal } from '../decimal.ts'
import type { PenaltyTerms } from './accrue-penalty.ts'

/** As the query below gives them; all null where nothing is agreed. */
export type AgreedRow = {
	dailyRatePercent: string | null
	graceDays: number | null
	chargeGrace: boolean | null
	billed: boolean | null
}

/**
 * The terms under which the contract in question bears penalty interest for what falls due on a day: its own before those of
 * its type, and those before the company's. To be joined as `agreed`; select `agreedColumns` of it.
 */
export function agreedOn({ sql }: Pick<Scope, 'sql'>, dueOn: Fragment): Fragment {
	return sql`(
		select daily_rate_percent, grace_days, charge_grace, billed from penalty_terms
		where valid_from <= ${dueOn}
			and (contract_id = contract.id or (contract_id is null and (contract_type is null or contract_type = contract.type)))
		order by contract_id is not null desc, contract_type is not null desc, valid_from desc limit 1
	)`
}

export function agreedColumns({ sql }: Pick<Scope, 'sql'>): Fragment {
	return sql`agreed.daily_rate_percent::text as "dailyRatePercent", agreed.grace_days as "graceDays",
		agreed.charge_grace as "chargeGrace", agreed.billed`
}

export function termsOf({ dailyRatePercent, graceDays, chargeGrace }: AgreedRow): PenaltyTerms | null {
	if (dailyRatePercent === null || graceDays === null || chargeGrace === null) return null
	return { dailyRatePercent: parseDecimal(dailyRatePercent), graceDays, chargeGrace }
}
