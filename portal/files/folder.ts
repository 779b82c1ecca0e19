import { randomUUID } from 'node:crypto'
import { access, copyFile, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ReadableStream as ReadableParts } from 'node:stream/web'
import { FileGone, type FileStore } from './store.ts'

/** Files in a folder that nothing serves, spread over 256 folders. */
export function folderStore(folder: string): FileStore {
	const placeOf = (sha256: string) => {
		if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('A file is asked for by something else than its digest')
		return join(folder, sha256.slice(0, 2), sha256)
	}
	return {
		async put(sha256, path) {
			const place = placeOf(sha256)
			await mkdir(dirname(place), { recursive: true, mode: 0o700 })
			// Written beside and moved into place, and on the disk before it is named: it is there whole or not at all.
			const draft = `${place}.${randomUUID()}`
			try {
				await copyFile(path, draft)
				const file = await open(draft, 'r+')
				try {
					await file.chmod(0o600)
					await file.sync()
				} finally {
					await file.close()
				}
				await rename(draft, place)
			} catch (error) {
				await rm(draft, { force: true })
				throw error
			}
		},
		async read(sha256) {
			const place = placeOf(sha256)
			await access(place).catch((error: NodeJS.ErrnoException) => {
				throw error.code === 'ENOENT' ? new FileGone(sha256) : error
			})
			return ReadableParts.from(partsOf(place)) as ReadableStream<Uint8Array>
		},
		async remove(sha256) {
			await rm(placeOf(sha256), { force: true })
		},
	}
}

/** Opened only once somebody reads: an answer that is left unread would leave the file open behind it. */
async function* partsOf(place: string): AsyncGenerator<Uint8Array> {
	const file = await open(place)
	try {
		yield* file.createReadStream()
	} finally {
		await file.close()
	}
}
