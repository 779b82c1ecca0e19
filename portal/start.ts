import type { Books } from '#core/act.ts'
import { ownSettings, type Settings, WrongSettings } from '#core/settings.ts'
import { drizzleOn, openDatabase } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { reachDatabase } from '#db/reach.ts'
import { buildPortal } from './build.ts'
import { openCards } from './cards.ts'
import { type Closing, openClosing } from './closing.ts'
import { fillWithDemo } from './demo.ts'
import { type Log, openLog } from './log.ts'
import { welcome } from './welcome.ts'

type Role = 'web' | 'worker' | undefined

const say = (sentence: string) => console.log(sentence)

/**
 * The composition root. Without a role everything runs in this one process, on the embedded database unless
 * DATABASE_URL names another, migrated and, where there is no company yet, filled with the demo. With `web` or `worker`
 * only that part runs, for machines of their own, which a release has migrated for.
 */
async function start(settings: Settings, role: Role): Promise<void> {
	const log = openLog(settings.logLevel)
	const closing = openClosing(log)
	await closing.whileOpening(open(settings, role, closing, log))
}

async function open(settings: Settings, role: Role, closing: Closing, log: Log): Promise<void> {
	const opening = openBooks(settings, role, closing)
	const building = role === 'worker' ? undefined : buildPortal(say)
	// Both to their end, even if one fails: nothing may be closed under the other's feet.
	await Promise.allSettled([opening, building])
	await building
	await serve(await opening, settings, role, closing, log)
}

async function openBooks(settings: Settings, role: Role, closing: Closing): Promise<{ books: Books; url: string }> {
	const { url, stop } = await reachDatabase(settings, say)
	closing.later('database', stop)
	if (!role) {
		await migrate(url)
		await fillWithDemo(settings, url, say)
	}
	const sql = openDatabase(url, { max: 20 })
	closing.later('connections', () => sql.end({ timeout: 5 }))
	const clock = { now: () => Temporal.Now.instant() }
	const books: Books = {
		sql,
		get db() {
			return drizzleOn(sql)
		},
		clock,
	}
	return { books, url }
}

/** Opened in this order and closed in the opposite one: the worker needs the sandbox, which is in the web server. */
async function serve(
	{ books, url }: { books: Books; url: string },
	settings: Settings,
	role: Role,
	closing: Closing,
	log: Log,
): Promise<void> {
	const cards = await openCards(books, settings, log)
	// Local or not, the finished product runs: React and Remix are never served in their development form.
	process.env.NODE_ENV = 'production'
	if (role !== 'worker') {
		const { startWeb } = await import('./server.ts')
		const { till, receivers, paymentOrigins, sandbox } = cards
		const web = await startWeb({ books, settings, log, port: settings.port, till, receivers, paymentOrigins })
		closing.later('web', () => web.close())
		sandbox?.startDelivering()
		closing.later('card sandbox', async () => sandbox?.stop())
	}
	if (role !== 'web') {
		const [{ startWorker }, { openPost }] = await Promise.all([import('./worker.ts'), import('#emails/send.ts')])
		const post = openPost(settings.mail, books.sql)
		closing.later('post', () => post.close())
		const worker = await startWorker({ books, databaseUrl: url, settings, post, cards: cards.till, log })
		closing.later('worker', () => worker.stop())
	}
	if (!role && !settings.production) say(await welcome(books, settings.publicUrl))
	log.info({ role: role ?? 'all' }, 'Ready')
}

function roleOf(word: string | undefined): Role {
	if (word === undefined || word === 'web' || word === 'worker') return word
	throw new WrongSettings([`There is no process called ${word}: web, worker, or no word for everything in one.`])
}

try {
	await start(ownSettings(), roleOf(process.argv[2]))
} catch (error) {
	console.error(error instanceof WrongSettings ? error.message : error)
	process.exitCode = 1
}
