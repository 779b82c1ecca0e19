import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { settingNames } from '#core/setting-rules.ts'

const root = join(import.meta.dirname, '../..')

export type Product = {
	process: ChildProcess
	url: string
	/** What it has written so far, both streams. */
	said(): string
	/** Sends a signal and resolves to the exit code, or the signal that ended it. */
	end(signal: NodeJS.Signals): Promise<number | string>
	/** Resolves when the text has been said. Throws when the process ends before. */
	says(text: string): Promise<void>
}

/** The product as `npm start` runs it, in a process of its own with settings of its own and no others. */
export async function startProduct(settings: Record<string, string>, role?: 'web' | 'worker'): Promise<Product> {
	const port = await freePort()
	// Every setting that is not given is empty, so that a .env of the project is not read either.
	const none = Object.fromEntries(settingNames.map((name) => [name, '']))
	const env: NodeJS.ProcessEnv = { ...process.env, ...none, PORT: String(port), ...settings }
	const words = ['portal/prepare.mjs', 'portal/start.ts', ...(role ? [role] : [])]
	const child = spawn(process.execPath, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
	let said = ''
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (piece: string) => {
			said += piece
		})
	}
	const ended = once(child, 'close')
	const says = async (text: string) => {
		while (!said.includes(text)) {
			if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended without "${text}":\n${said}`)
			await pause(20)
		}
	}
	const end = async (signal: NodeJS.Signals) => {
		child.kill(signal)
		await ended
		return child.exitCode ?? child.signalCode ?? 'unknown'
	}
	return { process: child, url: `http://127.0.0.1:${port}`, said: () => said, end, says }
}

/** Resolves when the product can be used. Throws when it ends before. */
export async function untilHealthy(product: Product): Promise<void> {
	while (
		!(await fetch(`${product.url}/health`).then(
			(answer) => answer.ok,
			() => false,
		))
	) {
		if (product.process.exitCode !== null) throw new Error(`It ended before it was ready:\n${product.said()}`)
		await pause(20)
	}
}

async function freePort(): Promise<number> {
	const server = createServer()
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const address = server.address()
	await new Promise((resolve) => server.close(resolve))
	return typeof address === 'object' && address ? address.port : 0
}
