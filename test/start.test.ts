import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { startEmbedded } from '#db/embedded.ts'
import { type Product, startProduct, untilHealthy } from './support/product.ts'

let dataDir: string
let product: Product | undefined

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'counterpart-start-'))
})

afterAll(async () => {
	product?.process.kill('SIGKILL')
	const server = await startEmbedded({ dataDir })
	await server.stop()
	await rm(dataDir, { recursive: true, force: true })
})

async function count(statement: string): Promise<number> {
	const server = await startEmbedded({ dataDir })
	const sql = openDatabase(server.url, { max: 1 })
	const [row] = await sql.unsafe(statement)
	await sql.end()
	await server.stop()
	return Number(row?.count)
}

async function start(role?: 'web' | 'worker'): Promise<Product> {
	product = await startProduct({ DATA_DIR: dataDir, LOG_LEVEL: 'info' }, role)
	return product
}

const serverRuns = () => existsSync(join(dataDir, 'postgres/postmaster.pid'))

// One story on one data folder, in this order.
describe('the product from its first start on', () => {
	let customers: number

	test('the first start ends with the ways in, and each of them opens', { timeout: 240_000 }, async () => {
		const { said, says, url } = await start()
		await says('/dev/mailbox')
		const links = [...said().matchAll(/http:\/\/localhost:\d+(\/\S*)/g)].map((match) => String(match[1]))
		expect(links.map((link) => link.split('/')[1])).toEqual(['l', 'sign-in', 'dev'])
		for (const link of links) {
			const answer = await fetch(url + link)
			expect([link, answer.status]).toEqual([link, 200])
		}
		expect((await fetch(`${url}/health`)).status).toBe(200)
	})

	// A password could not be set in the packed product: what judges it had become a default export.
	test('what it imports late still has the names that it is imported by', () => {
		const folder = join(import.meta.dirname, '../build/product')
		const chunks = new Map(
			readdirSync(folder)
				.filter((name) => name.endsWith('.js'))
				.map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
		)
		const late = [...chunks.values()].flatMap((text) =>
			[...text.matchAll(/\bimport\("\.\/([^"]+)"\)/g)].map(([, name = '']) => name),
		)
		expect(late.length).toBeGreaterThan(0)
		expect(late.filter((name) => /export default require/.test(chunks.get(name) ?? ''))).toEqual([])
	})

	test('Ctrl-C, which reaches it twice, ends it cleanly and takes the database along', {
		timeout: 60_000,
	}, async () => {
		expect(serverRuns()).toBe(true)
		product?.process.kill('SIGINT')
		expect(await product?.end('SIGINT'), product?.said()).toBe(0)
		expect(serverRuns()).toBe(false)
		customers = await count('select count(*) from customer')
		expect(customers).toBeGreaterThanOrEqual(50)
	})

	test('the second start builds and loads nothing, and has the data', { timeout: 60_000 }, async () => {
		const second = await start()
		await untilHealthy(second)
		await second.says('/dev/mailbox')
		expect(second.said()).not.toMatch(/Building|Loading|Making/)
		expect(await second.end('SIGTERM'), second.said()).toBe(0)
		expect(await count('select count(*) from customer')).toBe(customers)
	})

	test('asked to end while it starts, it ends cleanly as well', { timeout: 60_000 }, async () => {
		const early = await start()
		await untilHealthy(early)
		expect(await early.end('SIGTERM'), early.said()).toBe(0)
		expect(early.said()).not.toMatch(/Error|"level":[56]0/)
		expect(serverRuns()).toBe(false)
	})

	test('killed, it leaves data that the next start opens', { timeout: 60_000 }, async () => {
		const killed = await start()
		await untilHealthy(killed)
		expect(await killed.end('SIGKILL')).toBe('SIGKILL')
		const next = await start()
		await untilHealthy(next)
		expect(await next.end('SIGINT'), next.said()).toBe(0)
		expect(serverRuns()).toBe(false)
		expect(await count('select count(*) from customer')).toBe(customers)
	})

	test('web and worker run as processes of their own', { timeout: 60_000 }, async () => {
		const web = await start('web')
		await untilHealthy(web)
		const worker = await startProduct({ DATA_DIR: dataDir, LOG_LEVEL: 'info' }, 'worker')
		await worker.says('"role":"worker"')
		expect(await worker.end('SIGTERM'), worker.said()).toBe(0)
		expect((await fetch(`${web.url}/health`)).status).toBe(200)
		expect(await web.end('SIGTERM'), web.said()).toBe(0)
	})

	test('a demo whose loading was killed is loaded again from nothing', { timeout: 240_000 }, async () => {
		writeFileSync(join(dataDir, 'demo-unfinished'), '')
		const again = await start()
		await again.says('Loading the demo company')
		await untilHealthy(again)
		expect(await again.end('SIGINT'), again.said()).toBe(0)
		expect(await count('select count(*) from customer')).toBe(customers)
		expect(existsSync(join(dataDir, 'demo-unfinished'))).toBe(false)
	})
})

describe('what cannot be started', () => {
	test('wrong settings are named one by one, without a stack', { timeout: 60_000 }, async () => {
		const wrong = await startProduct({ DATA_DIR: dataDir, PUBLIC_URL: 'portal.example', SECRET_KEY: 'short' })
		expect(await wrong.end('SIGCONT')).toBe(1)
		expect(wrong.said()).toBe(
			'PUBLIC_URL must be an address that begins with http:// or https://.\n' +
				'SECRET_KEY must be at least 32 characters long.\n',
		)
	})

	test('a port that another program has is said before anything is made', { timeout: 60_000 }, async () => {
		const other = createServer()
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
		const { port } = other.address() as AddressInfo
		const folder = join(dataDir, 'never-made')
		const late = await startProduct({ DATA_DIR: folder, PORT: String(port) })
		expect(await late.end('SIGCONT')).toBe(1)
		expect(late.said()).toBe(`Port ${port} is in use by another program: set PORT to a free one.\n`)
		expect(existsSync(folder)).toBe(false)
		const elsewhere = await startProduct({ DATA_DIR: folder, HOST: '192.0.2.1' })
		expect(await elsewhere.end('SIGCONT')).toBe(1)
		expect(elsewhere.said()).toBe('HOST 192.0.2.1 is not an address of this machine.\n')
		await new Promise((resolve) => other.close(resolve))
	})

	test('production without its settings touches nothing and names what is missing', { timeout: 60_000 }, async () => {
		const folder = join(dataDir, 'never-made')
		const production = await startProduct({ DATA_DIR: folder, NODE_ENV: 'production' })
		expect(await production.end('SIGCONT')).toBe(1)
		expect(production.said()).toContain('production does not run on the embedded database')
		expect(production.said()).toContain('production does not take cards in the sandbox')
		expect(existsSync(folder)).toBe(false)
	})
})
