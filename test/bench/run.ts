import { fork } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildPortal } from '#portal/build.ts'
import type { BenchRow } from './row.ts'

// npm run bench: every *.bench.ts in a process of its own, or those whose names hold a word after `npm run bench --`.
const folder = import.meta.dirname
if (process.send) {
	const { bench } = (await import(pathToFileURL(process.argv[2] ?? '').href)) as { bench(): Promise<BenchRow[]> }
	process.send?.(await bench())
	process.disconnect?.()
} else {
	await runAll(process.argv.slice(2))
}

async function runAll(words: string[]): Promise<void> {
	await buildPortal(console.log)
	const names = readdirSync(folder).filter((name) => name.endsWith('.bench.ts'))
	const chosen = names.filter((name) => words.length === 0 || words.some((word) => name.includes(word))).sort()
	const rows: BenchRow[] = []
	for (const name of chosen) {
		console.log(`\n${name}`)
		const found = await runOne(join(folder, name))
		for (const row of found) console.log(`  ${row.what}: ${figure(row.ratio)} of ${row.referenceIs}. ${row.howToRead}`)
		rows.push(...found)
	}
	print(rows)
	const machine = { cores: cpus().length, processor: cpus()[0]?.model ?? '', node: process.version }
	const results = { at: Temporal.Now.instant().toString(), machine, rows }
	writeFileSync(join(folder, 'results.json'), `${JSON.stringify(results, undefined, '\t')}\n`)
	process.exitCode = rows.every((row) => row.ratio >= row.goal) ? 0 : 1
}

function runOne(file: string): Promise<BenchRow[]> {
	return new Promise((resolve, reject) => {
		const execArgv = ['--expose-gc', '--import', join(folder, '../../emails/jsx.mjs')]
		const child = fork(import.meta.filename, [file], { execArgv, env: { ...process.env, NODE_ENV: 'production' } })
		let rows: BenchRow[] | undefined
		child.on('message', (message) => {
			rows = message as BenchRow[]
		})
		child.on('exit', (code) => (rows ? resolve(rows) : reject(new Error(`${file} ended with ${code} and no result`))))
	})
}

function print(rows: BenchRow[]): void {
	const head = ['what', 'ours', 'reference', 'unit', 'ratio', 'by processor', 'goal', '']
	const lines = rows.map(({ what, ours, reference, unit, ratio, processorRatio, goal }) => {
		const processor = processorRatio === undefined ? '' : figure(processorRatio)
		const verdict = ratio >= goal ? 'good' : 'short'
		return [what, figure(ours), figure(reference), unit, figure(ratio), processor, figure(goal), verdict]
	})
	const widths = head.map((title, column) =>
		Math.max(...[head, ...lines].map((line) => (line[column] ?? title).length)),
	)
	console.log()
	for (const line of [head, ...lines])
		console.log(line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
}

function figure(number: number): string {
	const digits = number >= 100 ? 0 : number >= 10 ? 1 : 3
	return number.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: 0 })
}
