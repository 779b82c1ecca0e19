import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { askerId } from '../machine-request/close.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { about, lockSurvey, refuseOthers, who } from './lock.ts'
import type { Advice } from './score.ts'
import { stateAfter } from './state.ts'
import { weighSurvey } from './weigh.ts'

export type SubmitSurvey = { id: string; advice: Advice; text: string }

/**
 * Hands a survey in with the surveyor's own advice; the score is taken by the rules and the ledger of now and stays as it is then.
 * Refuses `not_found`, `not_permitted`, `survey.state`, `survey.incomplete`, `input.invalid`.
 */
export async function submitSurvey(
	scope: Scope,
	{ id, advice, text: typed }: SubmitSurvey,
): Promise<{ score: number }> {
	permit(scope, 'survey.fill')
	const { sql, now } = scope
	const survey = await lockSurvey(scope, id)
	refuseOthers(scope, survey)
	const state = stateAfter(survey.state, 'submit')
	const text = typed.trim()
	if (text === '' || text.length > 4000)
		refuse('input.invalid', { field: 'text', problem: text ? 'too_big' : 'missing' })
	const { missing, ...weighed } = await weighSurvey(scope, survey)
	if (missing.length > 0) refuse('survey.incomplete', { missing: missing.join(', '), count: missing.length })
	const { score, rulesVersion } = weighed
	await sql`
		update credit_survey set state = ${state}, submitted_by = ${who(scope)}, submitted_at = ${now}, advice = ${advice},
			advice_text = ${text}, rules_version = ${rulesVersion}, score = ${score}, result = ${sql.json(weighed)}, returned_note = ''
		where id = ${id}`
	const asked = { askedBy: askerId(survey.requestedBy), text }
	const facts = { score, advice: weighed.advice, ownAdvice: advice, rulesVersion, ...asked }
	await emit(scope, { kind: 'survey.submitted', ...about(survey), facts })
	return { score }
}
