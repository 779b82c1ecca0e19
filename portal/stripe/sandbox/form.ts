import type { IncomingMessage } from 'node:http'
import { Fault } from './errors.ts'

/** A form value before any meaning is given to it: text, or a hash of such. Lists arrive as hashes with number keys. */
export type Raw = string | RawHash
export type RawHash = { [key: string]: Raw }

const MAX_BODY = 1_000_000

/** Reads a whole request body as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
	const parts: Buffer[] = []
	let size = 0
	for await (const part of request) {
		const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part))
		size += bytes.length
		if (size > MAX_BODY) {
			throw new Fault(
				413,
				{ type: 'invalid_request_error', message: 'Request body is too large' },
				{ beforeExecution: true },
			)
		}
		parts.push(bytes)
	}
	return Buffer.concat(parts).toString('utf8')
}

/** `a[b][0]` -> ['a', 'b', '0']; `a[]` ends with ''. */
function keyPath(key: string): string[] {
	const open = key.indexOf('[')
	if (open <= 0) return [key]
	const path = [key.slice(0, open)]
	for (const match of key.slice(open).matchAll(/\[([^\]]*)\]/g)) path.push(match[1] ?? '')
	return path
}

/** Puts one value where its key says. Hashes have no prototype, so `__proto__` is a name like any other. */
function place(into: RawHash, path: string[], value: string): void {
	let hash = into
	path.forEach((step, depth) => {
		const name = step === '' ? String(Object.keys(hash).length) : step
		if (depth === path.length - 1) {
			hash[name] = value
			return
		}
		const present = hash[name]
		const next: RawHash = typeof present === 'object' ? present : Object.create(null)
		hash[name] = next
		hash = next
	})
}

/** Parses `application/x-www-form-urlencoded` with nested keys, the way the SDK writes it. */
export function parseForm(text: string): RawHash {
	const form: RawHash = Object.create(null)
	for (const [key, value] of new URLSearchParams(text)) place(form, keyPath(key), value)
	return form
}

/** One stable text for the same parameters in any order; two requests are alike when it is. */
export function fingerprint(raw: Raw): string {
	if (typeof raw === 'string') return JSON.stringify(raw)
	const names = Object.keys(raw).sort()
	return `{${names.map((name) => `${JSON.stringify(name)}:${fingerprint(raw[name] ?? '')}`).join(',')}}`
}
