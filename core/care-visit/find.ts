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
	/** The id of the last one seen. */
	after?: string | undefined
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
	const { state, assigneeId, from, to, contractId, customerId, after, limit } = input
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
			${after ? sql`and ${behind(scope, ahead, after)}` : sql``}
		order by ${ahead ? sql`visit.planned_on, visit.id` : sql`visit.closed_at desc, visit.id`} limit ${limit + 1}`
}

/** Comes after one in the order of the list. */
function behind({ sql }: Scope, ahead: boolean, id: string): Fragment {
	const of = ahead ? sql`planned_on` : sql`closed_at`
	const seen = sql`(select ${of} from care_visit where id = ${id}::uuid)`
	return sql`(visit.${of} ${ahead ? sql`>` : sql`<`} ${seen} or visit.${of} = ${seen} and visit.id > ${id}::uuid)`
}

/** What the customer sees of visits on the page of a contract: part of a query on `contract`, as JSON. On a past day those of then. */
export function shownVisits({ sql, company }: Pick<Scope, 'sql' | 'company'>, past?: string): Fragment {
	if (past) return visitsThen({ sql, company }, past)
	return sql`coalesce((select jsonb_agg(to_jsonb(shown) order by shown."on" desc) from (
		select visit.id, plan.title, visit.state, coalesce(visit.done_on, visit.planned_on) as "on",
			case when visit.state = 'done' then visit.report else '' end as report
		from care_visit as visit join care_plan as plan on plan.id = visit.plan_id
		where visit.contract_id = contract.id and (visit.state = 'done' or visit.state = 'planned' and ${stillToMake({ sql })})
		order by visit.planned_on desc limit 12
	) as shown), '[]')`
}

/**
 * Those that were made by a past day, and of each schedule the one that was ahead then: the next is planned when one is over,
 * on the day of its schedule until it is moved. The one that fell away with its schedule is kept by what told of that.
 */
function visitsThen({ sql, company }: Pick<Scope, 'sql' | 'company'>, past: string): Fragment {
	const day = (at: Fragment) => sql`(${at} at time zone ${company.timeZone})::date`
	return sql`coalesce((select jsonb_agg(to_jsonb(shown) order by shown."on" desc) from (
		select id, title, case when over then 'done' else 'planned' end as state, case when over then done_on else coalesce((
				select (facts->>'plannedOn')::date from event where subject_id = stood.id and kind = 'care_visit.moved'
					and happened_on <= ${past} order by event.id desc limit 1), due_on) end as "on",
			case when over then report else '' end as report
		from (
			select visit.id, plan.title, visit.state, visit.done_on, visit.due_on, visit.report,
				visit.state = 'done' and visit.done_on <= ${past} as over,
				row_number() over (partition by plan.id, coalesce(visit.done_on, ${day(sql`visit.closed_at`)}) <= ${past} is true
					order by visit.due_on) as place
			from (
				select id, plan_id, state, done_on, due_on, report, closed_at from care_visit where care_visit.contract_id = contract.id
				union all
				select (facts->>'visitId')::uuid, subject_id, 'left_out', null, (facts->>'dueOn')::date, '', happened_at from event
				where event.contract_id = contract.id and kind = 'care_plan.stopped' and facts ? 'visitId'
			) as visit join care_plan as plan on plan.id = visit.plan_id
			where ${day(sql`plan.created_at`)} <= ${past}
				and (visit.state <> 'left_out' or ${day(sql`visit.closed_at`)} > ${past})
		) as stood
		where over or place = 1
		order by "on" desc limit 12
	) as shown), '[]')`
}

export type ShownVisit = { id: string; title: string; state: 'planned' | 'done'; on: string; report: string }
