import { createHash } from 'node:crypto'
import { bytesOf, type FileSource } from './file/source.ts'

/** SHA-256 of a file, as kept with its batch. */
export async function fingerprint(file: FileSource): Promise<string> {
	const hash = createHash('sha256')
	for await (const bytes of bytesOf(file)) hash.update(bytes)
	return hash.digest('hex')
}
