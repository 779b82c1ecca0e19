import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Encrypts a secret for its user: 12 bytes of nonce, 16 of tag, then the text. `key` is the product's secret key. */
export function sealSecret(key: string, userId: string, secret: Uint8Array): Buffer {
	const nonce = randomBytes(12)
	const cipher = createCipheriv('aes-256-gcm', keyFrom(key), nonce).setAAD(Buffer.from(userId))
	const text = Buffer.concat([cipher.update(secret), cipher.final()])
	return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

/** Throws where the key is another, or the row another's. */
export function openSecret(key: string, userId: string, sealed: Uint8Array): Buffer {
	const decipher = createDecipheriv('aes-256-gcm', keyFrom(key), sealed.subarray(0, 12))
		.setAAD(Buffer.from(userId))
		.setAuthTag(sealed.subarray(12, 28))
	return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
}

const keyFrom = (key: string) => Buffer.from(hkdfSync('sha256', key, '', 'counterpart second factor', 32))
