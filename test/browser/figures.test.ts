// The figures in a browser: axe by day and by night on a desk and a phone, and the keyboard alone.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { livedYear } from '#test/core/report/world.ts'
import { hire, signInToken } from '#test/portal/staff/console.ts'
import type { World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { press, tabTo } from './keyboard.ts'
import { faultsOfBoth, focusFaultsOf, openView, type View } from './view.ts'

let world: World
let portal: Portal
let browser: Browser
let email: string
beforeAll(async () => {
	world = await livedYear(20260301)
	portal = await openPortal(world)
	email = (await hire(world.books, 'manager')).email
	browser = await launchChromium()
}, 200_000)
afterAll(async () => {
	await browser.close()
	await portal.close()
	await world.close()
})

async function enter(view: View) {
	const opened = await openView(browser, view)
	await opened.page.goto(`${portal.address}/sign-in/open/${await signInToken(world.books, 'staff', email)}`)
	await opened.page.getByRole('button', { name: 'Sign in' }).click()
	await opened.page.waitForURL(/\/staff$/)
	return opened
}
const show = (page: Page, path: string) => page.goto(portal.address + path)

test.each([390, 1280])(
	'the figures have no violation of WCAG 2.2 AA, fit and keep quiet at %i px',
	async (width) => {
		await using opened = await enter({ width })
		const { page } = opened
		const faults: string[] = []
		for (const path of [
			'/staff/figures?period=last_quarter',
			'/staff/figures/mrr?by=plan&period=last_quarter',
			'/staff/figures/cohorts?month=3',
			'/staff/figures/cohorts?by=country&show=customers',
			'/staff/figures/forecast',
		]) {
			expect([path, (await show(page, path))?.status()]).toEqual([path, 200])
			await page.evaluate(() => {
				for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '')
			})
			faults.push(...(await faultsOfBoth(page)))
			// On a phone, where bars lie over the page.
			if (width === 390 && !path.includes('by=')) faults.push(...(await focusFaultsOf(page)))
			const text = await page.locator('main').innerText()
			if (/\{\{|undefined|\[object|NaN/.test(text)) faults.push(`${path} says ${text}`)
		}
		expect(faults).toEqual([])
		expect(opened.said).toEqual([])
	},
	120_000,
)

test('by keyboard alone a figure is compared with other days, told apart by plan and opened to its rows', async () => {
	await using opened = await enter({ width: 1280 })
	const { page } = opened
	await show(page, '/staff/figures?period=last_quarter')
	await tabTo(page, 'Compared with')
	await page.keyboard.type('Other')
	await tabTo(page, 'Compared from')
	await page.keyboard.type('01012026')
	await tabTo(page, 'Compared to')
	// A day that is the same whichever way round the browser has days and months.
	await page.keyboard.type('03032026')
	await press(page, 'Show')
	await page.waitForURL(/compare=own.*than_from=2026-01-01&than_to=2026-03-03/)
	await page.getByText('against 1 Jan – 3 Mar 2026').waitFor()
	await press(page, 'Net new MRR')
	await page.waitForURL(/\/staff\/figures\/net_new\?/)
	await press(page, 'Plan')
	await page.waitForURL(/by=plan/)
	await press(page, /^Product 0 · Usual/)
	await page.waitForURL(/key=/)
	await page.getByRole('heading', { name: /What it is made of: Product 0/ }).waitFor()
	await show(page, '/staff/figures/cohorts')
	await press(page, '100%')
	await page.waitForURL(/month=0#members/)
	await page.getByRole('heading', { name: /0 months on/ }).waitFor()
	expect(opened.said).toEqual([])
}, 60_000)
