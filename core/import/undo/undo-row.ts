import type { Scope } from '../../act.ts'
import type { Before, Fate, RowChange } from '../fate.ts'
import type { PlainBefore } from '../plain/subject.ts'

/** A row that did something, and may be taken back; `Kept` is what it kept for that. */
export type UndoRow<Kept extends Before | PlainBefore = Before> = {
	row: number
	fate: Extract<Fate, 'created' | 'updated' | 'conflict'>
	/** The customer or contract. */
	id: string
	/** Only what it really changed. */
	changes: RowChange[]
	before: Kept | null
}

/** The row of a plain subject: it knows what it stands for. */
export type PlainRow = UndoRow<PlainBefore> & { before: PlainBefore }

export function isPlain(row: UndoRow<Before | PlainBefore>): row is PlainRow {
	return row.before !== null && 'key' in row.before
}

/** The row of a customer or contract. */
export function isOwn(row: UndoRow<Before | PlainBefore>): row is UndoRow {
	return !isPlain(row)
}

/** Why a row stays as it is. */
export type KeptReason =
	| 'billed'
	| 'paid'
	| 'has_contracts'
	| 'link_sent'
	| 'changed_since'
	| 'changed_by_import'
	| 'gone'
	| 'refused'
	| 'used'

/** What became of it: taken back in so many versions, or left for a reason. */
export type Undone = { row: Pick<UndoRow, 'row'>; steps: number; reason?: KeptReason }

type Page = { id: string; below: number; limit: number }

/** Rows of a batch that are still to be taken back, the last first, from before a row. */
export async function findUndoRows(scope: Scope, { id, below, limit }: Page): Promise<UndoRow<Before | PlainBefore>[]> {
	const rows = await scope.sql<(Omit<UndoRow<Before | PlainBefore>, 'changes'> & { changes: RowChange[] | null })[]>`
		select "row", fate, subject_id as id, changes, before from import_row
		where batch_id = ${id} and "row" < ${below} and undone is null and subject_id is not null
			and (fate = 'created' or (fate in ('updated', 'conflict') and before is not null))
		order by "row" desc limit ${limit}`
	return rows.map((row) => ({ ...row, changes: (row.changes ?? []).filter(({ conflict }) => conflict !== 'kept') }))
}

/**
 * Why what a batch created is not as it created it: since then somebody has changed it, or another import that has not
 * been taken back. Versions tell: imports know how many they used. Undefined where nothing has changed it.
 */
export async function changedSince(
	scope: Scope,
	batchId: string,
	subjects: readonly { id: string; version: number }[],
): Promise<Map<string, KeptReason>> {
	const changed = subjects.filter(({ version }) => version !== 1)
	const reasons = new Map<string, KeptReason>()
	if (changed.length === 0) return reasons
	// What was only checked did nothing.
	const rows = await scope.sql<{ id: string; steps: number; stands: boolean }[]>`
		select subject_id as id, bool_or(line.undone is distinct from 'yes' and (batch.id <> ${batchId} or line.undone is not null)) as stands,
			sum((before->>'versionAfter')::int - (before->>'version')::int + undone_steps)::int as steps
		from import_row as line join import_batch as batch on batch.id = line.batch_id
		where subject_id = any(${changed.map(({ id }) => id)}::uuid[]) and fate in ('updated', 'conflict') and before is not null
			and batch.state not in ('checking', 'checked')
		group by subject_id`
	const byImports = new Map(rows.map((row) => [row.id, row]))
	for (const { id, version } of changed) {
		const known = byImports.get(id)
		if (version !== 1 + (known?.steps ?? 0)) reasons.set(id, 'changed_since')
		else if (known?.stands) reasons.set(id, 'changed_by_import')
	}
	return reasons
}

/** Does all together, or, where the database refuses, by halves down to those that it refuses. Answers these. */
export async function byHalves<Row>(
	scope: Scope,
	rows: readonly Row[],
	take: (scope: Scope, rows: readonly Row[]) => Promise<void>,
	isRefused: (error: unknown) => boolean,
): Promise<Row[]> {
	if (rows.length === 0) return []
	try {
		await scope.sql.savepoint((sql) => take({ ...scope, sql }, rows))
		return []
	} catch (error) {
		if (!isRefused(error)) throw error
		if (rows.length === 1) return [...rows]
		const middle = Math.ceil(rows.length / 2)
		return [
			...(await byHalves(scope, rows.slice(0, middle), take, isRefused)),
			...(await byHalves(scope, rows.slice(middle), take, isRefused)),
		]
	}
}
