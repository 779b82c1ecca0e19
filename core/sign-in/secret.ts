import { createHash, randomBytes, randomInt } from 'node:crypto'

/** 256 random bits, safe in an address: 43 characters. */
export function newToken(): string {
	return randomBytes(32).toString('base64url')
}

/** Six digits, each equally likely, leading zeros included. */
export function newCode(): string {
	return randomInt(1_000_000).toString().padStart(6, '0')
}

/** SHA-256 of a secret. It needs no salt and no slowness: what is hashed has 256 random bits. */
export function hashSecret(secret: string): Buffer {
	return createHash('sha256').update(secret).digest()
}

/** Whether a text can be one of our tokens at all; anything else never reaches the database. */
export function isToken(text: string): boolean {
	return /^[\w-]{43}$/.test(text)
}
