import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { lockDocument, permitWriting } from './keep.ts'

/** Shows a document to its customer on the page of the contract, or no longer. Refuses `not_found`, `document.not_shared`. */
export async function shareDocument(scope: Scope, { id, shared }: { id: string; shared: boolean }): Promise<void> {
	permit(scope, 'document.write')
	const { customerId, contractId } = await lockDocument(scope, id)
	if (shared && !contractId) refuse('document.not_shared', {})
	const changed =
		await scope.sql`update document set shared = ${shared} where id = ${id} and shared <> ${shared} returning id`
	if (changed.length === 0) return
	await emit(scope, {
		kind: shared ? 'document.shared' : 'document.unshared',
		subject: { kind: 'document', id },
		...{ customerId, contractId },
	})
}

/** Takes back a document that was kept by mistake: nobody finds it any more, and its versions stay. Refuses `not_found`. */
export async function withdrawDocument(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'document.read')
	const { sql, actor, now } = scope
	if (actor.kind !== 'staff') return refuse('not_permitted', { action: 'document.write' })
	const { customerId, contractId, equipmentId } = await lockDocument(scope, id)
	permitWriting(scope, equipmentId !== null)
	await sql`update document set withdrawn_at = ${now}, withdrawn_by = ${actor.userId}, shared = false where id = ${id}`
	await emit(scope, { kind: 'document.withdrawn', subject: { kind: 'document', id }, ...{ customerId, contractId } })
}
