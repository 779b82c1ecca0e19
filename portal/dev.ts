import type { ServerBuild } from '@remix-run/node'
import { createServer } from 'vite'
import { ownSettings } from '#core/settings.ts'
import { reachDatabase } from '#db/reach.ts'
import { type Closing, explainFailure, openClosing } from './closing.ts'
import { openLog } from './log.ts'
import { openProduct, type Pages } from './product.ts'

// npm run dev: the whole product, with pages that follow their sources as they are edited.
try {
	const settings = ownSettings()
	const log = openLog(settings.logLevel)
	const closing = openClosing(log)
	const reaching = reachDatabase(settings, console.log)
	const opening = { settings, role: undefined, log, closing }
	await closing.whileOpening(openProduct(opening, reaching, () => openDevelopment(closing)))
} catch (error) {
	explainFailure(error)
}

async function openDevelopment(closing: Closing): Promise<Pages> {
	const vite = await createServer({ server: { middlewareMode: true } })
	closing.later('vite', () => vite.close())
	const build = async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild
	return { development: { assets: vite.middlewares, build } }
}
