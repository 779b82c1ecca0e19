import { setTimeout as pause } from 'node:timers/promises'
import { WrongSettings } from '#core/settings.ts'
import type { Log } from './log.ts'

type Step = { what: string; close: () => Promise<unknown> }

export type Closing = {
	later(what: string, close: Step['close']): void
	now(): Promise<void>
	/** Ends the process cleanly at a signal, from now on. Throws what the opening throws, with everything closed. */
	whileOpening(opening: Promise<void>): Promise<void>
}

/** After this long, in milliseconds, a process that is asked to end does so, whatever still hangs. */
const patience = 15_000
/** As long is waited for a start to come to its end, before what it has opened so far is closed under it. */
const startPatience = 3_000

/**
 * Things that were opened, closed in the opposite order: when a signal asks the process to end, or when opening fails
 * half-way. Ctrl-C reaches this process twice, from the terminal and from npm, so a repeated signal says nothing new.
 */
export function openClosing(log: Log): Closing {
	const steps: Step[] = []
	let closing: Promise<void> | undefined
	const closeAll = async () => {
		for (let step = steps.pop(); step; step = steps.pop()) {
			const { what, close } = step
			await close().catch((error: unknown) => log.error({ err: error, what }, 'close'))
		}
	}
	const now = () => {
		closing ??= closeAll()
		return closing
	}
	return {
		later: (what, close) => {
			steps.push({ what, close })
		},
		now,
		async whileOpening(opening) {
			let asked = false
			const end = async (signal: NodeJS.Signals) => {
				if (asked) return
				asked = true
				log.info({ signal }, 'Asked to end')
				setTimeout(() => process.exit(1), patience).unref()
				await Promise.race([opening.catch(() => {}), pause(startPatience)])
				await now()
				process.exit(0)
			}
			for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
			try {
				await opening
			} catch (error) {
				// A start that was interrupted fails for no other reason worth telling.
				if (asked) return
				await now()
				throw error
			}
		},
	}
}

/** What a person reads when a program cannot start: a sentence of ours as it is, an error that nobody foresaw in full. */
export function explainFailure(error: unknown): void {
	const isSentence = error instanceof WrongSettings || (error instanceof Error && error.constructor === Error)
	console.error(isSentence ? error.message : error)
	process.exitCode = 1
}
