import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

/** Where letters go: a provider, an SMTP server, or the local mailbox at /dev/mailbox. */
export type MailSettings = { from: string } & (
	| { kind: 'resend'; apiKey: string }
	| { kind: 'smtp'; url: string }
	| { kind: 'mailbox' }
)

export type Settings = {
	production: boolean
	port: number
	/** Address to listen on. Only this machine by default while local parts are in use. */
	host: string
	/** Absolute path. */
	dataDir: string
	/** Origin without a trailing slash; every link in a letter begins with it. */
	publicUrl: string
	/** Undefined: the embedded database. */
	databaseUrl: string | undefined
	/** A read-only copy for reports; the main database when not set. */
	replicaUrl: string | undefined
	/** Undefined: the local card processor sandbox. */
	stripe: { secretKey: string; webhookSecret: string; apiUrl: string | undefined } | undefined
	mail: MailSettings
	/** Read it through `secretKey`, which makes one where none is set. */
	secretKey: string | undefined
	logLevel: string
	/** Addresses, networks or the names loopback, linklocal, uniquelocal, as Express takes them. */
	trustedProxies: string[]
}

/** Thrown by `readSettings`: every wrong setting in one sentence each. */
export class WrongSettings extends Error {
	readonly problems: string[]
	constructor(problems: string[]) {
		super(problems.join('\n'))
		this.name = 'WrongSettings'
		this.problems = problems
	}
}

const mustBe = (what: string) => ({ error: `must be ${what}` })
const address = (...protocols: string[]) =>
	z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol.slice(0, -1)), {
		error: `must be an address that begins with ${protocols.map((name) => `${name}://`).join(' or ')}`,
	})
const origin = address('http', 'https')
	.refine((text) => !URL.canParse(text) || /^\/?$/.test(pathOf(text)), mustBe('an address without a path'))
	.transform((text) => new URL(text).origin)
const begins = (...starts: string[]) =>
	z.string().refine((text) => starts.some((start) => text.startsWith(start)), {
		error: `must begin with ${starts.join(' or ')}`,
	})
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const shape = {
	NODE_ENV: z.enum(['development', 'production', 'test'], mustBe('development, production or test')),
	PORT: z
		.string()
		.regex(/^\d{1,5}$/, mustBe('a whole number from 0 to 65535'))
		.transform(Number)
		.refine((port) => port < 65_536, mustBe('a whole number from 0 to 65535')),
	HOST: z.string(),
	DATA_DIR: z.string(),
	PUBLIC_URL: origin,
	SECRET_KEY: z.string().min(32, mustBe('at least 32 characters long')),
	TRUSTED_PROXIES: z.string().transform((text) => text.split(',').map((part) => part.trim())),
	LOG_LEVEL: z.enum(levels, mustBe(`one of ${levels.join(', ')}`)),
	DATABASE_URL: address('postgres', 'postgresql'),
	DATABASE_REPLICA_URL: address('postgres', 'postgresql'),
	STRIPE_SECRET_KEY: begins('sk_', 'rk_'),
	STRIPE_WEBHOOK_SECRET: begins('whsec_'),
	STRIPE_API_URL: origin,
	RESEND_API_KEY: begins('re_'),
	SMTP_URL: address('smtp', 'smtps'),
	MAIL_FROM: z.string().regex(/^([^<>]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, mustBe('an email address')),
}
/** Every name that Counterpart reads from the environment. */
export const settingNames = Object.keys(shape) as (keyof typeof shape)[]

const schema = z.object(shape).partial()
type Given = z.infer<typeof schema>

/**
 * Settings from the environment; an empty value counts as not set. Throws WrongSettings with every problem at once.
 * In production nothing local is allowed: a database in a folder, card payments that are not real and letters that
 * nobody receives must never look like the real thing.
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
	const filled = settingNames.flatMap((name) => (env[name]?.trim() ? [[name, env[name]?.trim()]] : []))
	const parsed = schema.safeParse(Object.fromEntries(filled))
	const wrong = parsed.error?.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`) ?? []
	const names = new Set<string>(filled.map(([name]) => String(name)))
	const problems = [...wrong, ...contradictions(names), ...(env.NODE_ENV === 'production' ? localParts(names) : [])]
	if (!parsed.success || problems.length > 0) throw new WrongSettings(problems)
	return compose(parsed.data)
}

/** Settings of this process: what the environment says, and what `.env` in the working folder adds to it. */
export function ownSettings(): Settings {
	if (existsSync('.env')) process.loadEnvFile('.env')
	return readSettings(process.env)
}

function contradictions(given: Set<string>): string[] {
	const together = (first: string, second: string) =>
		given.has(first) && !given.has(second) ? [`${second} is missing: it goes together with ${first}.`] : []
	return [
		...together('STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'),
		...together('STRIPE_WEBHOOK_SECRET', 'STRIPE_SECRET_KEY'),
		...together('STRIPE_API_URL', 'STRIPE_SECRET_KEY'),
		...together('DATABASE_REPLICA_URL', 'DATABASE_URL'),
		...together('RESEND_API_KEY', 'MAIL_FROM'),
		...together('SMTP_URL', 'MAIL_FROM'),
		...(given.has('RESEND_API_KEY') && given.has('SMTP_URL')
			? ['RESEND_API_KEY and SMTP_URL are both set: letters can go only one way.']
			: []),
	]
}

function localParts(given: Set<string>): string[] {
	const missing = (name: string, reason: string) => (given.has(name) ? [] : [`${name} is missing: ${reason}.`])
	return [
		...missing('DATABASE_URL', 'production does not run on the embedded database'),
		...missing('STRIPE_SECRET_KEY', 'production does not take cards in the sandbox'),
		...(given.has('RESEND_API_KEY') || given.has('SMTP_URL')
			? []
			: ['RESEND_API_KEY or SMTP_URL is missing: production does not keep letters in the local mailbox.']),
		...missing('PUBLIC_URL', 'links in letters must lead to the public address'),
		...missing('SECRET_KEY', 'every process has to sign with the same key'),
		...(given.has('STRIPE_API_URL') ? ['STRIPE_API_URL is set: production talks to Stripe itself.'] : []),
	]
}

function compose(given: Given): Settings {
	const production = given.NODE_ENV === 'production'
	const port = given.PORT ?? 3000
	const key = given.STRIPE_SECRET_KEY
	const webhookSecret = given.STRIPE_WEBHOOK_SECRET
	return {
		production,
		port,
		host: given.HOST ?? (production ? '::' : '127.0.0.1'),
		dataDir: resolve(given.DATA_DIR ?? '.data'),
		publicUrl: given.PUBLIC_URL ?? `http://localhost:${port}`,
		databaseUrl: given.DATABASE_URL,
		replicaUrl: given.DATABASE_REPLICA_URL,
		stripe: key && webhookSecret ? { secretKey: key, webhookSecret, apiUrl: given.STRIPE_API_URL } : undefined,
		mail: mailSettings(given),
		secretKey: given.SECRET_KEY,
		logLevel: given.LOG_LEVEL ?? (production ? 'info' : 'warn'),
		trustedProxies: given.TRUSTED_PROXIES ?? [],
	}
}

function mailSettings(given: Given): MailSettings {
	const from = given.MAIL_FROM ?? 'Counterpart <billing@localhost>'
	if (given.RESEND_API_KEY) return { kind: 'resend', apiKey: given.RESEND_API_KEY, from }
	if (given.SMTP_URL) return { kind: 'smtp', url: given.SMTP_URL, from }
	return { kind: 'mailbox', from }
}

/** The key that signs what must come back unchanged. Without SECRET_KEY one is made and kept in the data folder. */
export function secretKey(settings: Settings): string {
	if (settings.secretKey) return settings.secretKey
	const file = join(settings.dataDir, 'secret-key')
	mkdirSync(settings.dataDir, { recursive: true })
	if (!existsSync(file)) {
		// Written beside and linked into place: of two programs that start together, one key wins, whole.
		const draft = `${file}.${process.pid}`
		writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
		try {
			linkSync(draft, file)
		} catch (error) {
			if (!existsSync(file)) throw error
		}
		rmSync(draft)
	}
	return readFileSync(file, 'utf8')
}

function pathOf(text: string): string {
	const { pathname, search, hash } = new URL(text)
	return pathname + search + hash
}
