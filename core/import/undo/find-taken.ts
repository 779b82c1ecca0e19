import type { Scope } from '../../act.ts'
import type { KeptReason, UndoRow } from './undo-row.ts'

/** Rows of contracts that went with a later row of theirs. */
export async function findTaken(
	{ sql }: Scope,
	id: string,
	reasons: ReadonlyMap<UndoRow, KeptReason>,
): Promise<Set<UndoRow>> {
	const gone = [...reasons].flatMap(([row, reason]) => (reason === 'gone' ? [row] : []))
	if (gone.length === 0) return new Set()
	const rows = await sql<{ id: string }[]>`
		select distinct subject_id as id from import_row
		where batch_id = ${id} and undone = 'yes' and subject_id = any(${gone.map((row) => row.id)}::uuid[])`
	const taken = new Set(rows.map((row) => row.id))
	return new Set(gone.filter((row) => taken.has(row.id)))
}
