import { type Actor, act, type Books, expectOk, look, type Outcome } from '../act.ts'
import { readCompany } from '../company/read.ts'
import { Refused } from '../refusal.ts'
import { findBatch, type ImportBatch, keptFile } from './batch.ts'
import { isStopped, type LoadMode, recordChecked, runChunk } from './chunk.ts'
import type { Subject } from './field.ts'
import { openSheet, type Sheet } from './file/sheet.ts'
import type { FileSource } from './file/source.ts'
import type { ImportMap } from './map.ts'
import { isOfOne, noteRepeated } from './note-repeated.ts'
import { type RowReader, type RowRecord, rowReader } from './record.ts'
import { failBatch, finishBatch, startBatch } from './run-state.ts'
import { SeenKeys } from './seen-keys.ts'

/** Rows of one transaction: enough that statements cost little, few enough that little is done again after a kill. */
const chunkSize = 2000

type Load = {
	id: string
	/** `check` does everything and keeps nothing but the counts and the rejected rows. */
	mode: LoadMode
	/** The file where it is at hand; the kept one otherwise. */
	file?: FileSource
	onProgress?: (batch: { done: number }) => void
}

/**
 * Checks or loads a batch, chunk by chunk, each in a transaction of its own that also moves `done` on: killed anywhere
 * and started again, it goes on behind the last chunk. A refusal of the file as a whole marks the batch as failed.
 */
export async function loadBatch(books: Books, actor: Actor, load: Load): Promise<Outcome<ImportBatch>> {
	const started = await act(books, actor, startBatch, { id: load.id, mode: load.mode })
	if (!started.ok) return started
	const { batch, map, finished } = started.value
	if (finished) return { ok: true, value: batch }
	try {
		await run(books, actor, load, batch, map)
	} catch (error) {
		// Anything else leaves the batch where it is, to be gone on with.
		if (!(error instanceof Refused)) throw error
		const { refusal } = error
		if (refusal.code !== 'import.running') await act(books, actor, failBatch, { id: load.id, refusal })
		return { ok: false, refusal }
	}
	return await look(books, actor, findBatch, { id: load.id })
}

async function run(books: Books, actor: Actor, load: Load, batch: ImportBatch, map: ImportMap): Promise<void> {
	const file = load.file ?? keptFile(books, batch)
	const sheet = await openSheet(file, map.file)
	const { timeZone } = await readCompany(books.sql)
	const reader = rowReader(map, sheet.header, { timeZone })
	let done = batch.done
	for await (const { records, before } of ahead(chunksOf(sheet, map, reader, batch.done))) {
		done = before + records.length
		const chunk = { id: load.id, before, map, reader, records }
		if (load.mode === 'load') expectOk(await act(books, actor, runChunk, { ...chunk, keep: true }))
		else await checkChunk(books, actor, chunk)
		if (isMilestone(before, done)) await refreshStatistics(books, batch.subject)
		load.onProgress?.({ done })
	}
	expectOk(await act(books, actor, finishBatch, { id: load.id, mode: load.mode, header: sheet.header, done }))
}

/** Reads the next while the one before is being written: the file and the database are two different machines' work. */
async function* ahead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
	let next = items.next()
	try {
		for (;;) {
			const { done, value } = await next
			if (done) return
			next = items.next()
			// Its failure is thrown when it is its turn.
			next.catch(() => {})
			yield value
		}
	} finally {
		await items.return(undefined)
	}
}

type Chunk = { id: string; before: number; map: ImportMap; reader: RowReader; records: readonly RowRecord[] }

/** The chunk runs as it would when loaded, and its transaction is thrown away; then what came of it is noted. */
async function checkChunk(books: Books, actor: Actor, chunk: Chunk): Promise<void> {
	try {
		await act(books, actor, runChunk, { ...chunk, keep: false })
	} catch (error) {
		if (!isStopped(error)) throw error
		expectOk(await act(books, actor, recordChecked, { ...chunk, result: error.result }))
	}
}

/** Rows in chunks, from behind those that are done. A key that an earlier row of the file has is noted here. */
async function* chunksOf(
	sheet: Sheet,
	map: ImportMap,
	reader: RowReader,
	done: number,
): AsyncGenerator<{ records: RowRecord[]; before: number }> {
	const seen = { keys: new SeenKeys(), contracts: new SeenKeys() }
	let count = 0
	let records: RowRecord[] = []
	for await (const rows of sheet.rows()) {
		for (const row of rows) {
			const record = reader.read(row)
			noteRepeated(map.subject, record, seen)
			if (count < done) {
				count++
				continue
			}
			if (
				records.length >= chunkSize &&
				(!isOfOne(map.subject, records.at(-1), record) || records.length >= 2 * chunkSize)
			) {
				yield { records, before: count - records.length }
				records = []
			}
			records.push(record)
			count++
		}
	}
	if (records.length > 0) yield { records, before: count - records.length }
}

/** Each time when one chunk, four, sixteen and so on have been done. */
function isMilestone(before: number, done: number): boolean {
	const power = (rows: number) => (rows < chunkSize ? -1 : Math.floor(Math.log2(rows / chunkSize) / 2))
	return power(done) > power(before)
}

/** A planner that believes the tables empty would read them whole for each chunk. */
async function refreshStatistics(books: Books, subject: Subject): Promise<void> {
	if (subject === 'customers') await books.sql`analyze customer, billing_party, event, import_row`
	else if (subject === 'contracts')
		await books.sql`analyze contract, contract_line, contract_line_state, amendment, mrr_movement, event`
}
