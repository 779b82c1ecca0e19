import { refuse } from '../refusal.ts'
import { fitsName, mostAttachmentBytes, type NewAttachment, safeFileName } from './attachment.ts'
import { mostAttachments } from './limits.ts'

/** Photos of what was done somewhere, with names that are safe. Refuses `message.too_many_files`, `message.file_too_large`, `message.file_type`. */
export function checkPhotos(photos: readonly NewAttachment[]): NewAttachment[] {
	if (photos.length > mostAttachments) refuse('message.too_many_files', { most: mostAttachments })
	return photos.map((photo) => {
		const fileName = safeFileName(photo.fileName)
		if (photo.sizeBytes > mostAttachmentBytes) refuse('message.file_too_large', { name: fileName, megabytes: 10 })
		if (!fitsName(photo.mediaType, fileName)) refuse('message.file_type', { name: fileName })
		return { ...photo, fileName }
	})
}
