import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { guarantorPlaces } from './form.ts'
import { about, type LockedSurvey, lockSurvey, who } from './lock.ts'
import { stateAfter } from './state.ts'

export type CloseSurvey = { id: string; conclusion: 'grant' | 'refuse'; note: string }

/**
 * Concludes a survey. Granted, the guarantors it names stand good for the contract, or for all that the customer owes where
 * there is none yet. Who grants against the score or the surveyor says why. Refuses `not_found`, `survey.state`, `survey.why_missing`,
 * `survey.limit_zero` where one was kept before it was refused.
 */
export async function closeSurvey(scope: Scope, { id, conclusion, note: typed }: CloseSurvey): Promise<void> {
	permit(scope, 'survey.dispatch')
	const { sql, now } = scope
	const survey = await lockSurvey(scope, id)
	const state = stateAfter(survey.state, 'close')
	const note = typed.trim().slice(0, 2000)
	const [told] = await sql<
		{ advice: string }[]
	>`select result ->> 'advice' as advice from credit_survey where id = ${id}`
	const advised = [told?.advice, survey.advice]
	const against = conclusion === 'grant' ? advised.some((one) => one !== 'grant') : advised.includes('grant')
	if (against && note === '') refuse('survey.why_missing', {})
	await sql`
		update credit_survey set state = ${state}, conclusion = ${conclusion}, conclusion_note = ${note}, closed_by = ${who(scope)},
			closed_at = ${now} where id = ${id}`
	await emit(scope, { kind: 'survey.closed', ...about(survey), facts: { conclusion, note, score: survey.score } })
	if (conclusion === 'grant') await bindGuarantors(scope, survey)
}

async function bindGuarantors(scope: Scope, survey: LockedSurvey): Promise<void> {
	const { sql, today } = scope
	const { id, customerId, contractId, currency } = survey
	const [saved] = await sql<{ answers: Record<string, string> }[]>`
		select answers from credit_survey_section where survey_id = ${id} and section = 'guarantors'`
	const named = await sql<{ place: number; guarantorId: string; name: string }[]>`
		select place, guarantor_id as "guarantorId", name from credit_survey_guarantor join guarantor on guarantor.id = guarantor_id
		where survey_id = ${id} order by place`
	for (const { place, guarantorId, name } of named) {
		const limit = saved?.answers[`${guarantorPlaces[place - 1]}.limit`]
		if (limit === '0') refuse('survey.limit_zero', { name })
		const limitMinor = limit || null
		const [given] = await sql`
			insert into guarantee (guarantor_id, customer_id, contract_id, currency, limit_minor, survey_id, given_on, given_by)
			values (${guarantorId}, ${customerId}, ${contractId}, ${currency}, ${limitMinor}::bigint, ${id}, ${today}, ${who(scope)})
			on conflict do nothing returning id`
		if (!given) continue
		await emit(scope, {
			kind: 'guarantee.given',
			subject: { kind: 'guarantor', id: guarantorId },
			...{ customerId, contractId, facts: { name, limitMinor, currency, surveyId: id } },
		})
	}
}
