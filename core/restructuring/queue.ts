import type { Scope } from '../act.ts'
import { emit, nameActor } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

type Of = { id: string }

/** Has it applied, contract by contract, by the worker. Refuses `not_found`, `restructuring.state`, `restructuring.nothing`. */
export async function orderRestructuring(scope: Scope, { id }: Of): Promise<void> {
	permit(scope, 'contract.amend')
	const { sql } = scope
	const { name, state } = await lockRestructuring(scope, id)
	if (state !== 'draft') refuse('restructuring.state', { name })
	const [some] = await sql`select from restructuring_line where restructuring_id = ${id} and excluded is null limit 1`
	if (!some) refuse('restructuring.nothing', {})
	await sql`
		update restructuring set state = 'applying', applied_by = ${nameActor(scope.actor)}, applied_at = ${scope.now},
			worked_at = ${scope.now} where id = ${id}`
	await queueWork(scope, id)
	await emit(scope, { kind: 'restructuring.applied', subject: { kind: 'restructuring', id }, facts: { name } })
}

/** Has it taken back as one, by the worker. Refuses `not_found`, `restructuring.state`. */
export async function orderUndoing(scope: Scope, { id }: Of): Promise<void> {
	permit(scope, 'contract.amend')
	const { name, state } = await lockRestructuring(scope, id)
	if (state !== 'applied') refuse('restructuring.state', { name })
	await scope.sql`update restructuring set state = 'undoing', worked_at = ${scope.now} where id = ${id}`
	await scope.sql`update restructuring_contract set kept = null where restructuring_id = ${id} and kept is not null`
	await queueWork(scope, id)
	await emit(scope, { kind: 'restructuring.undone', subject: { kind: 'restructuring', id }, facts: { name } })
}

export async function queueWork({ sql }: Scope, id: string): Promise<void> {
	await sql`
		select graphile_worker.add_job('restructuring', json_build_object('id', ${id}::text), job_key := ${`restructuring ${id}`}, max_attempts := 5)`
}

export async function lockRestructuring({ sql }: Scope, id: string) {
	const [found] = await sql<{ name: string; state: string; deed: unknown }[]>`
		select name, state, deed from restructuring where id = ${id} for update`
	if (!found) refuse('not_found', { noun: 'restructuring' })
	return found
}

/** Queues anew what a killed worker left behind; answers how many. */
export async function sweepRestructurings(scope: Scope): Promise<number> {
	permit(scope, 'contract.amend')
	const stalled = await scope.sql<{ id: string }[]>`
		update restructuring set worked_at = ${scope.now}
		where state in ('reckoning', 'applying', 'undoing') and worked_at < ${scope.now.subtract({ minutes: 5 })} returning id`
	for (const { id } of stalled) await queueWork(scope, id)
	return stalled.length
}
