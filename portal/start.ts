import { ownSettings, type Settings, WrongSettings } from '#core/settings.ts'
import { drizzleOn, openDatabase } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { reachDatabase } from '#db/reach.ts'
import { buildPortal } from './build.ts'
import { openClosing } from './closing.ts'
import { openLog } from './log.ts'

const say = (sentence: string) => console.log(sentence)

/**
 * The composition root. Without a word everything runs in this one process, on the embedded database unless
 * DATABASE_URL names another; with `web` or `worker` only that part, for machines of their own, which a release has
 * migrated for.
 */
async function start(settings: Settings, role: string | undefined): Promise<void> {
	// Local or not, the finished product runs: React and Remix are never served in their development form.
	process.env.NODE_ENV = 'production'
	const log = openLog(settings.logLevel)
	const closing = openClosing(log)
	closing.onSignals()
	try {
		const building = role === 'worker' ? undefined : buildPortal(say)
		const database = await reachDatabase(settings, say)
		closing.later('database', () => database.stop())
		if (!role) await migrate(database.url)
		const sql = openDatabase(database.url, { max: 20 })
		closing.later('connections', () => sql.end({ timeout: 5 }))
		const books = { sql, db: drizzleOn(sql), clock: { now: () => Temporal.Now.instant() } }
		await building
		const { startWeb } = await import('./server.ts')
		const web = await startWeb({ books, settings, log, port: settings.port })
		closing.later('web', () => web.close())
		say(`Ready at ${settings.publicUrl}`)
	} catch (error) {
		await closing.now()
		throw error
	}
}

try {
	await start(ownSettings(), process.argv[2])
} catch (error) {
	console.error(error instanceof WrongSettings ? error.message : error)
	process.exitCode = 1
}
