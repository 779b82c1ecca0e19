import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { act, type Books, expectOk, look } from '#core/act.ts'
import { findUnread, keepText, longestContent } from '#core/document/read-text.ts'
import type { AttachmentType } from '#core/message/attachment.ts'
import { FileGone, type FileStore } from './store.ts'
import type { TextOrder } from './text-worker.ts'

const reader = { kind: 'system', name: 'reader' } as const

/** What a file may take of us: more is a file that is meant to. */
const [mostSeconds, mostMegabytes] = [60, 384]

/** Reads what a version of a document says, for the search; once, and what cannot be read is said to be so. */
export async function readDocument(books: Books, store: FileStore, id: string): Promise<void> {
	const version = expectOk(await look(books, reader, findUnread, { id }))
	if (!version) return
	const said = await sayOf(store, version).then(
		(content) => ({ content, problem: null }),
		(error: unknown) => ({
			content: '',
			problem: (error instanceof Error ? error.message : String(error)).slice(0, 300),
		}),
	)
	expectOk(await act(books, reader, keepText, { id, ...said }))
}

async function sayOf(store: FileStore, file: { sha256: string; mediaType: AttachmentType }): Promise<string> {
	const isText = file.mediaType === 'text/plain' || file.mediaType === 'text/csv'
	if (!isText && file.mediaType !== 'application/pdf') return ''
	const bytes = await bytesOf(store, file.sha256)
	return isText ? new TextDecoder().decode(bytes) : await textOfPdf(bytes)
}

/** A store that is out of reach for now throws, and the job comes again. */
async function bytesOf(store: FileStore, sha256: string): Promise<Uint8Array> {
	try {
		return new Uint8Array(await new Response(await store.read(sha256)).arrayBuffer())
	} catch (error) {
		if (error instanceof FileGone) return new Uint8Array()
		throw error
	}
}

/** The text of a PDF, read in a thread with limits of its own. Throws for what is none, or takes too much. */
export async function textOfPdf(bytes: Uint8Array): Promise<string> {
	const require = createRequire(import.meta.url)
	// Found by the package's own name for it, so that it is found from a bundle too.
	const file = require.resolve('#portal/files/text-worker.ts')
	const order: TextOrder = { bytes, most: longestContent }
	const thread = new Worker(file, {
		execArgv: ['--import', require.resolve('#emails/jsx.mjs')],
		workerData: order,
		resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
	})
	const { promise, resolve, reject } = Promise.withResolvers<string>()
	const timer = setTimeout(() => reject(new Error('It takes too long to read')), mostSeconds * 1000)
	thread.once('message', resolve)
	thread.once('error', reject)
	thread.once('exit', () => reject(new Error('It could not be read')))
	try {
		return await promise
	} finally {
		clearTimeout(timer)
		await thread.terminate()
	}
}
