import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'

const require = createRequire(import.meta.url)
/** The small form: to read the large one takes a browser as long as to look at a page. */
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

export type View = {
	width?: number
	scheme?: 'light' | 'dark'
	scripts?: boolean
	language?: string
	/** The reader's device asks for less motion. */
	calm?: boolean
}

/** A page of a context of its own, which notes whatever reaches the console. */
export async function openView(browser: Browser, view: View = {}) {
	const { width = 1280, scheme = 'light', scripts = true, language = 'en-GB', calm = false } = view
	const context = await browser.newContext({
		viewport: { width, height: 900 },
		colorScheme: scheme,
		javaScriptEnabled: scripts,
		reducedMotion: calm ? 'reduce' : 'no-preference',
		locale: language,
		acceptDownloads: true,
	})
	const page = await context.newPage()
	page.setDefaultTimeout(20_000)
	const said: string[] = []
	page.on('console', (message) => {
		// A browser reports every answer of 4xx and 5xx by itself.
		if (!message.text().startsWith('Failed to load resource')) said.push(message.text())
	})
	page.on('pageerror', (error) => said.push(error.message))
	return { context, page, said, [Symbol.asyncDispose]: () => context.close() }
}

const everyRule = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
const onlyColours = { type: 'rule', values: ['color-contrast'] }
/** What axe finds, and whether the page fits. In the dark only colours differ, so only they are looked at again. */
export async function faultsOf(page: Page, scheme: 'light' | 'dark' = 'light'): Promise<string[]> {
	const found = await violations(page, scheme === 'light' ? everyRule : onlyColours)
	return [...found.map((one) => faultAt(page, one)), ...(await tooWide(page))]
}

/** The same by day and then by night, of a page that came by day. */
export async function faultsOfBoth(page: Page): Promise<string[]> {
	const byDay = await faultsOf(page)
	// At once: a colour on its way from one to the other would be neither.
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
	const byNight = await violations(page, onlyColours)
	await page.emulateMedia({ colorScheme: 'light' })
	return [...byDay, ...byNight.map((one) => `in the dark: ${faultAt(page, one)}`)]
}

/** Goes to a page whose scripts stay on their way until they are let go; then it is at rest. */
export async function goUnscripted(page: Page, address: string): Promise<() => Promise<void>> {
	const held = Promise.withResolvers<void>()
	await page.route('**/*.js', async (route) => {
		await held.promise
		await route.continue()
	})
	await page.goto(address, { waitUntil: 'commit' })
	return async () => {
		held.resolve()
		await page.waitForLoadState('networkidle')
	}
}

const phone = { width: 390, height: 900 }
const desk = { width: 1280, height: 900 }

/**
 * What axe finds on a phone and on a desk, at one by day and at the other by night: which, changes from page to page, so
 * that what pages have in common is looked at in all four ways. The page stays as it was looked at last.
 */
export async function faultsOfSizes(page: Page, nth: number): Promise<string[]> {
	const faults: string[] = []
	const sizes = [phone, desk]
	// As it came, the page has the size that the one before it was left with.
	if (page.viewportSize()?.width === desk.width) sizes.reverse()
	for (const size of sizes) {
		const colorScheme = (size === phone) === (nth % 2 === 0) ? 'light' : 'dark'
		await page.setViewportSize(size)
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
		const found = await violations(page, everyRule)
		faults.push(
			...found.map((one) => `${size.width} px, ${colorScheme}: ${faultAt(page, one)}`),
			...(await tooWide(page)),
		)
	}
	return faults
}

/** By hand: what goes between axe and a test otherwise, for pages in frames, takes half as long as axe. */
async function violations(page: Page, runOnly: object): Promise<Violation[]> {
	// It comes with every page from now on: bringing it to each by hand takes as long as letting it look.
	if (!(await page.evaluate(() => 'axe' in window))) {
		await page.evaluate(axeSource)
		await page.addInitScript(axeSource)
	}
	return await page.evaluate(async (rules) => {
		const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }
		// A change of appearance would reach what inherits a colour frame by frame, however short its transitions are.
		const still = new CSSStyleSheet()
		still.replaceSync('*, *::before, *::after { transition: none !important; animation: none !important }')
		document.adoptedStyleSheets.push(still)
		await new Promise(requestAnimationFrame)
		const how = { resultTypes: ['violations'], preload: false, selectors: false }
		const { violations } = await axe.run({ runOnly: rules, ...how })
		document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== still)
		return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) }))
	}, runOnly)
}

type Violation = { id: string; nodes: { html: string }[] }

const faultAt = (page: Page, { id, nodes }: Violation) =>
	`${page.url()} ${id}: ${nodes.map(({ html }) => html).join(' ')}`

/** Whether anything makes the page wider than the window. */
export async function tooWide(page: Page): Promise<string[]> {
	const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
	return width > 0 ? [`${page.url()} is ${width} px too wide`] : []
}

/**
 * Gives the focus to everything that can have it, as the keyboard would, and answers what does not show that it has it
 * or lies under something else, such as a bar that stays at the edge of the window.
 */
export async function focusFaultsOf(page: Page): Promise<string[]> {
	const faults = await page.evaluate(() => {
		const found: string[] = []
		const all = document.querySelectorAll<HTMLElement>(
			'a[href], button, input, select, textarea, summary, [tabindex="0"]',
		)
		for (const element of all) {
			if (!element.checkVisibility({ visibilityProperty: true }) || element.matches(':disabled, [type=hidden]'))
				continue
			element.focus()
			if (document.activeElement !== element) continue
			const name = element.outerHTML.slice(0, 120)
			const shown = [element, element.parentElement, element.closest('label')].filter((one) => one !== null)
			if (!shown.some((one) => getComputedStyle(one).outlineStyle !== 'none')) found.push(`shows no focus: ${name}`)
			const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
			// What is for the ear alone has no place to be seen.
			if (width < 2 || height < 2) continue
			const corners = [
				[left + width / 2, top + height / 2],
				[left + 3, top + 3],
				[right - 3, bottom - 3],
			] as const
			const free = corners.some(([x, y]) => {
				const at = document.elementFromPoint(x, y)
				return at !== null && (element.contains(at) || at.contains(element) || element.closest('label')?.contains(at))
			})
			if (!free) found.push(`is hidden with the focus: ${name}`)
		}
		return found
	})
	return faults.map((fault) => `${page.url()} ${fault}`)
}

/** What still moves on a page whose reader asked for no motion. */
export async function motionOf(page: Page): Promise<string[]> {
	const moving = await page.evaluate(() =>
		document
			.getAnimations()
			.filter((one) => Number(one.effect?.getComputedTiming().endTime) > 1)
			.map((one) => ((one.effect as KeyframeEffect).target as Element).outerHTML.slice(0, 120)),
	)
	return moving.map((one) => `${page.url()} moves: ${one}`)
}
