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
		| 'approval_card'
		| 'alert'
		| 'mention'
		| 'telematics'
	key: string
	payload: Record<string, unknown>
}

/** How many effects one job delivers: a job per effect would cost more than the effects. */
const effectsPerJob = 50

/** Queues effects in the running transaction; a worker delivers them once it has committed. */
export async function queueEffects(scope: Scope, effects: Effect[]): Promise<void> {
	if (effects.length === 0) return
	const kinds = arrayOf('text', effects, (effect) => effect.kind)
	const keys = arrayOf('text', effects, (effect) => effect.key)
	const payloads = arrayOf('jsonb', effects, (effect) => keptPayload(scope, effect))
	const queued = await scope.sql<{ id: string }[]>`
		insert into outbox (kind, key, payload, queued_at)
		select kind, key, payload::jsonb, ${scope.now}
		from unnest(${kinds}::text[], ${keys}::text[], ${payloads}::text[]) as effect (kind, key, payload)
		on conflict (key) do nothing
		returning id`
	await addJobs(
		scope,
		queued.map((row) => row.id),
	)
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

async function addJobs(scope: Scope, ids: readonly string[]): Promise<void> {
	if (ids.length === 0 || scope.past) return
	const jobs: string[] = []
	for (let from = 0; from < ids.length; from += effectsPerJob)
		jobs.push(JSON.stringify({ ids: ids.slice(from, from + effectsPerJob) }))
	await scope.sql`
		select graphile_worker.add_job('deliver', payload::json, max_attempts := 12)
		from unnest(${jobs}::text[]) as job (payload)`
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
			await addJobs(scope, ids)
		},
	}
}

export async function queueEffect(scope: Scope, effect: Effect): Promise<void> {
	await queueEffects(scope, [effect])
}
