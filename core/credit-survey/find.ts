import type { Scope } from '../act.ts'
import { actorName } from '../actor-name.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { answersIn, readSections } from './answers.ts'
import { type Answers, missingAnswers, type SurveySection, surveySections } from './form.ts'
import { seesSurvey } from './lock.ts'
import type { Advice } from './score.ts'
import { possibleDeeds, type SurveyDeed, type SurveyState } from './state.ts'
import { readSurveyed, type WeighedSurvey, weighSurvey } from './weigh.ts'

export type FoundSection = { answers: Answers; version: number; savedBy: string; savedAt: Temporal.Instant | null }

export type FoundSurvey = {
	id: string
	state: SurveyState
	/** What may be done with it in this state, whoever may. */
	possible: SurveyDeed[]
	/** Whether the actor may fill it in: it is theirs, or theirs to give. */
	mine: boolean
	customer: { id: string; name: string; number: string }
	contract: { id: string; number: string; title: string } | null
	currency: string
	amountMinor: bigint | null
	months: number | null
	note: string
	requestedBy: string
	requestedAt: Temporal.Instant
	surveyor: { id: string; name: string } | null
	returnedNote: string
	submitted: {
		by: string
		at: Temporal.Instant
		advice: Advice
		text: string
		result: WeighedSurvey
	} | null
	closed: { by: string; at: Temporal.Instant; conclusion: 'grant' | 'refuse'; note: string } | null
	withdrawn: { by: string; at: Temporal.Instant; note: string } | null
	sections: Record<SurveySection, FoundSection>
	missing: string[]
	/** As it would be scored now, while it is filled in; null before and after. */
	provisional: WeighedSurvey | null
	guarantors: Awaited<ReturnType<typeof readSurveyed>>
}

type Row = Omit<
	FoundSurvey,
	'possible' | 'mine' | 'submitted' | 'closed' | 'withdrawn' | 'sections' | 'missing' | 'provisional' | 'guarantors'
> & {
	customerId: string
	contractId: string | null
	submittedBy: string
	submittedAt: Temporal.Instant | null
	advice: Advice | null
	adviceText: string
	result: WeighedSurvey | null
	conclusion: 'grant' | 'refuse' | null
	conclusionNote: string
	closedBy: string
	closedAt: Temporal.Instant | null
	withdrawnNote: string
	withdrawnBy: string
	withdrawnAt: Temporal.Instant | null
}

/** A survey with its answers, its score and what may be done with it. Refuses `not_found`, also for one not seen. */
export async function findSurvey(scope: Scope, { id }: { id: string }): Promise<FoundSurvey> {
	permit(scope, 'survey.read')
	const row = (await readRow(scope, id)) ?? refuse('not_found', { noun: 'survey' })
	const { customerId, contractId, submittedBy, submittedAt, advice, adviceText, result, ...rest } = row
	const { conclusion, conclusionNote, closedBy, closedAt, withdrawnNote, withdrawnBy, withdrawnAt, ...head } = rest
	const kept = await readSections(scope, id)
	const names = await namesOf(scope, id)
	const filling = row.state === 'in_progress' || row.state === 'returned'
	const told = row.state === 'submitted' || row.state === 'closed' || row.state === 'withdrawn'
	const { actor } = scope
	return {
		...head,
		possible: possibleDeeds(row.state),
		mine: actor.kind === 'staff' && row.surveyor?.id === actor.userId,
		submitted:
			told && submittedAt && advice && result
				? { by: submittedBy, at: submittedAt, advice, text: adviceText, result }
				: null,
		closed: closedAt && conclusion ? { by: closedBy, at: closedAt, conclusion, note: conclusionNote } : null,
		withdrawn: withdrawnAt ? { by: withdrawnBy, at: withdrawnAt, note: withdrawnNote } : null,
		sections: Object.fromEntries(
			surveySections.map((name) => [name, { ...kept[name], savedBy: names.get(name) ?? '' }]),
		) as FoundSurvey['sections'],
		missing: missingAnswers(answersIn(kept)),
		provisional: filling ? await weighSurvey(scope, { ...row, customerId, contractId }) : null,
		guarantors: await readSurveyed(scope, { id, contractId }),
	}
}

async function readRow(scope: Scope, id: string): Promise<Row | undefined> {
	const { sql } = scope
	const [row] = await sql<Row[]>`
		select credit_survey.id, credit_survey.state, credit_survey.customer_id as "customerId", credit_survey.contract_id as "contractId",
			jsonb_build_object('id', customer.id, 'name', customer.name, 'number', customer.number) as customer,
			case when contract.id is not null then jsonb_build_object('id', contract.id, 'number', contract.number, 'title', contract.title) end as contract,
			credit_survey.currency, amount_minor as "amountMinor", months, note, ${actorName({ sql }, sql`requested_by`)} as "requestedBy",
			requested_at as "requestedAt",
			case when surveyor.id is not null then jsonb_build_object('id', surveyor.id, 'name', surveyor.name) end as surveyor,
			returned_note as "returnedNote", ${actorName({ sql }, sql`submitted_by`)} as "submittedBy", submitted_at as "submittedAt",
			advice, advice_text as "adviceText", result, conclusion, conclusion_note as "conclusionNote",
			${actorName({ sql }, sql`closed_by`)} as "closedBy", closed_at as "closedAt", withdrawn_note as "withdrawnNote",
			${actorName({ sql }, sql`withdrawn_by`)} as "withdrawnBy", withdrawn_at as "withdrawnAt"
		from credit_survey join customer on customer.id = credit_survey.customer_id left join contract on contract.id = credit_survey.contract_id
			left join staff_user as surveyor on surveyor.id = surveyor_id
		where credit_survey.id = ${id} and ${seesSurvey(scope)}`
	return row
}

async function namesOf({ sql }: Scope, surveyId: string): Promise<Map<string, string>> {
	const rows = await sql<{ section: string; name: string }[]>`
		select section, ${actorName({ sql }, sql`saved_by`)} as name from credit_survey_section where survey_id = ${surveyId}`
	return new Map(rows.map(({ section, name }) => [section, name]))
}
