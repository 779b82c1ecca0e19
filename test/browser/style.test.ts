import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { faultsOfBoth, openView, type View } from './view.ts'

let world: World
let portal: Portal
let browser: Browser

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	portal = await openPortal(world)
	browser = await launchChromium()
}, 120_000)

afterAll(async () => {
	await browser.close()
	await portal.close()
	await world.close()
})

/** A page that fails the test when anything reaches its console. */
async function open(path: string, view: View = {}) {
	const opened = await openView(browser, view)
	await opened.page.goto(portal.address + path)
	return opened
}

const isHydrated = (page: Page) =>
	page.waitForFunction(() => Object.keys(document.querySelector('form') ?? {}).some((key) => key.startsWith('__react')))

describe.each([390, 1280])('at %i px', (width) => {
	test.each(['/dev/style', '/dev/style/console', '/dev/style/problem/broken', '/dev/mailbox'])(
		'%s has no violation by day and by night, fits its width and keeps the console clean',
		async (path) => {
			await using opened = await open(path, { width })
			expect(await faultsOfBoth(opened.page)).toEqual([])
			expect(opened.said).toEqual([])
		},
	)
})

describe('a form', () => {
	test('comes back with what was typed and what is wrong, without script', async () => {
		await using opened = await open('/dev/style', { scripts: false })
		const { page } = opened
		await page.getByLabel('Company').fill('Halden Trykk')
		await page.getByLabel('Email').first().fill('not an address')
		await page.getByRole('button', { name: 'Save' }).click()
		expect(await page.getByRole('alert').innerText()).toContain('3 things need another look')
		expect(await page.getByLabel('Company').inputValue()).toBe('Halden Trykk')
		const email = page.getByLabel('Email').first()
		expect(await email.getAttribute('aria-invalid')).toBe('true')
		const described = await email.getAttribute('aria-describedby')
		expect(await page.locator(`#${described}`).innerText()).toBe('This is not an email address.')
	})

	test('takes the focus to its problems, and a refusal stands at its top', async () => {
		await using opened = await open('/dev/style')
		const { page, said } = opened
		await isHydrated(page)
		await page.getByRole('button', { name: 'Save' }).click()
		await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert')
		await page.getByLabel('Company').fill('Halden Trykk')
		await page.getByLabel('Email').first().fill('mai@halden.example')
		await page.getByLabel('Start').first().fill('2026-04-01')
		await page.getByLabel('Plan').selectOption('yearly')
		await page.getByRole('button', { name: 'Save' }).click()
		await page.getByText('Customer number C-1042 is already in use.').waitFor()
		expect(said).toEqual([])
	})

	test('speaks the reader’s language', async () => {
		await using opened = await open('/dev/style', { scripts: false, language: 'ru-RU' })
		await opened.page.getByRole('button', { name: 'Save' }).click()
		expect(await opened.page.getByRole('alert').innerText()).toContain('Нужно поправить 4 поля')
	})
})

describe('what the reader chooses', () => {
	test('the appearance holds against the device, and is given back to it', async () => {
		await using opened = await open('/dev/style', { scheme: 'light' })
		const { page } = opened
		const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
		const bright = await paper()
		await isHydrated(page)
		await page.getByRole('button', { name: 'Dark' }).click()
		await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark')
		expect(await paper()).not.toBe(bright)
		await page.getByRole('button', { name: 'As on this device' }).click()
		await page.waitForFunction(() => document.documentElement.dataset.theme === undefined)
		expect(await paper()).toBe(bright)
	})

	test.each([true, false])('the language changes in place (scripts: %s)', async (scripts) => {
		await using opened = await open('/dev/style?x=1', { scripts })
		const { page, said } = opened
		if (scripts) await isHydrated(page)
		await page.getByRole('button', { name: 'Tiếng Việt' }).click()
		await page.getByText('Đến nội dung chính').waitFor({ state: 'attached' })
		expect(page.url()).toBe(`${portal.address}/dev/style?x=1`)
		expect(await page.locator('html').getAttribute('lang')).toBe('vi')
		expect(said).toEqual([])
	})
})

describe('the shell', () => {
	test('the keyboard reaches the content first, and every control shows that it is reached', async () => {
		await using opened = await open('/dev/style', { width: 390 })
		const { page } = opened
		await page.keyboard.press('Tab')
		await page.keyboard.press('Enter')
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
		for (let step = 0; step < 12; step++) {
			await page.keyboard.press('Tab')
			const outline = await page.evaluate(() => {
				const reached = document.activeElement
				return reached ? getComputedStyle(reached).outlineStyle : 'none'
			})
			expect(outline).not.toBe('none')
		}
	})

	test.each([true, false])('menu, explanation and dialog open (scripts: %s)', async (scripts) => {
		await using opened = await open('/dev/style', { width: 390, scripts })
		const { page } = opened
		await page.getByText('Menu', { exact: true }).click()
		expect(await page.getByRole('link', { name: 'Messages' }).isVisible()).toBe(true)
		await page.getByText('Why this amount?').click()
		expect(await page.getByText('for 30 of 30 days', { exact: false }).isVisible()).toBe(true)
		await page.getByRole('button', { name: 'Send the link by mail' }).click()
		expect(await page.getByRole('dialog').isVisible()).toBe(true)
		await page.getByRole('dialog').getByRole('button', { name: 'Not now' }).click()
		expect(await page.getByRole('dialog').isVisible()).toBe(false)
	})

	test('a button that cannot be pressed says why, and sends nothing', async () => {
		await using opened = await open('/dev/style')
		const button = opened.page.getByRole('button', { name: 'Pay now' })
		expect(await button.getAttribute('aria-disabled')).toBe('true')
		const reason = await button.getAttribute('aria-describedby')
		expect(await opened.page.locator(`[id="${reason}"]`).innerText()).toBe('Nothing is due before 1 Apr 2026.')
	})

	test('nothing moves while the page settles, and its script stays under 120 kB', async () => {
		await using opened = await open('/dev/style', { width: 390 })
		const { page } = opened
		await isHydrated(page)
		await page.waitForTimeout(500)
		const moved = await page.evaluate(
			() =>
				new Promise<number>((resolve) => {
					new PerformanceObserver((list) => {
						const shifts = list.getEntries() as (PerformanceEntry & { value: number })[]
						resolve(shifts.reduce((sum, shift) => sum + shift.value, 0))
					}).observe({ type: 'layout-shift', buffered: true })
					setTimeout(() => resolve(0), 500)
				}),
		)
		expect(moved).toBeLessThan(0.01)
		const script = await page.evaluate(() =>
			(performance.getEntriesByType('resource') as PerformanceResourceTiming[])
				// This page's own script is of samples, which no customer loads.
				.filter((entry) => entry.name.endsWith('.js') && !/\/style-[\w-]+\.js$/.test(entry.name))
				.reduce((sum, entry) => sum + entry.encodedBodySize, 0),
		)
		expect(script).toBeGreaterThan(10_000)
		expect(script).toBeLessThan(120_000)
	})
})
