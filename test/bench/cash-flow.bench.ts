import { expectOk, look } from '#core/act.ts'
import { bill } from '#core/invoice/run.ts'
import { findCashFlow } from '#core/report/cash-flow.ts'
import { findCashRows } from '#core/report/cash-rows.ts'
import { firstDay, makeContracts } from './contracts.ts'
import { openBenchBooks } from './database.ts'
import type { BenchRow } from './row.ts'

const system = { kind: 'system', name: 'bench' } as const
const contracts = Number(process.env.BENCH_CASH_CONTRACTS ?? 10_000)
const rounds = 5
const longest = 2000

/** The cash flow of a year of many contracts, of which three months are invoiced and the rest is to come, and the rows behind a month to come. */
export async function bench(): Promise<BenchRow[]> {
	const ground = await openBenchBooks(firstDay)
	const { books, sql, clock } = ground
	try {
		await makeContracts(sql, contracts)
		for (let month = 0; month < 3; month++) {
			await bill(books, system, clock.today())
			clock.moveOn({ months: 1 })
		}
		await sql.unsafe('vacuum (analyze)')
		return [
			await measure('the cash flow of a year', async () => {
				const { months } = expectOk(await look(books, system, findCashFlow, { year: 2026 }))
				if (months.filter(({ plannedMinor }) => plannedMinor > 0n).length !== 10) throw new Error('Months are missing')
			}),
			await measure('the rows behind a month to come', async () => {
				const asked = { year: 2026, month: 9, part: 'planned' as const, limit: 50 }
				const { count } = expectOk(await look(books, system, findCashRows, asked))
				if (count !== contracts) throw new Error(`${count} rows of ${contracts} contracts`)
			}),
		]
	} finally {
		await ground.close()
	}
}

async function measure(what: string, work: () => Promise<void>): Promise<BenchRow> {
	const taken: number[] = []
	for (let round = 0; round < rounds; round++) {
		const began = performance.now()
		await work()
		taken.push(performance.now() - began)
	}
	const median = taken.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0
	return {
		what: `${what}, ${contracts} contracts`,
		ours: median,
		reference: longest,
		referenceIs: 'what a person waits for a report',
		ratio: longest / median,
		goal: 1,
		unit: 'ms',
		howToRead: `The median of ${rounds}. What is to come is foreseen by the functions that bill it, contract by contract, each time anew: nothing of it is stored.`,
	}
}
