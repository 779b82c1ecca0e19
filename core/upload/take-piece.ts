import type { Scope } from '../act.ts'
import { nameActor } from '../event.ts'
import { fitsName, mostAttachmentBytes, safeFileName } from '../message/attachment.ts'
import { attachmentTypes } from '../message/limits.ts'
import { refuse } from '../refusal.ts'
import { refuseTooMany } from './count.ts'
import { openPlace, permitUpload, type UploadName } from './place.ts'

/** A piece that a phone sends is no longer than this. */
export const mostPieceBytes = 512 * 1024

export type TakePiece = UploadName & {
	fileName: string
	sizeBytes: number
	/** Where in the file the piece begins. */
	beginsAt: number
	content: Uint8Array
}

/** How much of the file is here; `kept` once it is one. */
export type Received = { receivedBytes: number; complete: boolean; kept: boolean }

/**
 * Takes the next piece of a file. One that is here already, or that comes too early, changes nothing: the answer says where to go
 * on, whatever the phone had heard. Refuses `not_found`, `not_permitted`, `survey.state`, `survey.too_many_files`,
 * `collection.closed`, `message.file_empty`, `message.file_too_large`, `message.file_type`, `input.invalid`.
 */
export async function takePiece(scope: Scope, input: TakePiece): Promise<Received> {
	const { place, key, beginsAt, sizeBytes, content } = input
	permitUpload(scope, place)
	const { sql, now } = scope
	const { isKept } = await openPlace(scope, input)
	if (isKept) return { receivedBytes: sizeBytes, complete: true, kept: true }
	const upload = await beginUpload(scope, input)
	if (upload.sizeBytes !== sizeBytes) refuse('input.invalid', { field: 'size', problem: 'another file' })
	if (upload.isHeld) return { receivedBytes: sizeBytes, complete: true, kept: true }
	const ends = beginsAt + content.length
	if (content.length > mostPieceBytes || ends > sizeBytes)
		refuse('input.invalid', { field: 'piece', problem: 'too_big' })
	if (beginsAt !== upload.receivedBytes || content.length === 0)
		return { receivedBytes: upload.receivedBytes, complete: upload.receivedBytes === sizeBytes, kept: false }
	await sql`
		insert into upload_piece (subject_id, key, begins_at, content) values (${place.id}, ${key}, ${beginsAt}, ${content})`
	await sql`
		update upload set received_bytes = ${ends}, last_at = ${now} where subject_id = ${place.id} and key = ${key}`
	return { receivedBytes: ends, complete: ends === sizeBytes, kept: false }
}

async function beginUpload(
	scope: Scope,
	{ place, key, fileName: typed, sizeBytes }: TakePiece,
): Promise<{ sizeBytes: number; receivedBytes: number; isHeld: boolean }> {
	const { sql, now, actor } = scope
	const [known] = await sql<{ sizeBytes: number; receivedBytes: number; isHeld: boolean }[]>`
		select size_bytes as "sizeBytes", received_bytes as "receivedBytes", sha256 is not null as "isHeld" from upload
		where subject_id = ${place.id} and key = ${key}`
	if (known) return known
	const name = safeFileName(typed)
	if (sizeBytes === 0) refuse('message.file_empty', { name })
	if (sizeBytes > mostAttachmentBytes) refuse('message.file_too_large', { name, megabytes: 10 })
	// What it is by its bytes is looked at when all of them are here.
	const types = Object.keys(attachmentTypes) as (keyof typeof attachmentTypes)[]
	if (!types.some((type) => fitsName(type, name))) refuse('message.file_type', { name })
	await refuseTooMany(scope, place)
	await sql`
		insert into upload (subject_kind, subject_id, key, file_name, size_bytes, begun_by, last_at)
		values (${place.kind}, ${place.id}, ${key}, ${name}, ${sizeBytes}, ${nameActor(actor)}, ${now})`
	return { sizeBytes, receivedBytes: 0, isHeld: false }
}
