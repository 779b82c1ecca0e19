import type { Scope } from '../act.ts'
import { nameActor } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { lockEntries, lockOpenEntry } from './lock-entry.ts'

/** Puts an entry aside that is no receipt of ours. Refuses `not_found`, `bank_entry.settled`, `input.invalid` without a reason. */
export async function ignoreEntry(scope: Scope, input: { entryId: string; reason: string }): Promise<void> {
	permit(scope, 'payment.record')
	const reason = input.reason.trim()
	if (reason === '') refuse('input.invalid', { field: 'reason', problem: 'too_small' })
	if (reason.length > 300) refuse('input.invalid', { field: 'reason', problem: 'too_big' })
	const { id } = await lockOpenEntry(scope, input.entryId)
	await scope.sql`
		update bank_entry set ignored_reason = ${reason}, ignored_by = ${nameActor(scope.actor)}, ignored_at = ${scope.now}
		where id = ${id}`
}

/**
 * Takes an entry up again that was put aside; one that was not stays as it is. Refuses `not_found`, and `bank_entry.returned` where the
 * bank took the money back.
 */
export async function takeUpEntry(scope: Scope, { entryId }: { entryId: string }): Promise<void> {
	permit(scope, 'payment.record')
	const [entry] = await lockEntries(scope, { entryId })
	if (!entry) return refuse('not_found', { noun: 'bank_entry' })
	const [back] = await scope.sql<{ on: string }[]>`
		select back.value_on::text as "on" from bank_entry as came join bank_entry as back on back.id = came.returned_by_id
		where came.id = ${entryId}`
	if (back) refuse('bank_entry.returned', { returnedOn: back.on })
	await scope.sql`update bank_entry set ignored_reason = '', ignored_by = null, ignored_at = null where id = ${entryId}`
}
