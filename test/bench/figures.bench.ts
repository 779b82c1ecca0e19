import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { expectOk, look } from '#core/act.ts'
import { findCohorts } from '#core/report/cohorts.ts'
import { findFigures } from '#core/report/figure.ts'
import { measureSets } from '#core/report/question.ts'
import { type BenchGround, openBenchBooks } from './database.ts'
import { firstMonth, makeFigures, today } from './figures-ground.ts'
import type { BenchRow } from './row.ts'

const contracts = Number(process.env.BENCH_FIGURES_CONTRACTS ?? 100_000)
const rounds = 7
const bencher = { kind: 'system', name: 'bench' } as const
const period = { from: firstMonth, to: '2026-02-01' }

/** Figures of three years as pages ask them, against a columnar engine over the same rows, told the bare question. */
export async function bench(): Promise<BenchRow[]> {
	const folder = await mkdtemp(join(tmpdir(), 'counterpart-figures-'))
	const ground = await openBenchBooks(today)
	const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
	try {
		await makeFigures(ground.sql, contracts)
		const duck = await instance.connect()
		for (const [table, columns] of Object.entries(copied)) await copyOver(ground, duck, folder, table, columns)
		return [
			await compare(
				'MRR and what moved it, 36 months',
				1,
				() => mrr(ground),
				() => run(duck, duckMrr),
				sameMrr,
			),
			await compare(
				'churn, 36 months',
				1,
				() => churn(ground),
				() => run(duck, duckChurn),
				sameChurn,
			),
			await compare(
				'cohorts by month of the start',
				1,
				() => cohorts(ground),
				() => run(duck, duckCohorts),
				sameCohorts,
			),
			await compare(
				'MRR by plan, 36 months',
				1 / 3,
				() => plans(ground),
				() => run(duck, duckPlans),
				samePlans,
			),
			await compare(
				'performance of teams in a year',
				1 / 3,
				() => teams(ground),
				() => run(duck, duckTeams),
				sameTeams,
			),
		]
	} finally {
		instance.closeSync()
		await ground.close()
		await rm(folder, { recursive: true, force: true })
	}
}

type Row = Record<string, unknown>

async function compare<Ours>(
	what: string,
	goal: number,
	ours: () => Promise<Ours>,
	theirs: () => Promise<Row[]>,
	same: (ours: Ours, theirs: Row[]) => boolean,
): Promise<BenchRow> {
	if (!same(await ours(), await theirs())) throw new Error(`${what}: the two do not say the same`)
	const [own, reference]: [number[], number[]] = [[], []]
	for (let round = 0; round < rounds; round++) {
		own.push(await timed(ours))
		reference.push(await timed(theirs))
	}
	return {
		...{ what: `${what}, ${contracts} contracts`, ours: median(own), reference: median(reference), unit: 'ms', goal },
		referenceIs: 'DuckDB in this process, two threads, the same rows in memory, the bare question',
		ratio: median(reference) / median(own),
		howToRead:
			'Ours is the whole verb that pages ask, with permit, two round trips to the server and its answer as rows of the figure; DuckDB answers numbers alone, over columns, without a server. Both were asked once before and said the same.',
	}
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now()
	await work()
	return performance.now() - began
}

const median = (numbers: number[]) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0

/** What the questions need, as it stands in the tables; arrays of lines are rows there. */
const copied = {
	movement: `select id, customer_id, contract_id, moved_on, kind, amount_minor, cohort_on, customers from mrr_movement`,
	part: `select moved_on, plan_id, part.amount from mrr_movement cross join lateral unnest(line_ids, line_minors) as part (line_id, amount)
		join contract_line on contract_line.id = part.line_id`,
	contract: `select id, group_id, starts_on, ends_on from contract`,
	line: `select line.contract_id, quantity, unit_price, state.starts_on from contract_line as line
		join contract_line_state as state on contract_line_id = line.id and sequence = 1`,
	invoice: `select contract_id, issued_on, total_minor from invoice`,
}

async function copyOver({ sql }: BenchGround, duck: DuckDBConnection, folder: string, table: string, query: string) {
	const file = join(folder, `${table}.csv`)
	const { createWriteStream } = await import('node:fs')
	const { pipeline } = await import('node:stream/promises')
	await pipeline(await sql.unsafe(`copy (${query}) to stdout (format csv, header)`).readable(), createWriteStream(file))
	await duck.run(`create table ${table} as select * from read_csv('${file}', sample_size = -1)`)
}

async function run(duck: DuckDBConnection, query: string): Promise<Row[]> {
	return (await duck.runAndReadAll(query)).getRowObjectsJS()
}

const ask = async ({ books }: BenchGround, question: Parameters<typeof findFigures>[1]) =>
	expectOk(await look(books, bencher, findFigures, question))
type Figures = Awaited<ReturnType<typeof ask>>

const mrr = (ground: BenchGround) =>
	ask(ground, { measures: ['mrr', ...measureSets.movements], period, groupBy: 'month' })
const duckMrr = `
	with month as (select unnest(generate_series(date '${period.from}', date '${period.to}' - interval 1 day, interval 1 month))::date as first),
		moved as (select date_trunc('month', moved_on)::date as first, kind, sum(amount_minor) as amount from movement where moved_on < '${period.to}' group by all)
	select month.first, sum(amount) as mrr, sum(amount) filter (where moved.first = month.first and kind = 'new') as new,
		sum(amount) filter (where moved.first = month.first and kind = 'expansion') as expansion,
		sum(amount) filter (where moved.first = month.first and kind = 'contraction') as contraction,
		sum(amount) filter (where moved.first = month.first and kind = 'churn') as churn
	from month join moved on moved.first <= month.first group by 1 order by 1`
const sameMrr = ([own]: Figures, theirs: Row[]) =>
	theirs.length === 35 &&
	same(
		own?.rows.map(({ value }) => value),
		theirs.map((row) => row.mrr),
	)

const churn = (ground: BenchGround) =>
	ask(ground, { measures: ['churn', 'contraction', 'revenue_churn'], period, groupBy: 'month' })
const duckChurn = `
	with moved as (select date_trunc('month', moved_on)::date as first, sum(amount_minor) as amount,
			coalesce(sum(amount_minor) filter (where kind = 'churn'), 0) as churn, coalesce(sum(amount_minor) filter (where kind = 'contraction'), 0) as contraction
		from movement where moved_on < '${period.to}' group by 1)
	select first, churn, contraction, -(churn + contraction) / (sum(amount) over (order by first) - amount) as share from moved order by 1`
const sameChurn = ([own]: Figures, theirs: Row[]) =>
	same(
		own?.rows.map(({ value }) => value),
		theirs.map((row) => row.churn),
	)

const cohorts = async ({ books }: BenchGround) => expectOk(await look(books, bencher, findCohorts, { months: 36 }))
const duckCohorts = `
	with moved as (select cohort_on, date_trunc('month', moved_on)::date as first, sum(amount_minor) as amount, sum(customers) as customers from movement group by all)
	select cohort_on, first, sum(amount) over since as mrr, sum(customers) over since as customers from moved
	window since as (partition by cohort_on order by first) order by 1, 2`
const sameCohorts = ({ rows }: Awaited<ReturnType<typeof cohorts>>, theirs: Row[]) => {
	const [first] = theirs
	const oldest = rows.at(-1)
	return first !== undefined && same([oldest?.months[0]?.mrrMinor], [first.mrr])
}

const plans = (ground: BenchGround) => ask(ground, { measures: ['mrr'], period, groupBy: 'plan' })
const duckPlans = `select plan_id, sum(amount) as mrr from part where moved_on < '${period.to}' group by 1 order by 2 desc`
const samePlans = ([own]: Figures, theirs: Row[]) =>
	same(
		own?.rows.map(({ value }) => value),
		theirs.map((row) => row.mrr),
	)

const year = { from: '2025-02-01', to: '2026-02-01' }
const teams = (ground: BenchGround) =>
	ask(ground, { measures: ['signed', 'invoiced', 'net_new'], period: year, compare: 'year_before', groupBy: 'group' })
const duckTeams = `
	with span as (select * from (values (date '2024-02-01', date '2025-02-01'), (date '2025-02-01', date '2026-02-01')) as span (first, next))
	select group_id, first,
		(select sum(round(unit_price * quantity * 100 * 12 * least(365, coalesce(c.ends_on + 1 - line.starts_on, 365)) / 365))
			from contract as c join line on line.contract_id = c.id where c.group_id = own.group_id and c.starts_on >= first and c.starts_on < next) as signed,
		(select sum(total_minor) from invoice join contract as c on c.id = contract_id where c.group_id = own.group_id and issued_on >= first and issued_on < next) as invoiced,
		(select sum(amount_minor) from movement join contract as c on c.id = contract_id where c.group_id = own.group_id and moved_on >= first and moved_on < next) as net_new
	from (select distinct group_id from contract) as own, span order by 1, 2`
const sameTeams = ([, invoiced]: Figures, theirs: Row[]) => {
	const own = new Map(invoiced?.rows.map(({ key, value }) => [key, value]))
	return theirs
		.filter((_, index) => index % 2 === 1)
		.every((row) => same([own.get(String(row.group_id))], [row.invoiced]))
}

/** Numbers that are the same, whatever each side counts in. */
function same(own: readonly unknown[] | undefined, theirs: readonly unknown[]): boolean {
	return own?.length === theirs.length && own.every((value, index) => String(value) === String(theirs[index]))
}
