import type { ServerBuild } from '@remix-run/node'
import { createServer } from 'vite'
import { ownSettings } from '#core/settings.ts'
import { type Closing, explainFailure } from './closing.ts'
import { type Pages, runProduct } from './product.ts'

// npm run dev: the whole product, with pages that follow their sources as they are edited.
try {
	await runProduct(ownSettings(), undefined, openDevelopment)
} catch (error) {
	explainFailure(error)
}

async function openDevelopment(closing: Closing): Promise<Pages> {
	const vite = await createServer({ server: { middlewareMode: true } })
	closing.later('vite', () => vite.close())
	const build = async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild
	return { development: { assets: vite.middlewares, build } }
}
