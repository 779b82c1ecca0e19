import type { Books } from '../act.ts'
import { openValue } from '../seal.ts'

/** A message about to leave. `body` is what is signed, byte for byte. */
export type WebhookMessage = { id: string; url: string; secret: string; body: string }

/** Answers the status of an answer in the two hundreds; throws an error that says why it did not go well. */
export type CallEndpoint = (message: WebhookMessage) => Promise<number>

/** The other side answered, and not well. */
export class WebhookRefused extends Error {
	override name = 'WebhookRefused'
	readonly status: number
	constructor(status: number) {
		super(`It answered ${status}`)
		this.status = status
	}
}

type Due = {
	id: string
	endpointId: string
	attempts: number
	url: string
	secret: string
	paused: boolean
	event: {
		id: string
		kind: string
		happenedAt: string
		subject: object
		customerId: string | null
		contractId: string | null
		facts: object
	}
}

const atOnce = 20
/** With the wait doubled each time from ten seconds to at most six hours, a system that is down for two days loses nothing. */
const mostAttempts = 20
const longestWait = 6 * 3600
/** Longer than any endpoint is waited for: what a worker that died had taken is sent by another after this, in seconds. */
const lease = 120

/**
 * Sends what waits and is due, some at a time, each to its endpoint. What fails is put off by itself, and given up for good in
 * the end, where the console shows it. A message may arrive twice, and not in order: its id and its moment tell. Answers how
 * many left.
 */
export async function deliverWebhooks(books: Books, call: CallEndpoint, signal?: AbortSignal): Promise<number> {
	let delivered = 0
	for (let due = await leaseDue(books); due.length > 0; due = await leaseDue(books)) {
		const done = await Promise.all(due.map((one) => send(books, one, call)))
		delivered += done.filter(Boolean).length
		if (signal?.aborted) break
	}
	return delivered
}

async function leaseDue({ sql }: Books): Promise<Due[]> {
	return await sql<Due[]>`
		with taken as (
			update webhook_delivery set attempts = attempts + 1, due_at = now() + make_interval(secs => ${lease}::int)
			where id in (
				select id from webhook_delivery where delivered_at is null and gave_up_at is null and due_at <= now()
				order by due_at, id limit ${atOnce} for update skip locked
			)
			returning id, endpoint_id, event_id, attempts
		)
		select taken.id, endpoint.id as "endpointId", attempts, url, secret,
			endpoint.paused_at is not null or endpoint.removed_at is not null as paused,
			jsonb_build_object('id', event.id, 'kind', event.kind, 'happenedAt', to_char(happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
				'subject', jsonb_build_object('kind', subject_kind, 'id', subject_id),
				'customerId', event.customer_id, 'contractId', event.contract_id, 'facts', facts) as event
		from taken join webhook_endpoint as endpoint on endpoint.id = endpoint_id join event on event.id = event_id
		order by taken.id`
}

async function send(books: Books, due: Due, call: CallEndpoint): Promise<boolean> {
	if (due.paused) {
		await giveUp(books, due, null, 'The endpoint was paused')
		return false
	}
	try {
		const secret = openValue({ key: books.secretKey, use: 'webhook', of: due.endpointId }, due.secret)
		const status = await call({ id: due.id, url: due.url, secret: String(secret), body: JSON.stringify(due.event) })
		await books.sql`
			update webhook_delivery set delivered_at = now(), status = ${status}, last_error = '' where id = ${due.id} and delivered_at is null`
		return true
	} catch (error) {
		const status = error instanceof WebhookRefused ? error.status : null
		const reason = error instanceof Error ? error.message.slice(0, 300) : 'It did not go well'
		// 410 says that nobody listens there any more.
		if (due.attempts >= mostAttempts || status === 410) await giveUp(books, due, status, reason)
		else await putOff(books, due, status, reason)
		return false
	}
}

async function giveUp({ sql }: Books, { id }: Due, status: number | null, reason: string): Promise<void> {
	await sql`
		update webhook_delivery set gave_up_at = now(), status = ${status}, last_error = ${reason} where id = ${id} and delivered_at is null`
}

async function putOff({ sql }: Books, { id, attempts }: Due, status: number | null, reason: string): Promise<void> {
	const seconds = Math.min(10 * 2 ** (attempts - 1), longestWait)
	await sql`
		with put_off as (
			update webhook_delivery set due_at = now() + make_interval(secs => ${seconds}::int), status = ${status}, last_error = ${reason}
			where id = ${id} and delivered_at is null returning due_at
		)
		select graphile_worker.add_job('send_webhooks', run_at := due_at, max_attempts := 3) from put_off`
}
