import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSheet } from 'read-excel-file/node'
import writeXlsx from 'write-excel-file/node'
import { act, expectOk, look } from '#core/act.ts'
import { chooseMap, uploadFile } from '#core/import/batch.ts'
import { openSheet } from '#core/import/file/sheet.ts'
import { openFile } from '#core/import/file/source.ts'
import { inspectFile } from '#core/import/inspect.ts'
import { loadBatch } from '#core/import/load.ts'
import type { ImportMap } from '#core/import/map.ts'
import { rowReader } from '#core/import/record.ts'
import { type BenchGround, openBenchBooks } from './database.ts'
import { copyIn, copyOut, openEmpty } from './import-copy.ts'
import { contractCells, contractMap, customerMap, headers, writeContracts, writeCustomers } from './import-files.ts'
import type { BenchRow } from './row.ts'

const rows = Number(process.env.BENCH_IMPORT_ROWS ?? 100_000)
const customers = rows / 5
const bencher = { kind: 'system', name: 'bench' } as const

/** Files of a CRM brought in whole, against COPY of the very rows that came of it; and a spreadsheet read and checked. */
export async function bench(): Promise<BenchRow[]> {
	const folder = await mkdtemp(join(tmpdir(), 'counterpart-import-'))
	const ground = await openBenchBooks('2026-03-01')
	try {
		const [customerPath, contractPath] = [join(folder, 'customers.csv'), join(folder, 'contracts.csv')]
		await writeCustomers(customerPath, rows)
		await writeContracts(contractPath, rows, customers)
		const customerSeconds = await bringIn(ground, customerPath, customerMap)
		const contractSeconds = await bringIn(ground, contractPath, contractMap)
		// Before anything else fills the process: its largest size so far is that of the two imports.
		const peak = process.resourceUsage().maxRSS / 1024
		const copied = await copyAgain(ground, folder)
		return [
			row('import of customers from CSV', customerSeconds, copied.customers, 0.5),
			row('import of contracts from CSV, in force, with products and MRR', contractSeconds, copied.contracts, 0.2),
			{
				what: 'memory while importing them',
				ours: peak,
				reference: 400,
				referenceIs: 'the most it may take',
				ratio: 400 / peak,
				goal: 1,
				unit: 'MB',
				howToRead: 'Files are streamed: it is the same for ten times the rows. A third of it is the runtime itself.',
			},
			await spreadsheet(folder),
		]
	} finally {
		await ground.close()
		await rm(folder, { recursive: true, force: true })
	}
}

/** As the terminal does it: looked at, kept, matched, checked and loaded. Answers the seconds. */
async function bringIn({ books }: BenchGround, path: string, map: ImportMap): Promise<number> {
	const { subject } = map
	const file = await openFile(path)
	const began = performance.now()
	const inspection = expectOk(await look(books, bencher, inspectFile, { subject, file, map }))
	const { id } = expectOk(await act(books, bencher, uploadFile, { subject, file }))
	expectOk(await act(books, bencher, chooseMap, { id, map: inspection.map }))
	const batch = expectOk(await loadBatch(books, bencher, { id, mode: 'load', file }))
	const seconds = (performance.now() - began) / 1000
	await file.close()
	if (batch.created !== rows) throw new Error(`${batch.created} of ${rows} rows of ${subject} came in`)
	return seconds
}

async function copyAgain({ sql, url }: BenchGround, folder: string): Promise<{ customers: number; contracts: number }> {
	const ofCustomers = await copyOut(sql, folder, [
		{ table: 'billing_party' },
		{ table: 'customer' },
		{ table: 'event', where: 'contract_id is null' },
	])
	const ofContracts = await copyOut(sql, folder, [
		{ table: 'product' },
		{ table: 'plan' },
		{ table: 'contract' },
		{ table: 'amendment' },
		{ table: 'contract_line' },
		{ table: 'contract_line_state' },
		{ table: 'mrr_movement' },
		{ table: 'event', where: 'contract_id is not null' },
	])
	const empty = await openEmpty(url, 'copied')
	const seconds = { customers: await copyIn(empty, ofCustomers), contracts: await copyIn(empty, ofContracts) }
	await empty.end()
	return seconds
}

function row(what: string, seconds: number, copySeconds: number, goal: number): BenchRow {
	const ours = rows / seconds
	const reference = rows / copySeconds
	return {
		what,
		ours,
		reference,
		referenceIs: 'COPY of the same rows into the same tables',
		ratio: ours / reference,
		goal,
		unit: 'rows/s',
		howToRead:
			'COPY is told every row that is to be; the import reads, matches and checks the file, looks up keys, customers and products, works prices out and keeps the file. Keys, indexes and triggers are most of the time of both.',
	}
}

/** The rows of a spreadsheet read, matched and checked, against the usual library reading it and nothing more. */
async function spreadsheet(folder: string): Promise<BenchRow> {
	const path = join(folder, 'contracts.xlsx')
	const cells = (index: number) => contractCells(index, customers).map((value) => (value === '' ? null : { value }))
	await writeXlsx([
		headers.contracts.map((value) => ({ value })),
		...Array.from({ length: rows }, (_, index) => cells(index)),
	] as never).toFile(path)
	const reference = await timed(async () => (await readSheet(path)).length - 1)
	const ours = await timed(async () => {
		const file = await openFile(path)
		const sheet = await openSheet(file)
		const reader = rowReader(contractMap, sheet.header, { timeZone: 'Europe/Berlin' })
		let sound = 0
		for await (const some of sheet.rows()) for (const one of some) if (reader.read(one).problems.length === 0) sound++
		await file.close()
		return sound
	})
	return {
		what: 'rows of a spreadsheet read, matched and checked',
		ours,
		reference,
		referenceIs: 'read-excel-file reading them alone',
		ratio: ours / reference,
		goal: 0.4,
		unit: 'rows/s',
		howToRead: 'Above one is possible because rows are taken out of the packed file as they come instead of whole.',
	}
}

async function timed(work: () => Promise<number>): Promise<number> {
	const began = performance.now()
	const count = await work()
	if (count !== rows) throw new Error(`${count} of ${rows} rows were read`)
	return count / ((performance.now() - began) / 1000)
}
