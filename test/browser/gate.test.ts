import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk, look } from '#core/act.ts'
import { findMachine } from '#core/equipment/find.ts'
import { openGate } from '#test/core/delivery/gate.ts'
import { finance } from '#test/core/payment/ledger.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { tellStory } from '#test/portal/customer/story.ts'
import { hire, signInToken } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { openView } from './view.ts'

let world: World
let shop: Shop
let browser: Browser
let gate: Awaited<ReturnType<typeof openGate>>
let email: string

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', company: { demo: true } })
	const told = await tellStory(world, 2)
	gate = await openGate(world.books, told.service.id)
	email = (await hire(world.books, 'storekeeper')).email
	shop = await openShop(world)
	browser = await launchChromium()
}, 300_000)

afterAll(async () => {
	await browser.close()
	await shop.close()
	await world.close()
})

test('a storekeeper scans a pass with their phone, sees what may leave and lets it out once', async () => {
	await using opened = await openView(browser, { width: 390 })
	const { page, said } = opened
	const scan = `${shop.address}/g/${gate.token}`
	await page.goto(scan)
	expect(page.url()).toContain('/sign-in/staff?return=')
	await page.goto(`${shop.address}/sign-in/open/${await signInToken(world.books, 'staff', email)}`)
	await page.getByRole('button', { name: 'Sign in' }).click()
	await page.waitForURL(`${shop.address}/staff`)
	await page.goto(scan)
	await page.getByText('May leave').waitFor()
	expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain(gate.number)
	expect(await page.getByRole('main').innerText()).toContain(gate.serialNumber)
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
	await page.getByLabel('Who takes it').fill('Olga Fahrer')
	await page.getByLabel(/^Meter reading/).fill('12,5')
	await page.getByRole('button', { name: 'Let it out' }).click()
	await page.getByText('The pass is used and works no more.').waitFor()
	expect(expectOk(await look(world.books, finance, findMachine, { id: gate.machine }))).toMatchObject({
		state: 'delivered',
		meterReading: '12.5',
	})
	await page.goto(scan)
	await page.getByText('Do not let anything out').waitFor()
	expect(await page.getByRole('main').innerText()).toContain('taken by Olga Fahrer')
	expect(await page.getByRole('button', { name: 'Let it out' }).count()).toBe(0)
	await page.goto(`${shop.address}/g/${gate.token.slice(1)}x`)
	await page.getByText('There is no gate pass with that number or code.').waitFor()
	expect(said).toEqual([])
}, 120_000)
