import type { Role, Scope } from '../act.ts'
import { emit } from '../event.ts'
import { may, permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { about, lockSurvey, who } from './lock.ts'
import { stateAfter } from './state.ts'

/**
 * Gives a survey to a surveyor, or to another one, who takes over what has been filled in. Refuses `not_found`, `survey.state`,
 * `survey.no_surveyor`.
 */
export async function dispatchSurvey(
	scope: Scope,
	{ id, surveyorId }: { id: string; surveyorId: string },
): Promise<void> {
	permit(scope, 'survey.dispatch')
	const { sql, now } = scope
	const survey = await lockSurvey(scope, id)
	const state = stateAfter(survey.state, 'dispatch')
	const [surveyor] = await sql<{ name: string; role: Role }[]>`
		select name, role from staff_user where id = ${surveyorId} and left_at is null`
	if (!surveyor) return refuse('not_found', { noun: 'user' })
	const { name, role } = surveyor
	if (!may({ kind: 'staff', userId: surveyorId, role }, 'survey.fill')) refuse('survey.no_surveyor', { name })
	if (survey.surveyorId === surveyorId) return
	await sql`
		update credit_survey set state = ${state}, surveyor_id = ${surveyorId}, dispatched_by = ${who(scope)}, dispatched_at = ${now}
		where id = ${id}`
	await emit(scope, { kind: 'survey.dispatched', ...about(survey), facts: { surveyorId, name } })
}

/** Who surveys can be given to, by name. */
export async function listSurveyors(scope: Scope): Promise<{ id: string; name: string }[]> {
	permit(scope, 'survey.read')
	const users = await scope.sql<{ id: string; name: string; role: Role }[]>`
		select id, name, role from staff_user where left_at is null order by name collate people, id`
	return users
		.filter(({ id, role }) => may({ kind: 'staff', userId: id, role }, 'survey.fill'))
		.map(({ id, name }) => ({ id, name }))
}
