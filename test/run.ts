import { execFileSync, spawn } from 'node:child_process'
import { buildPortal } from '#portal/build.ts'
import { check } from './check.ts'
import { findChromium } from './support/chromium.ts'

// npm test: the checks, then every test, the browser's included. Words after `npm test --` go to vitest.
const words = process.argv.slice(2)
if (!findChromium()) installChromium()
// Beside each other: neither fills two cores.
const built = buildPortal(console.log).catch((error: Error) => error)
if (!(await check())) fail('The checks above have to be good before the tests run.')
const failure = await built
if (failure) fail(failure.message)
process.exitCode = await runTests()

async function runTests(): Promise<number> {
	const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...words], { stdio: 'inherit' })
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
	return await new Promise((resolve, reject) => {
		child.on('exit', (code) => resolve(code ?? 1)).on('error', reject)
	})
}

/** Debian and its relatives have it as a package; elsewhere a person decides which browser to install. */
function installChromium(): void {
	console.log('Installing Chromium for the browser tests (apt-get install chromium chromium-headless-shell)')
	const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
	const install = ['apt-get', 'install', '--yes', '--no-install-recommends']
	const both = [...install, 'chromium', 'chromium-headless-shell']
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
	// Not every relative has the second.
	for (const step of [both, ['apt-get', 'update'], both, [...install, 'chromium']]) {
		const [program = '', ...rest] = [...asRoot, ...step]
		try {
			execFileSync(program, rest, { stdio: 'ignore', env })
		} catch {
			continue
		}
		if (findChromium()) return
	}
	fail(
		'The browser tests need Chromium, and it could not be installed here. Install Chromium or Chrome ' +
			'(Debian: apt-get install chromium; macOS: brew install --cask chromium), or name its program in CHROMIUM.',
	)
}

function fail(sentence: string): never {
	console.error(sentence)
	process.exit(1)
}
