import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeSentTo } from '#test/portal/customer/enter.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { press, tabTo, typeDay, typeInto } from './keyboard.ts'
import { openView } from './view.ts'

let world: World
let shop: Shop
let told: Story
let browser: Browser

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 20 })
	told = await tellStory(world, 2)
	shop = await openShop(world)
	browser = await launchChromium()
}, 180_000)

afterAll(async () => {
	await browser.close()
	await shop.close()
	await world.close()
})

async function signIn(page: Page): Promise<void> {
	await page.goto(`${shop.address}/sign-in`)
	await typeInto(page, 'Email address', told.nordwind.email)
	await page.keyboard.press('Enter')
	await page.waitForURL(/\/sign-in\/code/)
	await typeInto(page, 'Code from the letter', await codeSentTo(world, told.nordwind.email))
	await page.keyboard.press('Enter')
	await page.waitForURL(/\/overview/)
}

test('by keyboard alone, on a phone, a person signs in by code and keeps their own account', async () => {
	await using opened = await openView(browser, { width: 390 })
	const { page } = opened
	const account = `${shop.address}/account`
	const said = (text: string | RegExp) => page.getByText(text).first().waitFor()
	await signIn(page)
	await page.goto(account)

	// Letters, and what we know of them.
	await press(page, 'Reminders', 'Space')
	await press(page, 'Save')
	await said('Saved.')
	expect(await page.getByLabel('Reminders').isChecked()).toBe(false)
	await press(page, 'Change: You')
	await page.waitForURL(/account\/you/)
	await typeInto(page, 'Telephone', '+49 40 1234')
	await press(page, 'Save')
	await page.waitForURL(account)
	await said('+49 40 1234')

	// Another address for mail, by a code sent there.
	await page.goto(`${account}/email`)
	await typeInto(page, 'New email address', 'anna.petersen@nordwind.example')
	await page.keyboard.press('Enter')
	await tabTo(page, 'Code from the letter')
	await page.keyboard.type(await codeSentTo(world, 'anna.petersen@nordwind.example'))
	await page.keyboard.press('Enter')
	await said('From now on you sign in with anna.petersen@nordwind.example.')

	// A billing address that counts later, and not after all.
	await page.goto(account)
	await press(page, 'Change: Billing address')
	await page.waitForURL(/account\/address/)
	await typeInto(page, 'Town', 'Kiel')
	await typeDay(page, 'Takes effect on', '2026-07-15')
	await press(page, 'Save the address')
	await said('From 15 Jul 2026')
	await press(page, 'Do not move')
	await said('The address stays as it is.')

	// Somebody else comes and goes.
	await press(page, 'Add a person')
	await page.waitForURL(/people\/new/)
	await typeInto(page, 'Name', 'Bo Lund')
	await typeInto(page, 'Email', 'bo@nordwind.example')
	await press(page, 'Add')
	await page.waitForURL(/account(\?|$)/)
	await press(page, 'Remove: Bo Lund')
	await said('Bo Lund no longer sees these contracts.')

	// A calendar, shown once, and stopped.
	await press(page, 'Make a calendar address')
	await page.waitForFunction(() =>
		[...document.querySelectorAll('input')].some(({ value }) => /\/calendar\/.+\.ics$/.test(value)),
	)
	await press(page, 'Stop the feed')
	await said('The calendar feed has stopped.')

	// Another browser is signed out.
	await signedIn(world.books, shop.address, 'customer', 'anna.petersen@nordwind.example')
	await page.goto(account)
	await press(page, /^Sign out: /)
	await said('That device is signed out.')
	expect(opened.said).toEqual([])
}, 120_000)
