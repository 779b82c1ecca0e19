import { sql } from 'drizzle-orm'
import { customType, uuid } from 'drizzle-orm/pg-core'

// The driver (db/client.ts) already parses these types, so the columns only name them.

/** A calendar day of the company: `Temporal.PlainDate`. */
export const day = customType<{ data: Temporal.PlainDate; driverData: Temporal.PlainDate }>({ dataType: () => 'date' })

/** A moment: `Temporal.Instant`. */
export const instant = customType<{ data: Temporal.Instant; driverData: Temporal.Instant }>({
	dataType: () => 'timestamptz',
})

/** An amount in minor units, beside the currency of its row. */
export const minor = customType<{ data: bigint; driverData: bigint }>({ dataType: () => 'bigint' })

/** An exact decimal, as text: quantities, unit prices, per cents. */
export const decimal = customType<{ data: string; driverData: string }>({ dataType: () => 'numeric' })

/** The driver turns values into JSON and back; Drizzle's own column would do it twice. */
export const json = <T>(name: string) => customType<{ data: T; driverData: T }>({ dataType: () => 'jsonb' })(name)

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

export const id = () => uuid('id').primaryKey().default(sql`uuidv7()`)

export const now = sql`now()`
