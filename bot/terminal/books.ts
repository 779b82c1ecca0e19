import type { Actor, Books } from '#core/act.ts'
import { foundCompany } from '#core/company/found.ts'
import { ownSettings, secretKey, WrongSettings } from '#core/settings.ts'
import { drizzleOn, openDatabase } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { reachDatabase } from '#db/reach.ts'
import { type Io, REFUSED } from './command.ts'

/** Who acts when a command is typed: whoever can reach the database is already trusted with it. */
export const terminalActor: Actor = { kind: 'system', name: 'terminal' }

/**
 * Opens the running product's database, or the embedded one for as long as the work takes. Outside production a
 * database that has no company yet gets an unnamed one, so that an import can be the first thing ever done; `empty`
 * leaves it as it is, for the command that founds the company.
 */
export async function withBooks(
	io: Io,
	work: (books: Books) => Promise<number>,
	{ empty = false }: { empty?: boolean } = {},
): Promise<number> {
	const settings = readOwnSettings(io)
	if (!settings) return REFUSED
	const database = await reachDatabase(settings)
	try {
		const trouble = await migrate(database.url).then(() => undefined, sentenceOf)
		if (trouble) {
			io.err(trouble)
			return REFUSED
		}
		const sql = openDatabase(database.url, { max: 6, applicationName: 'counterpart terminal' })
		try {
			if (!empty && !settings.production) await foundCompany(sql, unnamedCompany)
			const [company] = await sql`select from company`
			if (!company && !empty) {
				io.err('This database has no company yet: the command "found" writes it.')
				return REFUSED
			}
			return await work({
				sql,
				get db() {
					return drizzleOn(sql)
				},
				clock: { now: () => Temporal.Now.instant() },
				// Made on first use: a command that only reads leaves no key behind.
				get secretKey() {
					return secretKey(settings)
				},
			})
		} finally {
			await sql.end({ timeout: 5 })
		}
	} finally {
		await database.stop()
	}
}

/** What a database that cannot be used says, in a sentence. Throws on what is not the database's fault. */
function sentenceOf(error: unknown): string {
	const { code = '', message } = error as Error & { code?: string }
	if (code.startsWith('E') || code.startsWith('CONNECT') || /^(08|28|3D|57P)/.test(code))
		return `The database cannot be used: ${message}. Does it run, and is DATABASE_URL right?`
	if (error instanceof Error && error.constructor === Error) return message
	throw error
}

const unnamedCompany = {
	name: 'Our company',
	legalName: 'Our company',
	street: '',
	postalCode: '',
	city: '',
	country: 'US',
	email: 'billing@company.example',
	timeZone: 'UTC',
	language: 'en' as const,
	currency: 'USD',
}

function readOwnSettings(io: Io) {
	try {
		return ownSettings()
	} catch (error) {
		if (!(error instanceof WrongSettings)) throw error
		io.err(error.message)
		return undefined
	}
}
