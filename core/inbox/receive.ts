import { takenText } from '#db/json-text.ts'
import type { Books } from '../act.ts'
import { awaitedPriority } from '../outbox/queue.ts'
import { openValue, sealValue } from '../seal.ts'

/**
 * A message of a provider, exactly as it came. `payload` is JSON text; it is `sealed` where it may hold what opens
 * something: a code that somebody types, an address that answers are taken at.
 */
export type Message = { provider: string; id: string; kind: string; payload: string; sealed?: boolean }

/** Resolves when the message is safe and the provider may be answered. Rejects when it is not stored. */
export type Receive = (message: Message) => Promise<void>

type Waiting = { message: Message; resolve(): void; reject(error: unknown): void }

/** Also how many messages one job does: with fewer, waking costs more than it saves. */
const mostTogether = 40

/**
 * Takes messages in: each stored once by its id, however often it comes, and a worker woken in the same statement.
 * What arrives while one statement runs goes together with the next: waking a worker makes PostgreSQL write one commit
 * after the other, and a commit for each message would be ten times slower.
 */
export function openInbox(books: Pick<Books, 'sql' | 'secretKey'>): Receive {
	const waiting: Waiting[] = []
	let storing = false
	const storeWaiting = async () => {
		storing = true
		while (waiting.length > 0) await storeTogether(books, waiting.splice(0, mostTogether))
		storing = false
	}
	return (message) =>
		new Promise((resolve, reject) => {
			waiting.push({ message, resolve, reject })
			if (!storing) storeWaiting().catch(reject)
		})
}

async function storeTogether(books: Pick<Books, 'sql' | 'secretKey'>, batch: Waiting[]): Promise<void> {
	try {
		await store(
			books,
			batch.map((one) => one.message),
		)
		for (const one of batch) one.resolve()
	} catch (error) {
		const [first, ...others] = batch
		// One that cannot be stored must not take the others with it.
		if (others.length > 0) for (const one of batch) await storeTogether(books, [one])
		else first?.reject(error)
	}
}

async function store({ sql, secretKey }: Pick<Books, 'sql' | 'secretKey'>, messages: Message[]): Promise<void> {
	await sql`
		with stored as (
			insert into inbox (provider, message_id, kind, payload, received_at)
			select provider, message_id, kind, payload::jsonb, now()
			from unnest(
				${messages.map((message) => message.provider)}::text[],
				${messages.map((message) => message.id)}::text[],
				${messages.map((message) => message.kind)}::text[],
				${messages.map((message) => keptPayload(secretKey, message))}::text[]
			) as message (provider, message_id, kind, payload)
			on conflict do nothing returning provider, message_id
		)
		select graphile_worker.add_job('process_inbox', json_build_object('messages', messages), max_attempts := 20,
			priority := ${awaitedPriority}::int)
		from (select json_agg(json_build_object('provider', provider, 'id', message_id)) as messages from stored) as job
		where messages is not null`
}

function keptPayload(key: string, { provider, id, payload, sealed }: Message): string {
	if (!sealed) return takenText(payload)
	return JSON.stringify({
		sealed: sealValue({ key, use: 'inbox', of: `${provider}:${id}` }, JSON.parse(takenText(payload))),
	})
}

/** A payload as it came. Throws where it was sealed with another key, or for another message. */
export function openPayload(
	{ secretKey: key }: Pick<Books, 'secretKey'>,
	{ provider, id, payload }: { provider: string; id: string; payload: unknown },
): unknown {
	const sealed = typeof payload === 'object' && payload !== null && 'sealed' in payload ? payload.sealed : undefined
	return typeof sealed === 'string' ? openValue({ key, use: 'inbox', of: `${provider}:${id}` }, sealed) : payload
}
