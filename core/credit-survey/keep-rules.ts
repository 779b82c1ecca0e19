import type { Scope } from '../act.ts'
import { emit, nameActor } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { problemOf, type SurveyRules, surveyRules, usualRules } from './rules.ts'

export type KeptRules = { version: number; rules: SurveyRules }

/** The rules that hold now, for verbs that have asked. */
export async function readRules({ sql }: Scope): Promise<KeptRules> {
	const [kept] = await sql<KeptRules[]>`
		select version, rules from credit_survey_rules order by version desc limit 1`
	return kept ?? { version: 0, rules: usualRules }
}

/** The rules that hold now, for the page where they are set. */
export async function findRules(scope: Scope): Promise<KeptRules> {
	permit(scope, 'company.write')
	return await readRules(scope)
}

/**
 * Saves rules as the next version: surveys submitted from now on are scored by them, and those before keep theirs. `version` is
 * the one that was read. Refuses `changed_meanwhile`, `survey.rules_wrong`, `input.invalid`.
 */
export async function saveRules(scope: Scope, { version, rules: given }: KeptRules): Promise<{ version: number }> {
	permit(scope, 'company.write')
	const { sql, now } = scope
	const read = surveyRules.safeParse(given)
	if (!read.success)
		return refuse('input.invalid', { field: read.error.issues[0]?.path.join('.') ?? '', problem: 'invalid' })
	const problem = problemOf(read.data)
	if (problem) refuse('survey.rules_wrong', { problem })
	await sql`lock table credit_survey_rules in share row exclusive mode`
	const before = await readRules(scope)
	if (before.version !== version) refuse('changed_meanwhile', { noun: 'survey_rules' })
	const next = version + 1
	await sql`
		insert into credit_survey_rules (version, rules, saved_by, saved_at)
		values (${next}, ${sql.json(read.data)}, ${nameActor(scope.actor)}, ${now})`
	await emit(scope, {
		kind: 'survey.rules_saved',
		subject: { kind: 'company', id: scope.company.billingPartyId },
		facts: { version: next },
	})
	return { version: next }
}
