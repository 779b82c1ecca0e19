import type { TransactionSql } from '#db/client.ts'
import { Fault } from './errors.ts'

/**
 * Stripe removes keys "after they're at least 24 hours old". Counted by the wall clock, as the callers count: a demo
 * that moves its books a month on has not waited that long for an answer.
 */
const KEPT_HOURS = 24

export type StoredAnswer = { status: number; answer: string; requestId: string }
export type Asked = { key: string; method: string; path: string; fingerprint: string }

/**
 * Takes a key for the length of the transaction. Answers what the first request with it was told, or null when this
 * is the first; refuses the key of a request that is still running, and a key used for something else.
 */
export async function takeKey(sql: TransactionSql, asked: Asked): Promise<StoredAnswer | null> {
	if (asked.key.length > 255) {
		throw new Fault(
			400,
			{ type: 'idempotency_error', message: 'Idempotency keys can be at most 255 characters long.' },
			{ beforeExecution: true },
		)
	}
	const [lock] = await sql<{ taken: boolean }[]>`
		select pg_try_advisory_xact_lock(hashtextextended(${`card sandbox ${asked.key}`}, 0)) as taken`
	if (lock?.taken !== true) {
		throw new Fault(
			409,
			{
				type: 'invalid_request_error',
				code: 'idempotency_key_in_use',
				message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${asked.key}. Please try again later.`,
			},
			{ beforeExecution: true },
		)
	}
	const [stored] = await sql<
		{ method: string; path: string; fingerprint: string; status: number; answer: string; request_id: string }[]
	>`
		select method, path, fingerprint, status, answer, request_id from card_sandbox.idempotent_answer
		where key = ${asked.key} and stored_at > now() - make_interval(hours => ${KEPT_HOURS})`
	if (stored === undefined) return null
	refuseOtherUse(stored, asked)
	return { status: stored.status, answer: stored.answer, requestId: stored.request_id }
}

function refuseOtherUse(stored: { method: string; path: string; fingerprint: string }, asked: Asked): void {
	const other = `Try using a key other than '${asked.key}' if you meant to execute a different request.`
	if (stored.path !== asked.path || stored.method !== asked.method) {
		throw new Fault(
			400,
			{
				type: 'idempotency_error',
				message: `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${asked.path}' vs '${stored.path}'). ${other}`,
			},
			{ beforeExecution: true },
		)
	}
	if (stored.fingerprint !== asked.fingerprint) {
		throw new Fault(
			400,
			{
				type: 'idempotency_error',
				message: `Keys for idempotent requests can only be used with the same parameters they were first used with. ${other}`,
			},
			{ beforeExecution: true },
		)
	}
}

/** Keeps the answer for the next request with this key. */
export async function keepAnswer(sql: TransactionSql, asked: Asked, stored: StoredAnswer): Promise<void> {
	await sql`
		insert into card_sandbox.idempotent_answer
			(key, method, path, fingerprint, status, answer, request_id, stored_at)
		values (${asked.key}, ${asked.method}, ${asked.path}, ${asked.fingerprint}, ${stored.status}, ${stored.answer},
			${stored.requestId}, now())
		on conflict (key) do update set method = excluded.method, path = excluded.path, fingerprint = excluded.fingerprint,
			status = excluded.status, answer = excluded.answer, request_id = excluded.request_id,
			stored_at = excluded.stored_at`
}
