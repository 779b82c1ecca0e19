import { createHmac } from 'node:crypto'
import type { Sql } from '#db/client.ts'
import type { Works } from './works.ts'

type Due = { id: string; body: unknown; attempts: number }

/** A delivery that is under way is left alone for this long; after it the process that took it is taken for dead. */
const CLAIM_SECONDS = 30
const TIMEOUT_MILLISECONDS = 10_000
/** 1 s, 2 s, 4 s ... at most ten minutes apart, for about three days, as Stripe retries live events. */
const LONGEST_WAIT = 600
const MOST_ATTEMPTS = 440

/** `t=...,v1=...`: the HMAC-SHA256 of `t.payload` under the endpoint's secret. Source: https://docs.stripe.com/webhooks/signature */
export function signatureOf(payload: string, secret: string, seconds: number): string {
	const digest = createHmac('sha256', secret).update(`${seconds}.${payload}`).digest('hex')
	return `t=${seconds},v1=${digest}`
}

async function claim(sql: Sql, everything: boolean, tried: string[]): Promise<Due | undefined> {
	const rows = await sql<Due[]>`
		with due as (
			select delivery.event from card_sandbox.delivery
			join card_sandbox.object on object.id = delivery.event
			where delivered_at is null and abandoned_at is null
				and not (delivery.event = any(${tried}::text[]))
				${everything ? sql`and (due_at <= now() or attempts > 0)` : sql`and due_at <= now()`}
			order by (delivery.attempts > 0), object.made limit 1 for update of delivery skip locked
		)
		update card_sandbox.delivery set attempts = attempts + 1, due_at = now() + make_interval(secs => ${CLAIM_SECONDS})
		from due join card_sandbox.object on object.id = due.event
		where delivery.event = due.event
		returning object.id, object.body, delivery.attempts`
	return rows[0]
}

async function post(works: Works, due: Due): Promise<string> {
	const payload = JSON.stringify(due.body, null, 2)
	// The receiver holds the signature against the wall clock, whatever day the books stand on.
	const seconds = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)
	const answer = await fetch(works.webhookUrl(), {
		method: 'POST',
		body: payload,
		headers: {
			Accept: '*/*; q=0.5, application/xml',
			'Cache-Control': 'no-cache',
			'Content-Type': 'application/json; charset=utf-8',
			'Stripe-Signature': signatureOf(payload, works.webhookSecret, seconds),
			'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
		},
		redirect: 'manual',
		signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
	})
	await answer.arrayBuffer()
	return answer.status >= 200 && answer.status < 300 ? 'ok' : `HTTP ${answer.status}`
}

async function record(sql: Sql, due: Due, outcome: string): Promise<void> {
	if (outcome === 'ok') {
		await sql`update card_sandbox.delivery set delivered_at = now(), last_answer = 'ok' where event = ${due.id}`
		return
	}
	const wait = Math.min(2 ** (due.attempts - 1), LONGEST_WAIT)
	await sql`
		update card_sandbox.delivery set last_answer = ${outcome}, due_at = now() + make_interval(secs => ${wait}),
			abandoned_at = case when ${due.attempts >= MOST_ATTEMPTS} then now() end
		where event = ${due.id}`
}

/**
 * Delivers events one after the other, oldest first, until none is due. An event that is refused waits longer each
 * time and lets the others pass, so a receiver sees repetition and disorder as it would from Stripe.
 *
 * @param everything also those whose wait is not over
 * @returns how many were delivered
 */
export async function deliverDue(works: Works, everything = false): Promise<number> {
	let delivered = 0
	const tried: string[] = []
	for (;;) {
		const due = await claim(works.sql, everything, tried)
		if (due === undefined) return delivered
		const outcome = await post(works, due).catch((error: unknown) =>
			error instanceof Error ? error.message : 'failed',
		)
		await record(works.sql, due, outcome)
		if (outcome === 'ok') delivered += 1
		tried.push(due.id)
	}
}
