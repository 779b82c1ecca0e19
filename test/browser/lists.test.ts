import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { tellStory } from '#test/portal/customer/story.ts'
import { hire, signInToken } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { openView } from './view.ts'

let world: World
let shop: Shop
let browser: Browser

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 20 })
	await tellStory(world, 3)
	shop = await openShop(world)
	browser = await launchChromium()
}, 300_000)

afterAll(async () => {
	await browser.close()
	await shop.close()
	await world.close()
})

test.each([
	[1280, true],
	[390, true],
	[390, false],
])(
	'at %i px, script %s: a list is filtered, its columns chosen, kept as a view, and taken along',
	async (width, scripts) => {
		await using opened = await openView(browser, { width, scripts })
		const { page } = opened
		const main = page.locator('main')
		const clerk = await hire(world.books, 'salesperson')
		await page.goto(`${shop.address}/sign-in/open/${await signInToken(world.books, 'staff', clerk.email)}`)
		await page.getByRole('button', { name: 'Sign in' }).click()
		await page.waitForURL(`${shop.address}/staff`)

		await page.goto(`${shop.address}/staff/contracts`)
		await main.getByText('Filter, order and columns').click()
		const filters = main.getByRole('search')
		await filters.getByRole('group', { name: 'Title', exact: true }).getByRole('textbox').fill('fleet')
		await filters.getByRole('checkbox', { name: 'Active' }).check()
		await filters.getByRole('checkbox', { name: 'Looked after by' }).uncheck()
		await filters.getByLabel('Order', { exact: true }).selectOption({ label: 'Customer, last to first' })
		await filters.getByRole('button', { name: 'Show' }).click()
		await expect
			.poll(() => new URL(page.url()).search)
			.toMatch(/^\?title=fleet&state=active&sort=-customer&column=number/)
		const rows = () => main.locator('tbody tr').allInnerTexts()
		expect((await rows()).map((text) => /(Nord|Süd)wind/.exec(text)?.[0])).toEqual(['Südwind', 'Nordwind'])
		expect(await main.getByRole('columnheader').allInnerTexts()).not.toContain('Looked after by')

		await main.getByText('Save as a view').click()
		await main.getByLabel('Name of the view').fill('Fleet')
		await main.getByRole('button', { name: 'Save', exact: true }).click()
		const view = main.getByRole('link', { name: /^Fleet/ })
		await view.waitFor()
		const kept = page.url()

		const [download] = await Promise.all([
			page.waitForEvent('download'),
			main.getByRole('link', { name: 'CSV' }).click(),
		])
		const [head = '', ...lines] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
		expect(head.replace('\uFEFF', '')).toBe('Number,Title,Customer,State,Last day,A month,Open,Currency')
		expect(lines.map((line) => line.split(',')[2])).toEqual(['Südwind Spedition', 'Nordwind Logistik'])

		await main.getByRole('link', { name: /^Take the filter away|Title: “fleet”/ }).click()
		await expect.poll(async () => (await rows()).length).toBe(3)
		await view.click()
		await expect.poll(() => page.url()).toBe(kept)
		await main.getByRole('button', { name: 'Remove the view “Fleet”' }).click()
		await view.waitFor({ state: 'detached' })
		expect(opened.said).toEqual([])
	},
	90_000,
)
