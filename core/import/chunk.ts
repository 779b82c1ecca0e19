import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { textOf } from './cell.ts'
import { loadContracts } from './load-contracts.ts'
import { type Loaded, loadCustomers } from './load-customers.ts'
import type { ImportMap } from './map.ts'
import { type RowReader, type RowRecord, report } from './record.ts'

export type LoadMode = 'check' | 'load'
type Chunk = { id: string; before: number; map: ImportMap; reader: RowReader; records: readonly RowRecord[] }

/** What came of a chunk. The records are those that could not be taken, with their problems. */
export type ChunkResult = Loaded & { rejected: RowRecord[] }

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
	const loaded = await loadPart(scope, chunk, records)
	const result = { ...loaded, rejected: records.filter((record) => record.problems.length > 0) }
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
	const [batch] = await scope.sql<{ done: number; file_name: string }[]>`
		select done, file_name from import_batch where id = ${chunk.id} and state in ('loading', 'checking') for update`
	if (!batch) refuse('not_found', { noun: 'import' })
	if (batch.done !== chunk.before) refuse('import.running', { fileName: batch.file_name })
}

/**
 * Loads records together. What the database refuses although we let it pass is narrowed down by halves to the rows that
 * cause it, which are rejected with the name of the broken promise; one odd row never stops a file.
 */
async function loadPart(scope: Scope, chunk: Chunk, records: RowRecord[]): Promise<Loaded> {
	const load = chunk.map.subject === 'customers' ? loadCustomers : loadContracts
	const problems = records.map((record) => [...record.problems])
	try {
		return await scope.sql.savepoint((sql) => load({ ...scope, sql }, chunk.map, chunk.reader, records))
	} catch (error) {
		const promise = brokenPromise(error)
		if (promise === undefined) throw error
		for (const [index, record] of records.entries()) record.problems = problems[index] ?? []
		const [first] = records
		if (records.length === 1 && first) {
			report(first, 'refused', { code: promise, facts: '{}' }, '', '')
			return { created: 0, updated: 0, unchanged: 0 }
		}
		const middle = Math.ceil(records.length / 2)
		const one = await loadPart(scope, chunk, records.slice(0, middle))
		const two = await loadPart(scope, chunk, records.slice(middle))
		return {
			created: one.created + two.created,
			updated: one.updated + two.updated,
			unchanged: one.unchanged + two.unchanged,
		}
	}
}

/** The constraint or error code of a value or an integrity promise; undefined for any other error. */
function brokenPromise(error: unknown): string | undefined {
	if (!(error instanceof Error) || !('code' in error)) return undefined
	const code = String(error.code)
	if (!/^2[23]/.test(code)) return undefined
	return 'constraint_name' in error && error.constraint_name ? String(error.constraint_name) : code
}

async function moveOn(scope: Scope, chunk: Chunk, result: ChunkResult): Promise<void> {
	const { sql } = scope
	await insertMany(
		sql,
		'import_rejected',
		{ batch_id: 'uuid', row: 'integer', cells: 'jsonb', problems: 'jsonb' },
		result.rejected.map((record) => ({
			batch_id: chunk.id,
			row: record.row.number,
			// A cell can hold what no database text can.
			cells: record.row.cells.map((cell) => textOf(cell).replaceAll('\u0000', '\ufffd').toWellFormed()),
			problems: record.problems,
		})),
	)
	await sql`
		update import_batch set done = done + ${chunk.records.length}, created = created + ${result.created},
			updated = updated + ${result.updated}, unchanged = unchanged + ${result.unchanged},
			rejected = rejected + ${result.rejected.length}, started_at = ${scope.now}
		where id = ${chunk.id}`
}
