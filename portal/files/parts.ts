import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import busboy from 'busboy'

/** A file of a form, as it comes: whoever takes it reads `data` to its end. */
export type FilePart = { name: string; filename: string; data: AsyncIterable<Uint8Array> }

/**
 * Reads a form with files in pieces, wherever the network cuts them, one file after the other. Answers its fields, of which
 * no more than `longestField` characters are kept. Throws what `take` throws, and 400 for what is no such form.
 */
export async function readParts(
	request: Request,
	longestField: number,
	take: (part: FilePart) => Promise<void>,
): Promise<[name: string, value: string][]> {
	const fields: [string, string][] = []
	let taken = Promise.resolve()
	let failed: unknown
	try {
		const limits = { fieldSize: longestField, fields: 2_000 }
		const form = busboy({ headers: Object.fromEntries(request.headers), defParamCharset: 'utf8', limits })
		form.on('field', (name, value) => fields.push([name, value]))
		form.on('file', (name, data, { filename }) => {
			taken = taken
				.then(() => take({ name, filename: filename ?? '', data }))
				.catch((error: unknown) => {
					failed ??= error
					form.destroy(error instanceof Error ? error : new Error('Not read on'))
				})
		})
		await pipeline(request.body ? Readable.fromWeb(request.body as NodeStream) : Readable.from([]), form)
		await taken
	} catch {
		await taken
		throw isOurs(failed) ? failed : new Response('This form cannot be read', { status: 400 })
	}
	if (failed) throw failed
	return fields
}

/** An answer that was decided on, or the disk; anything else went wrong with what was sent. */
const isOurs = (error: unknown) => error instanceof Response || (error instanceof Error && 'syscall' in error)
