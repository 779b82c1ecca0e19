import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { hire, signInToken } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { openView } from './view.ts'

let world: World
let shop: Shop
let told: Story
let browser: Browser

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 20 })
	told = await tellStory(world, 3)
	shop = await openShop(world)
	browser = await launchChromium()
}, 300_000)

afterAll(async () => {
	await browser.close()
	await shop.close()
	await world.close()
})

async function enter(page: Page): Promise<void> {
	const { email } = await hire(world.books, 'administrator')
	await page.goto(`${shop.address}/sign-in/open/${await signInToken(world.books, 'staff', email)}`)
	await page.getByRole('button', { name: 'Sign in' }).click()
	await page.waitForURL(`${shop.address}/staff`)
}

test('the keys of a contract’s screen open its tabs, do nothing in a field, and can be switched off', async () => {
	await using opened = await openView(browser, { width: 1280 })
	const { page } = opened
	await enter(page)
	const here = `${shop.address}/staff/contracts/${told.service.id}`
	await page.goto(here)
	await page.locator('html[data-keys=on]').waitFor()
	await page.keyboard.press('2')
	await page.waitForURL(`${here}/lines`)
	await page.locator('input[name=search]').waitFor()
	await page.keyboard.press('/')
	await page.keyboard.type('b3')
	expect(page.url()).toBe(`${here}/lines`)
	expect(await page.locator('input[name=search]').inputValue()).toBe('b3')
	await page.locator('h1').click()
	await page.keyboard.press('0')
	await page.waitForURL(`${here}/history`)
	await page.getByText('Each begins on its day').waitFor()
	await page.keyboard.press('?')
	const list = page.locator('details[data-menu][open] dl')
	await list.getByText('Parts of the contract').waitFor()
	// There are no lines to find on this tab.
	expect(await list.innerText()).toMatch(/^1–9, 0\s+Parts of the contract\s+c\s+Change\s/)
	expect(await list.innerText()).not.toContain('Find among the lines')
	await page.keyboard.press('Escape')
	await page.keyboard.press('2')
	await page.waitForURL(`${here}/lines`)
	await page.locator('main input[name=search]').waitFor()
	await page.keyboard.press('?')
	await list.getByText('Find among the lines').waitFor()
	await page.getByLabel('Single keys are on').uncheck()
	await page.keyboard.press('Escape')
	await page.keyboard.press('3')
	await page.keyboard.press('Control+3')
	expect(page.url()).toBe(`${here}/lines`)
	expect(await page.getByRole('link', { name: 'Billing', exact: true }).getAttribute('aria-keyshortcuts')).toBe('3')
	expect(opened.said).toEqual([])
}, 60_000)

test('every list tells its keys, which lead to its own search and to that of everything', async () => {
	await using opened = await openView(browser, { width: 1280 })
	const { page } = opened
	await enter(page)
	const list = `${shop.address}/staff/contracts`
	await page.goto(list)
	await page.locator('html[data-keys=on]').waitFor()
	await page.keyboard.press('?')
	await page.locator('details[data-menu][open] dl').getByText('Find in this list').waitFor()
	expect(await page.locator('details[data-menu][open] dl dt').allInnerTexts()).toEqual(['/', 'g', '?'])
	await page.keyboard.press('Escape')
	await page.keyboard.press('/')
	await page.keyboard.type('K-?/g')
	expect(await page.locator('#list-search').inputValue()).toBe('K-?/g')
	await page.locator('h1').click()
	await page.keyboard.press('g')
	await page.keyboard.type('K-')
	await page.keyboard.press('Enter')
	await page.waitForURL(`${shop.address}/staff/search?for=K-`)
	expect(opened.said).toEqual([])
}, 60_000)
