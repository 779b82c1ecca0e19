// Node runs TypeScript by itself, all but JSX: files that end in .tsx are translated here, once until they change. A
// loader for everything would double the time that a start takes.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire, registerHooks, setSourceMapsSupport } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)

setSourceMapsSupport(true, { nodeModules: false })
registerHooks({
	load(url, context, next) {
		if (!url.startsWith('file:') || !/\.tsx(\?|$)/.test(url)) return next(url, context)
		return { format: 'module', shortCircuit: true, source: translated(fileURLToPath(url)) }
	},
})

function translated(file) {
	const source = readFileSync(file)
	const { version } = process
	const name = createHash('sha256').update(version).update(file).update(source).digest('base64url')
	for (const folder of [join(import.meta.dirname, '../node_modules/.cache'), tmpdir()]) {
		try {
			return readFileSync(join(folder, 'counterpart-jsx', name))
		} catch {}
	}
	// esbuild comes with tsx, which pins it.
	const { transformSync } = createRequire(require.resolve('tsx'))('esbuild')
	const options = {
		loader: 'tsx',
		jsx: 'automatic',
		format: 'esm',
		target: 'esnext',
		sourcemap: 'inline',
		sourcefile: file,
	}
	const { code } = transformSync(source, options)
	keep(name, code)
	return code
}

/** Where the installation may not be written to, as in a container, the system's temporary folder does. */
function keep(name, code) {
	for (const folder of [join(import.meta.dirname, '../node_modules/.cache'), tmpdir()]) {
		try {
			mkdirSync(join(folder, 'counterpart-jsx'), { recursive: true })
			const draft = join(folder, 'counterpart-jsx', `${name}.${process.pid}`)
			writeFileSync(draft, code)
			return renameSync(draft, join(folder, 'counterpart-jsx', name))
		} catch {}
	}
}
