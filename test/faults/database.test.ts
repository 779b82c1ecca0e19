import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { foundCompany } from '#core/company/found.ts'
import { bill } from '#core/invoice/run.ts'
import { drizzleOn, openDatabase } from '#db/client.ts'
import { startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { firstDay } from '#test/bench/contracts.ts'
import type { World } from '#test/support/books.ts'
import { stoppedClock } from '#test/support/clock.ts'
import { testCompany } from '#test/support/company.ts'
import { testSecretKey } from '#test/support/secrets.ts'
import { times } from '#test/support/times.ts'
import { clerk, expectAllBilledOnce, fill, openDue } from './billing.ts'

const contracts = 120
const crashes = times(3, 50)

/** Books on a server of their own, which `crash` ends without a word and starts again where it was. */
async function openOwnServer(): Promise<World & { crash(): Promise<void> }> {
	const dataDir = await mkdtemp(join(tmpdir(), 'counterpart-crash-'))
	let server = await startEmbedded({ dataDir })
	const { url } = server
	await migrate(url)
	const sql = openDatabase(url, { max: 6, applicationName: 'counterpart test' })
	await foundCompany(sql, testCompany)
	const clock = stoppedClock(firstDay, testCompany.timeZone)
	const crash = async () => {
		const [pid] = (await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')
		// The immediate shutdown: nothing is written any more, and the next start recovers from the log.
		process.kill(Number(pid), 'SIGQUIT')
		await wait(Math.random() * 300)
		server = await startEmbedded({ dataDir, port: Number(new URL(url).port) })
	}
	const close = async () => {
		await sql.end({ timeout: 1 })
		await server.stop()
		await rm(dataDir, { recursive: true, force: true })
	}
	const books = { sql, db: drizzleOn(sql), clock, secretKey: testSecretKey }
	return { books, sql, clock, url, crash, close, [Symbol.asyncDispose]: close }
}

test(`a database that crashes ${crashes} times in the middle of runs loses nothing, and the same process goes on`, {
	timeout: 60_000 + crashes * 10_000,
}, async () => {
	await using world = await openOwnServer()
	await fill(world, contracts)
	let cut = 0
	for (let crash = 0; crash < crashes; crash++) {
		const run = bill(world.books, clerk, world.clock.today(), 2, 10).then(
			() => 0,
			() => 1,
		)
		await wait(Math.random() * 120)
		await world.crash()
		cut += await run
		world.clock.moveOn({ months: 1 })
	}
	expect(cut, 'runs that a crash met').toBeGreaterThan(0)
	await expectAllBilledOnce(world)
})

test('a disk that is full stops a run with nothing half done, and once there is room the run goes on', async () => {
	await using world = await openDue(contracts)
	for (let round = 0; round < times(3, 50); round++) {
		// PostgreSQL says this of a full disk, wherever a write meets it.
		await world.sql.unsafe(`
			create or replace function disk_full() returns trigger language plpgsql as $$ begin
				if random() < 0.2 then raise exception 'could not extend file' using errcode = '53100'; end if;
				return null;
			end $$;
			create or replace trigger disk_full after insert on journal_entry execute function disk_full()`)
		await bill(world.books, clerk, world.clock.today(), 2, 10).catch((error: { code?: string }) => {
			expect(error.code).toBe('53100')
		})
		const busy = await world.sql`
			select query from pg_stat_activity
			where application_name = 'counterpart test' and datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`
		expect(busy, 'what is under way of a run that has ended').toEqual([])
		await world.sql`drop trigger disk_full on journal_entry`
		if (round % 10 === 9) await expectAllBilledOnce(world)
		world.clock.moveOn({ months: 1 })
	}
	await expectAllBilledOnce(world)
}, 600_000)
