import { flushCompileCache } from 'node:module'
import type { Desk } from '#bot/desk/desk.ts'
import type { Books } from '#core/act.ts'
import { noteAddress, type Settings, secretKey } from '#core/settings.ts'
import { drizzleOn, openDatabase } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import type { ReachedDatabase } from '#db/reach.ts'
import { type Cards, openCards } from './cards.ts'
import type { Closing } from './closing.ts'
import { emptyUnfinished, fillWithDemo } from './demo.ts'
import type { Log } from './log.ts'
import type { WebOptions } from './server.ts'
import type { Till } from './stripe/till.ts'
import { welcome } from './welcome.ts'

type Ground = { books: Books; settings: Settings; log: Log }
export type Role = 'web' | 'worker' | undefined
export type Pages = Pick<WebOptions, 'build' | 'development'>

const say = (sentence: string) => console.log(sentence)

export type Opening = { settings: Settings; role: Role; log: Log; closing: Closing }

/**
 * Puts the product together. Without a role everything runs in this one process, on the embedded database unless
 * DATABASE_URL names another, migrated and, where there is no company yet, filled with the demo. With `web` or `worker`
 * only that part runs, for machines of their own, which a release has migrated for.
 */
export async function openProduct(
	opening: Opening,
	reaching: Promise<ReachedDatabase>,
	openPages: () => Promise<Pages>,
): Promise<void> {
	const { settings, role, log, closing } = opening
	const finding = openBooks(opening, reaching)
	// While the database starts, this process has time to load the rest.
	const loading = role === 'worker' ? undefined : Promise.all([openPages(), import('./server.ts')])
	// Both to their end, even if one fails: nothing may be closed under the other's feet.
	await Promise.allSettled([finding, loading])
	const { books, url } = await finding
	const cards = await openCards(books, settings, log)
	const web = await loading
	if (web) await serve(web, { books, settings, log }, cards, closing)
	if (!role && !settings.production) say(await welcome(books, settings.publicUrl))
	if (role !== 'web') await work(url, { books, settings, log }, cards.till, closing)
	if (!role) await listen({ books, settings, log }, closing)
	const [company] = await books.sql`select from company`
	if (!company) log.warn('There is no company yet: write it with the command found (docs/deploy.md)')
	log.info({ role: role ?? 'all' }, 'Ready')
	flushCompileCache()
}

async function openBooks(
	{ settings, role, closing }: Opening,
	reaching: Promise<ReachedDatabase>,
): Promise<{ books: Books; url: string }> {
	const { url, stop } = await reaching
	closing.later('database', stop)
	if (!role) {
		await migrate(url)
		await emptyUnfinished(settings, url)
	}
	const sql = openDatabase(url, { max: 20 })
	closing.later('connections', () => sql.end({ timeout: 5 }))
	if (!role) await fillWithDemo(settings, { sql, url }, say)
	const clock = { now: () => Temporal.Now.instant() }
	const books: Books = {
		sql,
		get db() {
			return drizzleOn(sql)
		},
		clock,
		secretKey: secretKey(settings),
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
	const { chatReceivers } = await import('#bot/open.ts')
	const { answersPath, receiveTelematics } = await import('./telematics/receive.ts')
	const heard = [
		...(await chatReceivers(ground.books, ground.settings, ground.log)),
		{ path: answersPath, handle: receiveTelematics(ground) },
	]
	const web = await startWeb({ ...ground, ...pages, port, till, receivers: [...heard, ...receivers], paymentOrigins })
	closing.later('web', () => web.close())
	noteAddress(ground.settings)
	sandbox?.startDelivering()
	closing.later('card sandbox', async () => sandbox?.stop())
}

/** Opened last and closed first, because it needs the sandbox, which is in the web server. */
async function work(databaseUrl: string, ground: Ground, till: Till, closing: Closing): Promise<void> {
	const [{ startWorker }, { openPost }] = await Promise.all([import('./worker.ts'), import('#emails/send.ts')])
	const post = openPost(ground.settings.mail, ground.books.sql)
	closing.later('post', () => post.close())
	const chat = await openChats(ground)
	const worker = await startWorker({ ...ground, databaseUrl, post, cards: till, chat })
	closing.later('worker', () => worker.stop())
}

/** The chats that the settings connect, as the worker says and hears things there. */
async function openChats({ books, settings }: Ground) {
	const [{ openChat }, { presentRefusal }, { speakerOf }] = await Promise.all([
		import('#bot/open.ts'),
		import('./present/refusal.ts'),
		import('./words/speakers.ts'),
	])
	const explain: Desk['explain'] = (language, refusal) => presentRefusal(speakerOf(language), refusal)
	return await openChat({ books, publicUrl: settings.publicUrl, secret: secretKey(settings), explain }, settings)
}

/** Asks the platforms that do not call us; closed first, so that nothing new comes in. */
async function listen({ books, settings, log }: Ground, closing: Closing): Promise<void> {
	const { listenToChats } = await import('#bot/open.ts')
	const { listening, stop } = await listenToChats(books, settings, log)
	closing.later('chats', stop)
	if (listening.length > 0) log.info({ listening }, 'The bot listens')
}
