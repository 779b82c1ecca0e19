import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { findBatch } from './batch.ts'
import { orderUndo } from './undo/undo-batch.ts'

/**
 * Stops a file on its way. A check has kept nothing and is forgotten; of a load nothing stays: what has come in so far is
 * taken back by the worker. Waits for the chunk that is being written. Nothing to stop is no mistake.
 */
export async function cancelImport(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'import.run')
	const { sql } = scope
	await sql`select from import_batch where id = ${id} for update`
	const { state } = await findBatch(scope, { id })
	if (state === 'loading') await orderUndo(scope, { id })
	if (state !== 'checking') return
	await sql`delete from import_rejected where batch_id = ${id}`
	await sql`delete from import_row where batch_id = ${id}`
	await sql`
		update import_batch set state = 'uploaded', started_at = null, done = 0, created = 0, updated = 0, unchanged = 0,
			conflicts = 0, rejected = 0
		where id = ${id}`
}
