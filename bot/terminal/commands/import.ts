import { readFile, writeFile } from 'node:fs/promises'
import { act, type Books, look } from '#core/act.ts'
import {
	chooseMap,
	discardFile,
	findUnfinished,
	fingerprint,
	type ImportBatch,
	uploadFile,
} from '#core/import/batch.ts'
import type { Subject } from '#core/import/field.ts'
import { type FileSource, openFile } from '#core/import/file/source.ts'
import { type Inspection, inspectFile } from '#core/import/inspect.ts'
import { loadBatch } from '#core/import/load.ts'
import { type ImportMap, readMap } from '#core/import/map.ts'
import { mapPiece } from '#core/import/question.ts'
import { findRejected, type RejectedRow, rejectedHeader, rejectedLines } from '#core/import/rejected.ts'
import { Refused } from '#core/refusal.ts'
import { presentProblem } from '#portal/present/staff/import/present-problem.ts'
import { sayImport, sayQuestion } from '#portal/words/staff-import.ts'
import { terminalActor, withBooks } from '../books.ts'
import { DONE, type Io, REFUSED } from '../command.ts'
import { readOptions, sayRefusal, toJson, wrongUsage } from '../words.ts'

export const usage =
	'customers|contracts FILE [--map MAP.json] [--dry-run] [--suggest] [--rejected ROWS.csv] [--json]   (CSV or XLSX; --suggest prints a map to begin with; docs/import.md explains maps)'

type Given = {
	subject: Subject
	path: string
	mapPath?: string
	rejectedPath?: string
	dryRun: boolean
	suggest: boolean
	asJson: boolean
}

/** Brings customers or contracts in from a file. Rejected rows are told one by one and do not fail the command. */
export async function run(words: readonly string[], io: Io): Promise<number> {
	const given = readGiven(words)
	if (!given) return wrongUsage(io, 'import', usage)
	const file = await openFile(given.path).catch((error: Error) => error)
	if (file instanceof Error) return fail(io, given, `The file ${given.path} cannot be opened: ${file.message}`)
	try {
		const map = given.mapPath ? readMap(await readJson(given.mapPath), given.subject) : undefined
		return await withBooks(io, (books) => bringIn(books, io, given, file, map))
	} catch (error) {
		if (error instanceof Refused) return sayRefusal(io, error.refusal, given.asJson)
		if (error instanceof BadMap) return fail(io, given, error.message)
		throw error
	} finally {
		await file.close()
	}
}

function readGiven(words: readonly string[]): Given | undefined {
	const read = readOptions(words, ['map', 'rejected'], ['dry-run', 'suggest', 'json'])
	const [subject, path, ...rest] = read?.words ?? []
	if (!read || !path || rest.length > 0 || (subject !== 'customers' && subject !== 'contracts')) return undefined
	return {
		subject,
		path,
		...(read.values.map && { mapPath: read.values.map }),
		...(read.values.rejected && { rejectedPath: read.values.rejected }),
		dryRun: read.flags.has('dry-run'),
		suggest: read.flags.has('suggest'),
		asJson: read.flags.has('json'),
	}
}

class BadMap extends Error {}

async function readJson(path: string): Promise<unknown> {
	try {
		return JSON.parse((await readFile(path, 'utf8')).replace(/^\ufeff/, ''))
	} catch (error) {
		throw new BadMap(`The map ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
	}
}

function fail(io: Io, given: Given, message: string): number {
	if (given.asJson) io.out(toJson({ refusal: { code: 'import.unreadable', message } }))
	else io.err(message)
	return REFUSED
}

async function bringIn(
	books: Books,
	io: Io,
	given: Given,
	file: FileSource,
	map: ImportMap | undefined,
): Promise<number> {
	const inspected = await look(books, terminalActor, inspectFile, { subject: given.subject, file, ...(map && { map }) })
	if (!inspected.ok) return sayRefusal(io, inspected.refusal, given.asJson)
	const inspection = inspected.value
	if (given.suggest) {
		io.out(toJson(inspection.map))
		for (const question of inspection.questions) io.err(sayQuestion(question))
		return DONE
	}
	if (inspection.questions.length > 0) return ask(io, given, inspection)
	if (!given.asJson) describe(io, inspection)
	const batch = await prepare(books, given, file, inspection.map)
	const loaded = await loadBatch(books, terminalActor, {
		id: batch.id,
		mode: given.dryRun ? 'check' : 'load',
		file,
	})
	if (!loaded.ok) return sayRefusal(io, loaded.refusal, given.asJson)
	await tell(books, io, given, inspection, loaded.value)
	if (given.dryRun) await act(books, terminalActor, discardFile, { id: batch.id })
	return DONE
}

/** The load that broke off, or a new one. */
async function prepare(books: Books, given: Given, file: FileSource, map: ImportMap): Promise<ImportBatch> {
	const { subject } = given
	if (!given.dryRun) {
		const sha256 = await fingerprint(file)
		const unfinished = await look(books, terminalActor, findUnfinished, { subject, sha256, map })
		if (unfinished.ok && unfinished.value) return unfinished.value
	}
	const uploaded = await act(books, terminalActor, uploadFile, { subject, file })
	if (!uploaded.ok) throw new Refused(uploaded.refusal)
	const chosen = await act(books, terminalActor, chooseMap, { id: uploaded.value.id, map })
	if (!chosen.ok) throw new Refused(chosen.refusal)
	return chosen.value
}

/** What can be read in two ways is never guessed: what to write into the map is said instead. */
function ask(io: Io, given: Given, { questions }: Inspection): number {
	const message = 'Some of the file can be read in two ways. Say in a map how it is meant (--suggest prints one):'
	const asked = questions.map((question) => ({
		...question,
		question: sayQuestion(question),
		write: mapPiece(question),
	}))
	if (given.asJson) {
		io.out(toJson({ refusal: { code: 'import.ambiguous', message, facts: { questions: asked } } }))
		return REFUSED
	}
	io.err(message)
	for (const { question, write } of asked) io.err(`  ${question}\n    ${write}`)
	return REFUSED
}

function describe(io: Io, { sheet, map, matches, assumed, remembered }: Inspection): void {
	const { facts } = sheet
	io.out(
		facts.kind === 'csv'
			? `CSV, ${facts.encoding}, separated by ${nameOf(facts.separator)}`
			: `XLSX, sheet ${facts.sheet}`,
	)
	if (remembered) io.out('Columns are read as in the last file with this header.')
	for (const match of matches) io.out(`  ${match.column} -> ${match.field}`)
	for (const field of assumed) io.out(`  ${field}: ${map.constants[field]} for every row (no column)`)
}

function nameOf(separator: string): string {
	return separator === '\t' ? 'tabs' : `"${separator}"`
}

/** As many rejected rows as a screen takes; a file takes all. */
const shown = 20

async function tell(books: Books, io: Io, given: Given, inspection: Inspection, batch: ImportBatch): Promise<void> {
	const { created, updated, unchanged, rejected, done } = batch
	const rows = await readRejected(books, batch)
	if (given.rejectedPath) await writeRejected(given.rejectedPath, inspection, rows)
	const problems = rows.flatMap(({ row, problems }) =>
		problems.map((problem) => ({
			row,
			column: problem.column,
			field: problem.field,
			code: problem.code,
			reason: presentProblem(problem),
		})),
	)
	if (given.asJson) {
		const { subject, dryRun } = given
		io.out(
			toJson({ subject, file: batch.fileName, dryRun, rows: done, created, updated, unchanged, rejected, problems }),
		)
		return
	}
	const would = given.dryRun ? 'Only tried: ' : ''
	io.out(`${would}${done} rows: ${created} created, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected`)
	for (const { row, reason } of problems.slice(0, shown)) io.out(`  row ${row}: ${reason}`)
	if (problems.length > shown) io.out(`  and ${problems.length - shown} more; --rejected ROWS.csv writes all of them`)
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
