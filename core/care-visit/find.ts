import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import { actorName } from '../actor-name.ts'
import { permit, reach } from '../permit.ts'

/** A visit as staff see it. Days are ISO dates. */
export type CareVisit = {
	id: string
	planId: string
	title: string
	everyMonths: number | null
	state: 'planned' | 'done' | 'left_out'
	plannedOn: string
	doneOn: string | null
	/** Days past its day while it is not made; 0 while there is time. */
	missedDays: number
	report: string
	closedBy: string
	customerId: string
	customerName: string
	contractId: string | null
	contractNumber: string | null
	assigneeId: string | null
	assigneeName: string
	/** What the customer gave for it, one to five; null while nobody has. */
	rating: { score: number; comment: string } | null
}

export type ListVisits = {
	state: 'planned' | 'over'
	assigneeId?: string | undefined
	from?: string | undefined
	to?: string | undefined
	contractId?: string | undefined
	customerId?: string | undefined
	limit: number
}

/** A visit of a contract that is over, or ends before its day, is not to be made any more. A condition on both. */
export function stillToMake({ sql }: Pick<Scope, 'sql'>): Fragment {
	return sql`(visit.contract_id is null or contract.state in ('draft', 'in_approval', 'approved', 'sent', 'signed', 'active', 'paused', 'ending')
		and (contract.ends_on is null or visit.planned_on <= contract.ends_on))`
}

/** Visits that are ahead, the earliest first, missed ones before all; or those that are over, the latest first. */
export async function listVisits(scope: Scope, input: ListVisits): Promise<CareVisit[]> {
	permit(scope, 'customer.read')
	const { sql, today } = scope
	const { state, assigneeId, from, to, contractId, customerId, limit } = input
	const ahead = state === 'planned'
	return await sql<CareVisit[]>`
		select visit.id, visit.plan_id as "planId", plan.title, plan.every_months as "everyMonths", visit.state,
			visit.planned_on::text as "plannedOn", visit.done_on::text as "doneOn",
			case when visit.state = 'planned' then greatest(0, ${today}::date - visit.planned_on) else 0 end as "missedDays",
			visit.report, ${actorName(scope, sql`visit.closed_by`)} as "closedBy", visit.customer_id as "customerId",
			customer.name as "customerName", visit.contract_id as "contractId", contract.number as "contractNumber",
			visit.assignee_id as "assigneeId", coalesce(staff_user.name, '') as "assigneeName",
			(select jsonb_build_object('score', score, 'comment', comment) from rating_request as request
				join rating on rating.request_id = request.id
				where request.stage = 'visit_done' and request.subject_id = visit.id order by rating.rated_at desc limit 1) as rating
		from care_visit as visit join care_plan as plan on plan.id = visit.plan_id
			join customer on customer.id = visit.customer_id left join contract on contract.id = visit.contract_id
			left join staff_user on staff_user.id = visit.assignee_id
		where ${reach(scope).customer('visit.customer_id')}
			and ${ahead ? sql`visit.state = 'planned' and ${stillToMake(scope)}` : sql`visit.state <> 'planned'`}
			${assigneeId ? sql`and visit.assignee_id = ${assigneeId}` : sql``}
			${from ? sql`and visit.planned_on >= ${from}::date` : sql``} ${to ? sql`and visit.planned_on <= ${to}::date` : sql``}
			${contractId ? sql`and visit.contract_id = ${contractId}` : sql``}
			${customerId ? sql`and visit.customer_id = ${customerId}` : sql``}
		order by ${ahead ? sql`visit.planned_on, visit.id` : sql`visit.closed_at desc, visit.id`} limit ${limit + 1}`
}

/** What the customer sees of visits on the page of a contract: part of a query on `contract`, as JSON. */
export function shownVisits({ sql }: Pick<Scope, 'sql'>): Fragment {
	return sql`coalesce((select jsonb_agg(to_jsonb(shown) order by shown."on" desc) from (
		select visit.id, plan.title, visit.state, coalesce(visit.done_on, visit.planned_on) as "on",
			case when visit.state = 'done' then visit.report else '' end as report
		from care_visit as visit join care_plan as plan on plan.id = visit.plan_id
		where visit.contract_id = contract.id and (visit.state = 'done' or visit.state = 'planned' and ${stillToMake({ sql })})
		order by visit.planned_on desc limit 12
	) as shown), '[]')`
}

export type ShownVisit = { id: string; title: string; state: 'planned' | 'done'; on: string; report: string }
