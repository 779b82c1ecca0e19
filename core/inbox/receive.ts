import type { Books } from '../act.ts'

/** A message of a provider, exactly as it came. */
export type Message = { provider: string; id: string; kind: string; payload: string }

/**
 * Stores a message and wakes a worker, in one statement and once for each id, however often it comes. `payload` is
 * JSON text. The provider may be answered when this resolves.
 */
export async function receiveMessage({ sql }: Pick<Books, 'sql'>, message: Message): Promise<void> {
	await sql`
		with stored as (
			insert into inbox (provider, message_id, kind, payload, received_at)
			values (${message.provider}, ${message.id}, ${message.kind}, ${message.payload}::text::jsonb, now())
			on conflict do nothing returning provider, message_id
		)
		select graphile_worker.add_job('process_inbox', json_build_object('provider', provider, 'id', message_id), max_attempts := 20)
		from stored`
}
