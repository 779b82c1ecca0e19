import { randomUUIDv7 } from 'node:crypto'
import { arrayOf } from '#db/insert-many.ts'
import { openSheet } from '#db/sheet.ts'
import type { Scope } from '../act.ts'
import { openValue, sealValue } from '../seal.ts'

/**
 * An effect on the outside. `key` makes it leave once however often it is queued. What opens something for whoever reads
 * it stands in `payload.secrets`: it is sealed while it waits, and forgotten once it has left.
 */
export type Effect = {
	kind:
		| 'mail'
		| 'card_charge'
		| 'card_refund'
		| 'card_detach'
		| 'chat'
		| 'chat_card'
		| 'chat_home'
		| 'chat_picture'
		| 'alert'
		| 'mention'
		| 'telematics'
	key: string
	payload: Record<string, unknown>
}

/** How many effects one job delivers: a job per effect would cost more than the effects. */
const effectsPerJob = 50

/** Of jobs that somebody waits for: they go before letters, of which an invoice run queues many thousands. */
export const awaitedPriority = -1

/**
 * Queues effects in the running transaction; a worker delivers them once it has committed. What is said in chats has jobs of its
 * own, which go first, and a card that somebody waits for a whole one, so that it waits for no other chat.
 */
export async function queueEffects(scope: Scope, effects: Effect[]): Promise<void> {
	if (effects.length === 0) return
	const kinds = arrayOf('text', effects, (effect) => effect.kind)
	const keys = arrayOf('text', effects, (effect) => effect.key)
	const payloads = arrayOf('jsonb', effects, (effect) => keptPayload(scope, effect))
	await scope.sql`
		with queued as (
			insert into outbox (kind, key, payload, queued_at)
			select kind, key, payload::jsonb, ${scope.now}
			from unnest(${kinds}::text[], ${keys}::text[], ${payloads}::text[]) as effect (kind, key, payload)
			on conflict (key) do nothing
			returning id, kind
		), sorted as (
			select id, kind like 'chat%' as awaited, case when kind = 'chat_card' then id end as apart,
				(row_number() over (partition by kind like 'chat%', kind = 'chat_card' order by id) - 1) / ${effectsPerJob}::int as turn
			from queued
		), job as (
			select awaited, json_build_object('ids', json_agg(id order by id)) as payload
			from sorted group by awaited, apart, case when apart is null then turn end
		)
		select graphile_worker.add_job('deliver', payload, max_attempts := 12,
			priority := case when awaited then ${awaitedPriority}::int else 0 end)
		from job where not ${scope.past ?? false}`
}

function keptPayload({ secretKey }: Scope, { key, payload }: Effect): Effect['payload'] {
	if (payload.secrets === undefined) return payload
	return { ...payload, secrets: sealValue({ key: secretKey, use: 'outbox', of: key }, payload.secrets) }
}

/** The effect as it was queued. Throws where it was sealed with another key, or for another effect. */
export function openEffect<Kept extends Effect>({ secretKey }: Pick<Scope, 'secretKey'>, effect: Kept): Kept {
	const { secrets } = effect.payload
	if (typeof secrets !== 'string') return effect
	const opened = openValue({ key: secretKey, use: 'outbox', of: effect.key }, secrets)
	return { ...effect, payload: { ...effect.payload, secrets: opened } }
}

function inJobs(ids: readonly string[]): string[][] {
	const jobs: string[][] = []
	for (let from = 0; from < ids.length; from += effectsPerJob) jobs.push(ids.slice(from, from + effectsPerJob))
	return jobs
}

async function addJobs(scope: Scope, jobs: readonly string[][]): Promise<void> {
	if (jobs.length === 0 || scope.past) return
	await scope.sql`
		select graphile_worker.add_job('deliver', payload::json, max_attempts := 12)
		from unnest(${jobs.map((ids) => JSON.stringify({ ids }))}::text[]) as job (payload)`
}

/**
 * Effects to be queued when all are known, however many, of subjects made in this transaction: no key of theirs can be
 * there already, and one that is is an error.
 */
export function openEffects(scope: Scope) {
	const effects = openSheet('outbox', {
		id: 'uuid',
		kind: 'text',
		key: 'text',
		payload: 'jsonb',
		queued_at: 'timestamptz',
	})
	const ids: string[] = []
	return {
		add(effect: Effect) {
			const id = randomUUIDv7()
			effects.add({ id, ...effect, payload: keptPayload(scope, effect), queued_at: scope.now })
			ids.push(id)
		},
		async write() {
			await effects.write(scope.sql)
			await addJobs(scope, inJobs(ids))
		},
	}
}

export async function queueEffect(scope: Scope, effect: Effect): Promise<void> {
	await queueEffects(scope, [effect])
}
