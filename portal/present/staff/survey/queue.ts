import { inKeptStore } from '../kept-store.ts'

/** What the server says of a piece: how much is here, or why it is not taken. */
export type UploadAnswer = { receivedBytes: number; kept: boolean } | { refused: string }

/** A file that was chosen, kept on the device until the server has it. */
export type Queued = { key: string; owner: string; surveyId: string; name: string; content: Blob }

const pieceBytes = 128 * 1024
const place = { database: 'surveys', store: 'files' }

/** Files chosen on this device by somebody for a survey and not sent yet; none where the device keeps nothing. */
export async function readQueue(owner: string, surveyId: string): Promise<Queued[]> {
	const all = await inKeptStore<Queued[]>(place, 'readonly', (store) => store.getAll()).catch(() => [])
	return all.filter((one) => one.owner === owner && one.surveyId === surveyId)
}

/** Whether the device keeps it: a private window may not, and then it is sent from memory alone. */
export async function queueFile(file: Queued): Promise<boolean> {
	return await inKeptStore(place, 'readwrite', (store) => store.put(file)).then(
		() => true,
		() => false,
	)
}

export async function dequeue(key: string): Promise<void> {
	await inKeptStore(place, 'readwrite', (store) => store.delete(key)).catch(() => {})
}

/**
 * Sends a file piece by piece, going on where the server says. Answers why it is not taken, `signedOut`, or nothing when it is
 * there. Throws without a connection.
 */
export async function sendFile(
	{ key, surveyId, name, content }: Queued,
	told: (percent: number) => void,
): Promise<{ refused: string } | 'signedOut' | undefined> {
	// The first asks how much of it is there from before.
	let at = 0
	for (let length = 0; ; length = pieceBytes) {
		const query = new URLSearchParams({ name, size: String(content.size), at: String(at) })
		const answer = await fetch(`/staff/surveys/${surveyId}/uploads/${key}?${query}`, {
			method: 'POST',
			headers: { 'content-type': 'application/octet-stream' },
			body: content.slice(at, at + length),
			signal: AbortSignal.timeout(60_000),
		})
		if (answer.redirected) return 'signedOut'
		if (!answer.ok || !answer.headers.get('content-type')?.includes('json'))
			throw new Error('The server did not answer')
		const said = (await answer.json()) as UploadAnswer
		if ('refused' in said) return said
		at = said.receivedBytes
		told(Math.floor((at * 100) / content.size))
		if (said.kept) return undefined
	}
}
