import { fork } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { act, type Books, expectOk, look } from '#core/act.ts'
import { chooseMap, uploadFile } from '#core/import/batch.ts'
import type { Subject } from '#core/import/field.ts'
import { openFile } from '#core/import/file/source.ts'
import { inspectFile } from '#core/import/inspect.ts'
import { loadBatch } from '#core/import/load.ts'
import { readMap } from '#core/import/map.ts'
import { drizzleOn, openDatabase, type Sql } from '#db/client.ts'
import { stoppedClock } from '#test/support/clock.ts'
import { testCompany } from '#test/support/company.ts'
import { testSecretKey } from '#test/support/secrets.ts'
import { firstDay, makeContracts } from './contracts.ts'
import { type BenchGround, openBenchBooks } from './database.ts'
import { type CopiedTable, copyIn, copyOut } from './import-copy.ts'
import { writeRows } from './import-files.ts'
import type { BenchRow } from './row.ts'

const rows = Number(process.env.BENCH_IMPORT_ROWS ?? 100_000)
const contracts = rows / 5
const bencher = { kind: 'system', name: 'bench' } as const

type Kind = {
	subject: Subject
	columns: Record<string, string>
	cells(index: number): unknown[]
	/** What is written, in the order in which the promises of the database let it in. */
	tables: CopiedTable[]
	/** What is written of rows that are there. */
	first?: string[]
}

const money = ['journal_line', 'journal_entry', 'event'].map((table) => ({ table }))

/** Five rows to a contract or customer; every other receipt pays its invoice in part. */
const kinds: Kind[] = [
	{
		subject: 'lines',
		columns: {
			...{ contract: 'Contract', line: 'Line', product: 'Product', serialNumber: 'Serial', quantity: 'Pieces' },
			...{ amount: 'Price', interval: 'Every', start: 'From' },
		},
		cells: (index) => [
			...[`K-${Math.floor(index / 5) + 1}`, index, `Machine ${index % 40}`, `SN-${index}`, (index % 9) + 1],
			...[`${(index % 300) + 10}.50`, 'monthly', '2026-03-01'],
		],
		tables: ['amendment', 'product', 'plan', 'contract_line', 'contract_line_state', 'mrr_movement', 'event'].map(
			(table) => ({ table }),
		),
		first: ['update contract set version = version + 1', `update contract_billing set next_due_on = '${firstDay}'`],
	},
	{
		subject: 'follow_ups',
		columns: {
			...{ key: 'ID', customerNumber: 'Customer', kind: 'Type', happenedOn: 'Date' },
			text: 'Notes',
			contract: 'Contract',
		},
		cells: (index) => {
			const place = Math.floor(index / 5) + 1
			return [
				index,
				`B-${place}`,
				['call', 'visit', 'message'][index % 3],
				'2026-02-03',
				`Talked about ${index}`,
				`K-${place}`,
			]
		},
		tables: [{ table: 'follow_up' }, { table: 'event' }],
	},
	{
		subject: 'invoices',
		columns: {
			...{ number: 'Invoice', customerNumber: 'Customer', issuedOn: 'Date', dueOn: 'Due', openAmount: 'Open' },
			...{ taxAmount: 'VAT', contract: 'Contract' },
		},
		cells: (index) => {
			const place = Math.floor(index / 5) + 1
			return [
				`OLD-${index}`,
				`B-${place}`,
				'2026-02-01',
				'2026-03-15',
				`${119 + (index % 50)}.00`,
				'19.00',
				`K-${place}`,
			]
		},
		tables: [{ table: 'invoice_line' }, ...money, { table: 'invoice' }],
	},
	{
		subject: 'receipts',
		columns: {
			key: 'Id',
			customerNumber: 'Customer',
			receivedOn: 'Date',
			amount: 'Amount',
			invoice: 'Invoice',
			reference: 'Memo',
		},
		cells: (index) => [
			...[index, `B-${Math.floor(index / 5) + 1}`, '2026-02-25', `${(index % 90) + 10}.00`],
			...[index % 2 === 0 ? `OLD-${index}` : '', `Transfer ${index}`],
		],
		tables: [{ table: 'payment', as: { allocated_minor: '0' } }, { table: 'allocation' }, ...money],
	},
]

/** Files of what hangs on contracts and customers that are here, each against COPY of the very rows that came of it. */
export async function bench(): Promise<BenchRow[]> {
	const folder = await mkdtemp(join(tmpdir(), 'counterpart-import-'))
	const ground = await openBenchBooks(firstDay)
	try {
		await chmod(folder, 0o777)
		await makeContracts(ground.sql, contracts)
		await ground.sql.end()
		const found: BenchRow[] = []
		for (const kind of kinds) found.push(...(await measure(ground, kind, folder)))
		return found
	} finally {
		await ground.close()
		await rm(folder, { recursive: true, force: true })
	}
}

async function measure(ground: BenchGround, kind: Kind, folder: string): Promise<BenchRow[]> {
	const { subject, columns, cells, tables, first = [] } = kind
	const path = join(folder, `${subject}.csv`)
	await writeRows(path, Object.values(columns), rows, cells)
	const copied = join(folder, subject)
	await mkdir(copied)
	const admin = openDatabase(ground.url.replace(/\/[^/]*$/, '/postgres'), { max: 1 })
	await admin.unsafe('create database plain template counterpart')
	const sql = openDatabase(ground.url, { max: 1 })
	const [begun] = await sql<{ transaction: string }[]>`select pg_current_xact_id()::text as transaction`
	const { seconds, half, peak } = await inProcess(ground.url, path, subject)
	const where = `xmin::text::bigint > ${begun?.transaction}`
	const files = await copyOut(
		sql,
		copied,
		tables.map((table) => ({ ...table, where })),
	)
	await sql.end()
	const plain = openDatabase(ground.url.replace(/\/[^/]*$/, '/plain'), { max: 1 })
	const copySeconds = await copyIn(plain, files, first)
	await plain.end()
	await admin.unsafe('drop database plain with (force)')
	await admin.end()
	return [
		{
			...{ what: `import of ${subject} from CSV`, ours: rows / seconds, reference: rows / copySeconds, unit: 'rows/s' },
			...{ referenceIs: 'COPY of the same rows into the same tables', ratio: copySeconds / seconds, goal: 0.2 },
			howToRead:
				'COPY is told every row that is to be; the import reads, matches and checks the file, looks up what rows name, works out what follows of it and keeps the file and what each row did.',
		},
		{
			...{
				what: `the second half of ${subject}`,
				ours: rows / 2 / (seconds - half),
				reference: rows / 2 / half,
				unit: 'rows/s',
			},
			...{ referenceIs: 'the first half', ratio: half / (seconds - half), goal: 0.75 },
			howToRead: 'Near 1 when a row costs the same however many there are.',
		},
		{
			...{ what: `memory while importing ${subject}`, ours: peak, reference: 400, referenceIs: 'the most it may take' },
			...{ ratio: 400 / peak, goal: 1, unit: 'MB' },
			howToRead: 'Of a process that does nothing else. Files are streamed: after the last row 40 MB of it are in use.',
		},
	]
}

type Taken = { seconds: number; half: number; peak: number }

/** In a process of its own, whose largest size is that of the import alone. */
function inProcess(url: string, path: string, subject: Subject): Promise<Taken> {
	return new Promise((resolve, reject) => {
		const child = fork(import.meta.filename, [url, path, subject], { execArgv: process.execArgv })
		child.once('message', (taken) => resolve(taken as Taken))
		child.once('exit', (code) => reject(new Error(`The import of ${subject} ended with ${code}`)))
	})
}

if (process.argv[1] === import.meta.filename) {
	const [url = '', path = '', subject] = process.argv.slice(2)
	const sql = openDatabase(url, { max: 4 })
	const clock = stoppedClock(firstDay, testCompany.timeZone)
	const kind = kinds.find((one) => one.subject === subject)
	const books = { sql, db: drizzleOn(sql), clock, secretKey: testSecretKey }
	const chunks: { done: number; seconds: number }[] = []
	const seconds = await bringIn(books, path, kind?.subject ?? 'lines', kind?.columns ?? {}, chunks)
	const half = chunks.find(({ done }) => done >= rows / 2)?.seconds ?? Number.NaN
	process.send?.({ seconds, half, peak: process.resourceUsage().maxRSS / 1024 })
	await sql.end()
	process.disconnect?.()
}

/** As the terminal does it: looked at, kept, matched, checked and loaded. Answers the seconds. */
async function bringIn(
	books: Books,
	path: string,
	subject: Subject,
	columns: Record<string, string>,
	chunks: { done: number; seconds: number }[],
): Promise<number> {
	const given = { subject, source: 'bench', columns, ...(subject === 'lines' && { amountIs: 'unit' }) }
	const map = readMap(given, subject)
	const file = await openFile(path)
	const began = performance.now()
	const seconds = () => (performance.now() - began) / 1000
	expectOk(await look(books, bencher, inspectFile, { subject, file, map }))
	const { id } = expectOk(await act(books, bencher, uploadFile, { subject, file }))
	expectOk(await act(books, bencher, chooseMap, { id, map }))
	const onProgress = ({ done }: { done: number }) => chunks.push({ done, seconds: seconds() })
	const batch = expectOk(await loadBatch(books, bencher, { id, mode: 'load', file, onProgress }))
	const took = seconds()
	await file.close()
	if (batch.created !== rows) {
		const sql: Sql = books.sql
		const [problem] = await sql`select problems from import_row where batch_id = ${id} and problems is not null limit 1`
		throw new Error(`${batch.created} of ${rows} rows of ${subject} came in: ${JSON.stringify(problem)}`)
	}
	return took
}
