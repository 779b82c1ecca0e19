import { inKeptStore } from '../kept-store.ts'
import { shrink } from '../survey/shrink.ts'
import type { CasePosted } from './post-deed.ts'

/** An entry that was pressed, kept on the device until the server has it. */
export type QueuedEntry = {
	key: string
	owner: string
	caseId: string
	fields: Record<string, string>
	photos: { name: string; content: Blob }[]
}

const place = { database: 'collection', store: 'entries' }

/** Entries pressed on this device by somebody about a case and not sent yet; none where the device keeps nothing. */
export async function readEntryQueue(owner: string, caseId: string): Promise<QueuedEntry[]> {
	const all = await inKeptStore<QueuedEntry[]>(place, 'readonly', (store) => store.getAll()).catch(() => [])
	return all.filter((one) => one.owner === owner && one.caseId === caseId)
}

/** A device that keeps nothing sends it from memory alone. */
export async function queueEntry(entry: QueuedEntry): Promise<void> {
	await inKeptStore(place, 'readwrite', (store) => store.put(entry)).catch(() => {})
}

export async function dequeueEntry(key: string): Promise<void> {
	await inKeptStore(place, 'readwrite', (store) => store.delete(key)).catch(() => {})
}

/** What a form holds, its photos made small enough for a slow connection. */
export async function entryOf(form: HTMLFormElement, { owner, caseId }: { owner: string; caseId: string }) {
	const entry: QueuedEntry = { key: '', owner, caseId, fields: {}, photos: [] }
	for (const [name, value] of new FormData(form)) {
		if (typeof value === 'string') entry.fields[name] = value
		else if (value.size > 0) entry.photos.push(await shrink(value))
	}
	return { ...entry, key: entry.fields.key ?? '' }
}

/**
 * Sends an entry; the same one again is the same one to the server. Answers why it is not taken, `signedOut`, or nothing when it is
 * written down. Throws without a connection.
 */
export async function sendEntry({
	caseId,
	fields,
	photos,
}: QueuedEntry): Promise<{ problems: string[] } | 'signedOut' | undefined> {
	const body = new FormData()
	for (const [name, value] of Object.entries(fields)) body.append(name, value)
	for (const { name, content } of photos) body.append('files', content, name)
	const answer = await fetch(`/staff/collection/${caseId}/entries`, {
		method: 'POST',
		body,
		signal: AbortSignal.timeout(120_000),
	})
	if (answer.redirected) return 'signedOut'
	if (!answer.headers.get('content-type')?.includes('json')) throw new Error('The server did not answer')
	const said = (await answer.json()) as CasePosted
	return 'problems' in said ? { problems: said.problems } : undefined
}
