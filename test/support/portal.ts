import type { Settings } from '#core/settings.ts'
import { readSettings } from '#core/settings.ts'
import { buildPortal } from '#portal/build.ts'
import { openLog } from '#portal/log.ts'
import { startWeb, type Web, type WebOptions } from '#portal/server.ts'
import type { World } from './books.ts'

export type Portal = Web & { address: string; [Symbol.asyncDispose](): Promise<void> }

type Options = Partial<Pick<WebOptions, 'receivers' | 'paymentOrigins' | 'log' | 'till' | 'files'>> & {
	settings?: Partial<Settings>
	/** Where it listens; any free one where it is not said. */
	port?: number
}

/** The built portal over a test's world, on a port of its own. Builds it first where its sources have changed. */
export async function openPortal(world: Pick<World, 'books'>, options: Options = {}): Promise<Portal> {
	await buildPortal()
	const { settings, log = openLog('silent'), port = 0, ...rest } = options
	const web = await startWeb({
		...rest,
		log,
		books: world.books,
		settings: { ...readSettings({}), ...settings },
		port,
		host: '127.0.0.1',
	})
	return { ...web, address: `http://localhost:${web.port}`, [Symbol.asyncDispose]: () => web.close() }
}
