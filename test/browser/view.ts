import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'

/** What every page is looked at in: a phone and a desk, by day and by night. */
export const views = [
	{ width: 390, scheme: 'light' },
	{ width: 390, scheme: 'dark' },
	{ width: 1280, scheme: 'light' },
	{ width: 1280, scheme: 'dark' },
] as const

export type View = { width?: number; scheme?: 'light' | 'dark'; scripts?: boolean; language?: string }

/** A page of a context of its own, which notes whatever reaches the console. */
export async function openView(browser: Browser, view: View = {}) {
	const { width = 1280, scheme = 'light', scripts = true, language = 'en-GB' } = view
	const context = await browser.newContext({
		viewport: { width, height: 900 },
		colorScheme: scheme,
		javaScriptEnabled: scripts,
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

const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds, and whether the page fits. In the dark only colours differ, so only they are looked at again. */
export async function faultsOf(page: Page, scheme: 'light' | 'dark' = 'light'): Promise<string[]> {
	const axe = new AxeBuilder({ page })
	const { violations } = await (scheme === 'light'
		? axe.withTags(everyRule)
		: axe.withRules(['color-contrast'])
	).analyze()
	const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
	return [
		...violations.map((one) => `${page.url()} ${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`),
		...(width > 0 ? [`${page.url()} is ${width} px too wide`] : []),
	]
}
