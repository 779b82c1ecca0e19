import type { Scope } from '../act.ts'
import { actorName } from '../actor-name.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type Answers, checkAnswers, type SurveySection } from './form.ts'
import { linkGuarantors } from './link-guarantors.ts'
import { about, lockSurvey, refuseOthers, who } from './lock.ts'
import { stateAfter } from './state.ts'

export type SaveSection = {
	id: string
	section: SurveySection
	answers: Answers
	/** What the answers were read at; 0 where none were saved. */
	version: number
}

/**
 * Keeps the answers of a section, all of them at once. What is saved already is saved again without a trace, so that a phone
 * may repeat what it had no answer to. Refuses `not_found`, `not_permitted`, `survey.state`, `input.invalid`,
 * `survey.section_changed` where somebody else has saved since, and of guarantors `survey.customer_unknown`,
 * `survey.guarantor_self`, `survey.guarantor_twice`, `survey.limit_zero`.
 */
export async function saveSection(scope: Scope, input: SaveSection): Promise<{ version: number }> {
	permit(scope, 'survey.fill')
	const { sql, now, today } = scope
	const { id, section } = input
	const survey = await lockSurvey(scope, id)
	refuseOthers(scope, survey)
	const answers = checkAnswers(section, input.answers, today)
	const [saved] = await sql<{ version: number; same: boolean; name: string }[]>`
		select version, answers = ${sql.json(answers)} as same, ${actorName({ sql }, sql`saved_by`)} as name
		from credit_survey_section where survey_id = ${id} and section = ${section}`
	if (saved?.same) return { version: saved.version }
	const state = stateAfter(survey.state, 'save')
	if ((saved?.version ?? 0) !== input.version) refuse('survey.section_changed', { section, name: saved?.name ?? '' })
	const version = input.version + 1
	await sql`
		insert into credit_survey_section (survey_id, section, answers, version, saved_by, saved_at)
		values (${id}, ${section}, ${sql.json(answers)}, ${version}, ${who(scope)}, ${now})
		on conflict (survey_id, section) do update set answers = excluded.answers, version = excluded.version,
			saved_by = excluded.saved_by, saved_at = excluded.saved_at`
	if (section === 'guarantors') await linkGuarantors(scope, survey, answers)
	if (state !== survey.state) await sql`update credit_survey set state = ${state} where id = ${id}`
	await emit(scope, { kind: 'survey.section_saved', ...about(survey), facts: { section, version } })
	return { version }
}
