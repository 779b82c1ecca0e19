import { createRequire } from 'node:module'
import { connect, type Socket } from 'node:net'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import { postgres as connectPool } from './driver.ts'
import { socketOf } from './embedded/socket.ts'
import { jsonText } from './json-text.ts'

const require = createRequire(import.meta.url)

// Days and moments are Temporal, int8 is bigint, numeric stays text: nothing passes through a float or a local time zone.
const types = {
	day: { to: 1082, from: [1082], serialize: String, parse: (text: string) => Temporal.PlainDate.from(text) },
	instant: { to: 1184, from: [1184], serialize: String, parse: (text: string) => Temporal.Instant.from(text) },
	bigint: { to: 20, from: [20], serialize: String, parse: (text: string) => BigInt(text) },
	json: { to: 114, from: [114, 3802], serialize: jsonText, parse: (text: string): unknown => JSON.parse(text) },
}

type Types = { day: Temporal.PlainDate; instant: Temporal.Instant; bigint: bigint }
export type Sql = postgres.Sql<Types>
export type TransactionSql = postgres.TransactionSql<Types>
export type Database = PostgresJsDatabase

/** `session`: PostgreSQL's settings for each connection. `arrays: false` saves each connection the question that answers how arrays are written. */
export type OpenOptions = { max?: number; applicationName?: string; arrays?: boolean; session?: Record<string, string> }

/** A pool of connections. `end()` it when done. */
export function openDatabase(url: string, options: OpenOptions = {}): Sql {
	return connectPool(url, {
		max: options.max ?? 10,
		types,
		fetch_types: options.arrays ?? true,
		onnotice: () => {},
		connection: { application_name: options.applicationName ?? 'counterpart', timezone: 'UTC', ...options.session },
		socket: undelayed,
		// Seconds between attempts: a database that is back is used again at once, not after the driver's twenty.
		backoff: (attempt: number) => Math.min(0.05 * 2 ** attempt, 1),
	} as postgres.Options<typeof types>) as unknown as Sql
}

// postgres.js leaves Nagle's algorithm on, which holds a COPY back by tens of milliseconds. It is given the socket before
// it is connected, because of a socket that never came it would lose count.
function undelayed(options: { host: string[]; port: number[]; path?: string | false }): Socket {
	const [[host], [port = 5432]] = [options.host, options.port]
	const path = options.path || socketOf(host, port)
	const socket = path ? connect(path) : connect({ host, port })
	return socket.setNoDelay(true)
}

/**
 * Drizzle over a connection or a transaction. It is given a stand-in because it would replace the client's own
 * serializers, and every statement is prepared: unprepared, each costs a second round trip. It is loaded when first
 * asked for, because its hundreds of files would be a third of the time that a start takes.
 */
export function drizzleOn(sql: Sql | TransactionSql): Database {
	const client = {
		options: { parsers: {}, serializers: {} },
		unsafe: (query: string, parameters: unknown[]) => sql.unsafe(query, parameters as never[], { prepare: true }),
	}
	const { drizzle } = require('drizzle-orm/postgres-js') as typeof import('drizzle-orm/postgres-js')
	return drizzle(client as unknown as postgres.Sql)
}
