import { HtmlValidate } from 'html-validate'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import type { Visit } from '#test/portal/customer/visit.ts'
import { type Cast, openCast } from '#test/portal/hostile/cast.ts'
import { billAutomatically } from '#test/portal/stripe/autopay.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { everyPage, type Look, statesOf, type Visits, visitsOf } from './every-page.ts'
import { faultsOfBoth, faultsOfSizes, focusFaultsOf, motionOf, openView, tooWide } from './view.ts'

/*
 * Every page that a customer can meet, in every language and both appearances. Nothing here lists the pages: a new one is
 * looked at as soon as it is in the route table.
 */

let cast: Cast
let shop: Shop
let browser: Browser
let visits: Visits
let looks: Look[]
let unseen: string[]

beforeAll(async () => {
	cast = await openCast()
	shop = await openShop(cast.world)
	browser = await launchChromium()
	await owe(cast, shop)
	visits = await visitsOf(cast, shop.address)
	;({ looks, unseen } = await everyPage(cast, visits))
}, 600_000)

afterAll(async () => {
	await browser.close()
	await shop.close()
	await cast.close()
})

/** A bank that wants its customer to confirm a payment. */
async function owe({ world, told: { nordwind } }: Cast, { till, settle }: Shop): Promise<void> {
	const actor = { kind: 'contact', contactId: nordwind.contactId } as const
	const customer = { ...nordwind, currency: 'EUR', buyerId: '', actor }
	await billAutomatically({ ...world, till }, customer, 'pm_card_authenticationRequired')
	await settle()
}

/** All of it takes two minutes on two cores with nothing else to do. */
const patience = 600_000

const validator = new HtmlValidate({ extends: ['html-validate:standard'] })

/** A browser for each visitor, speaking the language. */
async function openAll(language: string) {
	const opened = new Map<Visit, Awaited<ReturnType<typeof openView>>>()
	for (const visit of Object.values(visits)) {
		const view = await openView(browser, { width: 390, calm: true })
		await carryCookies(view.context, visit, language)
		opened.set(visit, view)
	}
	return opened
}

async function carryCookies(context: BrowserContext, visit: Visit, language: string): Promise<void> {
	const cookies = [...visit.cookies].filter(([name]) => name !== 'language')
	await context.addCookies(
		[...cookies, ['language', language] as const].map(([name, value]) => ({ name, value, url: shop.address })),
	)
}

/** Goes to a page and answers what is wrong with what came, before anything is done there. */
async function goTo(page: Page, look: Look, language: string): Promise<string[]> {
	// These pages go on by themselves as soon as their script is there.
	if (look.alone) await page.route('**/*.js', (route) => route.abort())
	const answer = await page.goto(shop.address + look.path)
	if (look.alone) await page.unroute('**/*.js')
	// What is valid in one language is in all.
	const { results } = validator.validateStringSync(language === 'en' ? ((await answer?.text()) ?? '') : '')
	const faults = results.flatMap(({ messages }) => messages.map((one) => `${one.ruleId}: ${one.message}`))
	const at = new URL(page.url())
	if (at.pathname + at.search !== look.path) faults.push(`leads on to ${page.url()}`)
	const { lang, title, heads, text } = await page.evaluate(() => ({
		lang: document.documentElement.lang,
		title: document.title,
		heads: document.querySelectorAll('h1').length,
		text: document.querySelector('main')?.innerText ?? '',
	}))
	if (lang !== language) faults.push(`says that it speaks ${lang}`)
	// A problem takes the place of a page, and of its title.
	const titled = answer?.ok() ? /^.{2,} · Halden Systems$/.test(title) : title !== 'Counterpart'
	if (!titled) faults.push(`is titled ${title}`)
	if (heads !== 1) faults.push(`has ${heads} first headings`)
	const odd = /\{\{|undefined|\[object|NaN/.exec(text)
	if (odd) faults.push(`says ${odd[0]}`)
	return faults.map((fault) => `${look.pattern} ${fault}`)
}

async function unfold(page: Page): Promise<void> {
	await page.evaluate(() => {
		for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '')
	})
}

test('every page of the route table can be opened by somebody here', () => {
	expect(unseen).toEqual([])
	expect(looks.length).toBeGreaterThan(30)
})

/** Looks at the pages one after the other, at each as said, and answers what is wrong with them. */
async function lookAt(
	found: Look[],
	language: string,
	...ways: ((page: Page, nth: number) => Promise<string[]>)[]
): Promise<string[]> {
	const opened = await openAll(language)
	const faults: string[] = []
	for (const [nth, look] of found.entries()) {
		const page = opened.get(look.by)?.page
		if (!page) throw new Error('Nobody looks')
		faults.push(...(await goTo(page, look, language)))
		await unfold(page)
		for (const way of ways) faults.push(...(await way(page, nth)))
	}
	for (const { said, context } of opened.values()) {
		faults.push(...said)
		await context.close()
	}
	return faults
}

/** A desk's window at 400 %, every focus in it and on a phone, and what moves. Russian, the longest, is looked at so. */
async function closely(page: Page): Promise<string[]> {
	const faults = [...(await focusFaultsOf(page)), ...(await motionOf(page))]
	await page.setViewportSize({ width: 320, height: 640 })
	faults.push(...(await tooWide(page)), ...(await focusFaultsOf(page)))
	await page.setViewportSize({ width: 390, height: 900 })
	return faults
}

describe('every page passes axe by day and by night, fits a phone, is valid and keeps quiet', () => {
	test(
		'in en, and on a desk',
		async () => {
			expect(await lookAt(looks, 'en', faultsOfSizes)).toEqual([])
		},
		patience,
	)

	test.each(['zh', 'vi'])(
		'in %s',
		async (language) => {
			expect(await lookAt(looks, language, faultsOfBoth)).toEqual([])
		},
		patience,
	)

	test(
		'in ru, and at 400 %, with every focus seen',
		async () => {
			expect(await lookAt(looks, 'ru', faultsOfBoth, closely)).toEqual([])
		},
		patience,
	)

	test(
		'in ru, with something said in its address',
		async () => {
			expect(await lookAt(await statesOf(cast, visits), 'ru', faultsOfBoth, closely)).toEqual([])
		},
		patience,
	)
})
