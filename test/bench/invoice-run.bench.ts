import { setTimeout as pause } from 'node:timers/promises'
import { type Actor, act, expectOk } from '#core/act.ts'
import { bill } from '#core/invoice/run.ts'
import { examine } from '#core/report/examine.ts'
import { drizzleOn, openDatabase } from '#db/client.ts'
import { testSecretKey } from '#test/support/secrets.ts'
import { billByOrm } from './bill-by-orm.ts'
import { billBySql } from './bill-by-sql.ts'
import { firstDay, makeContracts } from './contracts.ts'
import { type BenchGround, openBenchBooks } from './database.ts'
import { countProcessor } from './processor.ts'
import type { BenchRow } from './row.ts'

const clerk: Actor = { kind: 'system', name: 'bench' }
const contracts = Number(process.env.BENCH_CONTRACTS ?? 20_000)
const rounds = Number(process.env.BENCH_ROUNDS ?? 3)
const fewContracts = 1_000
const ormContracts = 400
const connections = 2

type Side = 'ours' | 'sql' | 'orm' | 'few'
/** Seconds by the clock and of all processors; what was written, as a digest. */
type Taken = { seconds: number; processor: number; told: string }

/** The invoice run against the server's own limit and against the usual way, each on its own copy of the same contracts. */
export async function bench(): Promise<BenchRow[]> {
	const ground = await openBenchBooks(firstDay)
	try {
		await makeContracts(ground.sql, contracts)
		await ground.sql.end()
		// Copies of one database, taken in turns, so that what else the machine does meets both sides.
		const taken: Record<Side, Taken[]> = { ours: [], sql: [], orm: [], few: [] }
		for (let round = 0; round < rounds; round++) {
			const sides: Side[] = round % 2 === 0 ? ['few', 'ours', 'sql', 'orm'] : ['orm', 'sql', 'ours', 'few']
			for (const side of sides) {
				const took = await onCopy(ground, limits[side], (url) => runs[side](ground, url))
				taken[side].push(took)
				const count = Math.min(limits[side], contracts)
				const processor = Math.round((took.processor / count) * 1e6)
				console.log(`  ${side}: ${Math.round(count / took.seconds)} invoices/s, ${processor} µs of processor each`)
			}
		}
		const told = new Set(Object.values(taken).flatMap((all) => all.map(({ told }) => told)))
		if (told.size !== 1) throw new Error('The sides did not write the same rows')
		return rowsOf(taken)
	} finally {
		await ground.close()
	}
}

const limits: Record<Side, number> = { ours: contracts, sql: contracts, orm: ormContracts, few: fewContracts }

const runs: Record<Side, (ground: BenchGround, url: string) => Promise<number>> = {
	ours: billByUs,
	few: billByUs,
	sql: (_, url) => billBySql(url, firstDay, connections, 2000),
	orm: (_, url) => billByOrm(url, firstDay, connections),
}

async function billByUs({ clock }: BenchGround, url: string): Promise<number> {
	const sql = openDatabase(url, { max: connections, applicationName: 'counterpart bench' })
	const books = { sql, db: drizzleOn(sql), clock, secretKey: testSecretKey }
	await Promise.all(Array.from({ length: connections }, () => sql`select pg_sleep(0.05)`))
	const began = performance.now()
	await bill(books, clerk, clock.today(), connections)
	const seconds = (performance.now() - began) / 1000
	await sql.end()
	return seconds
}

let copies = 0

/** Runs on a fresh copy where no more than `limit` contracts are due, looks whether all is well there, drops it. */
async function onCopy(ground: BenchGround, limit: number, run: (url: string) => Promise<number>): Promise<Taken> {
	const admin = openDatabase(ground.url.replace(/\/[^/]*$/, '/postgres'), { max: 1 })
	const name = `copy_${copies++}`
	await admin.unsafe(`create database ${name} template counterpart`)
	const url = ground.url.replace(/\/[^/]*$/, `/${name}`)
	try {
		const sql = openDatabase(url, { max: 2 })
		if (limit < contracts) {
			await sql`update contract_billing set next_due_on = null where contract_id not in (select id from contract order by number limit ${limit})`
			await sql.unsafe('vacuum analyze contract_billing')
		}
		await sql.unsafe('checkpoint')
		const counted = await countProcessor(sql)
		const seconds = await run(url)
		// The server counts what its processes took once they have ended.
		await pause(200)
		const processor = counted()
		await checkBooks(sql, ground, Math.min(limit, contracts))
		const [row] = await sql.unsafe<{ told: string }[]>(written)
		await sql.end()
		return { seconds, processor, told: row?.told ?? '' }
	} finally {
		await admin.unsafe(`drop database ${name} with (force)`)
		await admin.end()
	}
}

/** All that a side wrote of the first contracts, but for ids and numbers, which follow the order of billing. */
const written = `
	select md5(string_agg(told, ';' order by told)) as told from (
		select concat_ws('|', contract.number, to_jsonb(invoice) - array['id', 'number', 'issued_at', 'created_at'],
			to_jsonb(line) - array['id', 'invoice_id'], to_jsonb(billing),
			(select string_agg(concat_ws(' ', account, journal_line.position, amount_minor, posted_on), ',' order by account)
				from journal_entry join journal_line on entry_id = journal_entry.id where subject_id = invoice.id),
			(select string_agg(concat_ws(' ', kind, happened_on, actor, facts), ',') from event where subject_id = invoice.id),
			(select concat_ws(' ', kind, payload - 'invoiceId') from outbox where key = 'letter:invoice:' || invoice.id)) as told
		from (select * from contract order by number limit ${ormContracts}) as contract
			join contract_billing as billing on billing.contract_id = contract.id
			join invoice on invoice.contract_id = contract.id join invoice_line as line on line.invoice_id = invoice.id
	) as line`

async function checkBooks(sql: BenchGround['sql'], { clock }: BenchGround, wanted: number): Promise<void> {
	const [made] = await sql<{ invoices: number; lines: number; letters: number; total: bigint }[]>`
		select (select count(*)::int from invoice) as invoices, (select count(*)::int from invoice_line) as lines,
			(select count(*)::int from outbox) as letters, (select sum(total_minor)::bigint from invoice) as total`
	if (made?.invoices !== wanted || made.lines !== 3 * wanted || made.letters !== wanted)
		throw new Error(`Wanted ${wanted} invoices, got ${JSON.stringify({ ...made, total: String(made?.total) })}`)
	const findings = expectOk(
		await act({ sql, db: drizzleOn(sql), clock, secretKey: testSecretKey }, clerk, examine, undefined),
	)
	const bad = findings.filter(
		({ good, promise }) => !good && promise !== 'movements_are_mrr' && promise !== 'outbox_delivers',
	)
	if (bad.length > 0) throw new Error(`The books are wrong: ${JSON.stringify(bad)}`)
}

function rowsOf(taken: Record<Side, Taken[]>): BenchRow[] {
	const each = (side: Side, of: 'seconds' | 'processor') =>
		median(taken[side].map((took) => took[of])) / Math.min(limits[side], contracts)
	const rate = (side: Side) => 1 / each(side, 'seconds')
	const processor = (side: Side) => each(side, 'processor') / each('ours', 'processor')
	return [
		{
			what: `invoice run, ${contracts} contracts due, 3 lines each`,
			ours: rate('ours'),
			reference: rate('sql'),
			referenceIs: 'one SQL statement a chunk writing the same rows under the same constraints',
			ratio: rate('ours') / rate('sql'),
			processorRatio: processor('sql'),
			goal: 0.9,
			unit: 'invoices/s',
			howToRead:
				'Two connections and two cores on both sides, the same rows. The statement never leaves the server and knows one kind of line only: it is what rows, keys, checks and triggers cost. We read, compute and write in a third process, so by processor we cannot reach 1; by the clock we can, because the statement holds the series of numbers from its checks on, and we take ours last.',
		},
		{
			what: 'invoice run against an ORM',
			ours: rate('ours'),
			reference: rate('orm'),
			referenceIs: `a transaction per invoice through Drizzle, ${ormContracts} of them, two at once`,
			ratio: rate('ours') / rate('orm'),
			processorRatio: processor('orm'),
			goal: 100,
			unit: 'invoices/s',
			howToRead: `The usual way reads what an invoice depends on and writes what it leaves behind by a statement each, and waits for the series of numbers and the disk at every one. The plain SQL above is itself ${Math.round(rate('sql') / rate('orm'))} times as fast as this: what goes beyond that, no program that writes these rows here can reach.`,
		},
		{
			what: `invoice run, ${contracts} contracts against ${fewContracts}`,
			ours: rate('ours'),
			reference: rate('few'),
			referenceIs: `the same run over ${fewContracts} contracts`,
			ratio: rate('ours') / rate('few'),
			processorRatio: processor('few'),
			goal: 0.8,
			unit: 'invoices/s',
			howToRead:
				'Flat when near 1: an invoice costs the same however many there are. Indexes that outgrow memory are the part that is physics.',
		},
	]
}

function median(values: number[]): number {
	const sorted = [...values].sort((one, two) => one - two)
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
