import type { Browser, CDPSession } from 'playwright-core'
import { type Actor, act, expectOk } from '#core/act.ts'
import { bill } from '#core/invoice/run.ts'
import { readSettings } from '#core/settings.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { openPortal } from '#portal/build.ts'
import { openLog } from '#portal/log.ts'
import { startWeb } from '#portal/server.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { firstDay, makeContracts } from './contracts.ts'
import { type BenchGround, openBenchBooks } from './database.ts'
import type { BenchRow } from './row.ts'

const system: Actor = { kind: 'system', name: 'bench' }

/** A mid phone, as Chromium's own tools mean it: a processor four times slower, and slow 4G. */
const phone = { width: 412, height: 823, slower: 4, latency: 150, bytes: (1.6 * 1024 * 1024) / 8 }
const visits = 3

type Figures = {
	/** Of script, as it travels. */
	scriptBytes: number
	/** Milliseconds from asking for the page to its largest paint. */
	largestPaint: number
	layoutShift: number
	/** Milliseconds of the longest task of the page's thread. */
	longestTask: number
}

/** What a customer waits for who opens a letter's link on a phone, in a browser that has never been here. */
export async function bench(): Promise<BenchRow[]> {
	const ground = await openBenchBooks(firstDay)
	const { books } = ground
	const build = await openPortal(console.log)
	const web = await startWeb({
		books,
		build,
		settings: readSettings({}),
		log: openLog('silent'),
		port: 0,
		host: '127.0.0.1',
	})
	const browser = await launchChromium()
	try {
		const token = await linkOf(ground)
		const found: Figures[] = []
		for (let visit = 0; visit < visits; visit++)
			found.push(await visitOnPhone(browser, `http://localhost:${web.port}`, token))
		for (const figures of found) console.log(`  ${JSON.stringify(figures)}`)
		return rowsOf(middle(found))
	} finally {
		await browser.close()
		await web.close()
		await ground.close()
	}
}

async function linkOf({ books, sql, clock }: BenchGround): Promise<string> {
	await makeContracts(sql, 200)
	await bill(books, system, clock.today())
	const [customer] = await sql<{ id: string }[]>`
		select id from customer where id::text ~ '^.{14}[1-8].{4}[89ab]' order by number limit 1`
	if (!customer) throw new Error('no customer whose key looks real')
	const subject = { kind: 'customer', id: customer.id } as const
	return expectOk(await act(books, system, createLink, { customerId: customer.id, subject, scope: 'pay' })).token
}

/** The link's page sends itself; what is measured is the overview that it leads to, and all script on the way. */
async function visitOnPhone(browser: Browser, address: string, token: string): Promise<Figures> {
	const { width, height } = phone
	const context = await browser.newContext({
		viewport: { width, height },
		isMobile: true,
		hasTouch: true,
		locale: 'en-GB',
	})
	try {
		const page = await context.newPage()
		const tools = await context.newCDPSession(page)
		const scripts = await countScripts(tools)
		await throttle(tools)
		await page.addInitScript(watch)
		await page.goto(`${address}/l/${token}`, { waitUntil: 'commit' })
		await page.waitForURL(/\/overview/, { waitUntil: 'load' })
		await page.waitForLoadState('networkidle')
		return { scriptBytes: scripts.bytes(), ...(await page.evaluate(read)) }
	} finally {
		await context.close()
	}
}

async function throttle(tools: CDPSession): Promise<void> {
	await tools.send('Emulation.setCPUThrottlingRate', { rate: phone.slower })
	await tools.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: phone.latency,
		downloadThroughput: phone.bytes,
		uploadThroughput: phone.bytes / 2,
	})
}

async function countScripts(tools: CDPSession) {
	await tools.send('Network.enable')
	const scripts = new Set<string>()
	let bytes = 0
	tools.on('Network.responseReceived', ({ requestId, type }) => {
		if (type === 'Script') scripts.add(requestId)
	})
	tools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		if (scripts.has(requestId)) bytes += encodedDataLength
	})
	return { bytes: () => bytes }
}

type Watched = { paint: number; shift: number; task: number }
type Watcher = typeof globalThis & { watched: Watched }

/** In the page, before anything of it: notes what the browser says of paints, shifts and tasks. */
function watch(): void {
	const watched: Watched = { paint: 0, shift: 0, task: 0 }
	;(globalThis as Watcher).watched = watched
	const on = (type: string, note: (entry: PerformanceEntry & { value?: number }) => void) =>
		new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true })
	on('largest-contentful-paint', (entry) => {
		watched.paint = entry.startTime
	})
	on('layout-shift', (entry) => {
		watched.shift += entry.value ?? 0
	})
	on('longtask', (entry) => {
		watched.task = Math.max(watched.task, entry.duration)
	})
}

function read(): Omit<Figures, 'scriptBytes'> {
	const { paint, shift, task } = (globalThis as Watcher).watched
	return { largestPaint: paint, layoutShift: shift, longestTask: task }
}

/** Of each figure the middle one, so that one visit that the machine disturbed says nothing. */
function middle(found: Figures[]): Figures {
	const of = (name: keyof Figures) =>
		found.map((one) => one[name]).sort((a, b) => a - b)[found.length >> 1] ?? Number.NaN
	return {
		scriptBytes: of('scriptBytes'),
		largestPaint: of('largestPaint'),
		layoutShift: of('layoutShift'),
		longestTask: of('longestTask'),
	}
}

function rowsOf({ scriptBytes, largestPaint, layoutShift, longestTask }: Figures): BenchRow[] {
	const where = `First page from a letter's link on a phone: processor ${phone.slower} times slower, slow 4G, nothing kept.`
	const row = (what: string, ours: number, most: number, unit: string, note: string): BenchRow => ({
		what: `First page on a phone, ${what}`,
		ours,
		reference: most,
		referenceIs: 'the most that it may be',
		// No script or no long task at all is better than any figure that can be divided by.
		ratio: most / Math.max(ours, most / 100),
		goal: 1,
		unit,
		howToRead: `${where} ${note}`,
	})
	return [
		row('script', scriptBytes / 1000, 120, 'kB compressed', 'With headers, of both pages on the way.'),
		row(
			'largest paint',
			largestPaint / 1000,
			2,
			's',
			'From asking for the overview; two thirds of it are the network.',
		),
		row('layout shift', layoutShift, 0.01, 'score', 'Letters of a late font may move nothing.'),
		row('longest task', longestTask, 100, 'ms', 'Tasks under 50 ms are not told by the browser and count as none.'),
	]
}
