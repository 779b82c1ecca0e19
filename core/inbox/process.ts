import type { Books } from '../act.ts'
import { Undeliverable } from '../outbox/undeliverable.ts'
import { openPayload } from './receive.ts'

export type Received = { provider: string; id: string; kind: string; payload: unknown }
export type Handle = (message: Received) => Promise<void>

type Name = { provider: string; id: string }

/**
 * Does what stored messages ask for, unless that is done. Handling must bear repetition: two workers may hold the same
 * message, and one that dies leaves it to the next. One that fails does not hold up the others; throws its error at the
 * end, noted with the message.
 */
export async function processMessages(
	books: Pick<Books, 'sql' | 'secretKey'>,
	messages: readonly Name[],
	handle: Handle,
): Promise<void> {
	let failure: { error: unknown } | undefined
	for (const message of messages) {
		try {
			await processMessage(books, message, handle)
		} catch (error) {
			failure = { error }
		}
	}
	if (failure) throw failure.error
}

/** The same for one message. One whose answer nobody will ever take is over, with that as its reason. */
export async function processMessage(
	books: Pick<Books, 'sql' | 'secretKey'>,
	{ provider, id }: Name,
	handle: Handle,
): Promise<void> {
	const { sql } = books
	const [message] = await sql<Received[]>`
		update inbox set attempts = attempts + 1
		where provider = ${provider} and message_id = ${id} and processed_at is null
		returning provider, message_id as id, kind, payload`
	if (!message) return
	try {
		await handle({ ...message, payload: openPayload(books, message) })
	} catch (error) {
		const isOver = error instanceof Undeliverable
		await sql`
			update inbox set last_error = ${String(error).slice(0, 500)}, processed_at = ${isOver ? sql`now()` : null}
			where provider = ${provider} and message_id = ${id}`
		if (isOver) return
		throw error
	}
	await sql`
		update inbox set processed_at = now(), last_error = ''
		where provider = ${provider} and message_id = ${id}`
}

/** How often a message is tried before it is left to people; with the waits below, that is after about ten days. */
export const mostTries = 25

/**
 * Wakes a worker for messages that have been waiting for a while: their job may have been lost or used up. The while
 * begins at a quarter of an hour and grows by a third with every try. Answers how many.
 */
export async function sweepInbox({ sql }: Pick<Books, 'sql'>): Promise<number> {
	const woken = await sql`
		select graphile_worker.add_job('process_inbox',
			json_build_object('messages', json_build_array(json_build_object('provider', provider, 'id', message_id))),
			job_key := 'inbox:' || provider || ':' || message_id, max_attempts := 1)
		from (
			select provider, message_id from inbox
			where processed_at is null and attempts < ${mostTries}
				and received_at < now() - interval '15 minutes' * power(4 / 3.0, attempts)
			order by received_at limit 500
		) as waiting`
	return woken.length
}
