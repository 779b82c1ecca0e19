import { createServer } from 'node:http'
import { ownSettings, type Settings } from '#core/settings.ts'
import { openDatabase } from '#db/client.ts'
import { reachDatabase } from '#db/reach.ts'
import { type Closing, explainFailure, openClosing } from '#portal/closing.ts'
import { type Log, openLog } from '#portal/log.ts'

/**
 * The bot's own process: holds its database connections and says at /health whether it can work. Channels are mounted
 * on it as they are connected; without one it waits.
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
	const server = createServer(async (request, response) => {
		const found = request.url === '/health'
		const good = found && (await sql`select 1`.then(() => true).catch(() => false))
		response.writeHead(found ? (good ? 200 : 503) : 404, { 'content-type': 'application/json' })
		response.end(JSON.stringify({ status: found ? (good ? 'ok' : 'database unreachable') : 'not found' }))
	})
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(settings.port, settings.host, resolve)
	})
	closing.later('bot', async () => server.close())
	log.info({ port: settings.port }, 'bot is ready')
}

try {
	await start(ownSettings())
} catch (error) {
	explainFailure(error)
}
