import { type Actor, act, type Books, expectOk, look, type Outcome, type Scope } from '../../act.ts'
import { emit, nameActor } from '../../event.ts'
import { permit } from '../../permit.ts'
import { Refused, refuse } from '../../refusal.ts'
import { findBatch, type ImportBatch } from '../batch.ts'
import { queueImport } from '../run-state.ts'
import { undoChunk } from './chunk.ts'

/** Higher than any row of a file. */
const behindAll = 2_147_483_647

/**
 * Takes an import back, row by row from its end, in transactions of its own: what it created goes, what it changed is put
 * back. Rows that something was built on since stay, each with its reason. Killed anywhere and started again, it goes on.
 * Refuses `import.not_loaded`.
 */
export async function undoBatch(
	books: Books,
	actor: Actor,
	{ id, onProgress }: { id: string; onProgress?: (undone: number) => void },
): Promise<Outcome<ImportBatch>> {
	const started = await act(books, actor, startUndo, { id })
	if (!started.ok) return started
	const { subject, map } = started.value
	try {
		let below = behindAll
		for (;;) {
			const chunk = { id, subject, source: map?.source ?? '', below }
			const done = expectOk(await act(books, actor, undoChunk, chunk))
			if (!done) break
			below = done.below
			const batch = await look(books, actor, findBatch, { id })
			if (batch.ok) onProgress?.(batch.value.undone + batch.value.kept)
		}
		return await act(books, actor, finishUndo, { id })
	} catch (error) {
		if (!(error instanceof Refused)) throw error
		return { ok: false, refusal: error.refusal }
	}
}

/** Marks an import as being taken back, also one that is still being loaded. One that already is goes on. Refuses `import.not_loaded`. */
async function startUndo(scope: Scope, { id }: { id: string }): Promise<ImportBatch> {
	permit(scope, 'import.run')
	await scope.sql`select from import_batch where id = ${id} for update`
	const batch = await findBatch(scope, { id })
	if (!['loading', 'loaded', 'undoing'].includes(batch.state)) refuse('import.not_loaded', { fileName: batch.fileName })
	await scope.sql`update import_batch set state = 'undoing', rows = greatest(rows, done), undone_by = ${nameActor(scope.actor)}, started_at = ${scope.now}
		where id = ${id}`
	return { ...batch, state: 'undoing' }
}

/** Leaves taking an import back to the worker. Refuses `import.not_loaded`. */
export async function orderUndo(scope: Scope, { id }: { id: string }): Promise<void> {
	await startUndo(scope, { id })
	await queueImport(scope, id)
}

async function finishUndo(scope: Scope, { id }: { id: string }): Promise<ImportBatch> {
	permit(scope, 'import.run')
	await scope.sql`update import_batch set state = 'undone' where id = ${id} and state = 'undoing'`
	const batch = await findBatch(scope, { id })
	const { subject, fileName, undone, kept } = batch
	await emit(scope, {
		kind: 'import.undone',
		subject: { kind: 'import', id },
		facts: { subject, fileName, undone, kept },
	})
	return batch
}
