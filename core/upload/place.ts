import type { Actor, Scope } from '../act.ts'
import { lockCase, requireWorkable } from '../collection/case.ts'
import { lockSurvey, refuseOthers } from '../credit-survey/lock.ts'
import { stateAfter } from '../credit-survey/state.ts'
import { type Action, may, permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** What a file from a phone is for. */
export type UploadPlace = { kind: 'credit_survey' | 'collection_case' | 'machine_request'; id: string }

/** A file on its way. The key is made by the phone for the file. */
export type UploadName = { place: UploadPlace; key: string }

const needs = {
	credit_survey: 'survey.fill',
	collection_case: 'collection.work',
	machine_request: 'machine_request.record',
} as const satisfies Record<UploadPlace['kind'], Action>

export const mayUpload = (actor: Actor, { kind }: UploadPlace): boolean => may(actor, needs[kind])

export function permitUpload(scope: Scope, { kind }: UploadPlace): void {
	if (kind === 'credit_survey') permit(scope, 'survey.fill')
	else permit(scope, needs[kind])
}

/** Whether the file is there already. Refuses `not_found`, `not_permitted`, `survey.state`, `collection.closed` where none is taken. */
export async function openPlace(scope: Scope, { place: { kind, id }, key }: UploadName): Promise<{ isKept: boolean }> {
	if (kind === 'collection_case') requireWorkable(scope, await lockCase(scope, id))
	if (kind === 'machine_request') await requireFetched(scope, id)
	if (kind !== 'credit_survey') return { isKept: false }
	const survey = await lockSurvey(scope, id)
	refuseOthers(scope, survey)
	const [kept] = await scope.sql`select from credit_survey_file where survey_id = ${id} and key = ${key}`
	if (!kept) stateAfter(survey.state, 'save')
	return { isKept: kept !== undefined }
}

/** Only what came of fetching a machine has photos. */
async function requireFetched(scope: Scope, id: string): Promise<void> {
	const [request] = await scope.sql`
		select from machine_request as request join contract on contract.id = request.contract_id
		where request.id = ${id} and request.kind = 'repossession' and ${reach(scope).contract()}`
	if (!request) refuse('not_found', { noun: 'machine_request' })
}
