import type { Log } from './log.ts'

type Step = { what: string; close: () => Promise<unknown> }

export type Closing = {
	later(what: string, close: Step['close']): void
	now(): Promise<void>
	onSignals(): void
}

/** After this long a process that is asked to end does so, whatever still hangs. */
const patience = 15_000

/**
 * Things that were opened, closed in the opposite order: when a signal asks the process to end, or when opening fails
 * half-way. Ctrl-C reaches this process twice, from the terminal and from npm, so a repeated signal says nothing new.
 */
export function openClosing(log: Log): Closing {
	const steps: Step[] = []
	let closing: Promise<void> | undefined
	const closeAll = async () => {
		for (const { what, close } of steps.reverse()) {
			await close().catch((error: unknown) => log.error({ err: error, what }, 'close'))
		}
	}
	const now = () => {
		closing ??= closeAll()
		return closing
	}
	const end = (signal: NodeJS.Signals) => {
		if (closing !== undefined) return
		log.debug({ signal }, 'close')
		setTimeout(() => process.exit(1), patience).unref()
		now().then(
			() => process.exit(0),
			() => process.exit(1),
		)
	}
	return {
		later: (what, close) => {
			steps.push({ what, close })
		},
		now,
		onSignals: () => {
			for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
		},
	}
}
