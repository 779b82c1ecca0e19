import { z } from 'zod'
import { type Books, look } from '#core/act.ts'
import { findBatch } from '#core/import/batch.ts'
import { listRows } from '#core/import/list-rows.ts'
import { foreseeUndo } from '#core/import/undo/foresee.ts'
import { undoBatch } from '#core/import/undo/undo-batch.ts'
import { sayKept } from '#portal/words/staff-import.ts'
import { terminalActor, withBooks } from '../books.ts'
import { DONE, type Io } from '../command.ts'
import { readOptions, sayRefusal, toJson, wrongUsage } from '../words.ts'

/** As many rows as a screen takes. */
const shown = 20

/** Takes an import back, or with `--dry-run` says what that would do. */
export async function runUndo(words: readonly string[], io: Io, usage: string): Promise<number> {
	const read = readOptions(words, [], ['dry-run', 'json'])
	const id = z.uuid().safeParse(read?.words[0])
	if (!read || !id.success || read.words.length > 1) return wrongUsage(io, 'import', usage)
	const asJson = read.flags.has('json')
	const undo = read.flags.has('dry-run') ? foresee : takeBack
	return await withBooks(io, (books) => undo(books, io, id.data, asJson))
}

async function foresee(books: Books, io: Io, id: string, asJson: boolean): Promise<number> {
	const foreseen = await look(books, terminalActor, foreseeUndo, { id })
	if (!foreseen.ok) return sayRefusal(io, foreseen.refusal, asJson)
	const { removed, putBack, kept } = foreseen.value
	if (asJson) io.out(toJson({ batch: id, dryRun: true, removed, putBack, kept }))
	else {
		io.out(`Only tried: ${removed} would be taken away, ${putBack} put back`)
		for (const [reason, count] of Object.entries(kept)) io.out(`  ${count} would stay: ${sayKept(reason)}`)
	}
	return DONE
}

async function takeBack(books: Books, io: Io, id: string, asJson: boolean): Promise<number> {
	const found = await look(books, terminalActor, findBatch, { id })
	if (!found.ok) return sayRefusal(io, found.refusal, asJson)
	const undone = await undoBatch(books, terminalActor, { id })
	if (!undone.ok) return sayRefusal(io, undone.refusal, asJson)
	const { fileName, undone: count, kept } = undone.value
	const left = await readKept(books, id)
	if (asJson) io.out(toJson({ batch: id, file: fileName, undone: count, kept, left }))
	else {
		io.out(`${fileName}: ${count} rows taken back, ${kept} left as they are`)
		for (const { row, key, reason } of left.slice(0, shown)) io.out(`  row ${row} ${key}: ${reason}`)
		if (left.length > shown) io.out(`  and ${left.length - shown} more; --json has all of them`)
	}
	return DONE
}

async function readKept(
	books: Books,
	id: string,
): Promise<{ row: number; key: string; code: string; reason: string }[]> {
	const left: { row: number; key: string; code: string; reason: string }[] = []
	for (let after = 0; ; ) {
		const rows = await look(books, terminalActor, listRows, { id, show: 'kept', after, limit: 5000 })
		const last = rows.ok ? rows.value.at(-1) : undefined
		if (!rows.ok || !last) return left
		after = last.row
		for (const { row, key, undone } of rows.value)
			left.push({ row, key, code: undone ?? '', reason: sayKept(undone ?? '') })
	}
}
