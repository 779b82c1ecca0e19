import { createHash } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NewAttachment } from '#core/message/attachment.ts'
import { sniff } from './sniff.ts'

/** The body of a request, whatever its headers say of it. Throws 413 for more than `most`. */
export async function readBody({ body }: Request, most: number): Promise<Uint8Array> {
	const pieces: Uint8Array[] = []
	let size = 0
	const reader = body?.getReader()
	for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
		size += piece.value.byteLength
		if (size > most) throw new Response('Too much at once', { status: 413 })
		pieces.push(piece.value)
	}
	return Buffer.concat(pieces)
}

/** A file joined from its pieces, on the disk while `use` runs; undefined for what may not be sent. */
export async function joinPieces<Value>(
	fileName: string,
	pieces: AsyncIterable<Uint8Array>,
	use: (file: (NewAttachment & { path: string }) | undefined) => Promise<Value>,
): Promise<Value> {
	const folder = await mkdtemp(join(tmpdir(), 'counterpart-pieces-'))
	try {
		const path = join(folder, 'file')
		const digest = createHash('sha256')
		const file = await open(path, 'w', 0o600)
		let sizeBytes = 0
		try {
			for await (const piece of pieces) {
				sizeBytes += piece.length
				digest.update(piece)
				await file.write(piece)
			}
		} finally {
			await file.close()
		}
		const mediaType = await sniff(path, fileName)
		return await use(mediaType && { fileName, mediaType, sizeBytes, sha256: digest.digest('hex'), path })
	} finally {
		await rm(folder, { recursive: true, force: true })
	}
}
