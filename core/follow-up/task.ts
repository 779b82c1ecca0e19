import type { Scope } from '../act.ts'
import { dayInput } from '../day-input.ts'
import { emit } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** A next step that is open: who does it, and by when. */
export type MoveTask = {
	id: string
	/** ISO; as it is when not given. */
	nextOn?: string | undefined
	/** As it is when not given. */
	assigneeId?: string | undefined
}

/**
 * Gives the next step of a follow-up to somebody, or to another day; what is the same already changes nothing. Refuses
 * `not_found`, `task.done`, `input.invalid`.
 */
export async function moveTask(scope: Scope, { id, nextOn, assigneeId }: MoveTask): Promise<void> {
	permit(scope, 'follow_up.write')
	if (nextOn !== undefined && !dayInput.safeParse(nextOn).success)
		refuse('input.invalid', { field: 'nextOn', problem: 'invalid' })
	const { sql } = scope
	const [task] = await sql<
		{ customerId: string; contractId: string | null; settled: boolean; nextOn: string; assigneeId: string | null }[]
	>`
		select customer_id as "customerId", contract_id as "contractId", settled_at is not null as settled,
			next_on::text as "nextOn", assignee_id as "assigneeId"
		from follow_up where id = ${id} and next_on is not null and ${reach(scope).customer('follow_up.customer_id')} for update`
	if (!task) refuse('not_found', { noun: 'follow_up' })
	if (task.settled) refuse('task.done', {})
	const wanted = { nextOn: nextOn ?? task.nextOn, assigneeId: assigneeId ?? task.assigneeId }
	if (wanted.nextOn === task.nextOn && wanted.assigneeId === task.assigneeId) return
	if (wanted.assigneeId && wanted.assigneeId !== task.assigneeId) await requireMember(scope, wanted.assigneeId)
	await sql`update follow_up set next_on = ${wanted.nextOn}, assignee_id = ${wanted.assigneeId} where id = ${id}`
	const { customerId, contractId } = task
	const before = { nextOn: task.nextOn, assigneeId: task.assigneeId }
	await emit(scope, {
		kind: 'follow_up.moved',
		subject: { kind: 'customer', id: customerId },
		...{ customerId, contractId, facts: { followUpId: id, before, after: wanted } },
	})
}

/** Refuses `input.invalid` for whoever is not a member of staff, or no longer is. */
export async function requireMember({ sql }: Pick<Scope, 'sql'>, userId: string, field = 'assigneeId'): Promise<void> {
	const [member] = await sql`select from staff_user where id = ${userId} and left_at is null`
	if (!member) refuse('input.invalid', { field, problem: 'unknown' })
}
