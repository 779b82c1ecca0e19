import pino from 'pino'

export type Log = pino.Logger

/** One JSON line per event on standard output. Addresses carry secure links, so they are never written with their secrets. */
export function createLog(level: string): Log {
	return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
}

/**
 * An address fit for the log: without its query, and with any long unbroken segment, such as a secure link's token,
 * shortened beyond use.
 */
export function loggable(url: string): string {
	return (url.split('?')[0] ?? '').replace(/[\w-]{24,}/g, (token) => `${token.slice(0, 4)}…`)
}
