import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProduct, untilHealthy } from '#test/support/product.ts'
import type { BenchRow } from './row.ts'

const rounds = 7

/** The second start of everything in one process, on the demo's data, against the embedded PostgreSQL alone. */
export async function bench(): Promise<BenchRow[]> {
	const dataDir = await mkdtemp(join(tmpdir(), 'counterpart-bench-start-'))
	const first = await startProduct({ DATA_DIR: dataDir })
	await untilHealthy(first)
	await first.end('SIGTERM')
	const ours: number[] = []
	const reference: number[] = []
	for (let round = 0; round < rounds; round++) {
		reference.push(await databaseAlone(dataDir))
		ours.push(await product(dataDir))
	}
	await rm(dataDir, { recursive: true, force: true })
	return [
		{
			what: 'second start, all in one process',
			ours: median(ours),
			reference: median(reference),
			referenceIs: 'the embedded PostgreSQL started by a program that does nothing else',
			ratio: median(reference) / median(ours),
			goal: 1 / 3,
			unit: 'ms',
			howToRead:
				'From the process being made to the first good answer at /health; a ratio of 0.33 is three times the reference. ' +
				'Both begin with Node itself (some 40 ms) and the server (some 40 ms). What remains is ours: to load the bundle, ' +
				'check migrations and company, and open the connections; on a busy machine all of it stretches alike.',
		},
	]
}

async function product(dataDir: string): Promise<number> {
	const began = performance.now()
	const started = await startProduct({ DATA_DIR: dataDir })
	await untilHealthy(started)
	const took = performance.now() - began
	await started.end('SIGTERM')
	return took
}

async function databaseAlone(dataDir: string): Promise<number> {
	const file = join(import.meta.dirname, '../support/embedded-program.ts')
	const began = performance.now()
	const program = spawn(process.execPath, [file, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
	await once(program.stdout, 'data')
	const took = performance.now() - began
	program.kill('SIGTERM')
	await once(program, 'exit')
	return took
}

function median(numbers: number[]): number {
	return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0
}
