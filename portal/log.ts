import { type Logger, pino } from 'pino'

export type Log = Logger

const secrets = ['password', 'token', 'secret', 'secretKey', 'webhookSecret', 'apiKey', 'databaseUrl', 'cookie']

/**
 * One JSON line per event on standard error; standard output stays free for what a person asked to see. Secrets are
 * struck out by their names wherever they stand in what is logged. A test may read along by `to`.
 */
export function openLog(level: string, to?: { write(line: string): unknown }): Log {
	const paths = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
	return pino(
		{ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths, censor: '[secret]' } },
		to ?? pino.destination({ dest: 2, sync: true }),
	)
}

/**
 * An address fit for the log: without its query, and with any long unbroken segment, such as a secure link's token,
 * shortened beyond use.
 */
export function loggable(url: string): string {
	return (url.split('?')[0] ?? '').replace(/[\w-]{24,}/g, (token) => `${token.slice(0, 4)}…`)
}
