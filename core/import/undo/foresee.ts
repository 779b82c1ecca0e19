import type { Scope } from '../../act.ts'
import { permit } from '../../permit.ts'
import { refuse } from '../../refusal.ts'
import { findBatch } from '../batch.ts'
import type { Before } from '../fate.ts'
import type { Subject } from '../field.ts'
import type { PlainBefore } from '../plain/subject.ts'
import { plainSubjects } from '../plain/subjects.ts'
import { judgePlain } from '../plain/undo.ts'
import { judgeChangedContracts, judgeNewContracts } from './contracts.ts'
import { judgeChangedCustomers, judgeNewCustomers } from './customers.ts'
import { findUndoRows, isOwn, isPlain, type KeptReason, type UndoRow } from './undo-row.ts'

type Row = UndoRow<Before | PlainBefore>

/** What taking an import back would do, in rows. */
export type Foreseen = { removed: number; putBack: number; kept: Partial<Record<KeptReason, number>> }

/** Looks at every row as taking it back would, and does nothing. Refuses `import.not_loaded`. */
export async function foreseeUndo(scope: Scope, { id }: { id: string }): Promise<Foreseen> {
	permit(scope, 'import.run')
	const { state, fileName, subject, map } = await findBatch(scope, { id })
	if (state !== 'loaded' && state !== 'undoing') refuse('import.not_loaded', { fileName })
	const foreseen: Foreseen = { removed: 0, putBack: 0, kept: {} }
	for (let below = 2_147_483_647; ; ) {
		const rows = await findUndoRows(scope, { id, below, limit: 4000 })
		const last = rows.at(-1)
		if (!last) return foreseen
		below = last.row
		const reasons = await judge(scope, { id, source: map?.source ?? '' }, subject, rows)
		for (const row of rows) {
			const reason = reasons.get(row)
			if (reason) foreseen.kept[reason] = (foreseen.kept[reason] ?? 0) + 1
			else foreseen[row.fate === 'created' ? 'removed' : 'putBack']++
		}
	}
}

async function judge(
	scope: Scope,
	batch: { id: string; source: string },
	subject: Subject,
	rows: readonly Row[],
): Promise<Map<Row, KeptReason>> {
	if (subject !== 'customers' && subject !== 'contracts')
		return await judgePlain(plainSubjects[subject], scope, batch, rows.filter(isPlain))
	const { id } = batch
	const lock = { lock: false }
	const own = rows.filter(isOwn)
	const changed = own.filter(({ fate }) => fate !== 'created')
	const created = own.filter(({ fate }) => fate === 'created')
	const [one, other] =
		subject === 'customers'
			? [await judgeChangedCustomers(scope, changed, lock), await judgeNewCustomers(scope, id, created, lock)]
			: [await judgeChangedContracts(scope, changed, lock), await judgeNewContracts(scope, id, created, lock)]
	const parts = subject === 'contracts' ? await judgePlain(plainSubjects.lines, scope, batch, rows.filter(isPlain)) : []
	return new Map<Row, KeptReason>([...parts, ...one.reasons, ...other])
}
