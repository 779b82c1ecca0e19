import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'
import { fitsName, mostAttachmentBytes, type NewAttachment, safeFileName } from './attachment.ts'
import { mostAttachments } from './limits.ts'

/** Refuses `message.too_many_files`, `message.file_too_large`, `message.file_type`. */
export async function attach(scope: Scope, messageId: string, files: readonly NewAttachment[]): Promise<void> {
	if (files.length === 0) return
	if (files.length > mostAttachments) refuse('message.too_many_files', { most: mostAttachments })
	const rows = files.map(({ fileName: typed, mediaType, sizeBytes, sha256 }, index) => {
		const fileName = safeFileName(typed)
		if (sizeBytes > mostAttachmentBytes) refuse('message.file_too_large', { name: fileName, megabytes: 10 })
		if (!fitsName(mediaType, fileName)) refuse('message.file_type', { name: fileName })
		return {
			...{ message_id: messageId, position: index + 1, file_name: fileName, media_type: mediaType },
			...{ size_bytes: sizeBytes, sha256 },
		}
	})
	await insertMany(
		scope.sql,
		'message_attachment',
		{
			message_id: 'uuid',
			position: 'integer',
			file_name: 'text',
			media_type: 'text',
			size_bytes: 'integer',
			sha256: 'text',
		},
		rows,
	)
}
