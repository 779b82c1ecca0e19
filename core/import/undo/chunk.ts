import type { Scope } from '../../act.ts'
import { permit } from '../../permit.ts'
import { Refused, refuse } from '../../refusal.ts'
import { brokenPromise } from '../broken-promise.ts'
import type { Before } from '../fate.ts'
import type { Subject } from '../field.ts'
import type { PlainBefore } from '../plain/subject.ts'
import { plainSubjects } from '../plain/subjects.ts'
import { undoPlain } from '../plain/undo.ts'
import { judgeChangedContracts, judgeNewContracts, putContractBack, removeContracts } from './contracts.ts'
import { judgeChangedCustomers, judgeNewCustomers, putCustomersBack, removeCustomers } from './customers.ts'
import { findTaken } from './find-taken.ts'
import { byHalves, findUndoRows, isOwn, isPlain, type KeptReason, type Undone, type UndoRow } from './undo-row.ts'

/** Rows of one transaction. */
const chunkSize = 2000

type UndoChunk = { id: string; subject: Subject; source: string; below: number }

/**
 * Takes the next rows of a batch back, the last first, in one transaction that also notes it. Answers the first of these
 * rows, from before which it goes on, or nothing when all are done. Refuses `import.running`.
 */
export async function undoChunk(scope: Scope, chunk: UndoChunk): Promise<{ below: number } | undefined> {
	permit(scope, 'import.run')
	if (chunk.subject === 'customers') permit(scope, 'customer.write')
	if (chunk.subject === 'contracts') permit(scope, 'contract.amend')
	const { sql } = scope
	const { id, subject, source } = chunk
	await sql`select pg_advisory_xact_lock(hashtextextended(${`import ${subject} ${source}`}, 0))`
	const [batch] = await sql<{ fileName: string; state: string }[]>`
		select file_name as "fileName", state from import_batch where id = ${id} for update`
	if (batch?.state !== 'undoing') refuse('import.running', { fileName: batch?.fileName ?? '' })
	const rows = await findUndoRows(scope, { id, below: chunk.below, limit: chunkSize })
	if (rows.length === 0) return undefined
	await note(scope, id, await undoRows(scope, chunk, rows))
	return { below: rows.at(-1)?.row ?? 0 }
}

async function undoRows(
	scope: Scope,
	{ id, subject, source }: UndoChunk,
	rows: readonly UndoRow<Before | PlainBefore>[],
): Promise<Undone[]> {
	const own = rows.filter(isOwn)
	const changed = own.filter(({ fate }) => fate !== 'created')
	const created = own.filter(({ fate }) => fate === 'created')
	if (subject === 'customers')
		return [...(await undoChangedCustomers(scope, id, changed)), ...(await undoNewCustomers(scope, id, created))]
	if (subject === 'contracts')
		return [
			// Further lines that known contracts got.
			...(await undoPlain(plainSubjects.lines, scope, { id, source }, rows.filter(isPlain))),
			...(await undoChangedContracts(scope, changed)),
			...(await undoNewContracts(scope, id, created)),
		]
	return await undoPlain(plainSubjects[subject], scope, { id, source }, rows.filter(isPlain))
}

async function undoChangedCustomers(scope: Scope, id: string, rows: readonly UndoRow[]): Promise<Undone[]> {
	if (rows.length === 0) return []
	// One customer may have been changed by several rows: each is judged as the one behind it has left it.
	const [now, later] = [new Map<string, UndoRow>(), [] as UndoRow[]]
	for (const row of rows) {
		if (now.has(row.id)) later.push(row)
		else now.set(row.id, row)
	}
	const first = [...now.values()]
	const { reasons, current } = await judgeChangedCustomers(scope, first, { lock: true })
	const possible = first.filter((row) => !reasons.has(row))
	const refused = await byHalves(
		scope,
		possible,
		(inner, some) => putCustomersBack(inner, id, some, current),
		(error) => brokenPromise(error) !== undefined,
	)
	for (const row of refused) reasons.set(row, 'used')
	return [...first.map((row) => outcomeOf(row, reasons, 1)), ...(await undoChangedCustomers(scope, id, later))]
}

async function undoNewCustomers(scope: Scope, id: string, rows: readonly UndoRow[]): Promise<Undone[]> {
	const reasons = await judgeNewCustomers(scope, id, rows, { lock: true })
	const possible = rows.filter((row) => !reasons.has(row))
	const refused = await byHalves(
		scope,
		possible,
		(inner, some) => removeCustomers(inner, id, some),
		(error) => brokenPromise(error) !== undefined,
	)
	for (const row of refused) reasons.set(row, 'used')
	return rows.map((row) => outcomeOf(row, reasons, 0))
}

/** Each by the verbs of the product, as it was changed. */
async function undoChangedContracts(scope: Scope, rows: readonly UndoRow[]): Promise<Undone[]> {
	const done: Undone[] = []
	for (const row of rows) {
		const { reasons, current } = await judgeChangedContracts(scope, [row], { lock: true })
		const contract = current.get(row.id)
		if (reasons.has(row) || !contract) {
			done.push(outcomeOf(row, reasons, 0))
			continue
		}
		try {
			const steps = await scope.sql.savepoint((sql) => putContractBack({ ...scope, sql }, row, contract))
			done.push({ row, steps })
		} catch (error) {
			if (!(error instanceof Refused) && brokenPromise(error) === undefined) throw error
			done.push({ row, steps: 0, reason: error instanceof Refused ? 'refused' : 'used' })
		}
	}
	return done
}

async function undoNewContracts(scope: Scope, id: string, rows: readonly UndoRow[]): Promise<Undone[]> {
	const reasons = await judgeNewContracts(scope, id, rows, { lock: true })
	const taken = await findTaken(scope, id, reasons)
	for (const row of taken) reasons.delete(row)
	const possible = rows.filter((row) => !reasons.has(row) && !taken.has(row))
	const refused = await byHalves(scope, possible, removeContracts, (error) => brokenPromise(error) !== undefined)
	for (const row of refused) reasons.set(row, 'used')
	return rows.map((row) => outcomeOf(row, reasons, 0))
}

function outcomeOf(row: UndoRow, reasons: ReadonlyMap<UndoRow, KeptReason>, steps: number): Undone {
	const reason = reasons.get(row)
	return reason ? { row, steps: 0, reason } : { row, steps }
}

async function note(scope: Scope, id: string, done: readonly Undone[]): Promise<void> {
	const { sql } = scope
	await sql`
		update import_row set undone = given.undone, undone_steps = given.steps
		from unnest(${done.map(({ row }) => row.row)}::integer[], ${done.map(({ reason }) => reason ?? 'yes')}::text[],
			${done.map(({ steps }) => steps)}::integer[]) as given ("row", undone, steps)
		where import_row.batch_id = ${id} and import_row."row" = given."row"`
	const kept = done.filter(({ reason }) => reason).length
	await sql`
		update import_batch set undone = undone + ${done.length - kept}, kept = kept + ${kept}, started_at = ${scope.now}
		where id = ${id}`
}
