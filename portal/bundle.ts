import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

type Build = {
	onLoad(
		where: { filter: RegExp },
		load: (found: { path: string }) => Promise<{ contents: string; loader: 'ts' | 'tsx' } | undefined>,
	): void
}
type Esbuild = { build(options: Record<string, unknown>): Promise<unknown> }

/**
 * Packages that look for files beside themselves, are mended as they are loaded (db/driver.ts), or wait until they are
 * first needed: what one in the old module format exports has no names once it is packed and imported late.
 */
const apart = [
	...['postgres', 'drizzle-orm', 'graphile-worker', 'pg', '@react-pdf/*', 'pdfkit', '@slack/bolt', 'grammy'],
	...['@resvg/resvg-js', '@zxcvbn-ts/core', '@zxcvbn-ts/language-common'],
	...['esbuild', 'tsx', 'vite'],
]

/**
 * Packs our sources, the built pages and what both need into a few files. Node resolves and reads each module of a
 * program by itself, and those of the product are more than a thousand: bundled, it starts in half the time.
 */
export async function bundle(root: string, pages: string, folder: string): Promise<void> {
	const require = createRequire(import.meta.url)
	// esbuild comes with tsx, which pins it.
	const { build } = createRequire(require.resolve('tsx'))('esbuild') as Esbuild
	await build({
		absWorkingDir: root,
		stdin: {
			contents: `import { run } from './portal/run.ts'\nawait run(() => import('./${pages}'))`,
			resolveDir: root,
		},
		entryNames: 'start',
		outdir: folder,
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'esnext',
		jsx: 'automatic',
		sourcemap: 'linked',
		sourcesContent: false,
		minifyWhitespace: true,
		logLevel: 'silent',
		external: apart,
		// Packages in the old module format ask for Node's own modules by `require`.
		banner: { js: `import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);` },
		plugins: [{ name: 'place', setup: (building: Build) => keepPlaces(building, root, folder) }],
	})
}

/** A source that asks where it lies gets the answer that it gets unbundled: files are found beside it. */
function keepPlaces(building: Build, root: string, folder: string): void {
	building.onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
		const source = await readFile(path, 'utf8')
		if (!source.includes('import.meta.')) return undefined
		const way = (to: string) => JSON.stringify(relative(join(root, folder), to).replaceAll('\\', '/'))
		const url = `new URL(${way(path)}, import.meta.url).href`
		const contents = source
			.replaceAll(/\bimport\.meta\.dirname\b/g, `(import.meta.dirname + '/' + ${way(dirname(path))})`)
			.replaceAll(/\bimport\.meta\.url\b/g, `(${url})`)
		return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' }
	})
}
