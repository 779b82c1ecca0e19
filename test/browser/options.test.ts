import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { addProduct } from '#core/product/add.ts'
import { offerOption } from '#core/product/offer.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { nextPage, press, typeDay } from './keyboard.ts'
import { goUnscripted, openView } from './view.ts'

const system = { kind: 'system', name: 'test' } as const
let world: World
let shop: Shop
let told: Story
let browser: Browser

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 20 })
	told = await tellStory(world, 40)
	await world.sql`update contract set access = 'upsell_and_downsell'`
	const { id: productId, planId } = expectOk(
		await act(world.books, system, addProduct, {
			code: 'tracking',
			name: 'Live tracking',
			kind: 'option',
			plan: { name: 'Monthly', interval: { unit: 'month', count: 1 }, trialDays: 0 },
			prices: { EUR: '6.00' },
		}),
	)
	expectOk(await act(world.books, system, offerOption, { productId, planId }))
	expectOk(
		await act(world.books, system, setChangeRule, {
			direction: 'more',
			timing: 'now',
			prorate: true,
			approval: { aboveMinor: 10_000n, currency: 'EUR' },
		}),
	)
	shop = await openShop(world)
	browser = await launchChromium()
}, 180_000)

afterAll(async () => {
	await browser.close()
	await shop.close()
	await world.close()
})

async function enter(page: Page, language: string): Promise<void> {
	const { token } = expectOk(
		await act(world.books, system, createSignIn, { audience: 'customer', email: told.nordwind.email }),
	)
	await page.context().addCookies([{ name: 'language', value: language, url: shop.address }])
	await page.goto(`${shop.address}/sign-in/open/${token}`)
	await page.locator('main button').first().click()
	await page.waitForURL(/overview/)
}

/** Walks by the tab key until the focus is on what the selector names. */
async function reach(page: Page, selector: string): Promise<void> {
	for (let steps = 0; steps < 120; steps++) {
		await page.keyboard.press('Tab')
		if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
	}
	throw new Error(`the keyboard does not reach ${selector}`)
}

const quantity = async () =>
	(
		await world.sql<{ quantity: string }[]>`
			select quantity::text as quantity from contract_line_state as state
				join contract_line as line on line.id = contract_line_id
			where line.contract_id = ${told.subscription.id} and line.position = 1
			order by state.effective_on desc, state.sequence desc limit 1`
	)[0]?.quantity

test('by keyboard alone: the price moves before anything changes, and what was seen is invoiced', async () => {
	await using opened = await openView(browser, { width: 390 })
	const { page } = opened
	await enter(page, 'en')
	expect(await quantity()).toBe('16')
	await page.goto(`${shop.address}/contracts/${told.subscription.id}/options`, { waitUntil: 'networkidle' })
	await reach(page, 'button[aria-label^="One more: Fleet software"]')
	await page.keyboard.press('Enter')
	// One seat of 29.95 for 11 of 30 days, with 19 % tax.
	await page.locator('[data-testid="price-now"]', { hasText: '€13.07' }).waitFor()
	expect(await quantity()).toBe('16')
	await reach(page, 'button[formaction]')
	await page.keyboard.press('Enter')
	await page.waitForURL(/\/change\?/)
	await page.locator('[data-testid="effect"]', { hasText: '€13.07' }).waitFor()
	await reach(page, 'button[value="apply"]')
	await page.keyboard.press('Enter')
	await page.waitForURL(/\/changed\//)
	expect(await page.locator('main').innerText()).toContain('€13.07')
	expect(await quantity()).toBe('17')
	await page.goBack()
	expect(await quantity()).toBe('17')
	expect(opened.said).toEqual([])
}, 60_000)

test('what was counted and ticked before the script came is kept, with its price', async () => {
	await using opened = await openView(browser, { width: 390 })
	const { page } = opened
	await enter(page, 'en')
	const before = await quantity()
	const letScriptsCome = await goUnscripted(page, `${shop.address}/contracts/${told.subscription.id}/options`)
	const seats = page.locator('input[name^="n."]').first()
	await seats.fill(String(Number(before) + 1))
	await page.getByLabel('Live tracking', { exact: true }).check()
	await letScriptsCome()
	// One seat of 29.95 for 11 of 30 days, 10.98 + 2.09 of tax, and a month of tracking from its own first day, 6.00 + 1.14.
	await page.locator('[data-testid="price-now"]', { hasText: '€20.21' }).waitFor()
	expect(await seats.inputValue()).toBe(String(Number(before) + 1))
	expect(await page.getByLabel('Live tracking', { exact: true }).isChecked()).toBe(true)
	expect(await quantity()).toBe(before)
	expect(opened.said).toEqual([])
}, 60_000)

test('without script, in Russian: shows the price, asks for what needs a word, and takes it back', async () => {
	await using opened = await openView(browser, { width: 390, scripts: false })
	const { page } = opened
	await enter(page, 'ru')
	const path = `${shop.address}/contracts/${told.subscription.id}`
	await page.goto(`${path}/options`)
	await page.locator('input[name^="n."]').first().fill('40')
	await page.locator('section noscript button, noscript button').last().click()
	await page.locator('[data-testid="price-now"]').waitFor()
	const before = await quantity()
	await page.locator('button[formaction]').click()
	await page.locator('textarea[name="note"]').fill('Новый филиал.')
	await page.locator('button[value="ask"]').click()
	await page.waitForURL(/\/requests\//)
	expect(await quantity()).toBe(before)
	await page.goto(path)
	await page.locator('a[href*="/requests/"]').first().click()
	await nextPage(page, () => page.locator('button[value="withdraw"]').click())
	expect(page.url()).toContain('/requests/')
	const [request] = await world.sql<{ state: string }[]>`select state from approval_request`
	expect(request?.state).toBe('withdrawn')
}, 60_000)

test('by keyboard alone, several contracts end on one day, as it was shown', async () => {
	await using opened = await openView(browser, { width: 390 })
	const { page } = opened
	await enter(page, 'en')
	// Beyond the term agreed the second would go on for more than a person must agree to.
	for (const { id } of [told.service, told.subscription]) {
		const freely = { contractId: id, direction: 'more' as const, timing: 'now' as const, prorate: true }
		expectOk(await act(world.books, system, setChangeRule, freely))
	}
	await page.goto(`${shop.address}/co-terminate`, { waitUntil: 'networkidle' })
	await press(page, 'Fleet software', 'Space')
	await press(page, 'Forklift service', 'Space')
	await typeDay(page, 'They end on', '2028-01-14')
	await press(page, 'Show what it comes to')
	await page.locator('button[value="apply"]').waitFor()
	await press(page, 'Make this change')
	await page.waitForURL(/\/changed\//)
	const ends = await world.sql<{ on: string }[]>`
		select ends_on::text as on from contract where id = any(${[told.service.id, told.subscription.id]}::uuid[])`
	expect(ends.map(({ on }) => on)).toEqual(['2028-01-14', '2028-01-14'])
}, 60_000)
