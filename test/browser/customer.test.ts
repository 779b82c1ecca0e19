import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { linkTo, type Story, tellStory } from '#test/portal/customer/story.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { faultsOf, openView, type View, views } from './view.ts'

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

async function speak(context: BrowserContext, language: string): Promise<void> {
	await context.addCookies([{ name: 'language', value: language, url: shop.address }])
}

async function idOf(kind: 'invoice' | 'credit_note'): Promise<string> {
	const [row] = await world.sql<{ id: string }[]>`
		select id from invoice where customer_id = ${told.nordwind.id} and kind = ${kind} and state = 'issued'
			and (kind = 'credit_note' or settled_minor < total_minor)
		order by issued_on desc, id desc limit 1`
	return row?.id ?? ''
}

async function receiptId(): Promise<string> {
	const [row] = await world.sql<{ id: string }[]>`select id from payment where state = 'succeeded' order by id limit 1`
	return row?.id ?? ''
}

/** Every page of a customer, by what it is. */
async function pages(): Promise<string[]> {
	return [
		'/overview',
		`/contracts/${told.subscription.id}`,
		`/contracts/${told.service.id}?on=2026-05-01&search=etv`,
		`/contracts/${told.service.id}/coming/2026-07-15`,
		'/invoices',
		'/invoices?search=nothing+like+it',
		`/invoices/${await idOf('invoice')}`,
		`/invoices/${await idOf('credit_note')}`,
		'/pay',
		`/payments/${await receiptId()}`,
	]
}

describe('a customer’s pages', () => {
	test.each(views)(
		'have no violation of WCAG 2.2 AA, fit and keep the console clean at $width px in $scheme',
		async (view) => {
			await using opened = await open(view)
			const { page } = opened
			const faults: string[] = []
			for (const path of ['/sign-in', '/sign-in/staff']) {
				await page.goto(shop.address + path)
				faults.push(...(await faultsOf(page, view.scheme)))
			}
			await enter(page)
			for (const path of await pages()) {
				await page.goto(shop.address + path)
				// What is folded away is looked at too.
				await page.evaluate(() => {
					for (const details of document.querySelectorAll('details')) details.open = true
				})
				faults.push(...(await faultsOf(page, view.scheme)))
			}
			expect(faults).toEqual([])
			expect(opened.said).toEqual([])
		},
		120_000,
	)

	test.each(['ru', 'zh', 'vi'])(
		'speak %s, in the same room',
		async (language) => {
			await using opened = await open({ width: 390 })
			await enter(opened.page)
			await speak(opened.context, language)
			const faults: string[] = []
			for (const path of await pages()) {
				await opened.page.goto(shop.address + path)
				expect(await opened.page.locator('html').getAttribute('lang')).toBe(language)
				const text = await opened.page.locator('main').innerText()
				expect(text).not.toMatch(/\{\{|undefined|\[object|NaN/)
				const width = await opened.page.evaluate(
					() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
				)
				if (width > 0) faults.push(`${path} is ${width} px too wide`)
			}
			expect(faults).toEqual([])
			expect(opened.said).toEqual([])
		},
		120_000,
	)
})

describe('paying by card', () => {
	test('goes from the letter’s link to the receipt, and cannot be done twice', async () => {
		await using opened = await open()
		const { page } = opened
		const invoice = await idOf('invoice')
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
		await page.goto(`${shop.address}/pay?invoice=${await idOf('invoice')}`)
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

	test('works without script: a sum that has not been seen is shown before it is paid', async () => {
		await using opened = await open({ scripts: false })
		const { page } = opened
		await enter(page)
		await page.goto(`${shop.address}/pay`)
		const boxes = page.getByRole('checkbox', { name: /^INV-/ })
		const count = await boxes.count()
		expect(count).toBeGreaterThan(1)
		for (let box = 1; box < count; box++) await boxes.nth(box).uncheck()
		await page.getByRole('button', { name: /^Pay €/ }).click()
		expect(page.url()).toContain('/pay?invoice=')
		const one = await page.getByRole('listitem').first().innerText()
		const amount = /€[\d.,]+/.exec(one)?.[0] ?? ''
		await page.getByRole('button', { name: `Pay ${amount}` }).click()
		await enterCard(page, '4242 4242 4242 4242')
		await page.waitForURL(new RegExp(`${shop.address}/payments/`))
		await shop.settle()
		await page.reload()
		expect(await page.locator('h1').innerText()).toBe('Paid. Thank you.')
		expect(await page.locator('main').innerText()).toContain(amount)
	}, 60_000)
})

describe('without script', () => {
	test('signing in, finding a machine, looking back and every why work', async () => {
		await using opened = await open({ scripts: false })
		const { page } = opened
		await page.goto(`${shop.address}/contracts/${told.service.id}`)
		await page.getByLabel('Email address').fill(told.nordwind.email)
		await page.getByRole('button', { name: 'Send me a sign-in link' }).click()
		await shop.settle()
		const [letter] = await world.sql<{ text: string }[]>`
			select text from mailbox_letter where letter = 'sign-in' order by sent_at desc limit 1`
		await page.getByLabel('Code from the letter').fill(/\b\d{6}\b/.exec(letter?.text ?? '')?.[0] ?? '')
		await page.getByRole('button', { name: 'Sign in' }).click()
		expect(await page.locator('h1').innerText()).toBe('Forklift service')
		await page.getByLabel('Product, model or serial number').fill('fn900137')
		await page.getByRole('button', { name: 'Search' }).click()
		expect(await page.locator('#lines tbody tr').count()).toBe(1)
		expect(await page.locator('#lines tbody').innerText()).toContain('FN900137')
		await page.goto(`${shop.address}/contracts/${told.subscription.id}`)
		await page.getByText('On another day').click()
		await page.getByLabel('As of').fill('2026-02-01')
		await page.getByRole('button', { name: 'Show' }).click()
		expect(await page.locator('#lines tbody tr').first().innerText()).toContain('12')
		await page.locator('#coming summary').first().click()
		await page.locator('#coming').getByText('Why this amount?').first().click()
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
