import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { signInMinutes } from '#core/sign-in/request.ts'
import type { Sql } from '#db/client.ts'
import { tooMany } from '../problem.ts'

/** Tries in a window of seconds, counted in the database for all processes together. */
const windows = {
	/** Letters asked for one address from one network. */
	letter: { points: 5, duration: 900 },
	/** Letters asked for one address from anywhere: no longer than a letter works, so whoever is refused has one that does. */
	letters_to: { points: 12, duration: 60 * signInMinutes },
	/** Letters asked from one network. */
	letters: { points: 60, duration: 3600 },
	/** Codes and sign-in links tried from one network. */
	codes: { points: 60, duration: 900 },
	/** Passwords tried from one network, for one address from one network, and for one address from anywhere. */
	passwords: { points: 60, duration: 900 },
	password: { points: 10, duration: 900 },
	passwords_to: { points: 30, duration: 3600 },
	/** Secure links from one network that were wrong; right ones are not counted. */
	wrong_links: { points: 30, duration: 900 },
	/** Keys of programs from one network that were wrong. */
	wrong_keys: { points: 60, duration: 900 },
	/** What a program asks by one key. */
	requests: { points: 1200, duration: 60 },
	/** Messages written by one person. */
	messages: { points: 30, duration: 600 },
	/** For one person: changes reckoned before they are made, papers and lists written, payments begun. */
	previews: { points: 120, duration: 60 },
	papers: { points: 120, duration: 60 },
	payments: { points: 60, duration: 600 },
	/** For one contract: waivers asked for, one after the other was answered. */
	waivers: { points: 5, duration: 86400 },
	/** Ratings given from one network. */
	ratings: { points: 60, duration: 900 },
	/** Applications sent from one network, letters to one applicant, and confirmations tried from one network. */
	applications: { points: 10, duration: 3600 },
	applications_to: { points: 3, duration: 86400 },
	application_links: { points: 60, duration: 900 },
	/** Questions to the card processor about one payment. */
	asked: { points: 1, duration: 4 },
} as const

type Window = keyof typeof windows
type Limiters = Partial<Record<Window, RateLimiterPostgres>>
const known = new WeakMap<Sql, Limiters>()

/** Counts a try. Throws the page for too many, with the seconds to wait. */
export async function countTry(sql: Sql, window: Window, whose: string): Promise<void> {
	try {
		await limiterOf(sql, window).consume(keyOf(whose))
	} catch (error) {
		if (error instanceof RateLimiterRes) throw tooMany(Math.ceil(error.msBeforeNext / 1000))
		throw error
	}
}

/** Counts a try and answers whether it is within the window, for what is then simply left out. */
export async function isWithin(sql: Sql, window: Window, whose: string): Promise<boolean> {
	try {
		await limiterOf(sql, window).consume(keyOf(whose))
		return true
	} catch (error) {
		if (error instanceof RateLimiterRes) return false
		throw error
	}
}

/** Begins the window anew. */
export async function forgetTries(sql: Sql, window: Window, whose: string): Promise<void> {
	await limiterOf(sql, window).delete(keyOf(whose))
}

/** Throws the page for too many without counting: for tries of which only the wrong ones count. */
export async function refuseIfTooMany(sql: Sql, window: Window, whose: string): Promise<void> {
	const counted = await limiterOf(sql, window).get(keyOf(whose))
	if (counted && counted.consumedPoints >= windows[window].points) {
		throw tooMany(Math.ceil(counted.msBeforeNext / 1000))
	}
}

/** One caller: an IPv4 address, or the /64 that an IPv6 line is given as a whole. */
export function networkOf(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
	if (!isIPv6(plain)) return plain
	const [head = '', tail] = plain.split('%')[0]?.split('::') ?? []
	const groups = head.split(':').filter(Boolean)
	const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length
	const whole = [...groups, ...Array.from({ length: missing }, () => '0'), ...(tail ?? '').split(':').filter(Boolean)]
	return whole
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(':')
}

/** Addresses of people do not stand in this table either. */
function keyOf(whose: string): string {
	return createHash('sha256').update(whose.trim().toLowerCase()).digest('base64url')
}

function limiterOf(sql: Sql, window: Window): RateLimiterPostgres {
	const limiters: Limiters = known.get(sql) ?? {}
	known.set(sql, limiters)
	limiters[window] ??= new RateLimiterPostgres({
		storeClient: clientOf(sql),
		storeType: 'pool',
		tableName: 'rate_limit',
		tableCreated: true,
		keyPrefix: window,
		...windows[window],
	})
	return limiters[window]
}

/** The one call it makes of a pg pool, on our driver. */
function clientOf(sql: Sql) {
	return {
		async query({ text, values = [] }: { text: string; values?: (string | number | null)[] }) {
			const rows = await sql.unsafe<{ points: number; expire: bigint | null }[]>(text, values, { prepare: true })
			return {
				rows: rows.map((row) => ({ ...row, expire: row.expire === null ? null : Number(row.expire) })),
				rowCount: rows.count,
			}
		},
	}
}
