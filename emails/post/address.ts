import { domainToASCII } from 'node:url'
import { NotSent } from './not-sent.ts'

/** A mailbox: the name may be in any script; the address is ready for SMTP, its domain in ASCII. */
export type Address = { name: string; address: string }

// RFC 5321: what providers really deliver. Local parts outside ASCII need SMTPUTF8 along the whole way.
const localPart = /^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const domainName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i

/** Reads `anna@example.com` or `Anna Lind <anna@example.com>`; throws `NotSent` (permanent) when it is neither. */
export function readAddress(text: string): Address {
	const [, quotedName = '', bracketed] = /^(.*?)<([^<>]*)>\s*$/s.exec(text) ?? []
	const whole = (bracketed ?? text).trim()
	const at = whole.lastIndexOf('@')
	const local = whole.slice(0, at).normalize('NFC')
	const domain = domainToASCII(whole.slice(at + 1))
	if (at < 1 || local.length > 64 || !localPart.test(local) || domain.length > 253 || !domainName.test(domain)) {
		throw new NotSent('permanent', 'bad_address', `Mail cannot be sent to ${JSON.stringify(text.slice(0, 300))}`)
	}
	return { name: oneLine(quotedName).replace(/^"(.*)"$/, '$1'), address: `${local}@${domain}` }
}

/** Text that can stand in a header: a line break in a name or subject must not begin a header of its own. */
export const oneLine = (text: string) =>
	text
		.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
		.replace(/ {2,}/g, ' ')
		.trim()

/** `"Lind, Anna" <anna@example.com>`, quoted where the name has letters that mean something in a header. */
export function writeAddress({ name, address }: Address): string {
	if (!name) return address
	const plain = /^[\p{L}\p{M}\p{N} !#$%&'*+/=?^_`{|}~-]+$/u.test(name)
	return `${plain ? name : `"${name.replace(/[\\"]/g, '\\$&')}"`} <${address}>`
}

const ours = new Set(['from', 'to', 'cc', 'bcc', 'subject', 'reply-to', 'sender', 'message-id', 'content-type', 'date'])

/** Headers as given, or a `NotSent` when one would break out of its line or stand in for one that we write. */
export function checkHeaders(headers: Record<string, string>): Record<string, string> {
	for (const [name, value] of Object.entries(headers)) {
		const sound = /^[a-zA-Z0-9-]{1,76}$/.test(name) && !ours.has(name.toLowerCase()) && !/[\r\n\0]/.test(value)
		if (!sound) throw new NotSent('permanent', 'bad_header', `The header ${JSON.stringify(name)} cannot be sent`)
	}
	return headers
}
