import { bill } from '#core/invoice/run.ts'
import { bigContractId, makeBigContract } from './big-contract.ts'
import { openConsole } from './console.ts'
import { firstDay, makeContracts } from './contracts.ts'
import { openBenchBooks } from './database.ts'
import type { BenchRow } from './row.ts'

const system = { kind: 'system', name: 'bench' } as const
const lines = Number(process.env.BENCH_LINES ?? 2000)
const others = Number(process.env.BENCH_CONTRACTS ?? 2000)
const most = 100
const rounds = 15
const tabs = [
	'',
	'/lines',
	'/lines?search=etv+215',
	'/billing',
	'/collection',
	'/documents',
	'/follow-ups',
	'/messages',
	'/discussion',
	'/machines',
	'/visits',
	'/history',
]

/** The screen of one contract with very many lines, each tab from the request to the last byte of its page. */
export async function bench(): Promise<BenchRow[]> {
	const ground = await openBenchBooks(firstDay)
	const { books, sql, clock } = ground
	try {
		await makeContracts(sql, others)
		await makeBigContract(sql, lines)
		for (let month = 0; month < 6; month++) {
			await bill(books, system, clock.today())
			clock.moveOn({ months: 1 })
		}
		await sql.unsafe('vacuum (analyze)')
		await using pages = await openConsole(books, rounds)
		const rows: BenchRow[] = []
		for (const tab of tabs) rows.push(row(tab, await pages.median(`/staff/contracts/${bigContractId}${tab}`, 'K-big')))
		return rows
	} finally {
		await ground.close()
	}
}

function row(tab: string, milliseconds: number): BenchRow {
	return {
		what: `a contract with ${lines} lines, ${tab || 'overview'}`,
		ours: milliseconds,
		reference: most,
		referenceIs: 'what a person takes for at once',
		ratio: most / milliseconds,
		goal: 1,
		unit: 'ms',
		howToRead: `The median of ${rounds} requests one after the other, of the whole page beside ${others} other contracts; lines come 50 at a time and are summed in the database.`,
	}
}
