import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { z } from 'zod'
import type { Scope } from '../act.ts'
import { emit, nameActor } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { sealValue } from '../seal.ts'
import { type WebhookKind, webhookKinds } from './kinds.ts'

export type AddEndpoint = {
	name: string
	url: string
	/** Empty: everything that leaves. */
	kinds: readonly WebhookKind[]
	/** Only a product that is tried out may call addresses that are not https. */
	plain: boolean
}

const input = z.object({
	name: z.string().trim().min(1).max(80),
	url: z.string().trim().max(500),
	kinds: z.array(z.enum(webhookKinds)),
})
const mostEndpoints = 20

/**
 * Lets another system hear of events from now on. Answers the secret that messages are signed with, once; it is kept sealed.
 * Refuses `input.invalid`, `webhook.address`, `webhook.too_many`.
 */
export async function addWebhookEndpoint(scope: Scope, asked: AddEndpoint): Promise<{ id: string; secret: string }> {
	permit(scope, 'company.write')
	const read = input.safeParse(asked)
	if (!read.success) {
		const [issue] = read.error.issues
		refuse('input.invalid', { field: String(issue?.path[0] ?? ''), problem: issue?.code ?? 'invalid' })
	}
	const { name, url, kinds } = read.data
	refuseAddress(url, asked.plain)
	const { sql } = scope
	await sql`select pg_advisory_xact_lock(hashtext('webhook_endpoint'))`
	const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
		select count(*)::int as count from webhook_endpoint where removed_at is null`
	if (count >= mostEndpoints) refuse('webhook.too_many', { most: mostEndpoints })
	const id = randomUUIDv7()
	const secret = `whsec_${randomBytes(32).toString('base64')}`
	await sql`
		insert into webhook_endpoint (id, name, url, secret, kinds, created_by, created_at)
		values (${id}, ${name}, ${url}, ${sealValue({ key: scope.secretKey, use: 'webhook', of: id }, secret)},
			${[...new Set(kinds)]}::text[], ${nameActor(scope.actor)}, ${scope.now})`
	await emit(scope, { kind: 'webhook.added', subject: { kind: 'webhook', id }, facts: { name, url, kinds } })
	return { id, secret }
}

/** No name and password in it, no way around https. Where the name leads is looked at when it is called. */
export function refuseAddress(text: string, plain: boolean): void {
	const url = URL.canParse(text) ? new URL(text) : undefined
	const safe = url?.protocol === 'https:' || (plain && url?.protocol === 'http:')
	// What a browser would read as one, such as `https:there.example`, is not kept as an address.
	const whole = /^https?:\/\//.test(text)
	if (!url || !safe || !whole || url.username || url.password || url.hash)
		refuse('webhook.address', { url: text.slice(0, 100) })
}
