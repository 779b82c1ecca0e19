import { spawn } from 'node:child_process'
import { join } from 'node:path'

type Check = { name: string; words: string[] }

const sources = ['core', 'db', 'emails', 'portal', 'bot', 'test', 'vite.config.ts']

/** Two by two, for two cores. Types by the native compiler, which takes a third of the time. */
const beside: Check[][] = [
	[
		{ name: 'types', words: ['typescript-native/bin/tsc', '--singleThreaded', '--pretty'] },
		{ name: 'format and lint', words: ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings'] },
	],
	[
		{
			name: 'boundaries',
			words: ['dependency-cruiser/bin/dependency-cruiser.mjs', '--config', '.dependency-cruiser.cjs', ...sources],
		},
		{ name: 'unused', words: ['knip/bin/knip.js'] },
	],
]

/** Runs every check, so that one visit tells everything, and says of each whether it is good; true when all are. */
export async function check(): Promise<boolean> {
	const good = await Promise.all(beside.map(inTurn))
	return good.every(Boolean)
}

async function inTurn(checks: Check[]): Promise<boolean> {
	let good = true
	for (const { name, words } of checks) {
		const began = performance.now()
		const { code, said } = await run(words)
		const seconds = Math.round((performance.now() - began) / 100) / 10
		console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
		if (code !== 0) {
			console.log(said)
			good = false
		}
	}
	return good
}

async function run([script = '', ...words]: string[]): Promise<{ code: number; said: string }> {
	const child = spawn(process.execPath, [join('node_modules', script), ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
	let said = ''
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (piece: string) => {
			said += piece
		})
	}
	const code = await new Promise<number>((resolve, reject) => {
		child.on('close', (status) => resolve(status ?? 1)).on('error', reject)
	})
	return { code, said }
}
