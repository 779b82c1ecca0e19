import { open } from 'node:fs/promises'
import { basename } from 'node:path'

/** Bytes that can be read at any place: a file on disk, or an upload kept in the database. Never held whole. */
export type FileSource = {
	/** Without a folder, as a person knows it. */
	name: string
	size: number
	/** At most `length` bytes from `offset`; fewer only at the end. */
	read(offset: number, length: number): Promise<Uint8Array>
	close(): Promise<void>
}

const step = 256 * 1024

/** The bytes from `from` up to `to`, a quarter of a megabyte at a time. */
export async function* bytesOf(source: FileSource, from = 0, to = source.size): AsyncGenerator<Uint8Array> {
	for (let offset = from; offset < to; ) {
		const bytes = await source.read(offset, Math.min(step, to - offset))
		if (bytes.length === 0) return
		yield bytes
		offset += bytes.length
	}
}

/** A file on disk. Throws what the file system says when it is not there, and when it is no file. */
export async function openFile(path: string): Promise<FileSource> {
	const file = await open(path, 'r')
	const found = await file.stat()
	if (!found.isFile()) {
		await file.close()
		throw new Error('it is not a file')
	}
	const { size } = found
	return {
		name: basename(path),
		size,
		read: async (offset, length) => {
			const bytes = new Uint8Array(length)
			const { bytesRead } = await file.read(bytes, 0, length, offset)
			return bytes.subarray(0, bytesRead)
		},
		close: () => file.close(),
	}
}

export function fileOfBytes(name: string, bytes: Uint8Array): FileSource {
	return {
		name,
		size: bytes.length,
		read: async (offset, length) => bytes.subarray(offset, offset + length),
		close: async () => {},
	}
}
