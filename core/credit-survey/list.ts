import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { seesSurvey } from './lock.ts'
import type { Advice } from './score.ts'
import type { SurveyState } from './state.ts'

export type ListedSurvey = {
	id: string
	state: SurveyState
	customerName: string
	contractNumber: string | null
	surveyor: string
	requestedAt: Temporal.Instant
	score: number | null
	advice: Advice | null
}

export type ListSurveys = {
	/** Those under way, and of them only the actor's own to fill in; or those that are over. */
	show: 'mine' | 'open' | 'over'
	customerId?: string | undefined
	contractId?: string | undefined
	/** Of a page before, to go on from. */
	before?: string | undefined
	limit: number
}

/** Surveys that the actor sees, the newest first. */
export async function listSurveys(scope: Scope, input: ListSurveys): Promise<ListedSurvey[]> {
	permit(scope, 'survey.read')
	const { sql, actor } = scope
	const { show, customerId, contractId, before, limit } = input
	const own = actor.kind === 'staff' ? actor.userId : null
	const wanted = {
		mine: sql`credit_survey.state in ('dispatched', 'in_progress', 'returned') and credit_survey.surveyor_id = ${own}::uuid`,
		open: sql`credit_survey.state not in ('closed', 'withdrawn')`,
		over: sql`credit_survey.state in ('closed', 'withdrawn')`,
	}[show]
	return await sql<ListedSurvey[]>`
		select credit_survey.id, credit_survey.state, customer.name as "customerName", contract.number as "contractNumber",
			coalesce(surveyor.name, '') as surveyor, requested_at as "requestedAt",
			case when credit_survey.state in ('submitted', 'closed') then score end as score,
			case when credit_survey.state in ('submitted', 'closed') then result ->> 'advice' end as advice
		from credit_survey join customer on customer.id = credit_survey.customer_id left join contract on contract.id = credit_survey.contract_id
			left join staff_user as surveyor on surveyor.id = surveyor_id
		where ${wanted} and ${seesSurvey(scope)}
			${customerId ? sql`and credit_survey.customer_id = ${customerId}` : sql``}
			${contractId ? sql`and credit_survey.contract_id = ${contractId}` : sql``}
			${before ? sql`and credit_survey.id < ${before}` : sql``}
		order by credit_survey.id desc limit ${limit}`
}
