import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { about, lockSurvey, who } from './lock.ts'
import { stateAfter } from './state.ts'

/** Hands a survey back to its surveyor for more. Refuses `not_found`, `survey.state`, `input.invalid` without a word of what. */
export async function returnSurvey(scope: Scope, input: { id: string; note: string }): Promise<void> {
	permit(scope, 'survey.dispatch')
	const survey = await lockSurvey(scope, input.id)
	const state = stateAfter(survey.state, 'return')
	const note = readNote(input.note)
	await scope.sql`update credit_survey set state = ${state}, returned_note = ${note} where id = ${survey.id}`
	const { score, surveyorId } = survey
	await emit(scope, { kind: 'survey.returned', ...about(survey), facts: { note, score, surveyorId } })
}

/** Takes a survey back that is not needed, or was begun by mistake. Refuses `not_found`, `survey.state`, `input.invalid`. */
export async function withdrawSurvey(scope: Scope, input: { id: string; note: string }): Promise<void> {
	permit(scope, 'survey.request')
	const survey = await lockSurvey(scope, input.id)
	const state = stateAfter(survey.state, 'withdraw')
	const note = readNote(input.note)
	await scope.sql`
		update credit_survey set state = ${state}, withdrawn_note = ${note}, withdrawn_by = ${who(scope)}, withdrawn_at = ${scope.now}
		where id = ${survey.id}`
	await emit(scope, { kind: 'survey.withdrawn', ...about(survey), facts: { note } })
}

function readNote(typed: string): string {
	const note = typed.trim()
	if (note === '' || note.length > 2000)
		refuse('input.invalid', { field: 'note', problem: note ? 'too_big' : 'missing' })
	return note
}
