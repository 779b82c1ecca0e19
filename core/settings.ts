import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { contradictions, type Given, localParts, schema, settingNames, wrongSeal } from './setting-rules.ts'

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
	/** Undefined: Slack is not connected. With an `appToken` it is heard through a socket, otherwise by signed requests. */
	slack:
		| { botToken: string; signingSecret: string | undefined; appToken: string | undefined; apiUrl: string | undefined }
		| undefined
	/** Undefined: Telegram is not connected. With a `webhookSecret` it calls us, otherwise it is asked. */
	telegram:
		| { botToken: string; webhookSecret: string | undefined; botName: string | undefined; apiUrl: string | undefined }
		| undefined
	/** Read it through `secretKey`, which makes one where none is set. */
	secretKey: string | undefined
	/** PEM files to seal signed papers with; undefined: made and kept in the data folder (portal/deliver/seal-key.ts). */
	seal: { key: string; certificate: string } | undefined
	/** Object storage for files of conversations; undefined: the folder `files` in `dataDir`. `url` without a slash at its end. */
	files: { url: string; keyId: string; keySecret: string; region: string } | undefined
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

/**
 * Settings from the environment; an empty value counts as not set. Throws WrongSettings with every problem at once.
 * In production nothing local is allowed: a database in a folder, card payments that are not real and letters that
 * nobody receives must never look like the real thing.
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
	const filled = settingNames.flatMap((name) => (env[name]?.trim() ? [[name, env[name]?.trim()]] : []))
	const given = Object.fromEntries(filled)
	const parsed = schema.safeParse(given)
	const wrong = parsed.error?.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`) ?? []
	const names = new Set<string>(filled.map(([name]) => String(name)))
	const seal = parsed.success ? wrongSeal(parsed.data) : []
	const problems = [
		...wrong,
		...contradictions(names),
		...seal,
		...(given.NODE_ENV === 'production' ? localParts(names) : []),
	]
	if (!parsed.success || problems.length > 0) throw new WrongSettings(problems)
	return compose(parsed.data)
}

/** Settings of this process: what the environment says, and what `.env` in the working folder adds to it. */
export function ownSettings(): Settings {
	if (existsSync('.env')) process.loadEnvFile('.env')
	return readSettings(process.env)
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
		...chatSettings(given),
		secretKey: given.SECRET_KEY,
		seal:
			given.SEAL_KEY && given.SEAL_CERTIFICATE
				? { key: given.SEAL_KEY, certificate: given.SEAL_CERTIFICATE }
				: undefined,
		files: filesSettings(given),
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

function chatSettings(given: Given): Pick<Settings, 'slack' | 'telegram'> {
	const { SLACK_BOT_TOKEN, TELEGRAM_BOT_TOKEN } = given
	return {
		slack: SLACK_BOT_TOKEN
			? {
					botToken: SLACK_BOT_TOKEN,
					signingSecret: given.SLACK_SIGNING_SECRET,
					appToken: given.SLACK_APP_TOKEN,
					apiUrl: given.SLACK_API_URL,
				}
			: undefined,
		telegram: TELEGRAM_BOT_TOKEN
			? {
					botToken: TELEGRAM_BOT_TOKEN,
					webhookSecret: given.TELEGRAM_WEBHOOK_SECRET,
					botName: given.TELEGRAM_BOT_NAME,
					apiUrl: given.TELEGRAM_API_URL,
				}
			: undefined,
	}
}

function filesSettings(given: Given): Settings['files'] {
	const { FILES_URL: url, FILES_KEY_ID: keyId, FILES_KEY_SECRET: keySecret, FILES_REGION: region = 'us-east-1' } = given
	return url && keyId && keySecret ? { url: url.replace(/\/+$/, ''), keyId, keySecret, region } : undefined
}

const addressFile = (dataDir: string) => join(dataDir, 'address')

/**
 * Notes where this process is reached, for commands that are typed elsewhere and know the data folder only. In production
 * they are told the address as it is set, and the image may be one that nothing can be written to.
 */
export function noteAddress({
	dataDir,
	publicUrl,
	production,
}: Pick<Settings, 'dataDir' | 'publicUrl' | 'production'>): void {
	if (production) return
	mkdirSync(dataDir, { recursive: true })
	writeFileSync(addressFile(dataDir), JSON.stringify({ pid: process.pid, publicUrl }))
}

/** The address that links of a command begin with: where the product of this data folder runs now, or as it is set. */
export function reachedAt({ dataDir, publicUrl }: Pick<Settings, 'dataDir' | 'publicUrl'>): string {
	if (!existsSync(addressFile(dataDir))) return publicUrl
	try {
		const noted = addressNote.parse(JSON.parse(readFileSync(addressFile(dataDir), 'utf8')))
		process.kill(noted.pid, 0)
		return noted.publicUrl
	} catch {
		// It has ended without taking its note away, or the note is half written.
		return publicUrl
	}
}

const addressNote = z.object({ pid: z.number().int(), publicUrl: z.string() })

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
