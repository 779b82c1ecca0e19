import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { about, lockCase, requireWorkable } from './case.ts'
import { letGo } from './give-to.ts'

/**
 * Gives a case back, with the reason; it waits for somebody to give it to another. Refuses `not_found`, `not_permitted`,
 * `collection.closed`, `collection.with_nobody`, `input.invalid` without a reason.
 */
export async function handBackCase(scope: Scope, { id, reason: typed }: { id: string; reason: string }): Promise<void> {
	permit(scope, 'collection.work')
	const found = await lockCase(scope, id)
	requireWorkable(scope, found)
	if (!found.collectorId) refuse('collection.with_nobody', {})
	const reason = typed.trim()
	if (reason === '' || reason.length > 2000)
		refuse('input.invalid', { field: 'reason', problem: reason ? 'too_big' : 'missing' })
	await letGo(scope, [id], { ended: 'handed_back', note: reason })
	const { currency, collectorId } = found
	await emit(scope, { kind: 'collection.handed_back', ...about(found), facts: { reason, currency, collectorId } })
}
