import type { Browser, BrowserContext, Page } from 'playwright-core'
import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faultsOf } from '#test/browser/view.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { type Playing, playSandbox } from './playing.ts'

let browser: Browser
beforeAll(async () => {
	browser = await launchChromium()
})
afterAll(async () => {
	await browser.close()
})

function openSession({ stripe, url }: Playing, rest: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
	return stripe.checkout.sessions.create({
		mode: 'payment',
		line_items: [
			{
				price_data: {
					currency: 'eur',
					unit_amount: 129_950,
					product_data: { name: 'Invoice 2026-000123: Service contract for three passenger lifts, first quarter' },
				},
				quantity: 2,
			},
		],
		success_url: `${url}/sandbox/style.css?done={CHECKOUT_SESSION_ID}`,
		cancel_url: `${url}/sandbox/style.css?back`,
		...rest,
	})
}

async function use(page: Page, number: string): Promise<void> {
	await page.locator('summary').click()
	await page.locator(`button[value="${number}"]`).click()
}

/** Every state of the hosted pages, and how a person comes to see it. */
const STATES: Record<string, (page: Page, playing: Playing, locale: 'en' | 'ru' | 'zh' | 'vi') => Promise<void>> = {
	'empty form': async (page, playing, locale) => {
		await page.goto((await openSession(playing, { locale })).url ?? '')
	},
	'saved card, address and offer to save': async (page, playing, locale) => {
		const { stripe } = playing
		const customer = await stripe.customers.create({ email: 'billing@acme.example' })
		const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })
		await stripe.paymentMethods.update(method.id, { allow_redisplay: 'always' })
		const session = await openSession(playing, {
			locale,
			customer: customer.id,
			billing_address_collection: 'required',
			saved_payment_method_options: { payment_method_save: 'enabled' },
		})
		await page.goto(session.url ?? '')
		expect(await page.locator('#number').isVisible()).toBe(false)
		await page.locator('input[name=saved][value=""]').check()
		expect(await page.locator('#number').isVisible()).toBe(true)
		await page.locator('summary').click()
	},
	'mistakes in every field': async (page, playing, locale) => {
		await page.goto((await openSession(playing, { locale })).url ?? '')
		await page.locator('button.button').click()
		expect(await page.locator('[aria-invalid=true]').count()).toBe(5)
	},
	'declined card': async (page, playing, locale) => {
		await page.goto((await openSession(playing, { locale })).url ?? '')
		await use(page, '4000000000009995')
		expect(await page.locator('[role=alert]').isVisible()).toBe(true)
	},
	challenge: async (page, playing, locale) => {
		await page.goto((await openSession(playing, { locale })).url ?? '')
		await use(page, '4000002760003184')
		expect(page.url()).toContain('/sandbox/challenge/')
	},
	'saving a card': async (page, { stripe }, locale) => {
		const success_url = 'https://merchant.example/saved'
		const session = await stripe.checkout.sessions.create({ mode: 'setup', currency: 'eur', locale, success_url })
		await page.goto(session.url ?? '')
	},
	expired: async (page, playing, locale) => {
		const session = await openSession(playing, { locale })
		await playing.stripe.checkout.sessions.expire(session.id)
		await page.goto(session.url ?? '')
	},
	'paid already': async (page, playing, locale) => {
		const session = await openSession(playing, { locale })
		await page.goto(session.url ?? '')
		await use(page, '4242424242424242')
		await page.goto(session.url ?? '')
	},
}

async function context(width: number, colorScheme: 'light' | 'dark', scripts: boolean): Promise<BrowserContext> {
	return browser.newContext({ viewport: { width, height: 900 }, colorScheme, javaScriptEnabled: scripts })
}

/** Languages differ in the length of their words, so the fullest states are enough for the others. */
const LONGEST = ['mistakes in every field', 'challenge']
const ALL = Object.keys(STATES)

test.each([
	['en', 390, 'light', ALL],
	['ru', 1280, 'dark', ['saved card, address and offer to save', 'declined card', ...LONGEST]],
	['zh', 390, 'dark', LONGEST],
	['vi', 390, 'light', LONGEST],
] as const)(
	'the pages in %s at %i px, %s, are accessible, fit and are quiet',
	async (locale, width, scheme, states) => {
		await using playing = await playSandbox()
		const opened = await context(width, scheme, true)
		const page = await opened.newPage()
		const said: string[] = []
		page.on('console', (message) => {
			// The browser itself remarks on an answer of 402, 410 or 422.
			if (!message.text().startsWith('Failed to load resource')) said.push(message.text())
		})
		for (const state of states) {
			await STATES[state]?.(page, playing, locale)
			expect(await faultsOf(page), state).toEqual([])
			expect(await page.locator('html').getAttribute('lang')).toBe(locale === 'zh' ? 'zh-Hans' : locale)
			expect(await page.locator('.test').isVisible()).toBe(true)
		}
		expect(said).toEqual([])
		await opened.close()
	},
	120_000,
)

test('a customer without scripts and without a mouse pays', async () => {
	await using playing = await playSandbox()
	const session = await openSession(playing)
	const opened = await context(390, 'light', false)
	const page = await opened.newPage()
	await page.goto(session.url ?? '')
	const type = async (text: string) => {
		await page.keyboard.press('Tab')
		await page.keyboard.type(text)
	}
	await page.keyboard.press('Tab')
	for (const text of ['ada@example.com', '4242 4242 4242 4242', '04 / 30', '123', 'Ada Lovelace', 'Germ'])
		await type(text)
	await page.keyboard.press('Tab')
	await Promise.all([page.waitForURL(/done=/), page.keyboard.press('Enter')])
	expect(page.url()).toContain(session.id)
	const done = await playing.stripe.checkout.sessions.retrieve(session.id)
	expect(done).toMatchObject({ payment_status: 'paid', customer_details: { address: { country: 'DE' } } })
	await opened.close()
})

test('the button of the page does what it says after a challenge, too', async () => {
	await using playing = await playSandbox()
	const session = await openSession(playing)
	const opened = await context(1280, 'light', false)
	const page = await opened.newPage()
	await page.goto(session.url ?? '')
	await use(page, '4000002760003184')
	await page.getByRole('button', { name: 'Fail authentication' }).click()
	expect(page.url()).toBe(session.url)
	expect(await page.locator('[role=alert]').textContent()).toContain('Nothing was charged')
	await use(page, '4000002760003184')
	await Promise.all([page.waitForURL(/done=/), page.getByRole('button', { name: 'Complete authentication' }).click()])
	await page.goBack()
	await page.goto(session.url ?? '')
	expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('This is done')
	expect((await playing.stripe.charges.list()).data).toHaveLength(1)
	await opened.close()
})
