import { open } from 'node:fs/promises'
import type { AttachmentType } from '#core/message/attachment.ts'
import { namesInZip } from './zip-names.ts'

/**
 * What a file is by its bytes, whatever it is called; undefined for what may not be sent. A text says nothing of itself:
 * it is a table when it is called one. An archive is never unpacked, its list of names says what it is.
 */
export async function sniff(path: string, name: string): Promise<AttachmentType | undefined> {
	const file = await open(path)
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0)
		const head = buffer.subarray(0, bytesRead)
		const begins = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte)
		const says = (text: string, at = 0) => head.toString('latin1', at, at + text.length) === text
		if (says('%PDF-')) return 'application/pdf'
		if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
		if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg'
		if (says('RIFF') && says('WEBP', 8)) return 'image/webp'
		if (says('PK\u0003\u0004')) return documentIn(await namesInZip(file))
		const text = await isText(file)
		return text ? (/\.csv$/i.test(name) ? 'text/csv' : 'text/plain') : undefined
	} finally {
		await file.close()
	}
}

/** A document without programs in it. */
function documentIn(names: readonly string[] | undefined): AttachmentType | undefined {
	if (!names?.includes('[Content_Types].xml')) return undefined
	if (names.some((name) => /vbaProject|activeX\/|oleObject|\.exe$/i.test(name))) return undefined
	if (names.includes('xl/workbook.xml')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
	if (names.includes('word/document.xml'))
		return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
	return undefined
}

type Opened = Awaited<ReturnType<typeof open>>

/** No byte that no text has. Whichever encoding it is in, only two-byte ones have zeros, and those say so at their head. */
async function isText(file: Opened): Promise<boolean> {
	const piece = Buffer.alloc(64 * 1024)
	let at = 0
	let wide = false
	for (;;) {
		const { bytesRead } = await file.read(piece, 0, piece.length, at)
		if (bytesRead === 0) return at > 0
		if (at === 0) wide = (piece[0] === 0xff && piece[1] === 0xfe) || (piece[0] === 0xfe && piece[1] === 0xff)
		if (!wide && piece.subarray(0, bytesRead).some(isNoText)) return false
		at += bytesRead
	}
}

const whitespace = new Set([9, 10, 12, 13])
const isNoText = (byte: number) => byte === 127 || (byte < 32 && !whitespace.has(byte))
