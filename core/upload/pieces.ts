import type { Scope } from '../act.ts'
import { nameActor } from '../event.ts'
import { refuse } from '../refusal.ts'
import { permitUpload, type UploadName } from './place.ts'

/** A file of which all pieces are here: its name, and where each piece begins, in their order. Refuses `not_found`. */
export async function findUpload(
	scope: Scope,
	{ place, key }: UploadName,
): Promise<{ fileName: string; begins: number[] }> {
	permitUpload(scope, place)
	const [upload] = await scope.sql<{ fileName: string; begins: number[] }[]>`
		select file_name as "fileName", array(select begins_at from upload_piece as piece
			where piece.subject_id = upload.subject_id and piece.key = upload.key order by begins_at) as begins
		from upload where subject_kind = ${place.kind} and subject_id = ${place.id} and key = ${key} and received_bytes = size_bytes
			and begun_by = ${nameActor(scope.actor)}`
	return upload ?? refuse('not_found', { noun: 'upload' })
}

/** One at a time: a file may be long. Refuses `not_found`. */
export async function readPiece(
	scope: Scope,
	{ place, key, beginsAt }: UploadName & { beginsAt: number },
): Promise<Uint8Array> {
	permitUpload(scope, place)
	const [piece] = await scope.sql<{ content: Uint8Array }[]>`
		select content from upload_piece join upload using (subject_id, key)
		where subject_kind = ${place.kind} and subject_id = ${place.id} and key = ${key} and begins_at = ${beginsAt}
			and begun_by = ${nameActor(scope.actor)}`
	return piece?.content ?? refuse('not_found', { noun: 'upload' })
}

/** Forgets a file on its way: it turned out not to be one that is taken, or is not wanted any more. Again, nothing happens. */
export async function dropUpload(scope: Scope, { place, key }: UploadName): Promise<void> {
	permitUpload(scope, place)
	await scope.sql`
		delete from upload where subject_kind = ${place.kind} and subject_id = ${place.id} and key = ${key}
			and begun_by = ${nameActor(scope.actor)}`
}
