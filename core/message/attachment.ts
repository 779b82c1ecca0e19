import { attachmentTypes } from './limits.ts'

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
