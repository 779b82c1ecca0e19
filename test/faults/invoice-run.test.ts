import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { act, expectOk, type Scope } from '#core/act.ts'
import { bill } from '#core/invoice/run.ts'
import { times } from '#test/support/times.ts'
import { clerk, expectAllBilledOnce, openDue, restOf, startBilling } from './billing.ts'

const contracts = 240
const kills = times(6, 200)
const cuts = times(3, 50)

test(`a worker killed at ${kills} random points of the run bills nothing twice and misses nothing`, {
	timeout: 60_000 + kills * 10_000,
}, async () => {
	await using world = await openDue(contracts)
	const points: number[] = []
	for (let kill = 0; kill < kills; kill++) {
		const program = startBilling(world)
		await program.begun
		const point = Math.random() ** 2 * 1500
		points.push(Math.round(point))
		await wait(point)
		program.child.kill('SIGKILL')
		await program.ended
		// Now and then a period more falls due, so that there is always something to be killed in.
		if (kill % 2 === 1) world.clock.moveOn({ months: 1 })
		if (kill % 20 === 19) await expectAllBilledOnce(world)
	}
	await expectAllBilledOnce(world).catch((error: Error) => {
		throw new Error(`Killed after ${points.join(', ')} ms: ${error.message}`)
	})
})

test('three workers share one run, and each contract is billed by one of them', { timeout: 120_000 }, async () => {
	await using world = await openDue(contracts)
	world.clock.standOn('2026-04-01')
	const programs = [startBilling(world), startBilling(world)]
	await Promise.all(programs.map((program) => program.begun))
	const mine = await bill(world.books, clerk, world.clock.today(), 2, 40)
	const said = await Promise.all(programs.map((program) => program.ended))
	const theirs = said.map((text) => Number(/billed (\d+)/.exec(text)?.[1]))
	expect(mine.invoices + theirs.reduce((sum, one) => sum + one, 0)).toBe(2 * contracts)
	await expectAllBilledOnce(world)
})

test('connections cut in the middle of runs lose nothing that was committed', {
	timeout: 60_000 + cuts * 10_000,
}, async () => {
	await using world = await openDue(contracts)
	for (let round = 0; round < cuts; round++) {
		let going = true
		const runs = [1, 2].map(() =>
			bill(world.books, clerk, world.clock.today(), 2, 20).then(
				() => 'finished',
				() => 'cut',
			),
		)
		const cutting = (async () => {
			await wait(Math.random() * 300)
			while (going) {
				await world.sql`
					select pg_terminate_backend(pid) from pg_stat_activity
					where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`.catch(() => {})
				await wait(20 + Math.random() * 200)
			}
		})()
		await Promise.all(runs)
		going = false
		await cutting
		world.clock.moveOn({ months: 1 })
	}
	await expectAllBilledOnce(world)
})

test('two acts that lock in opposite order both succeed: the one that the database stops is tried again', async () => {
	await using world = await openDue(2)
	let tries = 0
	const both = new Map<string, () => void>()
	const locked = ['B-1', 'B-2'].map((number) => new Promise<void>((resolve) => both.set(number, resolve)))
	const rename = async (scope: Scope, [first, second]: [string, string]) => {
		tries++
		await scope.sql`update customer set name = name || '!' where number = ${first}`
		both.get(first)?.()
		await Promise.all(locked)
		await scope.sql`update customer set name = name || '!' where number = ${second}`
	}
	const outcomes = await Promise.all([
		act(world.books, clerk, rename, ['B-1', 'B-2']),
		act(world.books, clerk, rename, ['B-2', 'B-1']),
	])
	expect(outcomes.map(({ ok }) => ok)).toEqual([true, true])
	expect(tries).toBe(3)
	const names = await world.sql`select name from customer order by number`
	expect([...names]).toEqual([{ name: 'Customer 1!!' }, { name: 'Customer 2!!' }])
})

test('an act that cannot be serialized is tried again, and a contract held by someone else is left for later', async () => {
	await using world = await openDue(3)
	let tries = 0
	const stumble = async (scope: Scope) => {
		tries++
		if (tries < 3) await scope.sql.unsafe(`do $$ begin raise exception 'not now' using errcode = '40001'; end $$`)
		return tries
	}
	expect(expectOk(await act(world.books, clerk, stumble, undefined))).toBe(3)
	await world.sql.begin(async (holder) => {
		await holder`select from contract where number = 'K-2' for update`
		expect((await bill(world.books, clerk, world.clock.today())).invoices).toBe(2)
	})
	expect((await bill(world.books, clerk, world.clock.today())).invoices).toBe(1)
	await restOf(world)
	await expectAllBilledOnce(world)
})
