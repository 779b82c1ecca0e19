import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { linkTo, type Story, tellStory } from '#test/portal/customer/story.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { press, typeDay, typeInto } from './keyboard.ts'
import { goUnscripted, openView, type View } from './view.ts'

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

const open = (view: View = {}) => openView(browser, view)

async function enter(page: Page): Promise<void> {
	const system = { kind: 'system', name: 'test' } as const
	const input = { audience: 'customer', email: told.nordwind.email } as const
	const { token } = expectOk(await act(world.books, system, createSignIn, input))
	await page.goto(`${shop.address}/sign-in/open/${token}`)
	await page.getByRole('button', { name: 'Sign in' }).click()
	await page.waitForURL(`${shop.address}/overview`)
}

async function openInvoice(): Promise<string> {
	const [row] = await world.sql<{ id: string }[]>`
		select id from invoice where customer_id = ${told.nordwind.id} and kind = 'invoice' and state = 'issued'
			and settled_minor < total_minor
		order by issued_on desc, id desc limit 1`
	return row?.id ?? ''
}

describe('paying by card', () => {
	test('goes from the letter’s link to the receipt, and cannot be done twice', async () => {
		await using opened = await open()
		const { page } = opened
		const invoice = await openInvoice()
		const { token } = await linkTo(world.books, told.nordwind, { kind: 'invoice', id: invoice })
		await page.goto(`${shop.address}/l/${token}`)
		await page.waitForURL(`${shop.address}/invoices/${invoice}`)
		await page.getByText('Why this amount?').first().click()
		await expect.poll(() => page.locator('main').innerText()).toContain('16 × €29.95 = €479.20')
		await page.getByRole('link', { name: 'Pay €628.08' }).click()
		await page.getByRole('button', { name: 'Pay €628.08' }).click()
		await enterCard(page, '4242 4242 4242 4242')
		await page.waitForURL(new RegExp(`${shop.address}/payments/`))
		await expect.poll(() => page.locator('h1').innerText(), { timeout: 15_000 }).toBe('Paid. Thank you.')
		await shop.settle()
		await page.reload()
		expect(await page.locator('main').innerText()).toContain('Visa ending in 4242')
		await page.goto(`${shop.address}/invoices/${invoice}`)
		expect(await page.locator('main').innerText()).toContain('There is nothing to pay.')
		await page.goBack()
		const [money] = await world.sql`
			select count(*)::int, sum(allocation.amount_minor)::int as minor from allocation where invoice_id = ${invoice}`
		expect(money).toEqual({ count: 1, minor: 62808 })
		expect(opened.said).toEqual([])
	}, 60_000)

	test('says why a card was declined, that nothing moved, and lets another card try', async () => {
		await using opened = await open({ width: 390 })
		const { page } = opened
		await enter(page)
		await page.goto(`${shop.address}/pay?invoice=${await openInvoice()}`)
		await page.getByRole('button', { name: /^Pay €/ }).click()
		await enterCard(page, '4000 0000 0000 9995')
		await page
			.getByText(/insufficient|not enough/i)
			.first()
			.waitFor()
		const [payment] = await world.sql<{ id: string }[]>`select id from payment order by id desc limit 1`
		await shop.settle()
		await page.goto(`${shop.address}/payments/${payment?.id}`)
		expect(await page.locator('h1').innerText()).toBe('Not paid yet')
		expect(await page.locator('main').innerText()).toContain('There was not enough money available on the card.')
		await page.getByRole('link', { name: 'Back to the card page' }).click()
		await enterCard(page, '4242 4242 4242 4242')
		await page.waitForURL(new RegExp(`${shop.address}/payments/`))
		await expect.poll(() => page.locator('h1').innerText(), { timeout: 15_000 }).toBe('Paid. Thank you.')
	}, 60_000)

	test('works without script and by keyboard: a sum that has not been seen is shown before it is paid', async () => {
		await using opened = await open({ scripts: false, width: 390 })
		const { page } = opened
		await enter(page)
		await page.goto(`${shop.address}/pay`)
		const boxes = page.getByRole('checkbox', { name: /^INV-/ })
		const numbers = (
			await boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).labels?.[0]?.innerText))
		).map((label) => /INV-\d+/.exec(label ?? '')?.[0] ?? '')
		expect(numbers.length).toBeGreaterThan(2)
		// All but two are left out.
		for (const number of numbers.slice(2)) await press(page, number, 'Space')
		await press(page, /^Pay €/)
		await page.waitForURL(/\/pay\?invoice=/)
		expect(await page.locator('input[name=invoice]:checked').count()).toBe(2)
		const amount = /€[\d.,]+/.exec(await page.getByRole('button', { name: /^Pay €/ }).innerText())?.[0] ?? ''
		await press(page, `Pay ${amount}`)
		await enterCard(page, '4242 4242 4242 4242')
		await page.waitForURL(new RegExp(`${shop.address}/payments/`))
		await shop.settle()
		await page.reload()
		expect(await page.locator('h1').innerText()).toBe('Paid. Thank you.')
		const receipt = await page.locator('main').innerText()
		for (const number of numbers.slice(0, 2)) expect(receipt).toContain(number)
		expect(receipt).toContain(amount)
	}, 60_000)

	test('sums what was ticked before the script came', async () => {
		await using opened = await open({ width: 390 })
		const { page } = opened
		await enter(page)
		const letScriptsCome = await goUnscripted(page, `${shop.address}/pay`)
		const boxes = page.getByRole('checkbox', { name: /^INV-/ })
		await boxes.first().waitFor()
		const count = await boxes.count()
		await boxes.first().uncheck()
		await letScriptsCome()
		const main = page.locator('main')
		await expect.poll(() => main.innerText()).toContain(`${count - 1} invoice`)
		const sum = /Together:\s*(€[\d.,]+)/.exec(await main.innerText())?.[1] ?? ''
		await page.getByRole('button', { name: `Pay ${sum}` }).waitFor()
		expect(await boxes.first().isChecked()).toBe(false)
	}, 60_000)

	test('pays a part by keyboard alone, where the company allows it', async () => {
		await world.sql`update company set part_payment = true`
		await using opened = await open({ width: 390 })
		const { page } = opened
		await enter(page)
		await page.goto(`${shop.address}/pay?invoice=${await openInvoice()}`, { waitUntil: 'networkidle' })
		await press(page, 'You can pay a part of it.')
		await typeInto(page, 'Amount to pay', '25')
		await press(page, 'Go to the card page')
		await enterCard(page, '4242 4242 4242 4242')
		await page.waitForURL(new RegExp(`${shop.address}/payments/`))
		await expect.poll(() => page.locator('h1').innerText(), { timeout: 15_000 }).toBe('Paid. Thank you.')
		expect(await page.locator('main').innerText()).toContain('€25.00')
	}, 60_000)
})

describe('without script', () => {
	test('and by keyboard, signing in, finding a machine, looking back and every why work', async () => {
		await using opened = await open({ scripts: false, width: 390 })
		const { page } = opened
		await page.goto(`${shop.address}/contracts/${told.service.id}`)
		await typeInto(page, 'Email address', told.nordwind.email)
		await press(page, 'Send me a sign-in link')
		await page.waitForURL(/code/)
		await shop.settle()
		const [letter] = await world.sql<{ text: string }[]>`
			select text from mailbox_letter where letter = 'sign-in' order by sent_at desc limit 1`
		await typeInto(page, 'Code from the letter', /\b\d{6}\b/.exec(letter?.text ?? '')?.[0] ?? '')
		await press(page, 'Sign in')
		await page.getByRole('heading', { name: 'Forklift service', level: 1 }).waitFor()
		await typeInto(page, 'Product, model or serial number', 'fn900137')
		await press(page, 'Search')
		await page.waitForURL(/search=fn900137/)
		await expect.poll(() => page.locator('#lines tbody tr').count()).toBe(1)
		expect(await page.locator('#lines tbody').innerText()).toContain('FN900137')
		await page.goto(`${shop.address}/contracts/${told.subscription.id}`)
		await press(page, 'On another day')
		await typeDay(page, 'As of', '2026-02-01')
		await press(page, 'Show')
		await page.waitForURL(/on=2026-02-01/)
		expect(await page.locator('#lines tbody tr').first().innerText()).toContain('12')
		await page.locator('#coming summary').first().focus()
		await page.keyboard.press('Enter')
		await press(page, 'Why this amount?')
		expect(await page.locator('#coming').innerText()).toContain('16 × €29.95 = €479.20')
	}, 60_000)
})

async function enterCard(page: Page, number: string): Promise<void> {
	await page.waitForURL(/127\.0\.0\.1/)
	await page.locator('[name=number]').fill(number)
	await page.locator('[name=expiry]').fill('04/30')
	await page.locator('[name=cvc]').fill('123')
	await page.locator('[name=name]').fill('Anna Petersen')
	await page.locator('button.button').click()
}
