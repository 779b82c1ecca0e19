import { flushCompileCache } from 'node:module'
import type { ServerBuild } from '@remix-run/node'
import type { Books } from '#core/act.ts'
import { ownSettings, type Settings, WrongSettings } from '#core/settings.ts'
import { drizzleOn, openDatabase } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { reachDatabase } from '#db/reach.ts'
import { openPortal } from './build.ts'
import { type Cards, openCards } from './cards.ts'
import { type Closing, explainFailure, openClosing } from './closing.ts'
import { fillWithDemo } from './demo.ts'
import { type Log, openLog } from './log.ts'
import type { Till } from './stripe/till.ts'
import { welcome } from './welcome.ts'

type Ground = { books: Books; settings: Settings; log: Log }
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
	// Local or not, the finished product runs: React and Remix are never served in their development form.
	process.env.NODE_ENV = 'production'
	const opening = openBooks(settings, role, closing)
	// While the database starts, this process has time to load the rest.
	const loading = role === 'worker' ? undefined : Promise.all([openPortal(say), import('./server.ts')])
	// Both to their end, even if one fails: nothing may be closed under the other's feet.
	await Promise.allSettled([opening, loading])
	const { books, url } = await opening
	const cards = await openCards(books, settings, log)
	const web = await loading
	if (web) await serve(web, { books, settings, log }, cards, closing)
	if (role !== 'web') await work(url, { books, settings, log }, cards.till, closing)
	if (!role && !settings.production) say(await welcome(books, settings.publicUrl))
	log.info({ role: role ?? 'all' }, 'Ready')
	flushCompileCache()
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

async function serve(
	[build, { startWeb }]: [ServerBuild, typeof import('./server.ts')],
	ground: Ground,
	{ till, receivers, paymentOrigins, sandbox }: Cards,
	closing: Closing,
): Promise<void> {
	const { port } = ground.settings
	const web = await startWeb({ ...ground, port, build, till, receivers, paymentOrigins })
	closing.later('web', () => web.close())
	sandbox?.startDelivering()
	closing.later('card sandbox', async () => sandbox?.stop())
}

/** Opened last and closed first, because it needs the sandbox, which is in the web server. */
async function work(databaseUrl: string, ground: Ground, till: Till, closing: Closing): Promise<void> {
	const [{ startWorker }, { openPost }] = await Promise.all([import('./worker.ts'), import('#emails/send.ts')])
	const post = openPost(ground.settings.mail, ground.books.sql)
	closing.later('post', () => post.close())
	const worker = await startWorker({ ...ground, databaseUrl, post, cards: till })
	closing.later('worker', () => worker.stop())
}

function roleOf(word: string | undefined): Role {
	if (word === undefined || word === 'web' || word === 'worker') return word
	throw new WrongSettings([`There is no process called ${word}: web, worker, or no word for everything in one.`])
}

try {
	await start(ownSettings(), roleOf(process.argv[2]))
} catch (error) {
	explainFailure(error)
}
