import { createHash } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fitsName, mostAttachmentBytes, type NewAttachment, safeFileName } from '#core/message/attachment.ts'
import { mostAttachments } from '#core/message/limits.ts'
import type { Refusal } from '#core/refusal.ts'
import { type FilePart, readParts } from './parts.ts'
import { sniff } from './sniff.ts'

export type ReceivedFile = NewAttachment & { path: string }

export type ReceivedMessage = {
	/** The fields, as they were typed; never lost, whatever is wrong with the files. */
	fields: Record<string, string>
	/** What was sent and is allowed, on disk until `done`. */
	files: ReceivedFile[]
	/** What is wrong with the files: then nothing of the message should be kept. */
	refusals: Refusal[]
	done(): Promise<void>
}

const longestField = 20_000
/** More than this is not even read to its end. */
const mostInAll = (mostAttachments + 3) * mostAttachmentBytes

/**
 * A message with its files, each of which goes to the disk as it comes, while its digest is taken. Throws 413 for a body
 * beyond all measure, 400 for one that is no form.
 */
export async function receiveMessage(request: Request, field = 'files'): Promise<ReceivedMessage> {
	if (Number(request.headers.get('content-length') ?? 0) > mostInAll) throw tooMuch()
	const folder = await mkdtemp(join(tmpdir(), 'counterpart-message-'))
	const received: ReceivedMessage = {
		fields: {},
		files: [],
		refusals: [],
		done: () => rm(folder, { recursive: true, force: true }),
	}
	const measure = { read: 0, files: 0 }
	try {
		const fields = isWithFiles(request)
			? await readParts(request, longestField, async (part) => {
					if (part.name !== field || part.filename === '') await drain(part, measure)
					else await takeFile(received, part, join(folder, String(measure.files++)), measure)
				})
			: [...(await request.formData())]
		for (const [name, value] of fields)
			if (typeof value === 'string') received.fields[name] = value.replaceAll('\0', '')
		if (measure.files > mostAttachments)
			received.refusals = [{ code: 'message.too_many_files', facts: { most: mostAttachments } }]
		return received
	} catch (error) {
		await received.done()
		throw error
	}
}

type Measure = { read: number; files: number }
const tooMuch = () => new Response('Too much at once', { status: 413 })

const isWithFiles = ({ headers }: Request) => /^multipart\/form-data\b/i.test(headers.get('content-type') ?? '')

async function takeFile(received: ReceivedMessage, part: FilePart, path: string, measure: Measure) {
	const fileName = safeFileName(part.filename)
	if (measure.files > mostAttachments) return await drain(part, measure)
	const { sizeBytes, sha256 } = await writeTo(path, part, measure)
	if (sizeBytes === 0) received.refusals.push({ code: 'message.file_empty', facts: { name: fileName } })
	else if (sizeBytes > mostAttachmentBytes)
		received.refusals.push({ code: 'message.file_too_large', facts: { name: fileName, megabytes: 10 } })
	else {
		const mediaType = await sniff(path, fileName)
		if (mediaType && fitsName(mediaType, fileName))
			received.files.push({ fileName, mediaType, sizeBytes, sha256, path })
		else received.refusals.push({ code: 'message.file_type', facts: { name: fileName } })
	}
}

/** What is too long is read on and dropped, so that the page can answer. */
async function writeTo(path: string, part: FilePart, measure: Measure) {
	const digest = createHash('sha256')
	const file = await open(path, 'w', 0o600)
	let sizeBytes = 0
	try {
		for await (const bytes of counted(part, measure)) {
			sizeBytes += bytes.length
			if (sizeBytes > mostAttachmentBytes) continue
			digest.update(bytes)
			await file.write(bytes)
		}
	} finally {
		await file.close()
	}
	return { sizeBytes, sha256: digest.digest('hex') }
}

async function drain(part: FilePart, measure: Measure): Promise<void> {
	for await (const _ of counted(part, measure));
}

async function* counted(part: FilePart, measure: Measure): AsyncGenerator<Uint8Array> {
	for await (const bytes of part.data) {
		measure.read += bytes.length
		if (measure.read > mostInAll) throw tooMuch()
		yield bytes
	}
}
