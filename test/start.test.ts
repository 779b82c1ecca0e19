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
	return (await counts([statement]))[0] ?? 0
}

async function counts(statements: readonly string[]): Promise<number[]> {
	const server = await startEmbedded({ dataDir })
	const sql = openDatabase(server.url, { max: 1 })
	const found: number[] = []
	for (const statement of statements) found.push(Number((await sql.unsafe(statement))[0]?.count))
	await sql.end()
	await server.stop()
	return found
}

async function start(role?: 'web' | 'worker'): Promise<Product> {
	product = await startProduct({ DATA_DIR: dataDir, LOG_LEVEL: 'info' }, role)
	return product
}

const serverRuns = () => existsSync(join(dataDir, 'postgres/postmaster.pid'))

/** The database's own day is another one near midnight. */
const companyToday = '(select (now() at time zone time_zone)::date from company)'

/** What there is of everything at least. */
const shown: Record<string, number> = {
	'contract_template where retired_at is null': 4,
	'contract_template where (select count(distinct clause.value) from jsonb_array_elements(clauses) as clause) > 1': 4,
	'delivery_rule where template_id is not null': 1,
	'contract where template_id is not null': 4,
	"quote where template_id is not null and state = 'sent' and conditions not like '%{{%'": 4,
	'price_list join price_list_for on price_list_id = price_list.id where customer_id is not null': 1,
	'(select product_id from price_list_item group by product_id having count(*) > 2) as tiered': 1,
	"rating where comment <> ''": 8,
	'rating where score <= 2': 1,
	'rating_request where not exists (select from rating where request_id = rating_request.id)': 5,
	"document_version where media_type = 'application/pdf'": 3,
	// What the worker has not come to it will read.
	[`document_version where exists (select from document_text where version_id = document_version.id and problem is null)
		or exists (select from graphile_worker.jobs where task_identifier = 'read_document')`]: 3,
	document_requirement: 1,
	"quote_acceptance join contract on contract.id = contract_id where kind = 'typed'": 1,
	"paper_file where kind = 'signed_quote'": 1,
	'(select valid_from from currency_rate group by valid_from having count(*) > 2) as months': 18,
	'(select assignee_id from follow_up where settled_at is null and next_on is not null group by 1) as people': 6,
	[`follow_up where settled_at is null and next_on <= ${companyToday}`]: 4,
	contract_remark: 3,
	'contract_remark_mention where seen_at is null': 2,
	"care_visit where state = 'planned'": 5,
	[`care_visit where state = 'planned' and planned_on < ${companyToday}`]: 1,
	"care_visit where state = 'done'": 2,
	"partner_application join approval_request on subject_id = partner_application.id where partner_application.state = 'waiting'": 1,
	"restructuring join restructuring_contract on restructuring_id = restructuring.id where state = 'applied' and sequence is not null": 2,
	[`price_update join price_update_line on price_update_id = price_update.id where state = 'planned' and sequence is not null and effective_on > ${companyToday}`]: 3,
	"own_value where subject = 'contract' and text_value is not null": 10,
	"own_value where subject = 'line' and choice_id is not null": 5,
}

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

	test('the demo has something to show on every list', { timeout: 60_000 }, async () => {
		const found = await counts(Object.keys(shown).map((what) => `select count(*) from ${what}`))
		const listed = Object.entries(shown).map(([what, least], index) => ({ what, least, count: found[index] ?? 0 }))
		expect(listed.filter(({ least, count }) => !(count >= least))).toEqual([])
		expect(
			await count(`select count(*) from customer join billing_party on billing_party.id = billing_party_id
			join contract on contract.customer_id = customer.id and contract.state = 'active'
			where billing_party.name = 'Redwood Sawmill Co'`),
		).toBe(2)
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
