import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import { pack, readPdf } from '#test/emails/paper/read-pdf.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { press, typeDay } from './keyboard.ts'

let world: World
let shop: Shop
let told: Story
let browser: Browser

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 20 })
	told = await tellStory(world, 3)
	shop = await openShop(world)
	browser = await launchChromium()
}, 180_000)

afterAll(async () => {
	await browser.close()
	await shop.close()
	await world.close()
})

async function enter(page: Page): Promise<void> {
	const system = { kind: 'system', name: 'test' } as const
	const input = { audience: 'customer', email: told.nordwind.email } as const
	const { token } = expectOk(await act(world.books, system, createSignIn, input))
	await page.goto(`${shop.address}/sign-in/open/${token}`)
	await page.getByRole('button', { name: 'Sign in' }).click()
	await page.waitForURL(`${shop.address}/overview`)
}

test.each([true, false])(
	'on a phone, by keyboard alone, a person finds the statement, asks for another day and takes the PDF along; with script: %s',
	async (scripts) => {
		const context = await browser.newContext({
			viewport: { width: 390, height: 844 },
			javaScriptEnabled: scripts,
			locale: 'en-GB',
		})
		const page = await context.newPage()
		await enter(page)
		await press(page, 'Statement of account')
		await page.getByRole('heading', { name: 'Statement of account', level: 1 }).waitFor()
		await typeDay(page, 'From', '2026-04-01')
		await typeDay(page, 'As of', '2026-04-30')
		await press(page, 'Show')
		await page.waitForURL(/from=2026-04-01&on=2026-04-30/)
		await page.getByText('As of 30 Apr 2026').waitFor()
		const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
		expect(wide).toBe(0)
		const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'PDF')])
		expect(download.suggestedFilename()).toMatch(/^statement-.+-2026-04-30\.pdf$/)
		const { pages } = await readPdf(await readFile(await download.path()))
		const printed = pages.map(({ shown }) => pack(shown)).join('')
		for (const word of ['1–30Apr2026', 'Openingbalance', 'INV-000009', 'INV-000011', '€2,541.10'])
			expect(printed).toContain(word)
		expect(printed).not.toContain('INV-000012')
		await page.getByRole('link', { name: 'INV-000011' }).first().click()
		await page.waitForURL(/\/invoices\//)
		await context.close()
	},
	60_000,
)
