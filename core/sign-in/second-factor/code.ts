import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { hashSecret } from '../secret.ts'

// As every authenticator app has it (RFC 6238): SHA-1, six digits, half a minute.
const period = 30
const totp = (secret: Uint8Array) =>
	new TOTP({ algorithm: 'SHA1', digits: 6, period, secret: new Secret({ buffer: Uint8Array.from(secret).buffer }) })

export const newSecret = (): Buffer => randomBytes(20)

/** The secret as an app takes it by hand, and as an address for its camera. */
export function describeSecret(secret: Uint8Array, { issuer, label }: { issuer: string; label: string }) {
	const made = totp(secret)
	made.issuer = issuer
	made.label = label
	return { text: made.secret.base32.replace(/(.{4})(?=.)/g, '$1 '), uri: made.toString() }
}

/**
 * The half-minute that a code belongs to, the one of `now` or one beside it, as clocks of phones go; undefined for a code
 * that is wrong, or of a half-minute that is used up.
 */
export function stepOf(secret: Uint8Array, code: string, now: Temporal.Instant, used: bigint): bigint | undefined {
	const delta = totp(secret).validate({ token: code, timestamp: now.epochMilliseconds, window: 1 })
	if (delta === null) return undefined
	const step = BigInt(Math.floor(now.epochMilliseconds / 1000 / period) + delta)
	return step > used ? step : undefined
}

/** Ten codes for the day the phone is gone, each for once: 80 random bits, in fives. */
export function newRecoveryCodes(): string[] {
	return Array.from({ length: 10 }, () =>
		new Secret({ buffer: Uint8Array.from(randomBytes(10)).buffer }).base32.toLowerCase().replace(/(.{4})(?=.)/g, '$1-'),
	)
}

export const hashRecovery = (code: string): Buffer => hashSecret(code.toLowerCase().replace(/[^a-z2-7]/g, ''))
