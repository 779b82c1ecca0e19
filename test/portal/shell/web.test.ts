import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express, { type RequestHandler } from 'express'
import { describe, expect, test } from 'vitest'
import { loggable } from '#portal/log.ts'
import { serveAssets } from '#portal/web/assets.ts'
import { closeServer } from '#portal/web/close.ts'
import { codingFor } from '#portal/web/coding.ts'
import { stripForwarded } from '#portal/web/forwarded.ts'
import { healthRoutes } from '#portal/web/health.ts'
import { newRequestId } from '#portal/web/request-id.ts'
import { openBooks } from '#test/support/books.ts'

async function serve(...handlers: ((app: express.Express) => RequestHandler)[]) {
	// Express writes a failure to the console by itself, but in its test environment.
	const app = express().set('etag', false).set('env', 'test')
	for (const handler of handlers) app.use(handler(app))
	const server = await new Promise<Server>((resolve) => {
		const listening = app.listen(0, '127.0.0.1', () => resolve(listening))
	})
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
	return { address, server, [Symbol.asyncDispose]: () => closeServer(server, 100) }
}

describe('the built files', () => {
	async function files() {
		const folder = await mkdtemp(join(tmpdir(), 'assets-'))
		await mkdir(join(folder, 'assets'))
		await writeFile(join(folder, 'assets/app-1a2b.js'), 'export const word = "word";\n'.repeat(200))
		await writeFile(join(folder, 'favicon.svg'), '<svg/>')
		await writeFile(join(folder, '..', 'secret.txt'), 'secret')
		return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
	}

	test('are kept for ever when their name has their hash, compressed once, and known by their content', async () => {
		await using made = await files()
		const assets = await serveAssets(made.folder)
		await using web = await serve(() => assets)
		const answer = await fetch(`${web.address}/assets/app-1a2b.js`, { headers: { 'accept-encoding': 'br' } })
		expect(answer.headers.get('cache-control')).toContain('immutable')
		expect(answer.headers.get('content-encoding')).toBe('br')
		expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
		expect(await answer.text()).toContain('export const word')
		const etag = answer.headers.get('etag') ?? ''
		const again = await fetch(`${web.address}/assets/app-1a2b.js`, { headers: { 'if-none-match': etag } })
		expect(again.status).toBe(304)
		expect((await fetch(`${web.address}/favicon.svg`)).headers.get('cache-control')).toBe('public, max-age=3600')
	})

	test('are the only ones served', async () => {
		await using made = await files()
		const assets = await serveAssets(made.folder)
		await using web = await serve(() => assets)
		for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/assets', '/assets/', '/nothing.js', '//etc/passwd']) {
			expect((await fetch(web.address + path)).status).toBe(404)
		}
	})

	test('that cannot be read are answered as broken, and served once they are there again', async () => {
		await using made = await files()
		const assets = await serveAssets(made.folder)
		await using web = await serve(() => assets)
		const [here, away] = [join(made.folder, 'favicon.svg'), join(made.folder, 'favicon.away')]
		await rename(here, away)
		expect((await fetch(`${web.address}/favicon.svg`)).status).toBe(500)
		await rename(away, here)
		expect((await fetch(`${web.address}/favicon.svg`)).status).toBe(200)
	})

	test.each([
		['gzip, deflate, br', 'br'],
		['gzip;q=1.0, br;q=0', 'gzip'],
		['identity', undefined],
		[undefined, undefined],
	])('travel as the caller accepts: %s', (accepted, coding) => expect(codingFor(accepted)).toBe(coding))
})

describe('a forwarded address', () => {
	const tell: RequestHandler = (asked, response) => {
		response.json({ address: asked.ip, host: asked.hostname, forwarded: asked.headers['x-forwarded-host'] ?? null })
	}
	const headers = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }

	test('is not believed from a stranger', async () => {
		await using web = await serve(stripForwarded, () => tell)
		const told = await (await fetch(web.address, { headers })).json()
		expect(told).toEqual({ address: '127.0.0.1', host: '127.0.0.1', forwarded: null })
	})

	test('is believed from a proxy that the settings name', async () => {
		await using web = await serve(
			(app) => {
				app.set('trust proxy', ['loopback'])
				return stripForwarded(app)
			},
			() => tell,
		)
		expect(await (await fetch(web.address, { headers })).json()).toMatchObject({ address: '203.0.113.9' })
	})
})

describe('health', () => {
	const quiet: RequestHandler = (_request, response, next) => {
		response.locals.log = { error: () => {} } as unknown as typeof response.locals.log
		next()
	}

	test('is good while the database answers; ready ends when closing begins', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		let closing = false
		await using web = await serve(
			() => quiet,
			() => healthRoutes(world.books, () => closing),
		)
		expect((await fetch(`${web.address}/health`)).status).toBe(200)
		expect((await fetch(`${web.address}/ready`)).status).toBe(200)
		closing = true
		expect((await fetch(`${web.address}/health`)).status).toBe(200)
		expect((await fetch(`${web.address}/ready`)).status).toBe(503)
	})

	test('is bad when the database is gone, and says so without a secret', async () => {
		const world = await openBooks({ on: '2026-03-01' })
		await world.close()
		await using web = await serve(
			() => quiet,
			() => healthRoutes(world.books, () => false),
		)
		const answer = await fetch(`${web.address}/health`)
		expect(answer.status).toBe(503)
		expect(await answer.json()).toEqual({ status: 'database unreachable' })
	})
})

describe('closing', () => {
	test('finishes what is in flight, takes nothing new, and ends idle connections at once', async () => {
		const begun = Promise.withResolvers<void>()
		const released = Promise.withResolvers<void>()
		const web = await serve(() => async (_request, response) => {
			begun.resolve()
			await released.promise
			response.send('finished')
		})
		const slow = fetch(web.address).then((answer) => answer.text())
		await begun.promise
		const closed = closeServer(web.server, 5000)
		await expect(fetch(web.address)).rejects.toThrow()
		released.resolve()
		expect(await slow).toBe('finished')
		const started = performance.now()
		await closed
		expect(performance.now() - started).toBeLessThan(1000)
	})

	test('does not wait for ever', async () => {
		const begun = Promise.withResolvers<void>()
		const web = await serve(() => () => begun.resolve())
		const broken = new Promise((resolve) => request(web.address).on('error', resolve).end())
		await begun.promise
		await closeServer(web.server, 200)
		expect(await broken).toBeInstanceOf(Error)
	})
})

describe('the log', () => {
	test('never holds the secret of a link or what was searched', () => {
		const token = 'Zk3vR0aW9Yx1c2d3e4f5g6h7i8j9k0l1m2n3o4p5q6r'
		expect(loggable(`/l/${token}?search=acme`)).toBe('/l/Zk3v…')
		expect(loggable('/contracts/HW-2024-0117')).toBe('/contracts/HW-2024-0117')
		const encoded = [...token].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')
		const twice = encoded.replaceAll('%', '%25')
		for (const hidden of [`/l/${encoded}`, `/l/${twice}`, `/l/${token.slice(0, 20)}%2d${token.slice(20)}`]) {
			expect(loggable(hidden)).toMatch(/^\/l\/Zk3v…$/)
		}
		expect(loggable('/%6c/x%3fsearch=acme')).toBe('/l/x')
	})

	test('names requests so that they can be read aloud', () => {
		const ids = new Set(Array.from({ length: 1000 }, newRequestId))
		expect(ids.size).toBe(1000)
		for (const id of ids) expect(id).toMatch(/^[2-9a-hjkmnp-tv-z]{10}$/)
	})
})
