import { act, expectOk } from '#core/act.ts'
import { bill } from '#core/invoice/run.ts'
import { readSettings } from '#core/settings.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import { addUser } from '#core/staff/add-user.ts'
import { openPortal } from '#portal/build.ts'
import { openLog } from '#portal/log.ts'
import { startWeb } from '#portal/server.ts'
import { Visit } from '#test/portal/customer/visit.ts'
import { bigContractId, makeBigContract } from './big-contract.ts'
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
	const build = await openPortal(console.log)
	const web = await startWeb({
		books,
		build,
		settings: readSettings({}),
		log: openLog('silent'),
		port: 0,
		host: '127.0.0.1',
	})
	try {
		await makeContracts(sql, others)
		await makeBigContract(sql, lines)
		for (let month = 0; month < 6; month++) {
			await bill(books, system, clock.today())
			clock.moveOn({ months: 1 })
		}
		await sql.unsafe('vacuum (analyze)')
		const email = 'clerk@bench.example'
		expectOk(await act(books, system, addUser, { name: 'Clerk', email, role: 'administrator' }))
		const visit = new Visit(`http://localhost:${web.port}`)
		const { token } = expectOk(await act(books, system, createSignIn, { audience: 'staff', email }))
		await visit.post(`/sign-in/open/${token}`)
		const rows: BenchRow[] = []
		for (const tab of tabs) rows.push(row(tab, await measure(visit, `/staff/contracts/${bigContractId}${tab}`)))
		return rows
	} finally {
		await web.close()
		await ground.close()
	}
}

/** The median, which one neighbour's pause does not move. */
async function measure(visit: Visit, path: string): Promise<number> {
	const taken: number[] = []
	for (let round = 0; round < rounds; round++) {
		const began = performance.now()
		const answer = await visit.get(path)
		const text = await answer.text()
		taken.push(performance.now() - began)
		if (answer.status !== 200 || !text.includes('K-big')) throw new Error(`${path} answered ${answer.status}`)
	}
	const median = taken.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0
	console.log(`  ${path}: ${median.toPrecision(3)} ms, the quickest ${taken[0]?.toPrecision(3)}`)
	return median
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
