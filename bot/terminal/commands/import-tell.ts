import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { type Books, look } from '#core/act.ts'
import type { ImportBatch } from '#core/import/batch.ts'
import { differenceHeader, differenceLines } from '#core/import/difference.ts'
import type { Inspection } from '#core/import/inspect.ts'
import { type ListedRow, listRows } from '#core/import/list-rows.ts'
import { findRejected, type RejectedRow, rejectedHeader, rejectedLines } from '#core/import/rejected.ts'
import { differenceWords } from '#portal/present/staff/import/difference-words.ts'
import { presentProblem } from '#portal/present/staff/import/present-problem.ts'
import { sayField, sayImport } from '#portal/words/staff-import.ts'
import { terminalActor } from '../books.ts'
import type { Io } from '../command.ts'
import { toJson } from '../words.ts'
import type { Given } from './import.ts'

/** As many rows as a screen takes; a file takes all. */
const shown = 20
/** As many changed rows as the JSON holds; `--diff` writes all. */
const told = 100

/** Says what came of a file, and writes the files that were asked for. */
export async function tell(
	books: Books,
	io: Io,
	given: Given,
	inspection: Inspection,
	batch: ImportBatch,
): Promise<void> {
	const rows = await readRejected(books, batch)
	if (given.rejectedPath) await writeRejected(given.rejectedPath, inspection, rows)
	if (given.diffPath) await writeDifference(books, given.diffPath, batch)
	const problems = rows.flatMap(({ row, problems: found }) =>
		found.map((problem) => {
			const { column, field, code } = problem
			return { row, column, field, code, reason: presentProblem(problem) }
		}),
	)
	const changes = await readChanges(books, batch)
	if (given.asJson) {
		const { subject, dryRun } = given
		const { id, fileName, done, created, updated, unchanged, conflicts, rejected } = batch
		const counts = { rows: done, created, updated, unchanged, conflicts, rejected }
		io.out(toJson({ subject, file: fileName, ...(!dryRun && { batch: id }), dryRun, ...counts, changes, problems }))
		return
	}
	sayCounts(io, given, batch)
	for (const { row, reason } of problems.slice(0, shown)) io.out(`  row ${row}: ${reason}`)
	if (problems.length > shown) io.out(`  and ${problems.length - shown} more; --rejected ROWS.csv writes all of them`)
	sayChanges(io, given, batch, changes)
}

function sayCounts(io: Io, given: Given, batch: ImportBatch): void {
	const { created, updated, unchanged, conflicts, rejected, done } = batch
	const would = given.dryRun ? 'Only tried: ' : ''
	const inConflict = conflicts > 0 ? `, ${conflicts} in conflict` : ''
	io.out(
		`${would}${done} rows: ${created} created, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected${inConflict}`,
	)
	if (conflicts > 0) io.out('  In conflict: what is here was kept; --on-conflict file takes what the file says.')
}

type Told = Pick<ListedRow, 'row' | 'fate' | 'key' | 'label' | 'repeats' | 'changes'>

function sayChanges(io: Io, given: Given, batch: ImportBatch, changes: readonly Told[]): void {
	const count = batch.updated + batch.conflicts
	for (const { row, key, repeats, changes: fields } of changes.slice(0, shown)) {
		const says = repeats === null ? fields.map(sayChange).join('; ') : `row ${repeats} says otherwise of the same key`
		io.out(`  row ${row} ${key}: ${says}`)
	}
	if (count > shown) io.out(`  and ${count - shown} more; --diff ROWS.csv writes all of them`)
	if (!given.dryRun && batch.created + count > 0) io.out(`To take it back: import undo ${batch.id}`)
}

function sayChange({ field, name, ours, theirs, conflict }: ListedRow['changes'][number]): string {
	const kept = conflict === 'kept' ? ' (kept)' : ''
	return `${name ?? sayField(field)} “${ours}” -> “${theirs}”${kept}`
}

async function readChanges(books: Books, { id, updated, conflicts }: ImportBatch): Promise<Told[]> {
	if (updated + conflicts === 0) return []
	const of = async (fate: 'updated' | 'conflict') => {
		const rows = await look(books, terminalActor, listRows, { id, show: fate, limit: told })
		return rows.ok ? rows.value : []
	}
	const rows = [...(await of('conflict')), ...(await of('updated'))].slice(0, told)
	return rows
		.sort((one, two) => one.row - two.row)
		.map(({ row, fate, key, label, repeats, changes }) => ({ row, fate, key, label, repeats, changes }))
}

async function writeDifference(books: Books, path: string, { id }: ImportBatch): Promise<void> {
	const file = createWriteStream(path)
	await once(file, 'open')
	file.write(differenceHeader(differenceWords))
	for (let after = 0; ; ) {
		const rows = await look(books, terminalActor, listRows, { id, after, limit: 5000 })
		const last = rows.ok ? rows.value.at(-1) : undefined
		if (!rows.ok || !last) break
		after = last.row
		file.write(differenceLines(rows.value, differenceWords))
	}
	file.end()
	await finished(file)
}

async function readRejected(books: Books, batch: ImportBatch): Promise<RejectedRow[]> {
	const rows: RejectedRow[] = []
	for (let after = 0; rows.length < batch.rejected; after = rows.at(-1)?.row ?? after) {
		const some = await look(books, terminalActor, findRejected, { id: batch.id, after, limit: 5000 })
		if (!some.ok || some.value.length === 0) break
		rows.push(...some.value)
	}
	return rows
}

async function writeRejected(path: string, { sheet }: Inspection, rows: readonly RejectedRow[]): Promise<void> {
	const head = rejectedHeader(sheet.header, { row: sayImport('import.row'), reason: sayImport('import.reason') })
	await writeFile(path, head + rejectedLines(rows, sheet.header.length, { problem: presentProblem }))
}
