import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { z } from 'zod'
import type { Scope } from '../act.ts'
import { emit, nameActor } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { sealValue } from '../seal.ts'
import { refuseAddress } from '../webhook/add-endpoint.ts'

export type AddProvider = {
	name: string
	url: string
	/** Models as machines name them; none: all that no other provider names. */
	models: readonly string[]
	/** Only a product that is tried out may call addresses that are not https. */
	plain: boolean
}

const input = z.object({
	name: z.string().trim().min(1).max(80),
	url: z.string().trim().max(500),
	models: z.array(z.string().trim().min(1).max(200)).max(200),
})
const mostProviders = 20

const secret = () => `whsec_${randomBytes(32).toString('base64')}`

/**
 * Lets a provider lock and unlock machines from now on. Answers, once, the secrets that commands and answers are signed
 * with; they are kept sealed. Refuses `input.invalid`, `webhook.address`, `webhook.too_many`, `telematics.model_taken`,
 * `telematics.others_taken`.
 */
export async function addTelematicsProvider(
	scope: Scope,
	asked: AddProvider,
): Promise<{ id: string; commandSecret: string; answerSecret: string }> {
	permit(scope, 'company.write')
	const read = input.safeParse(asked)
	if (!read.success) {
		const [issue] = read.error.issues
		refuse('input.invalid', { field: String(issue?.path[0] ?? ''), problem: issue?.code ?? 'invalid' })
	}
	const { name, url } = read.data
	const models = [...new Map(read.data.models.map((model) => [model.toLowerCase(), model])).values()]
	refuseAddress(url, asked.plain)
	const { sql } = scope
	await sql`select pg_advisory_xact_lock(hashtext('telematics_provider'))`
	await requireFree(scope, models)
	const id = randomUUIDv7()
	const [commandSecret, answerSecret] = [secret(), secret()]
	const sealed = (of: string, value: string) =>
		sealValue({ key: scope.secretKey, use: 'telematics', of: `${id}:${of}` }, value)
	await sql`
		insert into telematics_provider (id, name, url, models, command_secret, answer_secret, created_by, created_at)
		values (${id}, ${name}, ${url}, ${models}::text[], ${sealed('command', commandSecret)}, ${sealed('answer', answerSecret)},
			${nameActor(scope.actor)}, ${scope.now})`
	await emit(scope, { kind: 'telematics.added', subject: { kind: 'telematics', id }, facts: { name, url, models } })
	return { id, commandSecret, answerSecret }
}

async function requireFree({ sql }: Scope, models: readonly string[]): Promise<void> {
	const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
		select count(*)::int as count from telematics_provider where removed_at is null`
	if (count >= mostProviders) refuse('webhook.too_many', { most: mostProviders })
	const [taken] = await sql<{ name: string; model: string }[]>`
		select name, '' as model from telematics_provider where removed_at is null and models = '{}' and ${models.length === 0}
		union all
		select name, model from telematics_provider cross join unnest(models) as model
		where removed_at is null and lower(model) = any(${models.map((model) => model.toLowerCase())}::text[]) limit 1`
	if (taken?.model === '') refuse('telematics.others_taken', { name: taken.name })
	if (taken) refuse('telematics.model_taken', taken)
}

/** Sends a provider nothing any more; what it still says of its commands is heard. Refuses `not_found`. */
export async function removeTelematicsProvider(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'company.write')
	const [removed] = await scope.sql<{ name: string }[]>`
		update telematics_provider set removed_at = ${scope.now} where id = ${id} and removed_at is null returning name`
	if (!removed) return refuse('not_found', { noun: 'telematics' })
	await emit(scope, { kind: 'telematics.removed', subject: { kind: 'telematics', id }, facts: { name: removed.name } })
}

export type ListedProvider = {
	id: string
	name: string
	url: string
	models: string[]
	/** Commands that were sent in the last thirty days, were confirmed, failed, and wait for an answer. */
	sent: number
	confirmed: number
	failed: number
	waiting: number
	/** Why the last attempt did not arrive, while something waits to leave. */
	trouble: string | null
}

/** The providers in use, by name. */
export async function listTelematicsProviders(scope: Scope): Promise<ListedProvider[]> {
	permit(scope, 'company.write')
	return await scope.sql<ListedProvider[]>`
		select provider.id, name, url, models, sent, confirmed, failed, waiting, (
				select last_error from outbox join machine_request_machine as machine on machine.id = (payload ->> 'commandId')::uuid
				where outbox.kind = 'telematics' and delivered_at is null and last_error <> '' and machine.provider_id = provider.id
				order by outbox.id desc limit 1) as trouble
		from telematics_provider as provider cross join lateral (
			select count(*) filter (where sent_at > ${scope.now}::timestamptz - interval '30 days')::int as sent,
				count(*) filter (where state = 'confirmed' and settled_at > ${scope.now}::timestamptz - interval '30 days')::int as confirmed,
				count(*) filter (where state = 'failed')::int as failed,
				count(*) filter (where state = 'sent')::int as waiting
			from machine_request_machine where provider_id = provider.id
		) as counted
		where removed_at is null order by name collate people, provider.id`
}
