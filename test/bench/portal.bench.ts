import { createServer, get } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import express from 'express'
import { type Actor, act, expectOk } from '#core/act.ts'
import { bill } from '#core/invoice/run.ts'
import { confirmPayment } from '#core/payment/confirm.ts'
import { startPayment } from '#core/payment/start.ts'
import { readSettings } from '#core/settings.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { openPortal } from '#portal/build.ts'
import { openFiles } from '#portal/files/open.ts'
import { openLog } from '#portal/log.ts'
import { startWeb, type Web } from '#portal/server.ts'
import { stillPage } from '#portal/still/is-still.ts'
import { closeServer } from '#portal/web/close.ts'
import { Visit } from '#test/portal/customer/visit.ts'
import { firstDay, makeContracts } from './contracts.ts'
import { type BenchGround, openBenchBooks } from './database.ts'
import { listenPlainly } from './plain-pages.tsx'
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
type Side = Page | `plain ${Page}` | 'empty' | 'framework' | 'unchanged'

/** A customer's pages under load, each whole, against pages with nothing on them. */
export async function bench(): Promise<BenchRow[]> {
	const ground = await openBenchBooks(firstDay)
	const built = await openPortal(console.log)
	const web = await openPages(ground, built)
	const framework = await openFramework(ground, built)
	const plain = await listenPlainly(ground.books)
	try {
		const customer = await liveThrough(ground)
		const ports = { ours: web.port, framework: framework.port, plain: plain.port }
		const loads = await loadsOf(ports, customer, await enter(ground, web, customer.id))
		const speeds = await fireInTurns(loads)
		return [...(Object.keys(pages) as Page[]).flatMap((page) => pageRows(page, speeds)), unchangedRow(speeds)]
	} finally {
		await plain.close()
		await framework.close()
		await web.close()
		await ground.close()
	}
}

/** The built portal with one page more, inside the usual frame of HTML, that shows nothing. */
function withEmpty(built: ServerBuild, handle: unknown): ServerBuild {
	const [id, path, parentId] = ['bench-empty', emptyPath.slice(1), 'root']
	const known = built.assets.routes['routes/not-found']
	if (!known) throw new Error('the portal has no page for what is not found')
	const route = { id, path, parentId, module: { default: () => null, handle } }
	const described = { ...known, id, path, parentId, hasAction: false, hasLoader: false, hasErrorBoundary: false }
	return {
		...built,
		routes: { ...built.routes, [id]: route },
		assets: { ...built.assets, routes: { ...built.assets.routes, [id]: described } },
	}
}

/** The portal as it runs for people. Its empty page is as still as the pages that are measured. */
function openPages({ books }: BenchGround, built: ServerBuild): Promise<Web> {
	const build = withEmpty(built, stillPage)
	return startWeb({ books, build, settings: readSettings({}), log: openLog('silent'), port: 0, host: '127.0.0.1' })
}

/** The framework as it comes: all routes in one handler, an empty page with its script, and nothing of ours before it. */
async function openFramework({ books }: BenchGround, built: ServerBuild) {
	const context = { books, settings: readSettings({}), log: openLog('silent'), requestId: '', nonce: '', address: '' }
	const app = express().disable('x-powered-by').set('etag', false)
	const getLoadContext = () => ({ ...context, whole: true, files: openFiles(context.settings), till: undefined })
	app.all('*', createRequestHandler({ build: withEmpty(built, undefined), mode: 'production', getLoadContext }))
	const server = createServer(app)
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	return { port: (server.address() as AddressInfo).port, close: () => closeServer(server, 100) }
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
	await sql`update contract_billing set next_due_on = null where contract_id <> ${contract.id}`
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

type Ports = { ours: number; framework: number; plain: number }

async function loadsOf(ports: Ports, customer: Customer, cookie: string): Promise<Record<Side, Load>> {
	const headers = { cookie }
	const at = (port: number, path: string) => ({ url: `http://localhost:${port}${path}`, headers })
	const paths = {
		overview: `/overview?customer=${customer.id}`,
		contract: `/contracts/${customer.contractId}`,
		invoices: '/invoices',
	}
	const loads = {
		overview: at(ports.ours, paths.overview),
		contract: at(ports.ours, paths.contract),
		invoices: at(ports.ours, paths.invoices),
		'plain overview': at(ports.plain, paths.overview),
		'plain contract': at(ports.plain, paths.contract),
		'plain invoices': at(ports.plain, paths.invoices),
		empty: at(ports.ours, emptyPath),
		framework: at(ports.framework, emptyPath),
	}
	const words = {
		overview: customer.name,
		contract: customer.title,
		invoices: 'INV-',
		empty: '</html>',
		framework: '</html>',
	}
	for (const side of Object.keys(loads) as (keyof typeof loads)[]) {
		const text = await read(loads[side])
		const word = words[side.replace('plain ', '') as keyof typeof words]
		if (!text.includes(word)) throw new Error(`${side} is not the page meant: ${text.slice(0, 300)}`)
		console.log(`  ${side}: ${text.length} characters`)
	}
	const stamp = await stampOf(loads.contract)
	return { ...loads, unchanged: { url: loads.contract.url, headers: { cookie, 'if-none-match': stamp } } }
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

/** Requests a second of the server's processor, and by the clock. */
type Speed = { rate: number; clock: number }
type Speeds = Record<Side, Speed>

/** In turns, so that what else the machine does meets all; the load comes from a thread of its own. */
async function fireInTurns(loads: Record<Side, Load>): Promise<Speeds> {
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
	const speeds = sides.map((side) => {
		const { count = 0, seconds: taken = 1, worked = 1 } = answered.get(side) ?? {}
		const speed = { rate: (1000 * count) / worked, clock: count / taken }
		const each = (worked / count).toPrecision(3)
		console.log(`  ${side}: ${each} ms of the server's thread each, ${Math.round(speed.clock)} requests/s by the clock`)
		return [side, speed] as const
	})
	return Object.fromEntries(speeds) as Speeds
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

function pageRows(page: Page, speeds: Speeds): BenchRow[] {
	const against = (side: Side) => ({
		ours: speeds[page].rate,
		reference: speeds[side].rate,
		ratio: speeds[page].rate / speeds[side].rate,
		unit: 'pages/s of processor',
	})
	const clock = (side: Side) => `By the clock ${(speeds[page].clock / speeds[side].clock).toPrecision(2)}.`
	const load = `${connections} connections, uncompressed, the log silent; a rate is what a second of the server's thread serves.`
	return [
		{
			...against('empty'),
			what: `${pages[page]}, ${contracts} contracts`,
			referenceIs: 'an empty page of the same server',
			goal: 0.6,
			howToRead: `${load} ${clock('empty')} The empty page has the same guards, frame of HTML and headers, but no data and nothing to show: the distance is the page's two queries, its arithmetic and its elements.`,
		},
		{
			...against('framework'),
			what: `${pages[page]} against the framework`,
			referenceIs: 'an empty page of Remix as it comes',
			goal: 0.6,
			howToRead: `${load} ${clock('framework')} The framework alone, with all routes in one handler and its script in an empty page; it asks and shows nothing.`,
		},
		{
			...against(`plain ${page}`),
			what: `${pages[page]} against Express`,
			referenceIs: "Express with React's renderToString of the same page",
			goal: 0.35,
			howToRead: `${load} ${clock(`plain ${page}`)} The same components, loader and queries without framework, guards, headers or stamp. It once was ten rows without data, of which the framework's own empty page reaches a twentieth.`,
		},
	]
}

function unchangedRow({ unchanged, contract }: Speeds): BenchRow {
	return {
		what: 'contract page unchanged (304)',
		ours: unchanged.rate,
		reference: contract.rate,
		referenceIs: 'the same page whole',
		ratio: unchanged.rate / contract.rate,
		goal: 20,
		unit: 'answers/s of processor',
		howToRead: `By the clock ${(unchanged.clock / contract.clock).toPrecision(2)}. A 304 asks the database once whether the page is as it was: that query and HTTP itself are its limit, so the faster the whole page, the smaller this ratio.`,
	}
}
