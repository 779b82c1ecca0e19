import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FilePart, readParts } from './files/parts.ts'

export type ReceivedForm = {
	form: FormData
	/** The file of the field asked for, on disk until `done`; undefined when none was chosen. */
	file: { path: string; name: string; size: number } | undefined
	/** The file was longer than allowed; then it is not kept. */
	tooLarge: boolean
	done(): Promise<void>
}

/** Other fields of such a form are short. */
const longestField = 10_000

/** A posted form with one file, which goes to the disk as it comes, so that its size does not matter to the memory. */
export async function receiveFile(request: Request, field: string, most: number): Promise<ReceivedForm> {
	const folder = await mkdtemp(join(tmpdir(), 'counterpart-upload-'))
	const received: ReceivedForm = {
		form: new FormData(),
		file: undefined,
		tooLarge: false,
		done: () => rm(folder, { recursive: true, force: true }),
	}
	try {
		const fields = await readParts(request, longestField, async (part) => {
			if (part.name !== field || part.filename === '') return await drain(part)
			const path = join(folder, 'file')
			const size = await writePart(part, path, most)
			if (size === undefined) received.tooLarge = true
			else if (size > 0) received.file = { path, name: part.filename, size }
		})
		for (const [name, value] of fields) received.form.append(name, value)
		return received
	} catch (error) {
		await received.done()
		throw error
	}
}

async function drain({ data }: FilePart): Promise<void> {
	for await (const _ of data);
}

/** Answers the size, or nothing when there is more than allowed; the rest is read and dropped, so that the page answers. */
async function writePart(part: FilePart, path: string, most: number): Promise<number | undefined> {
	const file = await open(path, 'w', 0o600)
	let size = 0
	try {
		for await (const bytes of part.data) {
			size += bytes.length
			if (size <= most) await file.write(bytes)
		}
	} finally {
		await file.close()
	}
	return size <= most ? size : undefined
}
