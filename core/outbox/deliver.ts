import { act, type Books } from '../act.ts'
import { giveUpEffect } from './give-up.ts'
import { type Effect, openEffect } from './queue.ts'
import { Undeliverable } from './undeliverable.ts'

export { Undeliverable }

/** An effect about to leave. `attempt` counts from 1. */
export type Due = Effect & { id: string; attempt: number }
/** Lets an effect leave. Throws when it did not, or when nobody can tell; it must bear being asked again. */
export type Carry = (effect: Due) => Promise<void>

/** Not now: something else has to end first. Does not count as a failure. */
export class NotYet extends Error {
	override name = 'NotYet'
	readonly seconds: number
	constructor(message: string, seconds: number) {
		super(message)
		this.seconds = seconds
	}
}

const mostAttempts = 14
/** Longer than any provider is waited for. A worker that dies leaves its effect to others after this. */
const leaseSeconds = 180
/** 10 s, 20 s, 40 s ... never more than 6 hours apart: a day of outage is survived. */
const longestWait = 6 * 3600

/**
 * Delivers effects one after the other. Each is leased to one worker while its provider is asked, outside any
 * transaction, and its key or id goes with it, so that the provider knows a repetition. What fails is put off, each by
 * itself, and given up for good with a visible reason when nothing helps. Answers how many left. Throws between two
 * effects once `signal` says so: who asked again finds those that have left, and goes on.
 */
export async function deliverEffects(
	books: Books,
	ids: readonly string[],
	carry: Carry,
	signal?: AbortSignal,
): Promise<number> {
	let delivered = 0
	for (const id of ids) {
		signal?.throwIfAborted()
		const due = await lease(books, id)
		if (!due) continue
		try {
			await carry(opened(books, due))
			await markDelivered(books, id)
			delivered++
		} catch (error) {
			await putOff(books, due, error)
		}
	}
	return delivered
}

function opened(books: Books, due: Due): Due {
	try {
		return openEffect(books, due)
	} catch {
		throw new Undeliverable('Its secrets were sealed with another secret key')
	}
}

async function lease({ sql }: Books, id: string): Promise<Due | undefined> {
	const [due] = await sql<Due[]>`
		update outbox set attempts = attempts + 1, leased_until = now() + make_interval(secs => ${leaseSeconds}::int)
		where id = ${id} and delivered_at is null and gave_up_at is null
			and (leased_until is null or leased_until <= now())
		returning id, kind, key, payload, attempts as attempt`
	return due
}

// What was secret in a letter is not kept once it has left.
async function markDelivered({ sql }: Books, id: string): Promise<void> {
	await sql`
		update outbox set delivered_at = now(), leased_until = null, last_error = '', payload = payload - 'secrets'
		where id = ${id}`
}

async function putOff(books: Books, due: Due, error: unknown): Promise<void> {
	const reason = String(error).slice(0, 500)
	const waits = error instanceof NotYet
	if (error instanceof Undeliverable || (!waits && due.attempt >= mostAttempts)) {
		await act(books, { kind: 'system', name: 'outbox' }, giveUpEffect, { id: due.id, reason })
		return
	}
	const seconds = waits ? error.seconds : Math.min(10 * 2 ** (due.attempt - 1), longestWait)
	await books.sql`
		with put_off as (
			update outbox set leased_until = now() + make_interval(secs => ${seconds}::int), last_error = ${reason},
				attempts = attempts - ${waits ? 1 : 0}
			where id = ${due.id} returning id, leased_until
		)
		select graphile_worker.add_job('deliver', json_build_object('ids', json_build_array(id)), run_at := leased_until,
			job_key := 'outbox:' || id, max_attempts := 12)
		from put_off`
}

/**
 * Wakes a worker for effects that wait without a job, because it was lost with a worker or a restored database.
 * Answers how many.
 */
export async function sweepOutbox({ sql }: Pick<Books, 'sql'>): Promise<number> {
	const woken = await sql`
		select graphile_worker.add_job('deliver', json_build_object('ids', json_build_array(id)),
			job_key := 'outbox:' || id, max_attempts := 12)
		from (
			select id from outbox
			where delivered_at is null and gave_up_at is null and (leased_until is null or leased_until < now() - interval '1 minute')
				and not exists (select from graphile_worker.jobs where task_identifier = 'deliver' and attempts < max_attempts and run_at <= now())
			order by queued_at limit 500
		) as waiting`
	return woken.length
}
