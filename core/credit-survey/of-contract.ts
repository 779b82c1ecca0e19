import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { seesSurvey } from './lock.ts'
import type { Advice } from './score.ts'
import type { SurveyState } from './state.ts'

/** The latest survey of a contract, as those who decide see it: the score and both advices only once it was submitted. */
export type ContractSurvey = {
	id: string
	state: SurveyState
	score: number | null
	advice: Advice | null
	ownAdvice: Advice | null
	ownText: string
	surveyor: string
	conclusion: 'grant' | 'refuse' | null
	conclusionNote: string
}

/** Of a contract, else of its customer before there was one; not a withdrawn one. For verbs that have asked. */
export async function readContractSurvey({ sql }: Scope, contractId: string): Promise<ContractSurvey | null> {
	const [survey] = await sql<ContractSurvey[]>`
		select survey.id, survey.state, case when submitted then score end as score,
			case when submitted then result ->> 'advice' end as advice, case when submitted then survey.advice end as "ownAdvice",
			case when submitted then advice_text else '' end as "ownText", coalesce(staff_user.name, '') as surveyor,
			conclusion, conclusion_note as "conclusionNote"
		from contract join credit_survey as survey on survey.contract_id = contract.id
				or (survey.contract_id is null and survey.customer_id = contract.customer_id)
			left join staff_user on staff_user.id = surveyor_id,
			lateral (select survey.state in ('submitted', 'closed') as submitted) as told
		where contract.id = ${contractId} and survey.state <> 'withdrawn'
		order by (survey.contract_id is not null) desc, survey.id desc limit 1`
	return survey ?? null
}

/** The latest survey of a contract, for its page; null where there is none, or none that the actor sees. Refuses `not_permitted`. */
export async function findContractSurvey(
	scope: Scope,
	{ contractId }: { contractId: string },
): Promise<ContractSurvey | null> {
	permit(scope, 'survey.read')
	const survey = await readContractSurvey(scope, contractId)
	if (!survey) return null
	const [seen] = await scope.sql`select from credit_survey where id = ${survey.id} and ${seesSurvey(scope)}`
	return seen ? survey : null
}

/**
 * Whether a contract's credit is surveyed and found good: the latest survey of it, or of its customer where it has none of its own, was
 * concluded by granting. For conditions of others, such as a delivery's.
 */
export async function surveyGood(scope: Scope, { contractId }: { contractId: string }): Promise<boolean> {
	const survey = await readContractSurvey(scope, contractId)
	return survey?.state === 'closed' && survey.conclusion === 'grant'
}
