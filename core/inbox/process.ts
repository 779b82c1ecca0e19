import type { Books } from '../act.ts'

export type Received = { provider: string; id: string; kind: string; payload: unknown }
export type Handle = (message: Received) => Promise<void>

/**
 * Does what a stored message asks for, unless that is done. Handling must bear repetition: two workers may hold the
 * same message, and one that dies leaves it to the next. Throws what the handler threw, after noting it.
 */
export async function processMessage(
	{ sql }: Pick<Books, 'sql'>,
	{ provider, id }: { provider: string; id: string },
	handle: Handle,
): Promise<void> {
	const [message] = await sql<Received[]>`
		update inbox set attempts = attempts + 1
		where provider = ${provider} and message_id = ${id} and processed_at is null
		returning provider, message_id as id, kind, payload`
	if (!message) return
	try {
		await handle(message)
	} catch (error) {
		await sql`
			update inbox set last_error = ${String(error).slice(0, 500)}
			where provider = ${provider} and message_id = ${id}`
		throw error
	}
	await sql`
		update inbox set processed_at = now(), last_error = ''
		where provider = ${provider} and message_id = ${id}`
}

/**
 * Wakes a worker for messages that have been waiting for a while: their job may have been lost or used up.
 * Answers how many.
 */
export async function sweepInbox({ sql }: Pick<Books, 'sql'>): Promise<number> {
	const woken = await sql`
		select graphile_worker.add_job('process_inbox', json_build_object('provider', provider, 'id', message_id),
			job_key := 'inbox:' || provider || ':' || message_id, max_attempts := 3)
		from (
			select provider, message_id from inbox
			where processed_at is null and received_at < now() - interval '15 minutes' order by received_at limit 500
		) as waiting`
	return woken.length
}
