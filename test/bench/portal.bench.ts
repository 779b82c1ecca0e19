import { createServer, get } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { ServerBuild } from '@remix-run/node'
import express from 'express'
import { createElement as element } from 'react'
import { renderToString } from 'react-dom/server'
import { type Actor, act, expectOk } from '#core/act.ts'
import { bill } from '#core/invoice/run.ts'
import { confirmPayment } from '#core/payment/confirm.ts'
import { startPayment } from '#core/payment/start.ts'
import { readSettings } from '#core/settings.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { openPortal } from '#portal/build.ts'
import { openLog } from '#portal/log.ts'
import { startWeb, type Web } from '#portal/server.ts'
import { Visit } from '#test/portal/customer/visit.ts'
import { firstDay, makeContracts } from './contracts.ts'
import { type BenchGround, openBenchBooks } from './database.ts'
import type { BenchRow } from './row.ts'

type Load = { url: string; headers?: Record<string, string> }
type Shot = { '2xx': number; '3xx': number; non2xx: number; errors: number; timeouts: number; duration: number }
type Cannon = (options: Load & { connections: number; duration: number; workers: number }) => Promise<Shot>

// It brings no types.
const require = createRequire(import.meta.url)
const autocannon = require('autocannon') as Cannon

const system: Actor = { kind: 'system', name: 'bench' }
const contracts = Number(process.env.BENCH_CONTRACTS ?? 2000)
const seconds = Number(process.env.BENCH_SECONDS ?? 4)
const connections = 16
const rounds = 2
const emptyPath = '/bench/empty'
const pages = { overview: 'overview', contract: 'contract page', invoices: 'invoice list' }

type Page = keyof typeof pages
type Side = Page | 'empty' | 'plain' | 'unchanged'

/** A customer's pages under load, each whole, against pages with nothing on them. */
export async function bench(): Promise<BenchRow[]> {
	const ground = await openBenchBooks(firstDay)
	const web = await openPages(ground)
	const plain = await listenPlainly()
	try {
		const customer = await liveThrough(ground)
		const loads = await loadsOf(web, plain.port, customer, await enter(ground, web, customer.id))
		const rates = await fireInTurns(loads)
		return [
			...(Object.keys(pages) as Page[]).flatMap((page) => pageRows(page, rates)),
			unchangedRow(rates.unchanged, rates.contract),
		]
	} finally {
		await plain.close()
		await web.close()
		await ground.close()
	}
}

/** The built portal as it runs for people, with one route more: a page inside the usual frame of HTML that shows nothing. */
async function openPages({ books }: BenchGround): Promise<Web> {
	const built = await openPortal(console.log)
	const [id, path, parentId] = ['bench-empty', emptyPath.slice(1), 'root']
	const known = built.assets.routes['routes/not-found']
	if (!known) throw new Error('the portal has no page for what is not found')
	const route = { id, path, parentId, module: { default: () => null } }
	const described = { ...known, id, path, parentId, hasAction: false, hasLoader: false, hasErrorBoundary: false }
	const build: ServerBuild = {
		...built,
		routes: { ...built.routes, [id]: route },
		assets: { ...built.assets, routes: { ...built.assets.routes, [id]: described } },
	}
	return startWeb({ books, build, settings: readSettings({}), log: openLog('silent'), port: 0, host: '127.0.0.1' })
}

/** Express and nothing else around a heading and ten rows. */
async function listenPlainly() {
	const page = () => {
		const rows = Array.from({ length: 10 }, (_, row) =>
			element('tr', { key: row }, element('td', null, `Row ${row + 1}`), element('td', null, `€${row * 17}.00`)),
		)
		const table = element('table', null, element('tbody', null, rows))
		const body = element('body', null, element('h1', null, 'Ten rows'), table)
		return element('html', { lang: 'en' }, element('head', null, element('title', null, 'Ten rows')), body)
	}
	const app = express()
	app.disable('x-powered-by')
	app.set('etag', false)
	app.get('/', (_request, response) => {
		response.type('html').send(`<!DOCTYPE html>${renderToString(element(page))}`)
	})
	const server = createServer(app)
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const close = async () => {
		server.closeAllConnections()
		await new Promise((resolve) => server.close(resolve))
	}
	return { port: (server.address() as AddressInfo).port, close }
}

type Customer = { id: string; contractId: string; name: string; title: string }

const realKey = '^.{14}[1-8].{4}[89ab]'

/** Bills everybody once and one customer for a year, who has paid all but the last two invoices. */
async function liveThrough({ books, sql, clock }: BenchGround): Promise<Customer> {
	await makeContracts(sql, contracts)
	await bill(books, system, clock.today())
	// Keys made of hashes are unlike any real one, but for one customer in some sixty; a page refuses all others.
	const [contract] = await sql<{ id: string; customerId: string; title: string; name: string }[]>`
		select contract.id, contract.title, customer.id as "customerId", customer.name
		from contract join customer on customer.id = contract.customer_id
		where contract.id::text ~ ${realKey} and customer.id::text ~ ${realKey} order by contract.number limit 1`
	if (!contract) throw new Error('no customer whose keys look real: take more contracts')
	await sql`update contract set next_due_on = null where id <> ${contract.id}`
	for (let month = 1; month < 12; month++) {
		clock.moveOn({ months: 1 })
		await bill(books, system, clock.today())
	}
	const invoices = await sql<{ id: string; total: bigint }[]>`
		select id, total_minor as total from invoice where customer_id = ${contract.customerId} order by issued_on`
	if (invoices.length !== 12) throw new Error(`a year was billed with ${invoices.length} invoices`)
	for (const { id, total } of invoices.slice(0, -2)) {
		const shown = { invoices: [{ id, amountMinor: total }], shownTotalMinor: total, key: id }
		const payment = expectOk(await act(books, system, startPayment, shown))
		const card = { brand: 'visa', last4: '4242' }
		const received = {
			paymentId: payment.id,
			intentId: `pi_${payment.id}`,
			receivedMinor: total,
			currency: 'EUR',
			card,
		}
		expectOk(await act(books, system, confirmPayment, received))
	}
	await sql.unsafe('vacuum (analyze)')
	return { id: contract.customerId, contractId: contract.id, name: contract.name, title: contract.title }
}

/** The cookies of a browser that has opened the customer's secure link. */
async function enter({ books }: BenchGround, web: Web, customerId: string): Promise<string> {
	const subject = { kind: 'customer', id: customerId } as const
	const link = expectOk(await act(books, system, createLink, { customerId, subject, scope: 'pay' }))
	const browser = new Visit(`http://localhost:${web.port}`)
	await browser.post(`/l/${link.token}`)
	return [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

async function loadsOf(web: Web, plainPort: number, customer: Customer, cookie: string): Promise<Record<Side, Load>> {
	const portal = `http://localhost:${web.port}`
	const headers = { cookie }
	const contract = { url: `${portal}/contracts/${customer.contractId}`, headers }
	const loads = {
		overview: { url: `${portal}/overview?customer=${customer.id}`, headers },
		contract,
		invoices: { url: `${portal}/invoices`, headers },
		empty: { url: portal + emptyPath, headers },
		plain: { url: `http://localhost:${plainPort}/` },
	}
	const words: Record<keyof typeof loads, string> = {
		overview: customer.name,
		contract: customer.title,
		invoices: 'INV-',
		empty: '</html>',
		plain: 'Row 10',
	}
	for (const side of Object.keys(loads) as (keyof typeof loads)[]) {
		const text = await read(loads[side])
		if (!text.includes(words[side])) throw new Error(`${side} is not the page meant: ${text.slice(0, 300)}`)
		console.log(`  ${side}: ${text.length} characters`)
	}
	return { ...loads, unchanged: { url: contract.url, headers: { cookie, 'if-none-match': await stampOf(contract) } } }
}

async function read(load: Load): Promise<string> {
	const answer = await fetch(load.url, { redirect: 'manual', headers: load.headers ?? {} })
	if (answer.status !== 200) throw new Error(`${load.url} answered ${answer.status}`)
	return answer.text()
}

/** The stamp holds for one way of asking: by autocannon's own, which says nothing of languages and codings. */
async function stampOf({ url, headers }: Load): Promise<string> {
	return new Promise((resolve, reject) => {
		const asking = get(url, { headers }, (answer) => {
			answer.resume()
			resolve(answer.headers.etag ?? '')
		})
		asking.once('error', reject)
	})
}

/** Requests a second. In turns, so that what else the machine does meets all; the load comes from a thread of its own. */
async function fireInTurns(loads: Record<Side, Load>): Promise<Record<Side, number>> {
	const sides = Object.keys(loads) as Side[]
	const answered = new Map(sides.map((side) => [side, { count: 0, seconds: 0, worked: 0 }]))
	for (const side of sides) await fire(side, loads[side], Math.min(1, seconds))
	for (let round = 0; round < rounds; round++) {
		for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
			const shot = await fire(side, loads[side], seconds / rounds)
			const sum = answered.get(side)
			if (!sum) continue
			sum.count += shot.count
			sum.seconds += shot.seconds
			sum.worked += shot.worked
		}
	}
	const rates = sides.map((side) => {
		const { count = 0, seconds: taken = 1, worked = 0 } = answered.get(side) ?? {}
		const each = (worked / count).toPrecision(3)
		console.log(`  ${side}: ${Math.round(count / taken)} requests/s, ${each} ms of the server's thread each`)
		return [side, count / taken] as const
	})
	return Object.fromEntries(rates) as Record<Side, number>
}

/** `worked` is milliseconds of processor, which a busy machine does not stretch as it does the clock. */
type Answered = { count: number; seconds: number; worked: number }

async function fire(side: Side, load: Load, duration: number): Promise<Answered> {
	const before = process.threadCpuUsage()
	const shot = await autocannon({ ...load, connections, duration, workers: 1 })
	const [count, others] =
		side === 'unchanged' ? [shot['3xx'], shot.non2xx - shot['3xx'] + shot['2xx']] : [shot['2xx'], shot.non2xx]
	if (count === 0 || others + shot.errors + shot.timeouts > 0)
		throw new Error(`${side}: ${count} answers as wanted, ${others} others, ${shot.errors} errors`)
	const { user, system: kernel } = process.threadCpuUsage(before)
	return { count, seconds: shot.duration, worked: (user + kernel) / 1000 }
}

function pageRows(page: Page, rates: Record<Side, number>): BenchRow[] {
	const row = { ours: rates[page], unit: 'pages/s' }
	const load = `${connections} connections, uncompressed, the log silent`
	return [
		{
			...row,
			what: `${pages[page]}, ${contracts} contracts`,
			reference: rates.empty,
			referenceIs: 'an empty page of the same server',
			ratio: rates[page] / rates.empty,
			goal: 0.6,
			howToRead: `${load}. The empty page has the same frame of HTML and headers, but no data and nothing to show: the distance is the page's queries and its elements.`,
		},
		{
			...row,
			what: `${pages[page]} against Express`,
			reference: rates.plain,
			referenceIs: "Express with React's renderToString of ten rows",
			ratio: rates[page] / rates.plain,
			goal: 0.35,
			howToRead: `${load}. Express asks no database, knows nobody and sends half a kilobyte: what HTTP and React themselves allow. Our empty page reaches ${(rates.empty / rates.plain).toPrecision(2)} of it, and no page of this server can reach more.`,
		},
	]
}

function unchangedRow(unchanged: number, full: number): BenchRow {
	return {
		what: 'contract page unchanged (304)',
		ours: unchanged,
		reference: full,
		referenceIs: 'the same page whole',
		ratio: unchanged / full,
		goal: 20,
		unit: 'answers/s',
		howToRead:
			'A 304 still asks the database once whether the page is as it was: that query and HTTP itself are its limit. Compressing would slow the whole page only.',
	}
}
