import { type Actor, act, type Books, expectOk, type Outcome, type Scope } from '../act.ts'
import { emit, nameActor } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { lockUpdate } from './lock.ts'
import { type Gone, leaveOut, type Next, nextContracts, workNext } from './work-next.ts'

type Of = { id: string }

/** Has the new prices planned, contract by contract, by the worker. Refuses `not_found`, `price_update.state`, `price_update.nothing`. */
export async function orderPriceUpdate(scope: Scope, { id }: Of): Promise<void> {
	permit(scope, 'product.write')
	permit(scope, 'contract.amend')
	const { sql } = scope
	const update = await lockUpdate(scope, id)
	if (update.state !== 'draft') refuse('price_update.state', { name: update.name })
	const [some] = await sql`select from price_update_line where price_update_id = ${id} and excluded is null limit 1`
	if (!some) refuse('price_update.nothing', {})
	await sql`
		update price_update set state = 'planning', planned_by = ${nameActor(scope.actor)}, planned_at = ${scope.now}, worked_at = ${scope.now}
		where id = ${id}`
	await queueWork(scope, id)
	await emit(scope, {
		kind: 'price_update.planned',
		subject: { kind: 'price_update', id },
		facts: { name: update.name },
	})
}

/** Has what has not begun taken back, by the worker. Refuses `not_found`, `price_update.state`. */
export async function orderTakingBack(scope: Scope, { id }: Of): Promise<void> {
	permit(scope, 'product.write')
	permit(scope, 'contract.amend')
	const update = await lockUpdate(scope, id)
	if (update.state !== 'planned') refuse('price_update.state', { name: update.name })
	await scope.sql`
		update price_update set state = 'taking_back', worked_at = ${scope.now} where id = ${id}`
	await queueWork(scope, id)
	const facts = { name: update.name }
	await emit(scope, { kind: 'price_update.taken_back', subject: { kind: 'price_update', id }, facts })
}

export async function queueWork({ sql }: Scope, id: string): Promise<void> {
	await sql`
		select graphile_worker.add_job('price_update', json_build_object('id', ${id}::text), job_key := ${`price_update ${id}`}, max_attempts := 5)`
}

/**
 * What the worker does of both: many contracts in one transaction after the other, so that it can be killed anywhere and goes
 * on. Where one of them cannot be done each is tried by itself. A contract that refuses its new prices is left out and says
 * so; one that refuses to have them taken back keeps them. The others have theirs.
 */
export async function workOnPriceUpdate(books: Books, { id }: Of): Promise<void> {
	const actor: Actor = { kind: 'system', name: 'price update' }
	const passed: string[] = []
	let single = false
	for (;;) {
		const done: Outcome<Gone> = await act(books, actor, workNext, { id, passed, single })
		if (done.ok && done.value.ids.length === 0) break
		if (done.ok) passed.push(...done.value.refused)
		else if (single) passed.push(...expectOk(await act(books, actor, giveUp, { id, passed, single })))
		single = !done.ok && !single
	}
	await act(books, actor, finish, { id })
}

/** The next contract stays as it is, and says so where it was to have new prices. */
async function giveUp(scope: Scope, next: Next): Promise<string[]> {
	permit(scope, 'contract.amend')
	const ids = await nextContracts(scope, next)
	const { state } = await lockUpdate(scope, next.id)
	if (state === 'planning') await leaveOut(scope, next.id, ids)
	return ids
}

/** What could not be taken back, or has begun, stays planned. */
async function finish({ sql }: Scope, { id }: Of): Promise<void> {
	await sql`
		update price_update set state = case when state = 'planning' or exists (
			select from price_update_line where price_update_id = ${id} and sequence is not null and taken_back_by is null
		) then 'planned' else 'taken_back' end
		where id = ${id} and state in ('planning', 'taking_back')`
}

/** Queues anew what a killed worker left behind; answers how many. */
export async function sweepPriceUpdates(scope: Scope): Promise<number> {
	permit(scope, 'contract.amend')
	const stalled = await scope.sql<{ id: string }[]>`
		update price_update set worked_at = ${scope.now}
		where state in ('planning', 'taking_back') and worked_at < ${scope.now.subtract({ minutes: 5 })} returning id`
	for (const { id } of stalled) await queueWork(scope, id)
	return stalled.length
}
