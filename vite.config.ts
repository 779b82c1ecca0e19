import { readdirSync, readFileSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Plugin } from 'vite'

/**
 * What the server bundle leaves to Node: the process that serves it has already loaded these modules from source,
 * and one process must hold one copy of them.
 */
const servedFromSource = [/^#(core|db|emails|bot)\//, /^#portal\/stripe\//]

/**
 * Small shared pieces travel together: a phone far away waits for each file, and together they compress better. The
 * console's frame is left out: customers never load it.
 */
const together: [string, RegExp][] = [
	['console-icons', consoleIcons()],
	['framework', /node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|turbo-stream|@remix-run)\//],
	['forms', /node_modules\/@conform-to\/|\/portal\/page-form\.tsx$/],
	[
		'shell',
		/node_modules\/(lucide-react|dinero\.js)\/|\/core\/(money|decimal|minus)\.ts$|\/portal\/(ui\/(?!console\.tsx)|present\/[\w-]+\.tsx?$)/,
	],
]

/**
 * Icons that only the console draws: customers never load them. All icons hang on one module of lucide, which would carry
 * each of them into the shell.
 */
function consoleIcons(): RegExp {
	const sources = readdirSync('portal', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'))
	const drawnBy = (wanted: boolean) =>
		sources
			.filter((file) => /^(present|routes)\/staff\/|^ui\/console\.tsx$/.test(file) === wanted)
			.flatMap((file) => [
				...readFileSync(join('portal', file), 'utf8').matchAll(/import \{([^}]*)\} from 'lucide-react'/g),
			])
			.flatMap(([, names = '']) => names.split(',').map((name) => name.replace(/^\s*type\s|\sas\s.*/g, '').trim()))
	const elsewhere = new Set(drawnBy(false))
	const files = drawnBy(true)
		.filter((name) => name !== '' && !elsewhere.has(name))
		.map((name) => name.replace(/(?<=[a-z])(?=[A-Z0-9])/g, '-').toLowerCase())
	return new RegExp(`/lucide-react/dist/esm/icons/(${files.join('|')})\\.m?js$`)
}

/** Packs what browsers load as small as it gets, once, so that no start and no request has to. */
function packAssets(): Plugin {
	const brotli = promisify(brotliCompress)
	return {
		name: 'pack-assets',
		apply: 'build',
		async writeBundle({ dir = '' }, bundle) {
			if (!bundle['.vite/manifest.json'] || dir.endsWith('server')) return
			const folder = join(dir, 'assets')
			for (const name of await readdir(folder)) {
				if (!['.js', '.css'].includes(extname(name))) continue
				const raw = await readFile(join(folder, name))
				const options = {
					params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
				}
				await writeFile(join(folder, `${name}.br`), await brotli(raw, options))
			}
		},
	}
}

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
		packAssets(),
	],
	build: {
		target: 'es2022',
		assetsInlineLimit: 0,
		rollupOptions: isSsrBuild
			? { external: servedFromSource }
			: { output: { manualChunks: (id) => together.find(([, files]) => files.test(id))?.[0] } },
	},
}))
