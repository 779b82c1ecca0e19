import { createServer, type Server } from 'node:http'
import type { Books } from '#core/act.ts'
import { ownSettings, type Settings, secretKey } from '#core/settings.ts'
import { drizzleOn, openDatabase } from '#db/client.ts'
import { reachDatabase } from '#db/reach.ts'
import { type Closing, explainFailure, openClosing } from '#portal/closing.ts'
import { type Log, openLog } from '#portal/log.ts'
import { chatReceivers, listenToChats } from './open.ts'

/**
 * The bot's own process: hears the chats, through a socket and by asking where no platform can call us, and at its own
 * addresses where one does. What it hears it stores; the workers do the rest. At /health it says whether it can work.
 */
async function start(settings: Settings): Promise<void> {
	const log = openLog(settings.logLevel)
	const closing = openClosing(log)
	await closing.whileOpening(open(settings, closing, log))
}

async function open(settings: Settings, closing: Closing, log: Log): Promise<void> {
	const database = await reachDatabase(settings)
	closing.later('database', () => database.stop())
	const sql = openDatabase(database.url, { max: 5, applicationName: 'counterpart bot' })
	closing.later('connections', () => sql.end({ timeout: 5 }))
	const books: Books = {
		sql,
		get db() {
			return drizzleOn(sql)
		},
		clock: { now: () => Temporal.Now.instant() },
		secretKey: secretKey(settings),
	}
	const server = await serve(books, settings, log)
	closing.later('bot', async () => server.close())
	const { listening, stop } = await listenToChats(books, settings, log)
	closing.later('chats', stop)
	log.info({ port: settings.port, listening }, 'bot is ready')
}

async function serve(books: Books, settings: Settings, log: Log): Promise<Server> {
	const receivers = new Map((await chatReceivers(books, settings, log)).map(({ path, handle }) => [path, handle]))
	const server = createServer(async (request, response) => {
		const receiver = receivers.get(request.url?.split('?')[0] ?? '')
		if (receiver) return await receiver(request, response)
		const found = request.url === '/health'
		const good = found && (await books.sql`select 1`.then(() => true).catch(() => false))
		response.writeHead(found ? (good ? 200 : 503) : 404, { 'content-type': 'application/json' })
		response.end(JSON.stringify({ status: found ? (good ? 'ok' : 'database unreachable') : 'not found' }))
	})
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(settings.port, settings.host, resolve)
	})
	return server
}

try {
	await start(ownSettings())
} catch (error) {
	explainFailure(error)
}
