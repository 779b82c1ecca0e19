import { describe, expect, test } from 'vitest'
import { readSettings } from '#core/settings.ts'
import { newToken } from '#core/sign-in/secret.ts'
import { heldTokens, linksCookie, pendingCookie, pendingSignIn } from '#portal/sign-in/cookies.ts'

const contextOf = (publicUrl: string) =>
	({ settings: { ...readSettings({}), publicUrl } }) as unknown as Parameters<typeof linksCookie>[0]
const plain = contextOf('http://localhost:3000')
const secure = contextOf('https://portal.example')

const sending = (line: string) =>
	new Request('http://localhost:3000/', { headers: { cookie: line.split(';')[0] ?? '' } })

describe('the cookies of a visitor', () => {
	test('over https are for this host alone and for https alone', () => {
		const line = linksCookie(secure, [newToken()])
		expect(line).toMatch(/^__Host-links=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
		expect(linksCookie(plain, [newToken()])).not.toMatch(/Secure|__Host/)
		expect(heldTokens(sending(linksCookie(plain, [newToken()])), secure)).toEqual([])
	})

	test('hold five links, the last one opened first, each once', () => {
		const tokens = Array.from({ length: 7 }, newToken)
		const [first = '', second = ''] = tokens
		const held = heldTokens(sending(linksCookie(plain, [second, first, second, ...tokens])), plain)
		expect(held).toEqual([second, first, ...tokens.slice(2, 5)])
	})

	test('that somebody has written themselves hold nothing but what can be a token', () => {
		const token = newToken()
		expect(heldTokens(sending(`links=x.${token}.' or 1=1.${'y'.repeat(44)}`), plain)).toEqual([token])
	})

	test('remember what was asked for and where one wanted to go, inside the portal', () => {
		const id = '01900000-0000-7000-8000-000000000000'
		const handle = newToken()
		const asked = { id, handle, path: '/contracts/1?on=2026-05-01' }
		expect(pendingSignIn(sending(pendingCookie(plain, asked)), plain)).toEqual(asked)
		const forged = pendingCookie(plain, { id, handle, path: '//evil.example' })
		expect(pendingSignIn(sending(forged), plain)).toEqual({ id, handle, path: '/overview' })
		expect(pendingSignIn(sending('sign_in=1.2.3'), plain)).toBe(undefined)
		expect(pendingCookie(plain, undefined)).toContain('Max-Age=0')
	})

	test('fit a browser, which keeps no cookie above 4096 bytes: of too long an address its page remains', () => {
		const asked = { id: '01900000-0000-7000-8000-000000000000', handle: newToken() }
		const [long, longer] = [60, 200].map(
			(count) => `/pay?${'invoice=01900000-0000-7000-8000-000000000000&'.repeat(count)}`,
		)
		const cookies = [long, longer].map((path = '') => pendingCookie(plain, { ...asked, path }))
		for (const cookie of cookies) expect(cookie.split(';')[0]?.length).toBeLessThan(4096)
		expect(cookies.map((cookie) => pendingSignIn(sending(cookie), plain)?.path)).toEqual([long, '/pay'])
	})
})
