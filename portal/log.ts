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
 * shortened beyond use, however it is encoded: a server decodes `%41` to `A`, and so does whoever reads the log.
 */
export function loggable(url: string): string {
	const [path = ''] = url.split(/[?#]|%3f|%23/i)
	return decoded(path).replace(/[\w%-]{24,}/g, (token) => `${token.slice(0, 4)}…`)
}

/** Percent signs of ordinary letters undone, as often as they were put over each other; others stay as they are. */
function decoded(path: string): string {
	let plain = path
	for (let before = ''; before !== plain; ) {
		before = plain
		plain = plain.replace(/%([2-7][\da-f])/gi, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
	}
	return plain
}
