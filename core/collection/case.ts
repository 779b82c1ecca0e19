import type { Role, Scope } from '../act.ts'
import { nameActor } from '../event.ts'
import { may, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { Debt } from './debt.ts'

export type LockedCase = Debt & { id: string; isClosed: boolean; collectorId: string | null }

/** Locks a case for the rest of the transaction. Refuses `not_found`, also for one that the actor does not see. */
export async function lockCase(scope: Scope, id: string): Promise<LockedCase> {
	const { sql } = scope
	const [found] = await sql<Omit<LockedCase, 'collectorId'>[]>`
		select id, customer_id as "customerId", currency, closed_at is not null as "isClosed"
		from collection_case where id = ${id} and ${seesCase(scope)} for update`
	if (!found) return refuse('not_found', { noun: 'collection_case' })
	// Asked for once the case is held: who waited for it reads what was done meanwhile.
	const [current] = await sql<{ collectorId: string }[]>`
		select collector_id as "collectorId" from collection_dispatch where case_id = ${id} and ended is null`
	return { ...found, collectorId: current?.collectorId ?? null }
}

/** Condition on `collection_case`: who only collects sees what they have, and what was settled while they had it. */
export function seesCase(scope: Scope) {
	const { sql, actor } = scope
	const reached = reach(scope).customer('collection_case.customer_id')
	if (actor.kind === 'system') return reached
	if (actor.kind !== 'staff') return sql`false`
	if (may(actor, 'collection.dispatch')) return reached
	return sql`(${reached} and exists (select from collection_dispatch as own where own.case_id = collection_case.id
		and own.collector_id = ${actor.userId} and (own.ended is null or own.ended = 'closed')))`
}

/** It is worked on by whoever has it, and by who gives cases out. Refuses `collection.closed`, `not_permitted`. */
export function requireWorkable({ actor }: Scope, { isClosed, collectorId }: LockedCase): void {
	if (isClosed) refuse('collection.closed', {})
	const isTheirs = actor.kind === 'staff' && actor.userId === collectorId
	if (!isTheirs && !may(actor, 'collection.dispatch')) refuse('not_permitted', { action: 'collection.work' })
}

/** Refuses `not_found` for whoever is no member of staff any more, `collection.no_collector` for who may not collect. */
export async function requireCollector({ sql }: Scope, collectorId: string): Promise<string> {
	const [user] = await sql<{ name: string; role: Role }[]>`
		select name, role from staff_user where id = ${collectorId} and left_at is null`
	if (!user) return refuse('not_found', { noun: 'user' })
	const { name, role } = user
	if (!may({ kind: 'staff', userId: collectorId, role }, 'collection.work')) refuse('collection.no_collector', { name })
	return name
}

/** What of a case goes into each of its events. */
export const about = ({ id, customerId }: Pick<LockedCase, 'id' | 'customerId'>) => ({
	subject: { kind: 'collection_case', id },
	customerId,
	contractId: null,
})

export const who = ({ actor }: Scope) => nameActor(actor)
