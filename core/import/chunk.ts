import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { brokenPromise } from './broken-promise.ts'
import type { Subject } from './field.ts'
import { identityColumn, identityOf } from './identity.ts'
import { loadContracts } from './load-contracts.ts'
import { loadCustomers } from './load-customers.ts'
import type { ImportMap } from './map.ts'
import { loadPlain } from './plain/load.ts'
import { plainSubjects } from './plain/subjects.ts'
import { type RowReader, type RowRecord, report, sayValue } from './record.ts'
import { countFates, writeRows } from './write-rows.ts'

export type LoadMode = 'check' | 'load'
type Chunk = { id: string; before: number; map: ImportMap; reader: RowReader; records: readonly RowRecord[] }

/** What came of a chunk: each record with its problems, or with what it did. */
export type ChunkResult = { records: RowRecord[] }

/** Thrown by a chunk that is not to be kept, so that its transaction is rolled back; carries what came of it. */
export class Stopped extends Error {
	override name = 'Stopped'
	readonly result: ChunkResult
	constructor(result: ChunkResult) {
		super('The chunk was only checked')
		this.result = result
	}
}

export function isStopped(error: unknown): error is Stopped {
	return error instanceof Stopped
}

/**
 * Loads one chunk and moves its batch on, in one transaction. Chunks of one source follow each other, so that a key is
 * never written twice. Refuses `import.running` when another process has moved the batch on meanwhile.
 */
export async function runChunk(scope: Scope, chunk: Chunk & { keep: boolean }): Promise<ChunkResult> {
	permit(scope, 'import.run')
	const { map } = chunk
	await scope.sql`select pg_advisory_xact_lock(hashtextextended(${`import ${map.subject} ${map.source}`}, 0))`
	await lockBatch(scope, chunk)
	// The search indexes take in what is new by sorting it: in memory, not bit by bit.
	await scope.sql`set local work_mem = '64MB'`
	const records = chunk.records.map((record) => ({ ...record, problems: [...record.problems] }))
	await loadInOrder(scope, chunk, records)
	const result = { records }
	if (!chunk.keep) {
		await scope.sql`set constraints all immediate`
		throw new Stopped(result)
	}
	await moveOn(scope, chunk, result)
	return result
}

/** Notes what came of a chunk that was only checked. */
export async function recordChecked(scope: Scope, chunk: Chunk & { result: ChunkResult }): Promise<void> {
	permit(scope, 'import.run')
	await lockBatch(scope, chunk)
	await moveOn(scope, chunk, chunk.result)
}

async function lockBatch(scope: Scope, chunk: Chunk): Promise<void> {
	const [batch] = await scope.sql<{ done: number; file_name: string; state: string }[]>`
		select done, file_name, state from import_batch where id = ${chunk.id} for update`
	if (!batch) refuse('not_found', { noun: 'import' })
	// Somebody has stopped it, or another process has moved it on.
	if ((batch.state !== 'loading' && batch.state !== 'checking') || batch.done !== chunk.before)
		refuse('import.running', { fileName: batch.file_name })
}

/**
 * First the rows that stand for themselves, then those that contradict an earlier row of the file: they win only where
 * the map lets the file win, and are otherwise left as conflicts.
 */
async function loadInOrder(scope: Scope, chunk: Chunk & { keep: boolean }, records: RowRecord[]): Promise<void> {
	const repeats = records.filter((record) => record.repeats !== undefined && record.problems.length === 0)
	const first = records.filter((record) => record.repeats === undefined && !record.outcome)
	await loadPart(scope, chunk, first)
	for (const record of repeats) {
		const facts = { value: sayValue(identityOf(chunk.map.subject, record)), row: String(record.repeats) }
		if (chunk.map.onConflict === 'keep') record.outcome = { fate: 'conflict' }
		else if (chunk.map.onConflict === 'reject')
			report(record, 'key_repeated', facts, ...identityColumn(chunk.map.subject, record, chunk.reader))
		// Several may repeat the same key, so each waits for the one before.
		else await loadPart(scope, chunk, [record])
		// Where nothing is kept, the row before may be gone again.
		if (!chunk.keep && record.outcome?.fate === 'created') record.outcome = { fate: 'updated', changes: [] }
	}
}

/**
 * Loads records together. What the database refuses although we let it pass is narrowed down by halves to the rows that
 * cause it, which are rejected with the name of the broken promise; one odd row never stops a file.
 */
async function loadPart(scope: Scope, chunk: Chunk, records: RowRecord[]): Promise<void> {
	const load = loaderOf(chunk.map.subject)
	const problems = records.map((record) => [...record.problems])
	try {
		await scope.sql.savepoint((sql) => load({ ...scope, sql }, chunk.map, chunk.reader, records))
	} catch (error) {
		const promise = brokenPromise(error)
		if (promise === undefined) throw error
		for (const [index, record] of records.entries()) {
			record.problems = problems[index] ?? []
			delete record.outcome
		}
		const units = unitsOf(chunk.map.subject, records)
		if (units.length === 1) {
			for (const record of records) report(record, 'refused', { code: promise, facts: '{}' }, '', '')
			return
		}
		const middle = Math.ceil(units.length / 2)
		await loadPart(scope, chunk, units.slice(0, middle).flat())
		await loadPart(scope, chunk, units.slice(middle).flat())
	}
}

/** What cannot be told apart: rows of one contract, else each row. */
function unitsOf(subject: Subject, records: readonly RowRecord[]): RowRecord[][] {
	const units = new Map<unknown, RowRecord[]>()
	for (const record of records) {
		const unit = subject === 'contracts' ? (record.values.key ?? record) : record
		units.set(unit, [...(units.get(unit) ?? []), record])
	}
	return [...units.values()]
}

function loaderOf(subject: Subject): typeof loadCustomers {
	if (subject === 'customers') return loadCustomers
	if (subject === 'contracts') return loadContracts
	return (scope, map, reader, records) => loadPlain(plainSubjects[subject], scope, map, reader, records)
}

async function moveOn(scope: Scope, chunk: Chunk, { records }: ChunkResult): Promise<void> {
	await writeRows(scope, chunk.id, chunk.map.subject, records)
	const counts = countFates(records)
	await scope.sql`
		update import_batch set done = done + ${records.length}, created = created + ${counts.created},
			updated = updated + ${counts.updated}, unchanged = unchanged + ${counts.unchanged},
			conflicts = conflicts + ${counts.conflicts}, rejected = rejected + ${counts.rejected}, started_at = ${scope.now}
		where id = ${chunk.id}`
}
