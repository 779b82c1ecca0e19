import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { openView } from './view.ts'

let world: World
let portal: Portal
let browser: Browser

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	portal = await openPortal(world)
	browser = await launchChromium()
}, 180_000)

afterAll(async () => {
	await browser.close()
	await portal.close()
	await world.close()
})

/** Opens a page and stops it where the framework is loaded and about to take the page over, as on a slow phone. */
async function openHalfLoaded(page: Page, address: string): Promise<() => Promise<void>> {
	await page.addInitScript(() => {
		const held: (() => void)[] = []
		let holding = true
		// React's scheduler puts every piece of its work into such a channel.
		class HeldChannel extends MessageChannel {
			constructor() {
				super()
				const send = this.port2.postMessage.bind(this.port2)
				this.port2.postMessage = (message: unknown) => {
					if (holding) held.push(() => send(message))
					else send(message)
				}
			}
		}
		Object.assign(window, {
			MessageChannel: HeldChannel,
			heldWork: held,
			letGo: () => {
				holding = false
				for (const go of held) go()
			},
		})
	})
	await page.goto(address)
	await page.waitForFunction(() => (window as unknown as { heldWork: unknown[] }).heldWork.length > 0)
	return () => page.evaluate(() => (window as unknown as { letGo(): void }).letGo())
}

test('keys pressed while a page still loads do no harm, and what was written is kept', async () => {
	await using opened = await openView(browser, { width: 390 })
	const { page } = opened
	const letGo = await openHalfLoaded(page, `${portal.address}/sign-in`)
	const email = page.getByRole('textbox').first()
	await email.focus()
	await page.keyboard.type('anna@nordwind.example')
	await page.keyboard.press('Tab')
	await letGo()
	expect(await email.inputValue()).toBe('anna@nordwind.example')
	await email.press('Enter')
	await page.waitForURL(/sign-in\/code/)
	expect(opened.said).toEqual([])
}, 60_000)

test('a link that is pointed at before the framework has learnt of its page says nothing in the console', async () => {
	await using opened = await openView(browser)
	const { page } = opened
	const asked: string[] = []
	await page.route('**/__manifest*', (route) => {
		asked.push(route.request().url())
		return route.abort()
	})
	await page.goto(`${portal.address}/sign-in`, { waitUntil: 'networkidle' })
	for (const link of await page.locator('a[href^="/sign-in/"]').all()) {
		await link.hover()
		await link.focus()
		await page.waitForTimeout(300)
	}
	expect(asked).not.toEqual([])
	expect(opened.said.filter((said) => said.includes('prefetch'))).toEqual([])
}, 60_000)
