import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLog } from '#portal/log.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	portal = await openPortal(world, {
		receivers: [
			{
				path: '/hooks/test',
				handle: (_request, response) => {
					response.send('received')
				},
			},
		],
	})
}, 120_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

const get = (path: string, headers: Record<string, string> = {}) =>
	fetch(portal.address + path, { headers, redirect: 'manual' })
const post = (path: string, headers: Record<string, string> = {}, body = 'theme=dark&back=/dev/style') =>
	fetch(portal.address + path, {
		method: 'POST',
		body,
		redirect: 'manual',
		headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
	})

describe('a form that cannot be read', () => {
	const own = { 'sec-fetch-site': 'same-origin' }

	test('is told as what was sent, not as a mistake of ours', async () => {
		const answer = await post('/sign-in', { ...own, 'content-type': 'application/json' }, '{"email":"')
		expect(answer.status).toBe(400)
		const page = await answer.text()
		expect(page).toContain('What was sent could not be read')
		expect(page).not.toContain('Something went wrong on our side')
	})

	test('and one that is too long says so, in the reader’s language', async () => {
		const answer = await post('/sign-in', { ...own, cookie: 'language=ru' }, `email=${'x'.repeat(3_000_000)}`)
		expect(answer.status).toBe(413)
		expect(await answer.text()).toContain('Отправлено слишком много сразу')
	})

	test('nor is a form sent to a page that has none', async () => {
		const answer = await post('/dev/style/problem/drawing', own)
		expect(answer.status).toBe(405)
		expect(await answer.text()).toContain('What was sent could not be read')
	})
})

describe('what changes something', () => {
	test('is taken from a page of ours, as the browser says so', async () => {
		const answer = await post('/settings/theme', { 'sec-fetch-site': 'same-origin' })
		expect(answer.status).toBe(302)
		expect(answer.headers.get('location')).toBe('/dev/style')
		expect(answer.headers.get('set-cookie')).toContain('theme=dark')
	})

	test('is taken from a page of ours, as its Origin says', async () => {
		expect((await post('/settings/theme', { origin: portal.address })).status).toBe(302)
	})

	test.each([
		['says it comes from another site', { 'sec-fetch-site': 'cross-site' }],
		['says it comes from a neighbour', { 'sec-fetch-site': 'same-site' }],
		['carries another Origin', { origin: 'https://evil.example' }],
		['carries our Origin but was sent across sites', { origin: 'self', 'sec-fetch-site': 'cross-site' }],
		['hides its Origin', { origin: 'null' }],
		['says nothing of where it comes from', {}],
	])('is refused when it %s', async (_name, headers: Record<string, string>) => {
		const sent = headers.origin === 'self' ? { ...headers, origin: portal.address } : headers
		const answer = await post('/settings/theme', sent)
		expect(answer.status).toBe(403)
		expect(answer.headers.get('set-cookie')).toBeNull()
	})

	test('is refused on any page, the data of one, and one that does not exist', async () => {
		for (const path of ['/dev/style', '/dev/style.data', '/no-such-page']) expect((await post(path)).status).toBe(403)
	})

	test('reaches a provider without an Origin, before the guards', async () => {
		const answer = await post('/hooks/test')
		expect(await answer.text()).toBe('received')
		expect(answer.headers.get('content-security-policy')).toBeNull()
	})

	test('never leads elsewhere, whatever it asks for', async () => {
		for (const back of ['https://evil.example', '//evil.example', '/\\evil.example', '/%0a\n//evil.example', '']) {
			const answer = await post(
				'/settings/theme',
				{ 'sec-fetch-site': 'same-origin' },
				new URLSearchParams({ back }).toString(),
			)
			expect(answer.headers.get('location')).toBe('/')
		}
	})
})

describe('every page', () => {
	test('carries headers that keep others out, with a nonce of its own', async () => {
		const [one, two] = [await get('/dev/style'), await get('/dev/style')]
		const policy = one.headers.get('content-security-policy') ?? ''
		expect(policy).toContain("frame-ancestors 'none'")
		expect(policy).not.toMatch(/script-src[^;]*unsafe/)
		expect(one.headers.get('referrer-policy')).toBe('same-origin')
		expect(one.headers.get('x-content-type-options')).toBe('nosniff')
		expect(one.headers.get('x-powered-by')).toBeNull()
		const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none'
		expect(two.headers.get('content-security-policy')).not.toContain(nonce)
		const html = await one.text()
		const scripts = html.match(/<script[^>]*>/g) ?? []
		expect(scripts.length).toBeGreaterThan(2)
		for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
	})

	test('promises https only in production', async () => {
		expect((await get('/dev/style')).headers.get('strict-transport-security')).toBeNull()
		await using strict = await openPortal(world, { settings: { production: true } })
		const answer = await fetch(`${strict.address}/sign-in`)
		expect(answer.headers.get('strict-transport-security')).toContain('max-age=31536000')
	})

	test('speaks the language of the cookie before that of the browser', async () => {
		expect(await (await get('/nowhere', { 'accept-language': 'vi-VN, en;q=0.8' })).text()).toContain(
			'Không có gì ở đây',
		)
		const chosen = await get('/nowhere', { 'accept-language': 'vi', cookie: 'theme=dark; language=ru' })
		expect(await chosen.text()).toMatch(/<html lang="ru" data-theme="dark">[\s\S]*Здесь ничего нет/)
	})

	test('that does not exist is a 404 with a way out', async () => {
		const answer = await get('/nowhere')
		expect(answer.status).toBe(404)
		expect(await answer.text()).toContain('There is nothing here')
	})

	test('that cannot be had as a file is a page too, and a plain sentence to what asks for none', async () => {
		for (const path of ['/invoices/none.pdf', '/statement.csv?contract=none', '/calendar/none.ics']) {
			const page = await get(path, { accept: 'text/html, */*', cookie: 'language=ru' })
			expect([path, page.status, page.headers.get('content-type')]).toEqual([path, 404, 'text/html; charset=utf-8'])
			expect(await page.text()).toMatch(/<html lang="ru"[\s\S]*Здесь ничего нет/)
			const plain = await get(path, { accept: '*/*' })
			expect([path, plain.status, plain.headers.get('content-type')]).toEqual([path, 404, 'text/plain; charset=utf-8'])
			expect(await plain.text()).toMatch(/^There is nothing here\n/)
		}
	})

	test.each([
		['expired', 410],
		['too-many', 429],
	])('of a link or caller that is %s says so', async (kind, status) => {
		const answer = await get(`/dev/style/problem/${kind}`)
		expect(answer.status).toBe(status)
		expect(answer.headers.get('retry-after')).toBe(kind === 'too-many' ? '42' : null)
	})
})

describe('our own mistakes', () => {
	test.each(['broken', 'drawing'])('are logged under the reference that the page shows (%s)', async (kind) => {
		const lines: string[] = []
		const log = openLog('error', { write: (line: string) => lines.push(line) })
		await using watched = await openPortal(world, { log })
		const answer = await fetch(`${watched.address}/dev/style/problem/${kind}`)
		expect(answer.status).toBe(500)
		const reference = answer.headers.get('x-request-id') ?? 'none'
		const html = await answer.text()
		expect(html).toContain(`value="${reference}"`)
		expect(html).not.toContain('on purpose')
		const logged = lines.map((line) => JSON.parse(line)).find((line) => line.msg === 'unexpected error')
		expect(logged).toMatchObject({ reference, err: { message: expect.stringContaining('on purpose') } })
	})

	test('say the same reference when the page is reached without a reload', async () => {
		const answer = await get('/dev/style/problem/broken.data')
		expect(answer.status).toBe(500)
		const text = await answer.text()
		expect(text).toContain(answer.headers.get('x-request-id'))
		expect(text).not.toContain('on purpose')
	})
})

describe('the pages for developers', () => {
	test('do not exist in production', async () => {
		await using strict = await openPortal(world, { settings: { production: true } })
		for (const path of ['/dev/style', '/dev/style/console', '/dev/mailbox', '/dev/style/problem/broken']) {
			expect((await fetch(strict.address + path)).status).toBe(404)
		}
	})
})
