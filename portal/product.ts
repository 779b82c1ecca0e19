import { flushCompileCache } from 'node:module'
import type { Books } from '#core/act.ts'
import type { Settings } from '#core/settings.ts'
import { drizzleOn, openDatabase } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { reachDatabase } from '#db/reach.ts'
import { type Cards, openCards } from './cards.ts'
import { type Closing, openClosing } from './closing.ts'
import { fillWithDemo } from './demo.ts'
import { type Log, openLog } from './log.ts'
import type { WebOptions } from './server.ts'
import type { Till } from './stripe/till.ts'
import { welcome } from './welcome.ts'

type Ground = { books: Books; settings: Settings; log: Log }
export type Role = 'web' | 'worker' | undefined
export type Pages = Pick<WebOptions, 'build' | 'development'>
type OpenPages = (closing: Closing) => Promise<Pages>

const say = (sentence: string) => console.log(sentence)

/**
 * Puts the product together and runs it. Without a role everything runs in this one process, on the embedded database unless
 * DATABASE_URL names another, migrated and, where there is no company yet, filled with the demo. With `web` or `worker`
 * only that part runs, for machines of their own, which a release has migrated for.
 */
export async function runProduct(settings: Settings, role: Role, openPages: OpenPages): Promise<void> {
	const log = openLog(settings.logLevel)
	const closing = openClosing(log)
	await closing.whileOpening(open(settings, role, openPages, closing, log))
}

async function open(settings: Settings, role: Role, openPages: OpenPages, closing: Closing, log: Log): Promise<void> {
	const opening = openBooks(settings, role, closing)
	// While the database starts, this process has time to load the rest.
	const loading = role === 'worker' ? undefined : Promise.all([openPages(closing), import('./server.ts')])
	// Both to their end, even if one fails: nothing may be closed under the other's feet.
	await Promise.allSettled([opening, loading])
	const { books, url } = await opening
	const greeting = role || settings.production ? '' : await welcome(books, settings.publicUrl)
	const cards = await openCards(books, settings, log)
	const web = await loading
	if (web) await serve(web, { books, settings, log }, cards, closing)
	if (greeting) say(greeting)
	if (role !== 'web') await work(url, { books, settings, log }, cards.till, closing)
	const [company] = await books.sql`select from company`
	if (!company) log.warn('There is no company yet: write it with the command found (docs/deploy.md)')
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
	[pages, { startWeb }]: [Pages, typeof import('./server.ts')],
	ground: Ground,
	{ till, receivers, paymentOrigins, sandbox }: Cards,
	closing: Closing,
): Promise<void> {
	const { port } = ground.settings
	const web = await startWeb({ ...ground, ...pages, port, till, receivers, paymentOrigins })
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
