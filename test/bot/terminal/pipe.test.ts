import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inputOf, lineOf } from '#test/core/schedule/cast.ts'

const root = join(import.meta.dirname, '../../..')

test('a reader that stops early, as head does, is no failure', { timeout: 60_000 }, async () => {
	const folder = await mkdtemp(join(tmpdir(), 'counterpart-pipe-'))
	const terms = join(folder, 'terms.json')
	// Far more than a pipe holds.
	const lines = [lineOf({ interval: { unit: 'day', count: 1 } })]
	await writeFile(terms, JSON.stringify(inputOf({ lines, until: '2036-01-01' })))
	const words = ['portal/prepare.mjs', 'bot/terminal/start.ts', 'preview', terms]
	const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
	let complaint = ''
	child.stderr.setEncoding('utf8').on('data', (piece: string) => {
		complaint += piece
	})
	child.stdout.once('data', () => child.stdout.destroy())
	await once(child, 'close')
	expect([child.exitCode, complaint]).toEqual([0, ''])
	await rm(folder, { recursive: true })
})
