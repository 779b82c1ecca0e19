import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Actor, act, type Books, expectOk } from '#core/act.ts'
import { bill } from '#core/invoice/run.ts'
import { draftPriceUpdate } from '#core/price-update/draft.ts'
import { orderPriceUpdate, workOnPriceUpdate } from '#core/price-update/plan.ts'
import { examine } from '#core/report/examine.ts'
import { draftRestructuring } from '#core/restructuring/draft.ts'
import { orderRestructuring, orderUndoing } from '#core/restructuring/queue.ts'
import { workOnRestructuring } from '#core/restructuring/work.ts'
import { drizzleOn, openDatabase, type Sql } from '#db/client.ts'
import { testSecretKey } from '#test/support/secrets.ts'
import { firstDay, makeContracts } from './contracts.ts'
import { type BenchGround, openBenchBooks } from './database.ts'
import { copyIn, copyOut } from './import-copy.ts'
import { countProcessor } from './processor.ts'
import type { BenchRow } from './row.ts'

const clerk: Actor = { kind: 'system', name: 'bench' }
const lines = Number(process.env.BENCH_LINES ?? 10_000)
const rounds = Number(process.env.BENCH_ROUNDS ?? 3)
const contracts = Math.ceil(lines / 3)
const today = '2026-03-11'
const dayToCome = '2026-06-01'

type Taken = { seconds: number; processor: number }
type Side = 'dryRun' | 'apply' | 'undo' | 'copyApplied' | 'copyUndone' | 'later' | 'copyLater' | 'prices' | 'copyPrices'

/**
 * Other prices for many lines. Within a period that is billed, so that each contract gets an invoice with what is given back
 * and charged, and a credit note when it is undone; and from a day to come, when nothing is billed yet.
 */
export async function bench(): Promise<BenchRow[]> {
	const ground = await openBenchBooks(firstDay)
	const folder = await mkdtemp(join(tmpdir(), 'counterpart-restructuring-'))
	try {
		await makeContracts(ground.sql, contracts)
		await bill(ground.books, clerk, ground.clock.today(), 2)
		ground.clock.standOn(today)
		await ground.sql.unsafe('vacuum (analyze)')
		await ground.sql.end()
		const taken = new Map<Side, Taken[]>()
		for (let round = 0; round < rounds; round++) {
			for (const [side, took] of await takeAll(ground, folder)) {
				taken.set(side, [...(taken.get(side) ?? []), took])
				const microseconds = Math.round((took.processor / lines) * 1e6)
				console.log(`  ${side}: ${took.seconds.toFixed(2)} s, ${microseconds} µs of processor a line`)
			}
		}
		return rowsOf(taken)
	} finally {
		await ground.close()
		await rm(folder, { recursive: true, force: true })
	}
}

/** Each side once, each reference on a copy of what ours began with. */
async function takeAll(ground: BenchGround, folder: string): Promise<Map<Side, Taken>> {
	const all = new Map<Side, Taken>()
	const ours = await openCopy(ground, 'ours', 'counterpart')
	let begun = await begin(ours.sql)
	const reckoned = await timed(ours.sql, () => reckon(ours.books, today))
	all.set('dryRun', reckoned)
	const id = reckoned.answer
	all.set('apply', await timed(ours.sql, () => apply(ours.books, id)))
	const applied = await copyOut(ours.sql, await folderIn(folder, 'applied'), writtenSince(begun))
	await ours.sql.end()
	const before = await openCopy(ground, 'applied', 'ours')
	const again = await openCopy(ground, 'ours', 'ours', false)
	begun = await begin(again.sql)
	all.set('undo', await timed(again.sql, () => undo(again.books, id)))
	await look(again.books, again.sql)
	const undone = await copyOut(again.sql, await folderIn(folder, 'undone'), writtenSince(begun))
	await again.sql.unsafe(`copy (select id from mrr_movement) to '${join(folder, 'kept.copy')}'`)
	await again.sql.end()
	await before.sql.unsafe(
		`create table kept (id uuid primary key); copy kept from '${join(folder, 'kept.copy')}'; analyze kept`,
	)
	const gone = ['delete from mrr_movement where id not in (select id from kept)', ...moved]
	all.set('copyUndone', await timed(before.sql, () => copyIn(before.sql, undone, gone)))
	await before.drop()
	await again.drop()
	const plain = await openCopy(ground, 'plain', 'counterpart')
	all.set('copyApplied', await timed(plain.sql, () => copyIn(plain.sql, applied, moved)))
	await plain.drop()
	const later = await openCopy(ground, 'later', 'counterpart')
	const laterId = await reckon(later.books, dayToCome)
	begun = await begin(later.sql)
	all.set('later', await timed(later.sql, () => apply(later.books, laterId)))
	const planned = await copyOut(later.sql, await folderIn(folder, 'later'), writtenSince(begun))
	await later.drop()
	const copied = await openCopy(ground, 'copied', 'counterpart')
	all.set('copyLater', await timed(copied.sql, () => copyIn(copied.sql, planned, [nextVersion])))
	await copied.drop()
	const update = await openCopy(ground, 'update', 'counterpart')
	const updateId = await draftUpdate(update.books)
	begun = await begin(update.sql)
	all.set('prices', await timed(update.sql, () => plan(update.books, updateId)))
	const written = await copyOut(update.sql, await folderIn(folder, 'prices'), writtenSince(begun))
	await update.drop()
	const copiedPrices = await openCopy(ground, 'prices', 'counterpart')
	all.set('copyPrices', await timed(copiedPrices.sql, () => copyIn(copiedPrices.sql, written, [nextVersion])))
	await copiedPrices.drop()
	return all
}

async function folderIn(folder: string, name: string): Promise<string> {
	await mkdir(join(folder, name), { recursive: true })
	await chmod(folder, 0o777)
	return join(folder, name)
}

/** What is written of the contracts themselves beside new rows. */
const nextVersion = 'update contract set version = version + 1, updated_at = now() where state = $$active$$'
const moved = [nextVersion, `update contract_billing set billed_through = '${today}'`]

type Begun = { transaction: string; lastInvoice: string }

async function begin(sql: Sql): Promise<Begun> {
	const [begun] = await sql<Begun[]>`
		select pg_current_xact_id()::text as transaction, (select max(id::text) from invoice) as "lastInvoice"`
	return begun as Begun
}

/** In the order in which the promises of the database let them in. */
function writtenSince({ transaction, lastInvoice }: Begun) {
	const where = `xmin::text::bigint > ${transaction}`
	const tables = [
		'amendment',
		'contract_line_state',
		'mrr_movement',
		'invoice_line',
		'journal_line',
		'journal_entry',
		'event',
	]
	return [
		...tables.map((table) => ({ table, where })),
		// Settled by the allocations that follow.
		{ table: 'invoice', where: `id > '${lastInvoice}'`, as: { settled_minor: '0' } },
		{ table: 'allocation', where },
		{ table: 'outbox', where },
	]
}

async function reckon(books: Books, on: string): Promise<string> {
	const ids = (await books.sql<{ id: string }[]>`select id from contract_line order by id limit ${lines}`).map(
		({ id }) => id,
	)
	const deed = { kind: 'price_percent' as const, on, percent: '7.3' }
	const { id } = expectOk(await act(books, clerk, draftRestructuring, { name: 'Dearer', deed, select: { ids } }))
	await workOnRestructuring(books, { id })
	return id
}

async function apply(books: Books, id: string): Promise<void> {
	expectOk(await act(books, clerk, orderRestructuring, { id }))
	await workOnRestructuring(books, { id })
}

async function draftUpdate(books: Books): Promise<string> {
	const rule = { percent: '7.3', noticeDays: 30, starts: { at: 'day' as const, on: dayToCome } }
	return expectOk(await act(books, clerk, draftPriceUpdate, { name: 'Prices of summer', rule })).id
}

async function plan(books: Books, id: string): Promise<void> {
	expectOk(await act(books, clerk, orderPriceUpdate, { id }))
	await workOnPriceUpdate(books, { id })
}

async function undo(books: Books, id: string): Promise<void> {
	expectOk(await act(books, clerk, orderUndoing, { id }))
	await workOnRestructuring(books, { id })
}

async function look(books: Books, sql: Sql): Promise<void> {
	const [made] = await sql<{ applied: number; undone: number }[]>`
		select count(sequence)::int as applied, count(undone_by)::int as undone from restructuring_contract`
	if (made?.applied !== contracts || made.undone !== contracts)
		throw new Error(`Not all was done: ${JSON.stringify(made)}`)
	const left = ['movements_are_mrr', 'outbox_delivers']
	const findings = expectOk(await act(books, clerk, examine, undefined))
	const bad = findings.filter(({ good, promise }) => !good && !left.includes(promise))
	if (bad.length > 0) throw new Error(`The books are wrong: ${JSON.stringify(bad)}`)
}

type Copy = { sql: Sql; books: Books; drop(): Promise<void> }

async function openCopy({ url, clock }: BenchGround, name: string, template: string, isNew = true): Promise<Copy> {
	const at = (database: string) => url.replace(/\/[^/]*$/, `/${database}`)
	const admin = openDatabase(at('postgres'), { max: 1 })
	if (isNew) await admin.unsafe(`create database ${name} template ${template}`)
	const sql = openDatabase(at(name), { max: 4 })
	await sql.unsafe('checkpoint')
	return {
		sql,
		books: { sql, db: drizzleOn(sql), clock, secretKey: testSecretKey },
		async drop() {
			await sql.end({ timeout: 1 })
			await admin.unsafe(`drop database ${name} with (force)`)
			await admin.end()
		},
	}
}

async function timed<Answer>(sql: Sql, work: () => Promise<Answer>): Promise<Taken & { answer: Answer }> {
	const counted = await countProcessor(sql)
	const began = performance.now()
	const answer = await work()
	const seconds = (performance.now() - began) / 1000
	await pause(200)
	return { seconds, processor: counted(), answer }
}

function rowsOf(taken: ReadonlyMap<Side, Taken[]>): BenchRow[] {
	const of = (side: Side, what: keyof Taken) => median((taken.get(side) ?? []).map((took) => took[what]))
	const row = (
		what: string,
		ours: Side,
		reference: Side,
		referenceIs: string,
		goal: number,
		howToRead: string,
	): BenchRow => ({
		...{ what, goal, referenceIs, howToRead, unit: 'lines/s' },
		ours: lines / of(ours, 'seconds'),
		reference: lines / of(reference, 'seconds'),
		ratio: of(reference, 'seconds') / of(ours, 'seconds'),
		processorRatio: of(reference, 'processor') / of(ours, 'processor'),
	})
	const bySql = 'SQL writing the same rows'
	const copied =
		'COPY is told every row that is to be, under the same keys, checks and triggers; we read the contracts, work out what is given back and charged, compare with what was shown and keep how it was before, one chunk after the other.'
	return [
		row(`${lines} lines repriced within a billed period`, 'apply', 'copyApplied', bySql, 0.3, copied),
		row('the same undone', 'undo', 'copyUndone', bySql, 0.3, copied),
		row(
			...([`${lines} lines repriced from a day to come`, 'later', 'copyLater', bySql, 0.3] as const),
			'The same without invoices: an amendment of each contract, a new state of each line, the movements of MRR, the events. An UPDATE that writes over ten thousand prices takes less, and leaves nothing of what a line was, or of who changed it.',
		),
		row(
			...([`${lines} lines in a price update from a day to come`, 'prices', 'copyPrices', bySql, 0.3] as const),
			'As the one above it, with a letter queued for each contract; what people looked at is worked out anew first.',
		),
		row('dry run of them', 'dryRun', 'apply', 'applying them', 1, 'Everything is worked out and nothing billed.'),
	]
}

function median(values: number[]): number {
	const sorted = [...values].sort((one, two) => one - two)
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
