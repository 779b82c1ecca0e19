import type { Scope } from '../act.ts'
import { nameActor } from '../event.ts'
import { may, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { Advice } from './score.ts'
import type { SurveyState } from './state.ts'

export type LockedSurvey = {
	id: string
	customerId: string
	contractId: string | null
	currency: string
	amountMinor: bigint | null
	months: number | null
	state: SurveyState
	surveyorId: string | null
	requestedBy: string
	score: number | null
	advice: Advice | null
}

/** Locks a survey for the rest of the transaction. Refuses `not_found`, also for one that the actor does not see. */
export async function lockSurvey(scope: Scope, id: string): Promise<LockedSurvey> {
	const [survey] = await scope.sql<LockedSurvey[]>`
		select id, customer_id as "customerId", contract_id as "contractId", currency, amount_minor as "amountMinor", months, state,
			surveyor_id as "surveyorId", requested_by as "requestedBy", score, advice
		from credit_survey where id = ${id} and ${seesSurvey(scope)} for update`
	return survey ?? refuse('not_found', { noun: 'survey' })
}

/** Condition on `credit_survey`: who only fills surveys in sees those that are theirs. */
export function seesSurvey(scope: Scope) {
	const { sql, actor } = scope
	const reached = reach(scope).customer('credit_survey.customer_id')
	if (actor.kind === 'system') return reached
	if (actor.kind !== 'staff') return sql`false`
	if (may(actor, 'survey.request') || may(actor, 'survey.dispatch')) return reached
	return sql`(${reached} and credit_survey.surveyor_id = ${actor.userId})`
}

/** It is filled in by whom it was given to, and by who gives them out. Refuses `not_permitted`. */
export function refuseOthers({ actor }: Scope, { surveyorId }: Pick<LockedSurvey, 'surveyorId'>): void {
	const isTheirs = actor.kind === 'system' || (actor.kind === 'staff' && actor.userId === surveyorId)
	if (!isTheirs && !may(actor, 'survey.dispatch')) refuse('not_permitted', { action: 'survey.fill' })
}

/** What of a survey goes into each of its events. */
export const about = ({ id, customerId, contractId }: Pick<LockedSurvey, 'id' | 'customerId' | 'contractId'>) => ({
	subject: { kind: 'credit_survey', id },
	customerId,
	contractId,
})

export const who = ({ actor }: Scope) => nameActor(actor)
