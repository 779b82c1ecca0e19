import { createHash } from 'node:crypto'
import type { Books, Scope } from '../act.ts'
import { nameActor } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { Counts } from './fate.ts'
import type { Subject } from './field.ts'
import type { FileSource } from './file/source.ts'
import type { ImportMap } from './map.ts'
import { readOwnInMap, withOwn } from './own.ts'

export type BatchState = 'uploaded' | 'checking' | 'checked' | 'loading' | 'loaded' | 'failed' | 'undoing' | 'undone'

/** One file brought in. `rows` is how many it has, known after the first pass; `done` how many have been looked at. */
export type ImportBatch = Counts & {
	id: string
	subject: Subject
	fileName: string
	size: bigint
	sha256: string
	map: ImportMap | null
	state: BatchState
	uploadedBy: string
	uploadedAt: Temporal.Instant
	/** When the work on it last went on. */
	workedAt: Temporal.Instant | null
	finishedAt: Temporal.Instant | null
	rows: number
	done: number
	/** Of the rows that did something: taken back, and left because something was built on them. */
	undone: number
	kept: number
	undoneBy: string
	lastError: string
}

const partSize = 1024 * 1024

/** Keeps a file that was handed in. Nothing is read of it yet. */
export async function uploadFile(scope: Scope, input: { subject: Subject; file: FileSource }): Promise<ImportBatch> {
	permit(scope, 'import.run')
	const { sql } = scope
	if (input.file.size === 0) refuse('import.empty', {})
	const [{ id } = { id: '' }] = await sql<{ id: string }[]>`
		insert into import_batch (subject, file_name, sha256, size, state, uploaded_by, uploaded_at)
		values (${input.subject}, ${input.file.name.slice(-200)}, '', ${input.file.size}, 'uploaded', ${nameActor(scope.actor)}, ${scope.now})
		returning id`
	const hash = createHash('sha256')
	let position = 0
	for (let offset = 0; offset < input.file.size; offset += partSize) {
		const content = await input.file.read(offset, partSize)
		hash.update(content)
		await sql`insert into import_part (batch_id, position, content) values (${id}, ${position++}, ${content})`
	}
	await sql`update import_batch set sha256 = ${hash.digest('hex')} where id = ${id}`
	return await findBatch(scope, { id })
}

export async function findBatch(scope: Scope, { id }: { id: string }): Promise<ImportBatch> {
	permit(scope, 'import.run')
	const [batch] = await scope.sql<ImportBatch[]>`${batchColumns(scope)} where id = ${id}`
	if (!batch) refuse('not_found', { noun: 'import' })
	return batch
}

/** The latest files brought in, newest first. */
export async function listBatches(scope: Scope, { limit }: { limit: number }): Promise<ImportBatch[]> {
	permit(scope, 'import.run')
	return await scope.sql<ImportBatch[]>`${batchColumns(scope)} order by uploaded_at desc, id desc limit ${limit}`
}

/** The unfinished load of the same file by the same map, to go on with. */
export async function findUnfinished(
	scope: Scope,
	{ subject, sha256, map }: { subject: Subject; sha256: string; map: ImportMap },
): Promise<ImportBatch | undefined> {
	permit(scope, 'import.run')
	const [batch] = await scope.sql<ImportBatch[]>`
		${batchColumns(scope)} where sha256 = ${sha256} and subject = ${subject} and state = 'loading'
			and map = ${scope.sql.json(map as never)} order by uploaded_at desc limit 1`
	return batch
}

/** Says how a file is to be read. Not once it is being loaded. Refuses `import.running`. */
export async function chooseMap(scope: Scope, { id, map }: { id: string; map: ImportMap }): Promise<ImportBatch> {
	permit(scope, 'import.run')
	const batch = await findBatch(scope, { id })
	const kept = withOwn(map, await readOwnInMap(scope, batch.subject))
	const [chosen] = await scope.sql`
		update import_batch set map = ${scope.sql.json(kept as never)}, state = 'uploaded'
		where id = ${id} and state in ('uploaded', 'checked', 'failed') returning id`
	if (!chosen) refuse('import.running', { fileName: batch.fileName })
	return { ...batch, map: kept, state: 'uploaded' }
}

/** Forgets a file that was only tried. What has been loaded from a file stays, and so does the record of it. */
export async function discardFile(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'import.run')
	const batch = await findBatch(scope, { id })
	const [gone] = await scope.sql`
		delete from import_batch where id = ${id} and state in ('uploaded', 'checking', 'checked', 'failed') and started_at is null
			or id = ${id} and state in ('checking', 'checked') returning id`
	if (!gone) refuse('import.running', { fileName: batch.fileName })
}

function batchColumns({ sql }: Scope) {
	return sql`
		select id, subject, file_name as "fileName", size, sha256, map, state, uploaded_by as "uploadedBy",
			uploaded_at as "uploadedAt", started_at as "workedAt", finished_at as "finishedAt", rows, done, created, updated, unchanged, conflicts,
			rejected, undone, kept, undone_by as "undoneBy",
			last_error as "lastError"
		from import_batch`
}

/** The kept file, read part by part. */
export function keptFile(
	books: Pick<Books, 'sql'> | Scope,
	batch: { id: string; fileName: string; size: bigint },
): FileSource {
	let last: { position: number; content: Uint8Array } | undefined
	const part = async (position: number): Promise<Uint8Array> => {
		if (last?.position === position) return last.content
		const [row] = await books.sql<{ content: Uint8Array }[]>`
			select content from import_part where batch_id = ${batch.id} and position = ${position}`
		last = { position, content: row?.content ?? new Uint8Array(0) }
		return last.content
	}
	return {
		name: batch.fileName,
		size: Number(batch.size),
		read: async (offset, length) => {
			const pieces: Uint8Array[] = []
			for (let at = offset; at < offset + length && at < Number(batch.size); ) {
				const content = await part(Math.floor(at / partSize))
				const from = at % partSize
				const piece = content.subarray(from, Math.min(content.length, from + offset + length - at))
				if (piece.length === 0) break
				pieces.push(piece)
				at += piece.length
			}
			return pieces.length === 1 ? (pieces[0] ?? new Uint8Array(0)) : new Uint8Array(Buffer.concat(pieces))
		},
		close: async () => {},
	}
}
