import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { whileLocked } from '#db/embedded/lock.ts'

const root = join(import.meta.dirname, '..')
/** Everything that the built pages are made of. */
const sources = ['portal', 'core', 'emails', 'public', 'vite.config.ts', 'tsconfig.json', 'package-lock.json']

/**
 * Builds the portal's pages into `build/`, unless they are there already from just these sources. Several programs
 * may ask at once. Throws with the builder's own words when it fails.
 */
export async function buildPortal(log: (sentence: string) => void = () => {}): Promise<void> {
	const identity = await identify()
	if (await isBuilt(identity)) return
	// Not inside `build`: the builder begins by removing that folder, and a lock in it with it.
	await whileLocked(join(root, 'node_modules/.portal-build.lock'), async () => {
		if (await isBuilt(identity)) return
		log('Building the portal')
		await build()
		await writeFile(join(root, 'build/identity'), identity)
	})
}

/** Builds the pages if need be, and loads them. */
export async function openPortal(log: (sentence: string) => void): Promise<ServerBuild> {
	await buildPortal(log)
	return (await import(pathToFileURL(join(root, 'build/server/index.js')).href)) as ServerBuild
}

async function isBuilt(identity: string): Promise<boolean> {
	const built = await readFile(join(root, 'build/identity'), 'utf8').catch(() => undefined)
	return built === identity && existsSync(join(root, 'build/server/index.js'))
}

/** A hash of every source's name and content; reading them all takes some ten milliseconds. */
async function identify(): Promise<string> {
	const files = (await Promise.all(sources.map(filesIn))).flat().sort()
	const contents = await Promise.all(files.map((file) => readFile(join(root, file))))
	const hash = createHash('sha256')
	for (const [index, file] of files.entries()) hash.update(`${file}\0`).update(contents[index] ?? '')
	return hash.digest('hex')
}

async function filesIn(path: string): Promise<string[]> {
	if (!existsSync(join(root, path))) return []
	if (path.includes('.')) return [path]
	const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true })
	return entries
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
