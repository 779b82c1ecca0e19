import { sayCollection as say } from '#portal/words/staff-collection.ts'
import { inKeptStore } from './kept-store.ts'
import { sendFile } from './send-file.ts'
import { shrink } from './shrink.ts'

/** Where a form is sent: its files to `page`/uploads, each under its key, and what was typed to `page`/`to`. */
export type FormPlace = { page: string; to: string; keptAs: string }

/** A form that was pressed, kept on the device until the server has it. */
export type QueuedForm = FormPlace & {
	key: string
	fields: Record<string, string>
	photos: { key: string; name: string; content: Blob }[]
}

const place = { database: 'forms', store: 'pressed' }

/** Forms of one kind pressed on this device and not sent yet; none where the device keeps nothing. */
export async function readFormQueue(keptAs: string): Promise<QueuedForm[]> {
	const all = await inKeptStore<QueuedForm[]>(place, 'readonly', (store) => store.getAll()).catch(() => [])
	return all.filter((one) => one.keptAs === keptAs)
}

/** A device that keeps nothing sends it from memory alone. */
export async function queueForm(form: QueuedForm): Promise<void> {
	await inKeptStore(place, 'readwrite', (store) => store.put(form)).catch(() => {})
}

export async function dequeueForm(key: string): Promise<void> {
	await inKeptStore(place, 'readwrite', (store) => store.delete(key)).catch(() => {})
}

/** What a form holds, its photos made small enough for a slow connection. */
export async function readPressed(form: HTMLFormElement, to: FormPlace): Promise<QueuedForm> {
	const pressed: QueuedForm = { ...to, key: '', fields: {}, photos: [] }
	for (const [name, value] of new FormData(form)) {
		if (typeof value === 'string') pressed.fields[name] = value
		else if (value.size > 0) pressed.photos.push({ key: crypto.randomUUID(), ...(await shrink(value)) })
	}
	return { ...pressed, key: pressed.fields.key ?? '' }
}

/** Why a form is not taken: of the whole of it, and by field. */
export type FormRefused = { problems: string[]; errors: Record<string, string[]> }

type Sent = FormRefused | 'signedOut' | undefined

/** What is about something that is gone for this person does not wait for ever. */
const gone = (): Sent => ({ problems: [say('collection.queue.gone')], errors: {} })

/**
 * Sends a form, its photos ahead of it and each from where it stopped; the same one again is the same one to the server. Answers why
 * it is not taken, `signedOut`, or nothing when it is written down. Throws without a connection.
 */
export async function sendForm({ page, to, fields, photos }: QueuedForm): Promise<Sent> {
	for (const { key, name, content } of photos) {
		const said = await sendFile({ address: `${page}/uploads/${key}`, name, content }, () => {})
		if (said === 'signedOut') return said
		if (said === 'gone') return gone()
		if (said) return { problems: [said.refused], errors: {} }
	}
	const answer = await fetch(`${page}/${to}`, {
		method: 'POST',
		body: new URLSearchParams({ ...fields, uploads: photos.map(({ key }) => key).join(',') }),
		signal: AbortSignal.timeout(60_000),
	})
	if (answer.redirected) return 'signedOut'
	if (answer.status === 404) return gone()
	if (!answer.headers.get('content-type')?.includes('json')) throw new Error('The server did not answer')
	const said = (await answer.json()) as Partial<FormRefused>
	return said.problems ? { problems: said.problems, errors: said.errors ?? {} } : undefined
}
