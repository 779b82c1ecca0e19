import { describe, expect, it } from 'vitest'
import { checkHeaders, oneLine, readAddress, writeAddress } from '#emails/post/address.ts'
import { NotSent } from '#emails/post/not-sent.ts'

const refusal = (act: () => unknown): string => {
	try {
		act()
	} catch (error) {
		if (error instanceof NotSent) return `${error.lasting} ${error.code}`
		throw error
	}
	return 'accepted'
}

describe('an address', () => {
	it('may carry a name, in quotes or not', () => {
		expect(readAddress('anna@example.com')).toEqual({ name: '', address: 'anna@example.com' })
		expect(readAddress(' Anna Lind <anna@example.com> ')).toEqual({ name: 'Anna Lind', address: 'anna@example.com' })
		expect(readAddress('"Lind, Anna" <a.l+x@sub.example.com>')).toEqual({
			name: 'Lind, Anna',
			address: 'a.l+x@sub.example.com',
		})
	})

	it('has its domain put into ASCII', () => {
		expect(readAddress('info@bücher.example').address).toBe('info@xn--bcher-kva.example')
		expect(readAddress('a@例子.example').address).toBe('a@xn--fsqu00a.example')
		expect(readAddress('a@EXAMPLE.com').address).toBe('a@example.com')
	})

	it.each([
		'',
		'anna',
		'@example.com',
		'anna@',
		'a b@example.com',
		'a@b@c.example',
		'анна@example.com',
		'.anna@example.com',
		'anna@exam ple.com',
		'anna@-example.com',
		'anna@example.com>, <mallory@example.com',
		'anna@example.com\r\nBcc: mallory@example.com',
		`${'a'.repeat(65)}@example.com`,
	])('is refused for good when it is %j', (text) => {
		expect(refusal(() => readAddress(text))).toBe('permanent bad_address')
	})

	it('cannot smuggle a header in its name', () => {
		const address = readAddress('Anna\r\nBcc: mallory@example.com <anna@example.com>')
		expect(writeAddress(address)).toBe('"Anna Bcc: mallory@example.com" <anna@example.com>')
	})

	it('is written with quotes where the name needs them', () => {
		expect(writeAddress({ name: 'Анна Линд', address: 'a@b.example' })).toBe('Анна Линд <a@b.example>')
		expect(writeAddress({ name: 'Acme, "Inc"', address: 'a@b.example' })).toBe('"Acme, \\"Inc\\"" <a@b.example>')
		expect(writeAddress({ name: '', address: 'a@b.example' })).toBe('a@b.example')
	})
})

it('keeps a subject on one line', () => {
	expect(oneLine('Invoice 7\r\nBcc: mallory@example.com\u2028x')).toBe('Invoice 7 Bcc: mallory@example.com x')
})

it('refuses headers that would break out of their line or replace one of ours', () => {
	expect(checkHeaders({ 'X-Entity-Ref-ID': '7' })).toEqual({ 'X-Entity-Ref-ID': '7' })
	for (const headers of [
		{ 'X-A': 'b\r\nBcc: m@example.com' },
		{ 'X-A\r\nBcc': 'm' },
		{ Bcc: 'm@example.com' },
		{ to: 'x' },
	]) {
		expect(refusal(() => checkHeaders(headers as Record<string, string>))).toBe('permanent bad_header')
	}
})
