import { z } from 'zod'
import type { Scope } from '../act.ts'
import { dayInput } from '../day-input.ts'
import { emit, nameActor } from '../event.ts'
import { may, permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

export type FoundDelegation = {
	id: string
	userId: string
	name: string
	delegateId: string
	delegateName: string
	/** First and last day, ISO. */
	startsOn: string
	endsOn: string
}

/** Days are ISO dates. `userId`: of the acting person; of anybody for those who look after staff. */
export type Delegate = { userId: string; delegateId: string; startsOn: string; endsOn: string }

const input = z.object({
	userId: z.uuid(),
	delegateId: z.uuid(),
	startsOn: dayInput,
	endsOn: dayInput,
})

/** Lets a colleague decide in somebody's place from one day to another. Refuses `not_permitted`, `input.invalid`. */
export async function delegate(scope: Scope, given: Delegate): Promise<{ id: string }> {
	const read = input.safeParse(given)
	if (!read.success) refuse('input.invalid', { field: String(read.error.issues[0]?.path[0]), problem: 'invalid' })
	const { userId, delegateId, startsOn, endsOn } = read.data
	permitFor(scope, userId)
	if (userId === delegateId) refuse('input.invalid', { field: 'delegateId', problem: 'another person' })
	if (endsOn < startsOn || endsOn < scope.today.toString())
		refuse('input.invalid', { field: 'endsOn', problem: 'before the first day, or over' })
	const people = await scope.sql`
		select from staff_user where id = any(${[userId, delegateId]}::uuid[]) and left_at is null`
	if (people.length < 2) refuse('not_found', { noun: 'user' })
	const [made] = await scope.sql<{ id: string }[]>`
		insert into approval_delegation (user_id, delegate_id, starts_on, ends_on, made_by, made_at)
		values (${userId}, ${delegateId}, ${startsOn}, ${endsOn}, ${nameActor(scope.actor)}, ${scope.now}) returning id`
	if (!made) throw new Error('The delegation was not written')
	await note(scope, made.id, { userId, delegateId, startsOn, endsOn })
	return made
}

/** Ends a delegation now: one's own, or anybody's for those who look after staff. Refuses `not_found`. */
export async function endDelegation(scope: Scope, { id }: { id: string }): Promise<{ id: string }> {
	permit(scope, 'contract.read')
	const [found] = await scope.sql<{ userId: string }[]>`
		select user_id as "userId" from approval_delegation where id = ${id} and ended_at is null for update`
	const { actor } = scope
	const isTheirs = actor.kind === 'staff' && actor.userId === found?.userId
	if (!found || !(isTheirs || may(actor, 'staff.write'))) refuse('not_found', { noun: 'delegation' })
	await scope.sql`update approval_delegation set ended_at = ${scope.now} where id = ${id}`
	await note(scope, id, { userId: found.userId, ended: true })
	return { id }
}

/** Delegations of today and to come: one's own, or everybody's for those who look after staff. */
export async function listDelegations(scope: Scope): Promise<FoundDelegation[]> {
	permit(scope, 'contract.read')
	const { sql, actor, today } = scope
	const userId = actor.kind === 'staff' ? actor.userId : null
	return await sql<FoundDelegation[]>`
		select delegation.id, user_id as "userId", absent.name, delegate_id as "delegateId", present.name as "delegateName",
			starts_on::text as "startsOn", ends_on::text as "endsOn"
		from approval_delegation as delegation join staff_user as absent on absent.id = user_id
			join staff_user as present on present.id = delegate_id
		where ended_at is null and ends_on >= ${today} and (${may(actor, 'staff.write')} or ${userId}::uuid in (user_id, delegate_id))
		order by starts_on, delegation.id`
}

function permitFor(scope: Scope, userId: string): void {
	if (scope.actor.kind === 'staff' && scope.actor.userId === userId) return
	permit(scope, 'staff.write')
}

async function note(scope: Scope, id: string, facts: Record<string, unknown>): Promise<void> {
	await emit(scope, { kind: 'delegation.changed', subject: { kind: 'delegation', id }, facts })
}
