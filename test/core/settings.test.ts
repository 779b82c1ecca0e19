import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { settingNames } from '#core/setting-rules.ts'
import { readSettings, secretKey, WrongSettings } from '#core/settings.ts'
import { makeSealKey } from '#emails/paper/seal-certificate.ts'

const live = {
	NODE_ENV: 'production',
	DATABASE_URL: 'postgres://counterpart@db.internal/counterpart',
	STRIPE_SECRET_KEY: 'sk_live_abc',
	STRIPE_WEBHOOK_SECRET: 'whsec_abc',
	RESEND_API_KEY: 're_abc',
	MAIL_FROM: 'Halden Systems <billing@halden.example>',
	PUBLIC_URL: 'https://portal.halden.example/',
	SECRET_KEY: 'a-key-that-is-long-enough-to-sign-with',
	SEAL_KEY: '',
	SEAL_CERTIFICATE: '',
}

beforeAll(async () => {
	const seal = await makeSealKey('Halden Systems', Temporal.Instant.from('2026-01-01T00:00:00Z'))
	// As they are written where a setting is one line.
	live.SEAL_KEY = seal.key.replaceAll('\n', '\\n')
	live.SEAL_CERTIFICATE = seal.certificate
})

function problemsOf(env: Record<string, string | undefined>): string[] {
	try {
		readSettings(env)
		return []
	} catch (error) {
		if (error instanceof WrongSettings) return error.problems
		throw error
	}
}

test('with nothing set, everything local is in use and only this machine can reach it', () => {
	const settings = readSettings({})
	expect(settings).toMatchObject({
		production: false,
		port: 3000,
		host: '127.0.0.1',
		publicUrl: 'http://localhost:3000',
		databaseUrl: undefined,
		stripe: undefined,
		mail: { kind: 'mailbox' },
	})
	expect(settings.dataDir).toBe(join(process.cwd(), '.data'))
})

test('an empty value counts as not set', () => {
	expect(readSettings({ PORT: '', STRIPE_SECRET_KEY: ' ', PUBLIC_URL: '' })).toEqual(readSettings({}))
})

test('proxies are believed by address, by network and by the names that Express has for some', () => {
	const trustedProxies = ['loopback', '10.0.0.0/8', 'fd00::/8', '192.0.2.1', '10.0.0.0/255.0.0.0']
	expect(readSettings({ TRUSTED_PROXIES: trustedProxies.join(', ') })).toMatchObject({ trustedProxies })
})

test('production with everything set is accepted and listens to everyone', () => {
	expect(readSettings(live)).toMatchObject({
		production: true,
		host: '::',
		publicUrl: 'https://portal.halden.example',
		stripe: { secretKey: 'sk_live_abc', webhookSecret: 'whsec_abc' },
		mail: { kind: 'resend', apiKey: 're_abc' },
	})
})

test('production refuses every local part, each by its name, all at once', () => {
	expect(problemsOf({ NODE_ENV: 'production' })).toEqual([
		'DATABASE_URL is missing: production does not run on the embedded database.',
		'STRIPE_SECRET_KEY is missing: production does not take cards in the sandbox.',
		'RESEND_API_KEY or SMTP_URL is missing: production does not keep letters in the local mailbox.',
		'PUBLIC_URL is missing: links in letters must lead to the public address.',
		'SECRET_KEY is missing: every process has to sign with the same key.',
		'SEAL_KEY is missing: signed quotes are sealed with a key of the company.',
	])
})

test('production is production also where its name came with a space or the end of a line from another system', () => {
	for (const name of [' production', 'production ', 'production\r']) {
		expect(problemsOf({ ...live, NODE_ENV: name, DATABASE_URL: undefined })).toEqual([
			'DATABASE_URL is missing: production does not run on the embedded database.',
		])
	}
})

test('production does not send card payments to another address than Stripe', () => {
	expect(problemsOf({ ...live, STRIPE_API_URL: 'http://127.0.0.1:9000' })).toEqual([
		'STRIPE_API_URL is set: production talks to Stripe itself.',
	])
})

test.each([
	[{ PORT: 'abc' }, 'PORT must be a whole number from 0 to 65535.'],
	[{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535.'],
	[{ NODE_ENV: 'prod' }, 'NODE_ENV must be development, production or test.'],
	[{ PUBLIC_URL: 'portal.example' }, 'PUBLIC_URL must be an address that begins with http:// or https://.'],
	[{ PUBLIC_URL: 'https://halden.example/portal' }, 'PUBLIC_URL must be an address without a path.'],
	[{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL must be an address that begins with postgres:// or postgresql://.'],
	[{ SECRET_KEY: 'short' }, 'SECRET_KEY must be at least 32 characters long.'],
	[{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent.'],
	[
		{ TRUSTED_PROXIES: '10.0.0.0/8, proxy.internal' },
		'TRUSTED_PROXIES must be addresses, networks, or loopback, linklocal, uniquelocal.',
	],
	[
		{ TRUSTED_PROXIES: '10.0.0.0/33' },
		'TRUSTED_PROXIES must be addresses, networks, or loopback, linklocal, uniquelocal.',
	],
	[
		{ SMTP_URL: 'smtp://', MAIL_FROM: 'a@b.example' },
		'SMTP_URL must be an address with the name of the mail server in it, such as smtps://user:password@mail.example.com.',
	],
	[{ MAIL_FROM: 'nobody' }, 'MAIL_FROM must be an email address.'],
	[{ STRIPE_SECRET_KEY: 'sk_test_a' }, 'STRIPE_WEBHOOK_SECRET is missing: it goes together with STRIPE_SECRET_KEY.'],
	[{ STRIPE_WEBHOOK_SECRET: 'whsec_a' }, 'STRIPE_SECRET_KEY is missing: it goes together with STRIPE_WEBHOOK_SECRET.'],
	[{ RESEND_API_KEY: 're_a' }, 'MAIL_FROM is missing: it goes together with RESEND_API_KEY.'],
	[{ DATABASE_REPLICA_URL: 'postgres://r' }, 'DATABASE_URL is missing: it goes together with DATABASE_REPLICA_URL.'],
	[
		{ RESEND_API_KEY: 're_a', SMTP_URL: 'smtp://mail', MAIL_FROM: 'a@b.example' },
		'RESEND_API_KEY and SMTP_URL are both set: letters can go only one way.',
	],
])('%o is answered with a sentence', (env, sentence) => {
	expect(problemsOf(env)).toEqual([sentence])
})

test('the key to seal with is a PEM file, goes with its certificate, and is read where it is one line', async () => {
	expect(readSettings(live).seal?.key).toMatch(/^-----BEGIN PRIVATE KEY-----\n/)
	expect(problemsOf({ SEAL_KEY: live.SEAL_KEY })).toEqual([
		'SEAL_CERTIFICATE is missing: it goes together with SEAL_KEY.',
	])
	expect(problemsOf({ SEAL_KEY: 'abc', SEAL_CERTIFICATE: live.SEAL_CERTIFICATE })).toEqual([
		'SEAL_KEY must be a PEM file that begins with -----BEGIN PRIVATE KEY-----.',
	])
	const other = await makeSealKey('Other', Temporal.Instant.from('2026-01-01T00:00:00Z'))
	expect(problemsOf({ ...live, SEAL_KEY: other.key })).toEqual(['SEAL_KEY is not the key of SEAL_CERTIFICATE.'])
})

test('several wrong settings are all named', () => {
	const problems = problemsOf({ PORT: '-1', STRIPE_SECRET_KEY: 'pk_test', LOG_LEVEL: 'x' })
	expect(problems).toHaveLength(4)
	expect(problems).toContain('STRIPE_SECRET_KEY must begin with sk_ or rk_.')
})

test('a key is made once, kept for its owner alone, and gives way to SECRET_KEY', () => {
	const dataDir = mkdtempSync(join(tmpdir(), 'counterpart-settings-'))
	const settings = readSettings({ DATA_DIR: dataDir })
	const key = secretKey(settings)
	expect(key.length).toBeGreaterThanOrEqual(32)
	expect(secretKey(settings)).toBe(key)
	expect(statSync(join(dataDir, 'secret-key')).mode & 0o777).toBe(0o600)
	expect(secretKey({ ...settings, secretKey: live.SECRET_KEY })).toBe(live.SECRET_KEY)
})

test('.env.example lists every setting, and nothing else', () => {
	const text = readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8')
	const listed = [...text.matchAll(/^#? ?([A-Z_]+)=/gm)].map((match) => String(match[1]))
	expect(listed.sort()).toEqual([...settingNames].sort())
})
