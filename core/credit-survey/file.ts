import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import {
	type FoundAttachment,
	fitsName,
	mostAttachmentBytes,
	type NewAttachment,
	safeFileName,
} from '../message/attachment.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { refuseTooMany } from '../upload/count.ts'
import { about, lockSurvey, refuseOthers, seesSurvey, who } from './lock.ts'
import { stateAfter } from './state.ts'

export type KeepSurveyFile = { surveyId: string; key: string; file: NewAttachment }

/**
 * Keeps a file that is in the store already. The same key is the same file. Refuses `not_found`, `not_permitted`, `survey.state`,
 * `survey.too_many_files`, `message.file_too_large`, `message.file_type`.
 */
export async function keepSurveyFile(scope: Scope, { surveyId, key, file }: KeepSurveyFile): Promise<{ id: string }> {
	permit(scope, 'survey.fill')
	const { sql, now } = scope
	const survey = await lockSurvey(scope, surveyId)
	refuseOthers(scope, survey)
	const [known] = await sql<{ id: string }[]>`
		select id from credit_survey_file where survey_id = ${surveyId} and key = ${key}`
	if (known) return known
	const state = stateAfter(survey.state, 'save')
	const { mediaType, sizeBytes, sha256 } = file
	const fileName = safeFileName(file.fileName)
	if (sizeBytes > mostAttachmentBytes) refuse('message.file_too_large', { name: fileName, megabytes: 10 })
	if (!fitsName(mediaType, fileName)) refuse('message.file_type', { name: fileName })
	await sql`delete from upload where subject_id = ${surveyId} and key = ${key}`
	await refuseTooMany(scope, { kind: 'credit_survey', id: surveyId })
	const [written] = await sql<{ id: string }[]>`
		insert into credit_survey_file (survey_id, key, file_name, media_type, size_bytes, sha256, uploaded_by, uploaded_at)
		values (${surveyId}, ${key}, ${fileName}, ${mediaType}, ${sizeBytes}, ${sha256}, ${who(scope)}, ${now}) returning id`
	if (!written) throw new Error('A file was not written')
	if (state !== survey.state) await sql`update credit_survey set state = ${state} where id = ${surveyId}`
	await emit(scope, { kind: 'survey.file_added', ...about(survey), facts: { fileId: written.id, fileName } })
	return written
}

/** Takes a file off a survey that is filled in. Again, nothing happens. Refuses `not_found`, `not_permitted`, `survey.state`. */
export async function removeSurveyFile(
	scope: Scope,
	{ surveyId, fileId }: { surveyId: string; fileId: string },
): Promise<void> {
	permit(scope, 'survey.fill')
	const survey = await lockSurvey(scope, surveyId)
	refuseOthers(scope, survey)
	stateAfter(survey.state, 'save')
	const [removed] = await scope.sql<{ fileName: string }[]>`
		update credit_survey_file set removed_by = ${who(scope)}, removed_at = ${scope.now}
		where id = ${fileId} and survey_id = ${surveyId} and removed_at is null returning file_name as "fileName"`
	if (!removed) return
	await emit(scope, { kind: 'survey.file_removed', ...about(survey), facts: { fileId, ...removed } })
}

/** Files of a survey in the order they came. Refuses `not_found`. */
export async function findSurveyFiles(scope: Scope, { surveyId }: { surveyId: string }): Promise<FoundAttachment[]> {
	permit(scope, 'survey.read')
	const { sql } = scope
	const [seen] = await sql`select from credit_survey where id = ${surveyId} and ${seesSurvey(scope)}`
	if (!seen) refuse('not_found', { noun: 'survey' })
	return await sql<FoundAttachment[]>`
		select id, file_name as "fileName", media_type as "mediaType", size_bytes as "sizeBytes" from credit_survey_file
		where survey_id = ${surveyId} and removed_at is null order by id`
}

/** One of them, to be read from the store. Refuses `not_found`. */
export async function findSurveyFile(
	scope: Scope,
	{ surveyId, fileId }: { surveyId: string; fileId: string },
): Promise<FoundAttachment & { sha256: string }> {
	permit(scope, 'survey.read')
	const [file] = await scope.sql<(FoundAttachment & { sha256: string })[]>`
		select file.id, file_name as "fileName", media_type as "mediaType", size_bytes as "sizeBytes", sha256
		from credit_survey_file as file join credit_survey on credit_survey.id = survey_id
		where file.id = ${fileId} and survey_id = ${surveyId} and removed_at is null and ${seesSurvey(scope)}`
	return file ?? refuse('not_found', { noun: 'file' })
}
