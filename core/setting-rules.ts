import { createPrivateKey, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { z } from 'zod'

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

/** A PEM file in one setting: where line breaks cannot be kept, they are written `\n`. */
const pem = (what: string) =>
	z
		.string()
		.transform((text) => text.replaceAll('\\n', '\n'))
		.refine((text) => new RegExp(`^-----BEGIN [A-Z ]*${what}-----\n[\\s\\S]+-----END [A-Z ]*${what}-----`).test(text), {
			error: `must be a PEM file that begins with -----BEGIN ${what}-----`,
		})

/** What Express takes: a name for a group of networks, an address, or a network such as 10.0.0.0/8. */
function isProxy(part: string): boolean {
	if (['loopback', 'linklocal', 'uniquelocal'].includes(part)) return true
	const [address = '', bits, ...rest] = part.split('/')
	const most = { 4: 32, 6: 128 }[isIP(address)]
	if (most === undefined || rest.length > 0) return false
	if (bits === undefined || (isIP(address) === 4 && isIP(bits) === 4)) return true
	return /^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= most
}

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** What each setting must be, by its name in the environment. */
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
	TRUSTED_PROXIES: z
		.string()
		.transform((text) => text.split(',').map((part) => part.trim()))
		.refine((parts) => parts.every(isProxy), mustBe('addresses, networks, or loopback, linklocal, uniquelocal')),
	SEAL_KEY: pem('PRIVATE KEY'),
	SEAL_CERTIFICATE: pem('CERTIFICATE'),
	FILES_URL: address('http', 'https').refine(
		(text) =>
			!URL.canParse(text) || (new URL(text).search + new URL(text).hash === '' && new URL(text).username === ''),
		mustBe('the address of a bucket, without a question mark, and without keys in it'),
	),
	FILES_KEY_ID: z.string(),
	FILES_KEY_SECRET: z.string(),
	FILES_REGION: z.string().regex(/^[a-z0-9-]+$/, mustBe('the name of a region, such as eu-central-1')),
	LOG_LEVEL: z.enum(levels, mustBe(`one of ${levels.join(', ')}`)),
	DATABASE_URL: address('postgres', 'postgresql'),
	DATABASE_REPLICA_URL: address('postgres', 'postgresql'),
	STRIPE_SECRET_KEY: begins('sk_', 'rk_'),
	STRIPE_WEBHOOK_SECRET: begins('whsec_'),
	STRIPE_API_URL: origin,
	SLACK_BOT_TOKEN: begins('xoxb-'),
	SLACK_SIGNING_SECRET: z.string().min(16, mustBe('the signing secret of the app')),
	SLACK_APP_TOKEN: begins('xapp-'),
	SLACK_API_URL: origin,
	TELEGRAM_BOT_TOKEN: z.string().regex(/^\d+:[\w-]{20,}$/, mustBe('a token of BotFather, digits, a colon and letters')),
	TELEGRAM_WEBHOOK_SECRET: z.string().regex(/^[\w-]{16,256}$/, mustBe('16 to 256 letters, digits, _ or -')),
	TELEGRAM_BOT_NAME: z.string().regex(/^\w{5,32}$/, mustBe("the bot's user name without @")),
	TELEGRAM_API_URL: origin,
	RESEND_API_KEY: begins('re_'),
	SMTP_URL: address('smtp', 'smtps').refine(
		(text) => !URL.canParse(text) || new URL(text).hostname !== '',
		mustBe('an address with the name of the mail server in it, such as smtps://user:password@mail.example.com'),
	),
	MAIL_FROM: z.string().regex(/^([^<>]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, mustBe('an email address')),
}
/** Every name that Counterpart reads from the environment. */
export const settingNames = Object.keys(shape) as (keyof typeof shape)[]

export const schema = z.object(shape).partial()
export type Given = z.infer<typeof schema>

/** Settings that are fine one by one and not together. */
export function contradictions(given: Set<string>): string[] {
	const together = (first: string, second: string) =>
		given.has(first) && !given.has(second) ? [`${second} is missing: it goes together with ${first}.`] : []
	return [
		...together('STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'),
		...together('STRIPE_WEBHOOK_SECRET', 'STRIPE_SECRET_KEY'),
		...together('STRIPE_API_URL', 'STRIPE_SECRET_KEY'),
		...together('DATABASE_REPLICA_URL', 'DATABASE_URL'),
		...together('RESEND_API_KEY', 'MAIL_FROM'),
		...together('SMTP_URL', 'MAIL_FROM'),
		...together('SEAL_KEY', 'SEAL_CERTIFICATE'),
		...together('SEAL_CERTIFICATE', 'SEAL_KEY'),
		...together('FILES_URL', 'FILES_KEY_ID'),
		...together('FILES_URL', 'FILES_KEY_SECRET'),
		...together('FILES_KEY_ID', 'FILES_URL'),
		...together('FILES_KEY_SECRET', 'FILES_URL'),
		...together('FILES_REGION', 'FILES_URL'),
		...together('SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN'),
		...together('SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN'),
		...together('SLACK_API_URL', 'SLACK_BOT_TOKEN'),
		...together('TELEGRAM_WEBHOOK_SECRET', 'TELEGRAM_BOT_TOKEN'),
		...together('TELEGRAM_BOT_NAME', 'TELEGRAM_BOT_TOKEN'),
		...together('TELEGRAM_API_URL', 'TELEGRAM_BOT_TOKEN'),
		...(given.has('SLACK_BOT_TOKEN') && given.has('SLACK_SIGNING_SECRET') === given.has('SLACK_APP_TOKEN')
			? ['SLACK_BOT_TOKEN needs either SLACK_SIGNING_SECRET or SLACK_APP_TOKEN: Slack is heard in one way.']
			: []),
		...(given.has('RESEND_API_KEY') && given.has('SMTP_URL')
			? ['RESEND_API_KEY and SMTP_URL are both set: letters can go only one way.']
			: []),
	]
}

/** What production refuses: each part of this machine that would pass for the real thing. */
export function localParts(given: Set<string>): string[] {
	const missing = (name: string, reason: string) => (given.has(name) ? [] : [`${name} is missing: ${reason}.`])
	return [
		...missing('DATABASE_URL', 'production does not run on the embedded database'),
		...missing('STRIPE_SECRET_KEY', 'production does not take cards in the sandbox'),
		...(given.has('RESEND_API_KEY') || given.has('SMTP_URL')
			? []
			: ['RESEND_API_KEY or SMTP_URL is missing: production does not keep letters in the local mailbox.']),
		...missing('PUBLIC_URL', 'links in letters must lead to the public address'),
		...missing('SECRET_KEY', 'every process has to sign with the same key'),
		...missing('SEAL_KEY', 'signed quotes are sealed with a key of the company'),
		...['SLACK_API_URL', 'TELEGRAM_API_URL'].flatMap((name) =>
			given.has(name) ? [`${name} is set: production talks to the platform itself.`] : [],
		),
		...(given.has('STRIPE_API_URL') ? ['STRIPE_API_URL is set: production talks to Stripe itself.'] : []),
	]
}

function pathOf(text: string): string {
	const { pathname, search, hash } = new URL(text)
	return pathname + search + hash
}

/** Whether the key to seal with is that of the certificate. */
export function wrongSeal({ SEAL_KEY: key, SEAL_CERTIFICATE: certificate }: Given): string[] {
	if (!key || !certificate) return []
	try {
		const isOf = new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))
		return isOf ? [] : ['SEAL_KEY is not the key of SEAL_CERTIFICATE.']
	} catch {
		return ['SEAL_KEY or SEAL_CERTIFICATE cannot be read.']
	}
}
