import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** What is sealed for. A key is derived for each use, so that what was sealed for one opens for no other. */
type Use = 'second factor' | 'outbox' | 'inbox' | 'webhook' | 'telematics' | 'gate pass'

/** `key` is the product's secret key, `of` names the row that it is sealed for. */
export type Seal = { key: string; use: Use; of: string }

/** Encrypts a secret for its row: 12 bytes of nonce, 16 of tag, then the text. */
export function sealSecret(seal: Seal, secret: Uint8Array): Buffer {
	const nonce = randomBytes(12)
	const cipher = createCipheriv('aes-256-gcm', keyFrom(seal), nonce).setAAD(Buffer.from(seal.of))
	const text = Buffer.concat([cipher.update(secret), cipher.final()])
	return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

/** Throws where the key is another, or the row another's. */
export function openSecret(seal: Seal, sealed: Uint8Array): Buffer {
	const decipher = createDecipheriv('aes-256-gcm', keyFrom(seal), sealed.subarray(0, 12))
		.setAAD(Buffer.from(seal.of))
		.setAuthTag(sealed.subarray(12, 28))
	return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
}

/** The same of a value, as text. */
export function sealValue(seal: Seal, value: unknown): string {
	return sealSecret(seal, Buffer.from(JSON.stringify(value))).toString('base64')
}

/** Throws as `openSecret` does. */
export function openValue(seal: Seal, sealed: string): unknown {
	return JSON.parse(openSecret(seal, Buffer.from(sealed, 'base64')).toString())
}

/** A secret of a row that nobody has to keep: 256 bits, safe in an address, the same each time as long as the key is. */
export function secretOf({ key, use, of }: Seal): string {
	return createHmac('sha256', keyFrom({ key, use })).update(of).digest('base64url')
}

const keyFrom = ({ key, use }: Pick<Seal, 'key' | 'use'>) =>
	Buffer.from(hkdfSync('sha256', key, '', `counterpart ${use}`, 32))
