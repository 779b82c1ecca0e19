import { createHash } from 'node:crypto'
import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { findBatch, type ImportBatch } from './batch.ts'
import type { LoadMode } from './chunk.ts'
import type { Subject } from './field.ts'
import { type ImportMap, missingFields, readMap } from './map.ts'

/** Brings a batch to its start, or to where a load broke off. `finished` when there is nothing left to do. */
export async function startBatch(
	scope: Scope,
	{ id, mode }: { id: string; mode: LoadMode },
): Promise<{ batch: ImportBatch; map: ImportMap; finished: boolean }> {
	permit(scope, 'import.run')
	const { sql } = scope
	await sql`select from import_batch where id = ${id} for update`
	const batch = await findBatch(scope, { id })
	if (batch.map === null) refuse('import.field_missing', { field: 'key' })
	const map = readMap(batch.map, batch.subject)
	if (isLoaded(batch)) return { batch, map, finished: true }
	if (batch.state === 'loading') {
		if (mode === 'check') refuse('import.running', { fileName: batch.fileName })
		await sql`update import_batch set started_at = ${scope.now} where id = ${id}`
		return { batch, map, finished: false }
	}
	await beginAnew(scope, { id, mode, source: map.source })
	return { batch: { ...batch, done: 0 }, map, finished: false }
}

function isLoaded({ state }: ImportBatch): boolean {
	return state === 'loaded' || state === 'undoing' || state === 'undone'
}

async function beginAnew(
	scope: Scope,
	{ id, mode, source }: { id: string; mode: LoadMode; source: string },
): Promise<void> {
	await scope.sql`delete from import_rejected where batch_id = ${id}`
	await scope.sql`delete from import_row where batch_id = ${id}`
	await scope.sql`
		update import_batch set state = ${mode === 'load' ? 'loading' : 'checking'}, source = ${source}, last_error = '',
			started_at = ${scope.now}, finished_at = null, done = 0, created = 0, updated = 0, unchanged = 0, conflicts = 0, rejected = 0
		where id = ${id}`
}

/**
 * Leaves the work to the worker: the page answers at once and shows how far it is. A load that has begun goes on.
 * Refuses `import.field_missing` while nobody has said how the file is read.
 */
export async function orderImport(scope: Scope, { id, mode }: { id: string; mode: LoadMode }): Promise<void> {
	permit(scope, 'import.run')
	await scope.sql`select from import_batch where id = ${id} for update`
	const batch = await findBatch(scope, { id })
	if (batch.map === null) refuse('import.field_missing', { field: 'key' })
	if (isLoaded(batch)) return
	if (batch.state === 'loading' && mode === 'check') refuse('import.running', { fileName: batch.fileName })
	if (batch.state !== 'loading') await beginAnew(scope, { id, mode, source: batch.map.source })
	await queueImport(scope, id)
}

/** A job goes on where the one before it was killed; the chunks see to it that two never do the same rows. */
export async function queueImport({ sql }: Scope, id: string): Promise<void> {
	await sql`
		select graphile_worker.add_job('import_file', json_build_object('id', ${id}::text), job_key := ${`import ${id}`}, max_attempts := 5)`
}

/** How long a file may stand still before its work counts as broken off, in seconds. */
const standstill = 300

/** Queues anew what a killed worker left behind; answers how many. */
export async function sweepImports(scope: Scope): Promise<number> {
	permit(scope, 'import.run')
	const stalled = await scope.sql<{ id: string }[]>`
		update import_batch set started_at = ${scope.now}
		where state in ('checking', 'loading', 'undoing') and started_at < ${scope.now.subtract({ seconds: standstill })} returning id`
	for (const { id } of stalled) await queueImport(scope, id)
	return stalled.length
}

type Finish = { id: string; mode: LoadMode; header: readonly string[]; done: number }

/** Marks a batch as checked or loaded, and remembers how the columns of such a file are read. */
export async function finishBatch(scope: Scope, { id, mode, header, done }: Finish): Promise<void> {
	permit(scope, 'import.run')
	const { sql } = scope
	const fingerprint = headerFingerprint(header)
	const [batch] = await sql<{ subject: Subject; file_name: string; map: ImportMap }[]>`
		update import_batch set state = ${mode === 'load' ? 'loaded' : 'checked'}, rows = ${done}, header = ${fingerprint},
			finished_at = ${scope.now}
		where id = ${id} and state = ${mode === 'load' ? 'loading' : 'checking'} returning subject, file_name, map`
	if (!batch || mode === 'check') return
	await sql`
		insert into import_map (subject, header, map, saved_at)
		values (${batch.subject}, ${fingerprint}, ${sql.json(batch.map as never)}, ${scope.now})
		on conflict (subject, header) do update set map = excluded.map, saved_at = excluded.saved_at`
	await emit(scope, {
		kind: 'import.loaded',
		subject: { kind: 'import', id },
		facts: { subject: batch.subject, fileName: batch.file_name, rows: done },
	})
}

/** Keeps why the file as a whole could not be taken, as JSON. What has been loaded before stays. */
export async function failBatch(scope: Scope, { id, refusal }: { id: string; refusal: Refusal }): Promise<void> {
	permit(scope, 'import.run')
	const reason = JSON.stringify(refusal, (_, value) => (typeof value === 'bigint' ? String(value) : value))
	await scope.sql`
		update import_batch set state = 'failed', last_error = ${reason}, finished_at = ${scope.now}
		where id = ${id} and state in ('checking', 'loading')`
}

/** The map that such a file was read by last time. */
export async function rememberedMap(
	scope: Scope,
	{ subject, header }: { subject: Subject; header: readonly string[] },
): Promise<ImportMap | undefined> {
	permit(scope, 'import.run')
	const [row] = await scope.sql<{ map: unknown }[]>`
		select map from import_map where subject = ${subject} and header = any(${[headerFingerprint(header), fingerprintInOrder(header)]}::text[])
		order by saved_at desc limit 1`
	if (!row) return await mapOfSource(scope, { subject, header })
	// What disagrees is decided for each file: writing over somebody's work is never a habit.
	return { ...readMap(row.map, subject), onConflict: 'keep' }
}

/** The latest map of which every column is in the file too: a system that exports more than last time is the same system. */
async function mapOfSource(
	{ sql }: Scope,
	{ subject, header }: { subject: Subject; header: readonly string[] },
): Promise<ImportMap | undefined> {
	const rows = await sql<{ map: unknown }[]>`
		select map from import_map where subject = ${subject} order by saved_at desc limit 50`
	const names = new Set(header.map((name) => name.toLowerCase()))
	for (const { map: kept } of rows) {
		const map = readMap(kept, subject)
		const columns = Object.values(map.columns).map(({ column }) => column)
		const told = columns.every(
			(column) => typeof column === 'string' && names.has(column.replace(/\s+/g, ' ').toLowerCase()),
		)
		if (told && columns.length > 1 && missingFields(map).length === 0) return { ...map, onConflict: 'keep' }
	}
	return undefined
}

/** The same for the same columns in another order, unless one can only be told by its place. */
export function headerFingerprint(header: readonly string[]): string {
	const told = new Set(header).size === header.length && !header.includes('')
	return fingerprintInOrder(told ? [...header].sort() : header)
}

function fingerprintInOrder(header: readonly string[]): string {
	return createHash('sha256').update(JSON.stringify(header)).digest('hex')
}
