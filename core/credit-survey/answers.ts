import type { Scope } from '../act.ts'
import { type Answers, type SurveyAnswers, type SurveySection, surveySections } from './form.ts'

export type SavedSection = { answers: Answers; version: number; savedBy: string; savedAt: Temporal.Instant | null }

/** Every section as it is saved; one that is not yet has version 0. */
export async function readSections({ sql }: Scope, surveyId: string): Promise<Record<SurveySection, SavedSection>> {
	const rows = await sql<(SavedSection & { section: SurveySection })[]>`
		select section, answers, version, saved_by as "savedBy", saved_at as "savedAt"
		from credit_survey_section where survey_id = ${surveyId}`
	const empty = { answers: {}, version: 0, savedBy: '', savedAt: null }
	return Object.fromEntries(
		surveySections.map((name) => {
			const { section: _, ...saved } = rows.find(({ section }) => section === name) ?? { ...empty, section: name }
			return [name, saved]
		}),
	) as Record<SurveySection, SavedSection>
}

export function answersIn(sections: Record<SurveySection, SavedSection>): SurveyAnswers {
	return Object.fromEntries(surveySections.map((name) => [name, sections[name].answers])) as SurveyAnswers
}
