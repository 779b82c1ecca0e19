import { readFile } from 'node:fs/promises'
import { act, type Books, look } from '#core/act.ts'
import { chooseMap, discardFile, findUnfinished, type ImportBatch, uploadFile } from '#core/import/batch.ts'
import { type Subject, subjects } from '#core/import/field.ts'
import { type FileSource, openFile } from '#core/import/file/source.ts'
import { fingerprint } from '#core/import/fingerprint.ts'
import { type Inspection, inspectFile } from '#core/import/inspect.ts'
import { loadBatch } from '#core/import/load.ts'
import { type ImportMap, readMap } from '#core/import/map.ts'
import { mapPiece } from '#core/import/question.ts'
import { Refused } from '#core/refusal.ts'
import { sayQuestion } from '#portal/words/staff-import.ts'
import { terminalActor, withBooks } from '../books.ts'
import { DONE, type Io, REFUSED } from '../command.ts'
import { foundPath, personPath } from '../person-path.ts'
import { readOptions, sayRefusal, toJson, wrongUsage } from '../words.ts'
import { runBank } from './import-bank.ts'
import { tell } from './import-tell.ts'
import { runUndo } from './import-undo.ts'

export const usage = `${subjects.join('|')} FILE [--map MAP.json] [--dry-run] [--suggest] [--on-conflict keep|file|reject] [--diff ROWS.csv] [--rejected ROWS.csv] [--json]
       npm run -s counterpart -- import bank FILE [--dry-run] [--json]   (CAMT.053, MT940, CSV or XLSX of a bank; docs/bank-files.md)
       npm run -s counterpart -- import undo BATCH [--dry-run] [--json]   (CSV or XLSX; --suggest prints a map to begin with; docs/import.md explains maps)`

const conflictChoices = ['keep', 'file', 'reject'] as const

/** What was asked for. */
export type Given = {
	subject: Subject
	path: string
	mapPath?: string
	rejectedPath?: string
	diffPath?: string
	onConflict?: (typeof conflictChoices)[number]
	dryRun: boolean
	suggest: boolean
	asJson: boolean
}

/** Brings what there is to bring in from a file. Rejected rows are told one by one and do not fail the command. */
export async function run(words: readonly string[], io: Io): Promise<number> {
	if (words[0] === 'undo') return await runUndo(words.slice(1), io, usage)
	if (words[0] === 'bank') return await runBank(words.slice(1), io, usage)
	const given = readGiven(words)
	if (!given) return wrongUsage(io, 'import', usage)
	const file = await openFile(foundPath(given.path)).catch((error: Error) => error)
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
	const read = readOptions(words, ['map', 'rejected', 'diff', 'on-conflict'], ['dry-run', 'suggest', 'json'])
	const [word, path, ...rest] = read?.words ?? []
	const subject = subjects.find((one) => one === word)
	if (!read || !path || rest.length > 0 || !subject) return undefined
	const { map, rejected, diff, 'on-conflict': conflict } = read.values
	const onConflict = conflictChoices.find((choice) => choice === conflict)
	if (conflict !== undefined && !onConflict) return undefined
	return {
		subject,
		path,
		...(map && { mapPath: map }),
		...(rejected && { rejectedPath: personPath(rejected) }),
		...(diff && { diffPath: personPath(diff) }),
		...(onConflict && { onConflict }),
		dryRun: read.flags.has('dry-run'),
		suggest: read.flags.has('suggest'),
		asJson: read.flags.has('json'),
	}
}

class BadMap extends Error {}

async function readJson(path: string): Promise<unknown> {
	try {
		return JSON.parse((await readFile(foundPath(path), 'utf8')).replace(/^\ufeff/, ''))
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
	const { onConflict = inspection.map.onConflict } = given
	const batch = await prepare(books, given, file, { ...inspection.map, onConflict })
	try {
		const mode = given.dryRun ? 'check' : 'load'
		const loaded = await loadBatch(books, terminalActor, { id: batch.id, mode, file })
		if (!loaded.ok) return sayRefusal(io, loaded.refusal, given.asJson)
		await tell(books, io, given, inspection, loaded.value)
		return DONE
	} finally {
		if (given.dryRun) await act(books, terminalActor, discardFile, { id: batch.id })
	}
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
