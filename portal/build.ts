import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { whileLocked } from '#db/embedded/lock.ts'
import { bundle } from './bundle.ts'

const root = join(import.meta.dirname, '..')
/** Everything that the built pages and the bundle are made of. */
const sources = [
	'portal',
	'core',
	'db',
	'emails',
	'bot',
	'public',
	'vite.config.ts',
	'tsconfig.json',
	'package-lock.json',
]

/**
 * Builds the portal's pages into `build/`, and the whole product as a bundle beside them, unless they are there already
 * from just these sources. Several programs may ask at once. Throws with the builder's own words when it fails.
 */
export async function buildPortal(log: (sentence: string) => void = () => {}): Promise<void> {
	const identity = await identify()
	if (await isBuilt(identity)) return
	// Not inside `build`: the builder begins by removing that folder, and a lock in it with it.
	await whileLocked(join(root, 'node_modules/.portal-build.lock'), async () => {
		if (await isBuilt(identity)) return
		log('Building the portal')
		await build()
		await bundle(root, 'build/server/index.js', 'build/product')
		await writeFile(join(root, 'build/identity'), identity)
	})
}

/** The address of the bundle, once it is built from just these sources. */
export async function builtProduct(): Promise<string | undefined> {
	return (await isBuilt(await identify())) ? pathToFileURL(join(root, 'build/product/start.js')).href : undefined
}

/** Builds the pages if need be, and loads them. */
export async function openPortal(log: (sentence: string) => void): Promise<ServerBuild> {
	await buildPortal(log)
	return (await import(pathToFileURL(join(root, 'build/server/index.js')).href)) as ServerBuild
}

async function isBuilt(identity: string): Promise<boolean> {
	const built = await readFile(join(root, 'build/identity'), 'utf8').catch(() => undefined)
	return built === identity && existsSync(join(root, 'build/product/start.js'))
}

/** A hash of every source's name and content. Most starts find it by the files' sizes and times, five times as fast. */
async function identify(): Promise<string> {
	const files = sources.flatMap(filesIn).sort()
	const seen = createHash('sha256')
	for (const file of files) {
		const { size, mtimeMs, ctimeMs, ino } = statSync(join(root, file))
		seen.update(`${file}\0${size} ${mtimeMs} ${ctimeMs} ${ino}\n`)
	}
	const stamp = seen.digest('hex')
	const known = join(root, 'node_modules/.cache/portal-identity')
	const [was, identity] = (await readFile(known, 'utf8').catch(() => '')).split(' ')
	if (was === stamp && identity) return identity
	const contents = await Promise.all(files.map((file) => readFile(join(root, file))))
	const hash = createHash('sha256')
	for (const [index, file] of files.entries()) hash.update(`${file}\0`).update(contents[index] ?? '')
	const found = hash.digest('hex')
	try {
		writeFileSync(known, `${stamp} ${found}`)
	} catch {
		// Where the installation may not be written to, it is found anew each time.
	}
	return found
}

function filesIn(path: string): string[] {
	if (!existsSync(join(root, path))) return []
	if (path.includes('.')) return [path]
	return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
}

async function build(): Promise<void> {
	const remix = join(root, 'node_modules/@remix-run/dev/dist/cli.js')
	if (!existsSync(remix)) throw new Error('The portal is not built, and this installation has no build tools.')
	const env = { ...process.env, NODE_ENV: 'production' as const }
	const child = spawn(process.execPath, [remix, 'vite:build'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
	let said = ''
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (piece) => {
			said += piece
		})
	}
	const code = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject))
	// Before its failure the builder lists every file that went well, and after the reason its own stack.
	const reason = said.slice(said.lastIndexOf('✗')).split('\n    at ')[0]
	if (code !== 0) throw new Error(`The portal could not be built:\n${reason}`)
}
