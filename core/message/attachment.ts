import { attachmentTypes, mostAttachments } from './limits.ts'

/** A file may be this long. */
export const mostAttachmentBytes = 10 * 1024 * 1024

export type AttachmentType = keyof typeof attachmentTypes

/** A file that has been received. `sha256` in hex: its key in the store, where it must be before its message is written. */
export type NewAttachment = { fileName: string; mediaType: AttachmentType; sizeBytes: number; sha256: string }

/** A file of a message, as pages show it. */
export type FoundAttachment = { id: string; fileName: string; mediaType: AttachmentType; sizeBytes: number }

const longestName = 200

/**
 * A file's name as it was typed, without folders, and without what could make it look like another one: control
 * characters, and marks that turn the direction of writing.
 */
export function safeFileName(typed: string): string {
	const name = (typed.split(/[/\\]/).at(-1) ?? '')
		.normalize('NFC')
		.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
		.replace(/\s+/g, ' ')
		.trim()
	if (/^\.*$/.test(name)) return 'file'
	if (name.length <= longestName) return name
	const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? ''
	return name.slice(0, longestName - ending.length).replace(/[\ud800-\udbff]$/, '') + ending
}

/** Whether a name says the same of a file as its bytes do; a text that is called a page is opened as a page. */
export function fitsName(mediaType: AttachmentType, fileName: string): boolean {
	const ending = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
	return (attachmentTypes[mediaType] as readonly string[]).includes(ending)
}

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
