import type { Scope } from '../act.ts'
import { fitsName, mostAttachmentBytes, safeFileName } from '../message/attachment.ts'
import { attachmentTypes } from '../message/limits.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { lockSurvey, refuseOthers, who } from './lock.ts'
import { stateAfter } from './state.ts'

/** A piece that a phone sends is no longer than this. */
export const mostPieceBytes = 512 * 1024
export const mostSurveyFiles = 40

export type TakePiece = {
	surveyId: string
	/** Made by the phone for the file. */
	key: string
	fileName: string
	sizeBytes: number
	/** Where in the file the piece begins. */
	beginsAt: number
	content: Uint8Array
}

/** How much of the file is here; `kept` once it is a file of the survey. */
export type Received = { receivedBytes: number; complete: boolean; kept: boolean }

/**
 * Takes the next piece of a file. One that is here already, or that comes too early, changes nothing: the answer says where to go
 * on, whatever the phone had heard. Refuses `not_found`, `not_permitted`, `survey.state`, `survey.too_many_files`,
 * `message.file_empty`, `message.file_too_large`, `message.file_type`, `input.invalid`.
 */
export async function takePiece(scope: Scope, input: TakePiece): Promise<Received> {
	permit(scope, 'survey.fill')
	const { sql, now } = scope
	const { surveyId, key, beginsAt, sizeBytes, content } = input
	const survey = await lockSurvey(scope, surveyId)
	refuseOthers(scope, survey)
	const [kept] = await sql`select from credit_survey_file where survey_id = ${surveyId} and key = ${key}`
	if (kept) return { receivedBytes: sizeBytes, complete: true, kept: true }
	stateAfter(survey.state, 'save')
	const upload = await beginUpload(scope, input)
	if (upload.sizeBytes !== sizeBytes) refuse('input.invalid', { field: 'size', problem: 'another file' })
	const ends = beginsAt + content.length
	if (content.length > mostPieceBytes || ends > sizeBytes)
		refuse('input.invalid', { field: 'piece', problem: 'too_big' })
	if (beginsAt !== upload.receivedBytes || content.length === 0)
		return { receivedBytes: upload.receivedBytes, complete: upload.receivedBytes === sizeBytes, kept: false }
	await sql`
		insert into credit_survey_piece (survey_id, key, begins_at, content) values (${surveyId}, ${key}, ${beginsAt}, ${content})`
	await sql`
		update credit_survey_upload set received_bytes = ${ends}, last_at = ${now} where survey_id = ${surveyId} and key = ${key}`
	return { receivedBytes: ends, complete: ends === sizeBytes, kept: false }
}

async function beginUpload(
	scope: Scope,
	{ surveyId, key, fileName: typed, sizeBytes }: TakePiece,
): Promise<{ sizeBytes: number; receivedBytes: number }> {
	const { sql, now } = scope
	const [known] = await sql<{ sizeBytes: number; receivedBytes: number }[]>`
		select size_bytes as "sizeBytes", received_bytes as "receivedBytes" from credit_survey_upload
		where survey_id = ${surveyId} and key = ${key}`
	if (known) return known
	const name = safeFileName(typed)
	if (sizeBytes === 0) refuse('message.file_empty', { name })
	if (sizeBytes > mostAttachmentBytes) refuse('message.file_too_large', { name, megabytes: 10 })
	// What it is by its bytes is looked at when all of them are here.
	const types = Object.keys(attachmentTypes) as (keyof typeof attachmentTypes)[]
	if (!types.some((type) => fitsName(type, name))) refuse('message.file_type', { name })
	await refuseTooMany(scope, surveyId)
	await sql`
		insert into credit_survey_upload (survey_id, key, file_name, size_bytes, begun_by, last_at)
		values (${surveyId}, ${key}, ${name}, ${sizeBytes}, ${who(scope)}, ${now})`
	return { sizeBytes, receivedBytes: 0 }
}

/** Files and those on their way, so that no survey fills the disk. */
export async function refuseTooMany({ sql }: Scope, surveyId: string, coming = 1): Promise<void> {
	const [row] = await sql<{ count: number }[]>`
		select (select count(*)::int from credit_survey_file where survey_id = ${surveyId} and removed_at is null)
			+ (select count(*)::int from credit_survey_upload where survey_id = ${surveyId}) as count`
	if ((row?.count ?? 0) + coming > mostSurveyFiles) refuse('survey.too_many_files', { most: mostSurveyFiles })
}

/** A file of which all pieces are here: its name, and the pieces in their order, one at a time. */
export async function findUpload(
	scope: Scope,
	{ surveyId, key }: { surveyId: string; key: string },
): Promise<{ fileName: string; begins: number[] }> {
	permit(scope, 'survey.fill')
	const [upload] = await scope.sql<{ fileName: string; begins: number[] }[]>`
		select file_name as "fileName", array(select begins_at from credit_survey_piece as piece
			where piece.survey_id = upload.survey_id and piece.key = upload.key order by begins_at) as begins
		from credit_survey_upload as upload
		where survey_id = ${surveyId} and key = ${key} and received_bytes = size_bytes and begun_by = ${who(scope)}`
	return upload ?? refuse('not_found', { noun: 'upload' })
}

export async function readPiece(
	scope: Scope,
	{ surveyId, key, beginsAt }: { surveyId: string; key: string; beginsAt: number },
): Promise<Uint8Array> {
	permit(scope, 'survey.fill')
	const [piece] = await scope.sql<{ content: Uint8Array }[]>`
		select content from credit_survey_piece join credit_survey_upload as upload using (survey_id, key)
		where survey_id = ${surveyId} and key = ${key} and begins_at = ${beginsAt} and begun_by = ${who(scope)}`
	return piece?.content ?? refuse('not_found', { noun: 'upload' })
}

/** Forgets a file on its way: it turned out not to be one that is taken, or is not wanted any more. Again, nothing happens. */
export async function dropUpload(scope: Scope, { surveyId, key }: { surveyId: string; key: string }): Promise<void> {
	permit(scope, 'survey.fill')
	await scope.sql`
		delete from credit_survey_upload where survey_id = ${surveyId} and key = ${key} and begun_by = ${who(scope)}`
}
