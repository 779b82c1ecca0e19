import type { Books } from '#core/act.ts'
import { announceFile } from '#core/message/keep-file.ts'
import type { ReceivedFile } from './receive.ts'
import type { FileStore } from './store.ts'

/** Brings files to the store, before the message that names them is written: a message never names what is not there. */
export async function keepFiles(books: Books, store: FileStore, files: readonly ReceivedFile[]): Promise<void> {
	for (const { path, sha256, sizeBytes } of files) {
		await announceFile(books, { sha256, sizeBytes })
		await store.put(sha256, path)
	}
}
