import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

/**
 * What the server bundle leaves to Node: the process that serves it has already loaded these modules from source,
 * and one process must hold one copy of them.
 */
const servedFromSource = [/^#(core|db|emails|bot)\//, /^#portal\/stripe\//]

export default defineConfig(({ isSsrBuild }) => ({
	plugins: [
		tailwindcss(),
		remix({
			appDirectory: 'portal',
			buildDirectory: 'build',
			future: {
				v3_fetcherPersist: true,
				v3_relativeSplatPath: true,
				v3_throwAbortReason: true,
				v3_routeConfig: true,
				v3_singleFetch: true,
				v3_lazyRouteDiscovery: true,
			},
		}),
	],
	build: {
		target: 'es2022',
		assetsInlineLimit: 0,
		...(isSsrBuild ? { rollupOptions: { external: servedFromSource } } : {}),
	},
}))
