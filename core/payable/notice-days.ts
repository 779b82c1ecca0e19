import type { Scope } from '../act.ts'
import { runningTermEnd } from '../contract/running-term.ts'
import { hiddenSomewhere } from '../field-right/rights.ts'
import { permit, reach } from '../permit.ts'

/** The last day on which a contract that the company pays can be left before it renews by itself. */
export type NoticeDay = {
	contractId: string
	contractNumber: string
	contractTitle: string
	customerId: string
	customerName: string
	/** ISO dates; the term that would be its last. */
	lastDay: string
	endsOn: string
	/** Whoever looks after the contract. */
	ownerId: string | null
	ownerName: string | null
}

export type ListNoticeDays = {
	/** First and last day, ISO, both included; what has passed is not told. */
	from: string
	to: string
	ownerId?: string | undefined
	limit: number
}

/** The coming last days to object, the earliest first; none for whom the notice of contracts is hidden. */
export async function listNoticeDays(scope: Scope, { from, to, ownerId, limit }: ListNoticeDays): Promise<NoticeDay[]> {
	permit(scope, 'contract.read')
	if (hiddenSomewhere(scope, 'contract', 'notice')) return []
	const { sql, today } = scope
	return await sql<NoticeDay[]>`
		select contract.id as "contractId", contract.number as "contractNumber", contract.title as "contractTitle", customer.id as "customerId",
			customer.name as "customerName", last_day::text as "lastDay", term.ends_on::text as "endsOn",
			owner.id as "ownerId", owner.name as "ownerName"
		from contract join customer on customer.id = contract.customer_id
			left join staff_user as owner on owner.id = coalesce(contract.owner_id, customer.owner_id)
			cross join lateral (select case when contract.ends_on is not null then contract.ends_on
				when contract.term_months is not null then ${runningTermEnd(scope)} end as ends_on) as term
			cross join lateral (select term.ends_on - contract.notice_days as last_day) as notice
		where contract.direction = 'payable' and contract.state in ('active', 'paused') and contract.renewal = 'tacit' and ${reach(scope).contract()}
			and last_day between greatest(${from}::date, ${today}::date) and ${to}::date
			${ownerId ? sql`and coalesce(contract.owner_id, customer.owner_id) = ${ownerId}` : sql``}
		order by last_day, contract.id limit ${limit + 1}`
}
