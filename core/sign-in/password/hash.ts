import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

// What OWASP asks of argon2id at the least: 19 MiB, two passes. The text says its own cost, so that it can be raised.
const [memory, passes, parallelism, tagLength] = [19_456, 2, 1, 32] as const
const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

/** A password as it is kept: argon2id with a salt of its own, in the usual text form. */
export async function hashPassword(password: string): Promise<string> {
	const nonce = randomBytes(16)
	const tag = await derive('argon2id', { message: plain(password), nonce, memory, passes, parallelism, tagLength })
	return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(tag)}`
}

/** Whether it is the password. Without a hash it takes as long and is not. */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
	const [, m, t, p, salt = '', kept = ''] = form.exec(hash ?? nobodys) ?? []
	const tag = Buffer.from(kept, 'base64')
	const parameters: Argon2Parameters = {
		message: plain(password),
		nonce: Buffer.from(salt, 'base64'),
		memory: Number(m),
		passes: Number(t),
		parallelism: Number(p),
		tagLength: tag.length,
	}
	const isSame = timingSafeEqual(await derive('argon2id', parameters), tag)
	return isSame && hash !== undefined
}

/** The same letters typed on two keyboards are the same password. */
const plain = (password: string) => password.normalize('NFKC')

const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

const nobodys = `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(Buffer.alloc(16))}$${unpadded(Buffer.alloc(tagLength))}`
