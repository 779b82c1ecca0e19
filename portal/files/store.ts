/**
 * Where files of conversations are: outside the web root, each under its SHA-256 in hex. Bringing a file again replaces
 * it by the same bytes; removing one that is not there is no error; `read` throws `FileGone` for it.
 */
export type FileStore = {
	put(sha256: string, path: string): Promise<void>
	read(sha256: string): Promise<ReadableStream<Uint8Array>>
	remove(sha256: string): Promise<void>
}

/** The store has no such file, though the books name it. */
export class FileGone extends Error {
	override name = 'FileGone'
}
