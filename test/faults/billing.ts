import { type ChildProcess, spawn } from 'node:child_process'
import { expect } from 'vitest'
import { type Actor, act, expectOk } from '#core/act.ts'
import { bill } from '#core/invoice/run.ts'
import { recordMovements } from '#core/movement/record.ts'
import { examine } from '#core/report/examine.ts'
import { firstDay, makeContracts } from '#test/bench/contracts.ts'
import { openBooks, type World } from '#test/support/books.ts'

export const clerk: Actor = { kind: 'system', name: 'test' }

/** Books with so many contracts, each of which falls due on the first of every month from March 2026 on. */
export async function openDue(contracts: number): Promise<World> {
	const world = await openBooks({ on: firstDay, max: 12 })
	await fill(world, contracts)
	return world
}

/** Gives books contracts and the movements that follow from them. */
export async function fill(world: World, contracts: number): Promise<void> {
	await makeContracts(world.sql, contracts)
	const customers = await world.sql<{ id: string }[]>`select id from customer`
	await act(
		world.books,
		clerk,
		recordMovements,
		customers.map(({ id }) => id),
	)
}

export type Program = { child: ChildProcess; begun: Promise<void>; ended: Promise<string> }

/** Starts a worker in a process of its own. `ended` answers what it has said, also of one that was killed. */
export function startBilling(world: World): Program {
	const file = new URL('./billing-program.ts', import.meta.url).pathname
	const loader = new URL('../../emails/jsx.mjs', import.meta.url).pathname
	const words = ['--import', loader, file, world.url, world.clock.today().toString()]
	const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
	let said = ''
	let begin = () => {}
	const begun = new Promise<void>((resolve) => {
		begin = resolve
	})
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		said += text
		if (said.includes('begun')) begin()
	})
	const ended = new Promise<string>((resolve) => child.on('close', () => resolve(said)))
	return { child, begun, ended }
}

/** What killed workers were doing on the server ends before the books are looked at. */
export async function restOf({ sql }: World): Promise<void> {
	for (;;) {
		const [busy] = await sql`
			select from pg_stat_activity where datname = current_database() and application_name = 'billing program'`
		if (!busy) return
		await new Promise((resolve) => setTimeout(resolve, 20))
	}
}

/** Every month through today is billed once for every contract, and all the books' promises hold. */
export async function expectAllBilledOnce(world: World): Promise<void> {
	await restOf(world)
	await bill(world.books, clerk, world.clock.today())
	const wrong = await world.sql`
		with wanted as (
			select contract_line.id, day::date as day from contract_line,
				generate_series(${firstDay}::date, ${world.clock.today()}::date, interval '1 month') as day
		), billed as (
			select contract_line_id as id, period_from as day, count(*) as times from invoice_line group by 1, 2
		)
		select id, day, times from wanted full join billed using (id, day) where times is distinct from 1 limit 5`
	expect([...wrong]).toEqual([])
	const [letters] = await world.sql`
		select (select count(*) from invoice) - (select count(*) from outbox) as missing,
			(select count(*) from event where kind = 'invoice.issued') - (select count(*) from invoice) as surplus`
	expect(letters).toEqual({ missing: 0n, surplus: 0n })
	const findings = expectOk(await act(world.books, clerk, examine, undefined))
	// Nothing delivers letters here.
	expect(findings.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
}
