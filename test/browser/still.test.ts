import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { linkTo, type Story, tellStory } from '#test/portal/customer/story.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'

let world: World
let shop: Shop
let told: Story
let browser: Browser

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 20 })
	told = await tellStory(world, 14)
	shop = await openShop(world)
	browser = await launchChromium()
}, 180_000)

afterAll(async () => {
	await browser.close()
	await shop.close()
	await world.close()
})

/** A browser that has followed a contract's secure link by itself; all script that it loaded, by address. */
async function follow() {
	const context = await browser.newContext({ locale: 'en-GB' })
	const page = await context.newPage()
	const scripts: string[] = []
	const said: string[] = []
	page.on('request', (request) => {
		if (request.resourceType() === 'script') scripts.push(request.url())
	})
	page.on('console', (message) => said.push(message.text()))
	page.on('pageerror', (error) => said.push(error.message))
	const { token } = await linkTo(world.books, told.nordwind, { kind: 'contract', id: told.subscription.id })
	await page.goto(`${shop.address}/l/${token}`)
	await page.waitForURL(`${shop.address}/contracts/${told.subscription.id}`)
	return { page, scripts, said, [Symbol.asyncDispose]: () => context.close() }
}

async function secondComing(page: Page) {
	const invoice = page.locator('#coming li details.group\\/invoice').nth(1)
	await invoice.locator('summary').first().click()
	return invoice
}

test('a link opens by itself, and its pages load one small script and no data twice', async () => {
	await using opened = await follow()
	expect(new Set(opened.scripts.map((url) => new URL(url).pathname.replace(/-[\w-]+\.js$/, '')))).toEqual(
		new Set(['/assets/script']),
	)
	expect(await opened.page.content()).not.toContain('__remixContext')
	expect(opened.said).toEqual([])
})

test('an invoice to come unfolds in its place, with each why, and once', async () => {
	await using opened = await follow()
	const invoice = await secondComing(opened.page)
	await invoice.getByText('Why this amount?').first().click()
	expect(await invoice.innerText()).toContain('16 × €29.95 = €479.20')
	await invoice.locator('summary').first().click()
	await invoice.locator('summary').first().click()
	expect(await invoice.locator('dl').count()).toBe(1)
	expect(opened.said).toEqual([])
})

test('where unfolding fails, the link to the invoice is still there and leads to its page', async () => {
	await using opened = await follow()
	const { page } = opened
	await page.route('**/coming/**', (route) =>
		route.request().isNavigationRequest() ? route.continue() : route.abort(),
	)
	const invoice = await secondComing(page)
	await invoice.getByRole('link').click()
	await page.waitForURL(/\/coming\//)
	expect(await page.locator('main').innerText()).toContain('€479.20')
})

test('the account menu closes by Escape, which gives the focus back, and by a press elsewhere', async () => {
	await using opened = await follow()
	const { page } = opened
	const menu = page.locator('details[data-menu]')
	const isOpen = () => menu.evaluate((details: HTMLDetailsElement) => details.open)
	await menu.locator('summary').click()
	expect(await isOpen()).toBe(true)
	await page.keyboard.press('Escape')
	expect(await isOpen()).toBe(false)
	expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY')
	await menu.locator('summary').click()
	await page.locator('h1').click()
	expect(await isOpen()).toBe(false)
})
