import { request as plainRequest } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '#portal/log.ts'
import { Visit } from '#test/portal/customer/visit.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { cookiesOf } from './cast.ts'

/* Requests as no browser sends them: each is answered in time, none as a failure of ours. */

let world: World
let portal: Portal
let clerk: Visit
const log: string[] = []

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	portal = await openPortal(world, { log: openLog('info', { write: (line) => log.push(line) }) })
	clerk = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, 'administrator')).email)
}, 300_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

type Sent = { method?: string; path: string; headers?: Record<string, string>; body?: string | Buffer; as?: Visit }

async function send({ method = 'GET', path, headers = {}, body, as = new Visit(portal.address) }: Sent) {
	const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string; location: string }>()
	const own = { host: 'portal.example', cookie: cookiesOf(as), 'sec-fetch-site': 'same-origin' }
	const options = { port: portal.port, host: '127.0.0.1', method, path, headers: { ...own, ...headers } }
	const asked = plainRequest(options, (answer) => {
		const pieces: Buffer[] = []
		answer.on('data', (piece: Buffer) => pieces.push(piece))
		answer.on('end', () =>
			resolve({
				status: answer.statusCode ?? 0,
				body: Buffer.concat(pieces).toString(),
				location: answer.headers.location ?? '',
			}),
		)
	})
	asked.setTimeout(15_000, () => asked.destroy(new Error('no answer')))
	asked.on('error', reject).end(body)
	return await promise
}

test.each(['OPTIONS', 'TRACE', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'])('%s is done to nothing', async (method) => {
	for (const path of ['/overview', '/overview.data', '/staff', '/sign-out', '/invoices.csv', '/nowhere'])
		expect((await send({ method, path, as: clerk })).status).toBe(405)
})

test('looking at the head of a page does no more than looking at the page', async () => {
	expect((await send({ method: 'HEAD', path: '/staff', as: clerk })).status).toBe(200)
	expect((await send({ method: 'HEAD', path: '/sign-out', as: clerk })).status).toBe(302)
	expect((await send({ path: '/staff', as: clerk })).status).toBe(200)
})

const form = 'application/x-www-form-urlencoded'
const bodies: [string, string, string | Buffer][] = [
	['nothing', form, ''],
	['JSON', 'application/json', '{"a":1}'],
	['of no type', '', 'a=1'],
	['in parts without a boundary', 'multipart/form-data', 'x'],
	['in parts that break off', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="a'],
	['not in UTF-8', form, Buffer.from([0x61, 0x3d, 0xff, 0xfe])],
	['in UTF-16', `${form}; charset=utf-16`, Buffer.from('a=1', 'utf16le')],
	['with names that every object has', form, '__proto__[x]=1&constructor[prototype][y]=1'],
	['with a list of a hundred million', form, 'lines[99999999].quantity=1'],
	['five thousand deep', form, `a${'.b'.repeat(5000)}=1`],
	['with fifty thousand fields', form, Array.from({ length: 50_000 }, (_, index) => `f${index}=1`).join('&')],
	['with as many of one field as there may be', form, Array.from({ length: 2_000 }, () => 'invoice=1').join('&')],
	['of three megabytes', form, `a=${'x'.repeat(3_000_000)}`],
]

test.each(bodies)(
	'a form that is %s is its sender’s mistake',
	async (_name, type, body) => {
		const paths = ['/sign-in', '/sign-out', '/settings/theme', '/pay', '/staff/customers/new', '/staff/contracts/new']
		for (const path of [...paths, '/staff/quotes/new', '/staff/settings/cancellation', '/staff/imports']) {
			const as = path.startsWith('/staff') ? clerk : new Visit(portal.address)
			const { status } = await send({ method: 'POST', path, as, body, headers: type ? { 'content-type': type } : {} })
			expect([path, status >= 200 && status < 500]).toEqual([path, true])
		}
		expect(({} as Record<string, unknown>).x).toBeUndefined()
	},
	60_000,
)

test.each([
	'/%',
	'/%zz',
	'/%c0%af',
	'/staff/customers/%',
	'/l/%',
	'//overview',
	'/overview%00',
	'/..%2f..%2fpackage.json',
	'/.env',
	'/build/server/index.js',
])('nothing is at %s', async (path) => {
	const { status, body } = await send({ path, as: clerk })
	expect([400, 404]).toContain(status)
	expect(body).not.toMatch(/node_modules|at \w+ \(/)
})

test.each<Record<string, string>>([
	{ host: 'evil.example' },
	{ 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' },
	{ 'x-original-url': '/staff/audit', 'x-rewrite-url': '/staff/audit' },
	{ 'x-http-method-override': 'DELETE' },
	{ cookie: '__Host-session=a; session=%zz; links=...; sign_in=..; language=<b>; theme=<b>' },
	{ 'accept-language': `${'x-'.repeat(2000)}` },
	{ 'accept-language': '*;q=z,,,;;' },
	{ 'accept-encoding': 'br;q=0, gzip;q=0, identity;q=0' },
	{ 'if-none-match': '*', 'if-modified-since': 'never', range: 'bytes=0-1' },
	{ 'user-agent': 'x\u00ff'.repeat(2000) },
])('strange headers change nothing: %j', async (headers) => {
	for (const path of ['/sign-in', '/overview', '/l/plain']) {
		const { status, body, location } = await send({ path, headers })
		expect([200, 302, 404]).toContain(status)
		expect(location + body).not.toContain('evil.example')
		expect(location).not.toMatch(/^https?:/)
	}
})

test('and none of it is in the log as a failure', () => {
	expect(log.filter((line) => line.includes('unexpected error')).map((line) => line.slice(0, 400))).toEqual([])
})
