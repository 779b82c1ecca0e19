import { inKeptStore } from '../phone/kept-store.ts'

/** A file that was chosen, kept on the device until the server has it. */
export type Queued = { key: string; owner: string; surveyId: string; name: string; content: Blob }

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
